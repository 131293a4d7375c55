"""Evaluated: what the self-evaluation says of its own figures, and of others."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetcheck.cn_accounts.fields import labels_of
from budgetcheck.cn_accounts.rules.saying import Grade, said
from budgetcheck.cn_accounts.rules.stating import (
    LIKELY,
    MEANT,
    changes,
    completions,
    plus,
)
from budgetcheck.cn_accounts.texts.self_evaluation import (
    Institution,
    InstitutionAssets,
    InstitutionIncome,
    InstitutionPublicExpenses,
)
from budgetcheck.language.fields import GroupField
from budgetcheck.language.rules import Rule
from budgetcheck.language.shapes import shape_of
from budgetcheck.language.verdicts import Level

_ONE = Grade(evidence="one self-evaluation, recomputed")
_ONE_ONLY = attrs.evolve(_ONE, level=Level.WARNING)
_AT = "self_evaluation."
_TABLES = {
    "income": (InstitutionIncome, "Income", "收入合计"),
    "three_public": (InstitutionPublicExpenses, "Three public expenses", "三公经费"),
    "fixed_assets": (InstitutionAssets, "Fixed assets", "固定资产"),
}


def evaluated() -> Iterator[Rule]:
    """Yield the rules of the self-evaluation, in the order in which it is printed.

    Example:
        >>> next(evaluated()).id
        'cn.evaluation.staff.posts'
    """
    yield said(
        "cn.evaluation.staff.posts",
        f"{_AT}staff <= {_AT}establishment",
        ("Staff", "实有人数"),
        LIKELY,
    )
    for name, row, subject in (
        ("institutions", "institutions[*]", ("Every institution", "各机构")),
        ("aggregate", "aggregate", ("Aggregate", "汇总")),
    ):
        yield from _institution(name, f"{_AT}{row}.", subject)
    yield from _aggregate()
    yield from _carried()
    yield from _three_public()
    yield from _projects()
    yield from _activities()
    yield from _indicators()
    yield from _elsewhere()


def _institution(name: str, at: str, subject: tuple[str, str]) -> Iterator[Rule]:
    english, chinese = subject
    for table, (cls, en, zh) in _TABLES.items():
        whole, *parts = labels_of(cls)
        yield said(
            f"cn.evaluation.{name}_{table}.sum",
            f"{at}{table}.{whole} = {plus(f'{at}{table}.{part}' for part in parts)}",
            (f"{english}, {en.lower()}", f"{chinese}{zh}"),
            _ONE,
        )
    income, spent = f"{at}income.", f"{at}expenditure."
    left = f"{spent}cumulative_balance"
    year = f"{income}total - {income}carried_forward - {spent}total"
    for what, saying, notation, en, zh in (
        (
            "expenditure",
            "sum",
            f"{spent}total = {spent}basic + {spent}project",
            "expenditure",
            "支出合计",
        ),
        (
            "basic",
            "sum",
            f"{spent}basic = {spent}personnel + {spent}goods_services",
            "basic expenditure",
            "基本支出",
        ),
        (
            "year",
            "balance",
            f"{spent}year_balance = {year}",
            "balance of the year",
            "当年结余",
        ),
        (
            "cumulative",
            "balance",
            f"{left} = {income}total - {spent}total",
            "cumulative balance",
            "累计结余",
        ),
        (
            "balances",
            "balance",
            f"{left} = {income}carried_forward + {spent}year_balance",
            "both balances",
            "当年结余与累计结余",
        ),
    ):
        yield said(
            f"cn.evaluation.{name}_{what}.{saying}",
            notation,
            (f"{english}, {en}", f"{chinese}{zh}"),
            _ONE if saying == "sum" else _ONE_ONLY,
        )


def _aggregate() -> Iterator[Rule]:
    tables = labels_of(Institution)
    for table, field in shape_of(Institution).fields.items():
        if not isinstance(field, GroupField):
            continue
        for name, label in labels_of(field.of).items():
            cell = f"{table}.{name}"
            yield said(
                f"cn.evaluation.{table}_{name}.sum_of_rows",
                f"{_AT}aggregate.{cell} = sum({_AT}institutions[*].{cell})",
                (
                    f"Aggregate of {tables[table].en.lower()}, {label.en.lower()}",
                    f"{tables[table].zh}：汇总行{label.zh}",
                ),
                MEANT,
            )


def _carried() -> Iterator[Rule]:
    at = f"{_AT}carry_over."
    subtotal, adjusted = f"{at}subtotal", f"{at}adjusted"
    for name, saying, notation, subject in (
        (
            "carry_over",
            "sum",
            f"{subtotal} = sum({at}sources[*].amount)",
            ("Carry-over, subtotal", "上年结转小计"),
        ),
        (
            "adjusted",
            "balance",
            f"{subtotal} - {at}recovered = {adjusted}",
            ("Carry-over after what was recovered", "调整后上年结转"),
        ),
        (
            "carried_forward",
            "sum_of_rows",
            f"{adjusted} = sum({_AT}institutions[*].income.carried_forward)",
            (
                "Carry-over after what was recovered, by institution",
                "调整后上年结转（各机构）",
            ),
        ),
    ):
        yield said(f"cn.evaluation.{name}.{saying}", notation, subject, _ONE)


def _three_public() -> Iterator[Rule]:
    at = f"{_AT}three_public."
    subject = ("Three public expenses", "“三公”经费")
    where = ("evaluation", "three_public")
    yield from completions(where, at, subject, revised=False)
    yield from changes(where, at, "outturn", subject)
    yield said(
        "cn.evaluation.three_public.part",
        f"{at}outturn <= {at}budget",
        ("Three public expenses beside their budget", "“三公”经费与其预算相比"),
        LIKELY,
    )
    yield said(
        "cn.evaluation.three_public.sum_of_rows",
        f"{at}outturn = sum({_AT}institutions[*].three_public.total)",
        subject,
        _ONE,
    )


def _projects() -> Iterator[Rule]:
    at, spent = f"{_AT}projects.", f"sum({_AT}institutions[*].expenditure.project)"
    for name, saying, notation, subject, grade in (
        (
            "projects",
            "sum",
            f"{spent} = sum({at}lines[*].amount)",
            ("Project expenditure", "项目支出"),
            _ONE,
        ),
        (
            "projects_number",
            "sum",
            f"{at}number = sum({at}lines[*].number)",
            ("Number of projects", "项目个数"),
            _ONE,
        ),
        (
            "projects_budget",
            "part",
            f"{spent} <= {at}budget",
            ("Project expenditure beside its budget", "项目支出与其预算相比"),
            LIKELY,
        ),
    ):
        yield said(f"cn.evaluation.{name}.{saying}", notation, subject, grade)


def _activities() -> Iterator[Rule]:
    at = f"{_AT}activities[i]."
    every = ("Every activity", "各事项")
    for name, saying, notation, subject in (
        ("activities", "part", f"{at}done <= {at}due", every),
        ("activities", "share", f"{at}rate = {at}done / {at}due", every),
        (
            "activities_gain",
            "difference",
            f"{at}gain = {at}rate - {at}prior_rate",
            ("Rate of every activity", "各事项完成率"),
        ),
        ("activities", "parts", f"sum({at}parts[*].done) <= {at}done", every),
    ):
        yield said(f"cn.evaluation.{name}.{saying}", notation, subject, MEANT)


def _indicators() -> Iterator[Rule]:
    at = f"{_AT}indicators[*]."
    every = ("Every indicator", "各指标")
    # What was not reached is no error of arithmetic, and a rate may be of other things.
    for name, saying, notation in (
        ("indicators", "target", f"{at}result = {at}target"),
        ("indicators", "share", f"{at}result = {at}done / {at}due"),
        ("indicators", "part", f"{at}score <= {at}weight"),
    ):
        yield said(f"cn.evaluation.{name}.{saying}", notation, every, LIKELY)
    yield said(
        "cn.evaluation.score.sum",
        f"{_AT}score = sum({at}score)",
        ("Score", "综合得分"),
        LIKELY,
    )


def _elsewhere() -> Iterator[Rule]:
    """Yield what text and forms say of the evaluation, if it is of the same entity."""
    yield said(
        "cn.text14.score.as_evaluation",
        f"narrative.performance.score = {_AT}score",
        ("Score", "得分"),
        MEANT,
    )
    own = "own_evaluation.institutions[*]"
    for name, of, printed, subject in (
        ("total", "expenditure.total", "total", ("Total expenditure", "支出合计")),
        ("basic", "expenditure.basic", "exp_basic", ("Basic expenditure", "基本支出")),
        ("project", "expenditure.project", "exp_project", ("Projects", "项目支出")),
    ):
        yield said(
            f"cn.evaluation.{name}.as_form03",
            f"sum({own}.{of}) = expenditure.total.{printed}",
            subject,
            LIKELY,
        )
    yield said(
        "cn.evaluation.three_public.as_form07",
        f"sum({own}.three_public.total) = three_public.outturn.total",
        ("Three public expenses", "“三公”经费"),
        LIKELY,
    )
