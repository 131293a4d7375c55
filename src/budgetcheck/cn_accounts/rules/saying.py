"""Saying: rules of the forms, with titles, sources and examples made from labels."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from budgetcheck.cn_accounts.accounts import Accounts
from budgetcheck.cn_accounts.fields import FORM_01, FORMS, Form, labels_of
from budgetcheck.cn_accounts.pairs import origins_of
from budgetcheck.cn_accounts.rules.examples import examples_of
from budgetcheck.cn_accounts.texts.narrative import Narrative
from budgetcheck.cn_accounts.texts.sections import SECTIONS
from budgetcheck.cn_accounts.texts.self_evaluation import EVALUATION
from budgetcheck.language.conditions import Condition, named_paths
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.fields import GroupField, RowsField
from budgetcheck.language.notation import parse_condition
from budgetcheck.language.paths import Key, Path
from budgetcheck.language.rules import Rule
from budgetcheck.language.shapes import shape_of
from budgetcheck.language.verdicts import Level, Verdict

SHANGHAI_HUNAN = "how texts and forms are paired in Shanghai and Hunan"
TEXTS = "narratives of two provinces, recomputed"
MEANING = "follows from what the figures are of"
TEMPLATE = "official template 2024"
SEVEN = "seven departments, recomputed"
BOTH = f"{TEMPLATE}; {SEVEN}"

_SINCE_STATE_CAPITAL = 2019
# Each form is footed by itself, and may have a cell moved by one unit to close.
_ACROSS = {Verdict.STRAINED: Level.NOTE}

# A form prints nothing where there is no money.
_BLANK_IS_ZERO = Convention(blank="zero")

_SAYINGS = {
    "sum": ("is the sum of its parts", "等于各分项之和"),
    "sum_of_rows": ("is the sum of the classes", "等于各类之和"),
    "tree": ("each heading is the sum of its items", "上级科目等于下级科目之和"),
    "grand_total": ("adds up with the balances", "等于本年合计与结转结余之和"),
    "balance": ("opens and closes with its balances", "收支与结转结余平衡"),
    "as": ("is what “{en}” says", "与{zh}一致"),
    "within": ("is not more than in “{en}”", "不大于{zh}中的数额"),
    "equal": ("is that of expenditure", "与支出总计相等"),
    "adds": ("is, with other money, all of “{en}”", "与其他资金支出之和等于{zh}"),
    "rest": (
        "leaves no more to other money than all of it in “{en}”",
        "其他资金支出不大于{zh}中的其他资金支出合计",
    ),
    "covers": ("is not less than in “{en}”", "不小于{zh}中的数额"),
    "part": ("is not more than its whole", "不大于其总额"),
    "parts": ("is not less than its listed parts", "不小于所列各项之和"),
    "share": ("has the stated share", "占比与金额相符"),
    "shares": ("has parts whose shares make 100%", "各项占比之和为100%"),
    "difference": ("differs from the prior year as stated", "增减额等于两年之差"),
    "change": ("changed at the stated rate", "增减率与增减额相符"),
    "rate": ("changed at the stated rate on the prior year", "增减率与上年数相符"),
    "against_prior": ("went the stated way", "增减方向与两年数额相符"),
    "against_difference": ("went the way of its change", "增减方向与增减额相符"),
    "over_budget": ("differs from its budget as stated", "与预算的差额相符"),
    "direction_over": (
        "is above or below its budget as the difference says",
        "与预算相比的方向与差额相符",
    ),
    "direction_completion": (
        "is above or below its budget as the completion says",
        "与预算相比的方向与完成比例相符",
    ),
    "completion": ("completes its budget as stated", "完成预算的百分比与金额相符"),
    "revised_completion": (
        "completes its revised budget as stated",
        "完成全年预算的百分比与金额相符",
    ),
    "direction": ("is above or below its budget as stated", "与预算相比的方向相符"),
    "target": ("reaches its target", "达到指标值"),
    "none": ("has no amount", "无数额"),
    "posts": ("is not more than its posts", "不超过编制"),
    "persons": ("has persons where it has groups", "有批次（团组）则有人次"),
}
_ELSEWHERE = re.compile(r"_((?:form|text)\d\d|evaluation)$")
PRINTED_IN: Mapping[str, Form] = {
    one.key: one for one in (*FORMS.values(), *SECTIONS.values(), EVALUATION)
}


@attrs.frozen(kw_only=True)
class Grade:
    """How loudly a rule speaks, and on what evidence.

    Attributes:
        evidence: Where the relation was seen to hold.
        level: What a contradiction is.
        convention: What differs from the publisher's convention, besides that blank
            cells of forms are zeros.
    """

    evidence: str = BOTH
    level: Level = Level.ERROR
    convention: Convention = UNDECLARED


SURE = Grade()


def said(
    rule_id: str, notation: str, subject: tuple[str, str], grade: Grade = SURE
) -> Rule:
    """Return a rule of a form, or of two forms.

    Args:
        rule_id: `cn.form05.total.as_form04`: the form, what is compared, and how; where
            another form is named last, a difference of one unit is a note.
        notation: What must hold, in an `Accounts`.
        subject: What the rule is about, in English and Chinese.
        grade: How loudly it speaks, and on what evidence.

    Example:
        >>> rule = said(
        ...     "cn.form02.total.as_form01",
        ...     "revenue.total.total = revenue_expenditure.revenue_total",
        ...     ("Total revenue", "本年收入合计"),
        ... )
        >>> rule.titled("en")
        'Revenue: total revenue is what “Revenue and expenditure” says'
        >>> rule.source.split("; ")[0]
        '公开02表 收入决算表: 合计: 1 本年收入合计'
    """
    condition = parse_condition(notation)
    examples = examples_of(condition)
    _, form, _, relation = rule_id.split(".")
    elsewhere = _ELSEWHERE.search(relation)
    saying = _ELSEWHERE.sub("", relation)
    other = elsewhere[1] if elsewhere else ""
    names_state_capital = any(
        printed.steps[0] == "state_capital"
        for path in named_paths(condition)
        for printed in origins_of(Accounts, path)
    )
    blanks = _BLANK_IS_ZERO if form.startswith("form") else UNDECLARED
    return Rule(
        condition,
        id=rule_id,
        level=grade.level,
        levels=_ACROSS if other else {},
        title=_title(form, subject, saying, other),
        source=f"{_where(condition)}. Evidence: {grade.evidence}",
        convention=grade.convention.over(blanks),
        holds=examples.holds,
        breaks=examples.breaks,
        since=_SINCE_STATE_CAPITAL if names_state_capital else None,
    )


def _title(
    key: str, subject: tuple[str, str], saying: str, other: str
) -> Mapping[str, str]:
    form, (english, chinese) = PRINTED_IN[key], _SAYINGS[saying]
    if other:
        english = english.format(en=PRINTED_IN[other].en)
        chinese = chinese.format(zh=PRINTED_IN[other].zh)
    about, zh = subject
    lowered = about[0].lower() + about[1:]
    between = ": " if saying == "tree" else " "
    return {
        "en": f"{form.en}: {lowered}{between}{english}",
        "zh": f"{form.zh}：{zh}{'：' if saying == 'tree' else ''}{chinese}",
    }


def _where(condition: Condition) -> str:
    """Return the forms, rows and columns that a condition names, as they are printed.

    Shape: each form once, with its cells in the order of the rule.
    """
    found: dict[str, dict[str, None]] = {}
    for path in named_paths(condition):
        for printed in origins_of(Accounts, path):
            form, cells = _printed_at(printed)
            found.setdefault(f"{form.code} {form.zh}", {})[": ".join(cells)] = None
    return "; ".join(f"{form}: {', '.join(cells)}" for form, cells in found.items())


def _printed_at(path: Path) -> tuple[Form, list[str]]:
    """Return the form that a figure is in, and what is printed on the way to it."""
    cls: type = Accounts
    form, found = FORM_01, []
    for step, after in zip(path.steps, (*path.steps[1:], ""), strict=True):
        if not isinstance(step, str):
            continue
        field = shape_of(cls).fields[step]
        if cls in {Accounts, Narrative}:
            label = labels_of(cls).get(_OWN.get(step, step))
            form = label.forms[0] if label and label.forms else form
        elif isinstance(field, RowsField):
            found.append(after.text if isinstance(after, Key) else _rows_of(cls, step))
        else:
            found.append(labels_of(cls)[step].text)
        if isinstance(field, GroupField | RowsField):
            cls = field.of
    return form, found


def _rows_of(cls: type, name: str) -> str:
    label = labels_of(cls).get(name)
    if name in _ROWS:
        return _ROWS[name]
    return label.text if label else "各类"


# The evaluation is chosen if it is about the same entity, and printed in one place.
_OWN = {"own_evaluation": "self_evaluation"}
_ROWS = {
    "other_budgets": "其他预算的各行",
    "lines": "各行",
    "classes": "各类",
    "rows": "各类及其项",
}
