"""The sample: complete accounts of a department that there is not.

`python -m tests.cn_accounts.sample > examples/sample-2024.toml` writes them again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from budgetcheck.cn_accounts import STANDARD
from budgetcheck.cn_accounts.strategies.catalogue import GOVERNMENT_FUNDS
from budgetcheck.cn_accounts.strategies.drawing import PARTS, printed_document
from budgetcheck.cn_accounts.strategies.styles import Style
from budgetcheck.cn_accounts.strategies.told import Evaluated, Procurement, Told
from budgetcheck.cn_accounts.strategies.truths import Item, Public, Reserves, Truths

HEAD = f"""\
# Made, and not real: there is no such department, and nobody has published this. It is
# here because the nine forms of the real disclosure beside it are not to be had, and
# shows a complete one: nine forms, the narrative and the self-evaluation. What was
# received and spent was made up in yuan and fen; every cell is that, rounded by itself
# to 万元 with two decimals, so that there are rounding differences.
# `budgetcheck check examples/sample-2024.toml` checks it, and
# `python -m tests.cn_accounts.sample` writes it again.

standard = "{STANDARD.name}"
edition = 2024
title = "示例市城市管理局2024年度部门决算公开（虚构）"
publisher = "示例市城市管理局（虚构）"
lang = "zh"
"""


def fen(wan: str) -> int:
    """Return 万元 with up to six decimals in fen."""
    whole, _, rest = wan.partition(".")
    return int(whole + rest.ljust(6, "0"))


def amounts(listed: str) -> dict[str, int]:
    pairs = (line.split() for line in listed.strip().splitlines())
    return {name: fen(wan) for name, wan in pairs}


SPENT = amounts(
    """
    30101 612.3340
    30102 548.9027
    30103 402.1155
    30108 182.3318
    30109 91.1659
    30110 88.6137
    30111 41.2085
    30112 12.8406
    30113 201.4426
    30199 31.0500
    30201 38.4127
    30202 6.3000
    30206 22.8154
    30211 9.7062
    30213 14.2280
    30215 1.9034
    30216 3.2156
    30217 3.4821
    30228 36.9000
    30231 47.2506
    30239 88.4000
    30299 131.6734
    30302 96.4471
    30304 24.7702
    31002 18.3600
    """
)
BUDGETS = amounts(
    """
    2050803 6.00
    2080501 90.00
    2080505 178.50
    2080506 89.25
    2080801 0
    2101101 86.40
    2101103 41.20
    2120101 1905.00
    2120104 700.00
    2120501 2100.00
    2210201 198.60
    2210203 63.90
    """
)
BASIC = amounts(
    """
    2050803 3.2156
    2080501 96.4471
    2080505 182.3318
    2080506 91.1659
    2080801 24.7702
    2101101 88.6137
    2101103 41.2085
    2210201 201.4426
    2210203 63.9000
    """
)
TRUTHS = Truths(
    entity="示例市城市管理局",
    year="2024",
    items=(
        *(
            Item(code=code, basic=spent)
            for code, spent in BASIC.items()
            if code < "212"
        ),
        Item(
            code="2120101",
            basic=fen("1962.7746"),
            earned={"rev_other": fen("6.2035")},
            paid={"exp_basic": fen("1.0612"), "exp_project": fen("4.8049")},
        ),
        Item(
            code="2120104",
            project=fen("684.3157"),
            opening=fen("35.4000"),
            closing=fen("28.9012"),
        ),
        Item(
            code="2120501",
            project=fen("2318.6624"),
            opening=fen("96.3044"),
            closing=fen("140.2533"),
        ),
        Item(
            code="2120803",
            fund=GOVERNMENT_FUNDS,
            project=fen("804.3000"),
            closing=fen("45.7000"),
        ),
        *(
            Item(code=code, basic=spent)
            for code, spent in BASIC.items()
            if code > "213"
        ),
    ),
    basic=SPENT,
    reserves=Reserves(kept=fen("12.4470")),
    public=Public(
        budget={"vehicle_running": fen("96"), "hospitality": fen("8")},
        more={
            "vehicle_running": fen("31.4418"),
            "hospitality": fen("1.2050"),
            "conferences": fen("2.5000"),
        },
    ),
    told=Told(
        budgets=BUDGETS,
        unlisted=fen("12"),
        prior=(fen("5502.9907"), fen("431.0024"), fen("18.6601"), fen("401.1180")),
        prior_public={
            "vehicle_running": fen("84.1507"),
            "hospitality": fen("5.0233"),
        },
        groups=37,
        vehicles={"执法执勤用车": 41, "应急保障用车": 6, "其他用车": 3},
        events=fen("9.8000"),
        procurement=Procurement(
            bought={
                "goods": fen("286.4471"),
                "works": fen("512.0088"),
                "services": fen("1204.3390"),
            },
            sme={"goods": 10, "works": 8, "services": 7},
            micro_small=6,
        ),
        project_budgets={"2120104": fen("700"), "2120501": fen("2450")},
        score=95,
    ),
    evaluated=Evaluated(
        staff=128,
        vacant=6,
        personnel=8,
        recovered=fen("18.2200"),
        assets=(fen("3120.4475"), fen("86.0000"), fen("12.9030")),
        unspent=fen("210.0000"),
        due=1847,
        handled=9,
        handled_before=8,
    ),
)
STYLE = Style(beside=True)


def lines() -> Iterator[str]:
    yield HEAD
    printed = printed_document(TRUTHS, STYLE, PARTS)
    yield "[accounts]"
    yield from _entries(printed, ("entity", "year"))
    for name, form in printed.items():
        if isinstance(form, Mapping):
            yield from _table(f"accounts.{name}", form)


def _table(name: str, form: Mapping[str, object]) -> Iterator[str]:
    """Yield a form; the sections of the narrative are tables of their own."""
    if name == "accounts.narrative":
        for section, said in form.items():
            assert isinstance(said, Mapping)
            yield from _table(f"{name}.{section}", said)
        return
    yield f"\n[{name}]"
    yield from _entries(form, form)


def _entries(form: Mapping[str, object], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        value = form[name]
        if isinstance(value, list):
            yield f"{name} = ["
            yield from (f"    {_inline(row)}," for row in value)
            yield "]"
        else:
            yield f"{name} = {_inline(value)}"


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        cells = (f"{name} = {_inline(cell)}" for name, cell in value.items())
        return f"{{ {', '.join(cells)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    text = str(value)
    return text if re.fullmatch(r"\d+\.\d+", text) else f'"{text}"'


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
