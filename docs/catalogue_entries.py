"""What the catalogue says of a rule, as data: `rule_catalogue` makes nodes of it.

Nothing here needs Sphinx, so that every test environment can ask whether each rule
has all its pieces.
"""

from collections.abc import Iterator
from functools import cache

import attrs

from budgetcheck import Finding, Rule, Verdict
from budgetcheck.standards import Standard, check_example, standard_named
from budgetcheck.wording import LANGUAGES, Language, label, reason_for, remedy_for, word

NAMES: dict[Language, dict[str, str]] = {
    "en": {
        "what": "What",
        "notation": "Notation",
        "why": "Why",
        "source": "Source",
        "example": "Broken by",
        "message": "Message",
        "fix": "What to do",
        "rules": "{count} rules: cn.{form}.*",
    },
    "zh": {
        "what": "内容",
        "notation": "记法",
        "why": "缘由",
        "source": "依据",
        "example": "不成立的例子",
        "message": "提示文字",
        "fix": "处理",
        "rules": "{count}条规则：cn.{form}.*",
    },
}
# Sources are written once, and where the evidence was seen is said in English.
CHINESE_EVIDENCE = {
    "Evidence": "验证",
    "official template 2024": "2024年官方模板",
    "columns of Yunnan 2019-2023": "云南2019—2023年表格的栏目",
    "seven departments, recomputed": "七个部门，经复算",
    "six departments, recomputed": "六个部门，经复算",
    "two departments, recomputed": "两个部门，经复算",
    "one department, recomputed": "一个部门，经复算",
    "one department, which had shifted its amounts": "一个部门，其金额错行",
    "one self-evaluation, recomputed": "一份绩效自评，经复算",
    "narratives of two provinces, recomputed": "两个省份的情况说明，经复算",
    "outturns always closed": "决算数均能闭合",
    "how texts and forms are paired in Shanghai and Hunan": "沪、湘两地文表对应",
    "follows from what the figures are of": "由数字含义推出",
    "as the totals": "与合计行相同",
    "as form 08": "与公开08表相同",
    "as forms 02, 03 and 05": "与公开02、03、05表相同",
}


@attrs.frozen(kw_only=True)
class Entry:
    """One rule, as the catalogue tells it.

    Attributes:
        id: The id of the rule, which is its anchor.
        what: Its title in the page's language, and then in the other one.
        notation: How it is written.
        why: Why it must hold, and how loudly it speaks if it does not.
        source: Where it comes from.
        example: Printed figures that break it, and the rule filled in with them.
        messages: What is then said, in each language.
        fixes: What to do then.
    """

    id: str
    what: tuple[str, ...]
    notation: str
    why: str
    source: str
    example: tuple[str, ...]
    messages: tuple[str, ...]
    fixes: tuple[str, ...]

    def pieces(self, lang: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the pieces in order, each under its name in a language."""
        pieces = {
            "what": self.what,
            "notation": (self.notation,),
            "why": (self.why,),
            "source": (self.source,),
            "example": self.example,
            "message": self.messages,
            "fix": self.fixes,
        }
        for name, texts in pieces.items():
            yield NAMES[lang][name], texts


def entry(standard: Standard, rule: Rule, lang: Language = "en") -> Entry:
    """Return what the catalogue says of a rule."""
    broken = _broken(standard.name)[rule.id]
    both = sorted(LANGUAGES, key=lambda one: one != lang)
    level = label("rule_level", lang, level=label(rule.level.value, lang))
    return Entry(
        id=rule.id,
        what=tuple(rule.titled(one) for one in both),
        notation=rule.notation,
        why=("" if lang == "zh" else " ").join((reason_for(rule, lang), level)),
        source=_source(rule.source, lang),
        example=tuple(text for one in broken for text in _example(rule, one)),
        messages=tuple(_said(one, told) for one in broken for told in both),
        fixes=tuple(remedy_for(one, lang) for one in broken),
    )


@cache
def _broken(standard: str) -> dict[str, list[Finding]]:
    """Return what each rule of a standard says of the example that breaks it."""
    found = standard_named(standard)
    return {
        rule.id: [
            finding
            for finding in check_example(found, rule.id, "breaks")
            if finding.verdict is Verdict.CONTRADICTION
        ]
        for rule in found.rules
    }


def by_form(standard: Standard) -> dict[str, list[Rule]]:
    """Return rules by the form that they are titled by, which groups their ids."""
    found: dict[str, list[Rule]] = {}
    for rule in standard.rules:
        found.setdefault(rule.id.split(".")[1], []).append(rule)
    return found


def heading(rules: list[Rule], lang: Language) -> str:
    """Return what a form is called, in the titles of its rules."""
    english, chinese = (
        rules[0].titled(one).replace("：", ": ").partition(": ")[0] for one in LANGUAGES
    )
    return chinese if lang == "zh" else f"{english} ({chinese})"


def _example(rule: Rule, finding: Finding) -> tuple[str, str]:
    figures = ", ".join(f"{path} = {printed}" for path, printed in rule.breaks)
    return figures, finding.filled


def _said(finding: Finding, lang: Language) -> str:
    return word(finding, lang).text


def _source(source: str, lang: Language) -> str:
    if lang == "en":
        return source
    where, _, evidence = source.partition(". Evidence: ")
    for english in sorted(CHINESE_EVIDENCE, key=len, reverse=True):
        evidence = evidence.replace(english, CHINESE_EVIDENCE[english])
    said = f"{where}。{CHINESE_EVIDENCE['Evidence']}: {evidence}" if evidence else where
    return said.replace(": ", "：").replace("; ", "；").replace(", ", "、")
