"""Sections: the fourteen sections of the narrative, and what their claims are made of.

A claim is a figure that the text states: a total, a share, a change, a completion, a
direction, a count. What is printed as 减少23.14万元 is a difference of -23.14.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs

from budgetcheck.cn_accounts.fields import LABEL, Form, Label
from budgetcheck.entities.tables import Printed
from budgetcheck.language.figures import Count, Missing, Stated, Word

Counted: TypeAlias = Count | Word | Missing
Direction: TypeAlias = Word | Missing


def _sections(listed: str) -> Mapping[str, Form]:
    found = {}
    for line in listed.split("\n"):
        number, zh, en = line.split(" ", 2)
        found[number] = Form(number, zh, f"Narrative of {en}", kind="text")
    return found


SECTIONS = _sections("""\
01 收入支出决算总体情况说明 revenue and expenditure
02 收入决算情况说明 revenue
03 支出决算情况说明 expenditure
04 财政拨款收入支出决算总体情况说明 fiscal appropriations
05 一般公共预算财政拨款支出决算情况说明 general public expenditure
06 一般公共预算财政拨款基本支出决算情况说明 basic expenditure
07 财政拨款“三公”经费支出决算情况说明 the three public expenses
08 政府性基金预算收入支出决算情况说明 government-managed funds
09 国有资本经营预算支出决算情况说明 state capital operations
10 机关运行经费支出说明 administrative operating costs
11 一般性支出情况说明 general expenses
12 政府采购支出说明 government procurement
13 国有资产占用情况说明 state-owned assets
14 预算绩效情况说明 budget performance""")


def claim(zh: str, en: str) -> Any:  # noqa: ANN401 (a field)
    """Return the field of a figure that a text states."""
    return attrs.field(default=Missing("absent"), metadata={LABEL: Label(zh, en)})


def claims(zh: str, en: str) -> Any:  # noqa: ANN401 (a field)
    """Return the field of several such figures: an object, or rows."""
    return attrs.field(default=None, metadata={LABEL: Label(zh, en)})


def own_first(
    cls: type, fields: list[attrs.Attribute[Any]]
) -> list[attrs.Attribute[Any]]:
    """Put what changed before how it changed, as texts do.

    Example:
        >>> @attrs.frozen(kw_only=True, field_transformer=own_first)
        ... class Costs(Changed):
        ...     outturn: Printed = claim("机关运行经费", "Costs")
        >>> next(iter(attrs.fields_dict(Costs)))
        'outturn'
    """
    return sorted(fields, key=lambda one: one.name not in cls.__annotations__)


@attrs.frozen(kw_only=True)
class Part:
    """A part of a whole: 其中：基本支出60.80万元，占61.83%.

    Units: the amount in its own unit; the share in percentage points.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"amount": "60.80", "share": "61.83%"}
        >>> read(Part, said, unit="万元").share.printed
        '61.83%'
    """

    amount: Printed = claim("金额", "Amount")
    share: Stated = claim("占比", "Share")


@attrs.frozen(kw_only=True)
class Changed:
    """What a text says of an amount beside the year before.

    Attributes:
        prior: The amount of the year before.
        difference: By how much it is more; what became less has a minus.
        change: The same in percent of the year before.
        against_prior: The word, where only a word is printed: 持平, 增加.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"prior": "90.00", "difference": "8.34", "change": "9.27%"}
        >>> read(Changed, said, unit="万元").change.printed
        '9.27%'
    """

    prior: Printed = claim("上年数", "Prior year")
    difference: Printed = claim("比上年增减额", "Change on the prior year")
    change: Stated = claim("比上年增减率", "Rate of change on the prior year")
    against_prior: Direction = claim("与上年相比", "Compared with the prior year")
