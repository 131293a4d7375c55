"""Items: single items of form 06 that another form prints as well.

The other form has another code for them, or none, so that a table says which is which.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from budgetcheck.cn_accounts.fields import BLANK
from budgetcheck.cn_accounts.forms.classified import (
    BasicExpenditure,
    EconomicLine,
    GeneralPublicExpenditure,
)
from budgetcheck.cn_accounts.forms.three_public import ThreePublic
from budgetcheck.cn_accounts.pairs import Origins, Shared, by_code
from budgetcheck.cn_accounts.texts.narrative import Narrative
from budgetcheck.entities.tables import Printed
from budgetcheck.language.notation import parse_path
from budgetcheck.language.paths import Path

# An item of form 06 or two, and the functional item that pays for them in form 05.
_PAYS: Mapping[tuple[str, ...], str] = {
    ("30110", "30111"): "21011",  # Medical insurance.
    ("30108",): "2080505",  # Pension contributions.
    ("30109",): "2080506",  # Occupational annuities.
    ("30113",): "2210201",  # The housing fund.
}
# What form 07 has a column for, and the item of form 06 that is the basic part of it.
_PART_OF: Mapping[str, str] = {
    "hospitality": "30217",
    "overseas_travel": "30212",
    "vehicle_purchase": "31013",
    "vehicle_running": "30231",
}
# The same for what section 11 of the text tells of.
_STATED: Mapping[str, str] = {"conferences": "30215", "training": "30216"}


@attrs.frozen(kw_only=True)
class Paid(Shared):
    """Items of form 06, and the item of form 05 that pays for them.

    Attributes:
        code: The code of the first item.
        further: The second item that the same one pays for; blank if there is none.

    Example:
        >>> Paid(code="30113").further.reason
        'blank'
    """

    further: Printed = BLANK


def _item(code: str) -> Path:
    return parse_path(f'basic.lines["{code}"].outturn')


PAID: Origins = {
    "own": tuple(_item(codes[0]) for codes in _PAYS),
    "further": tuple(_item(code) for codes in _PAYS for code in codes[1:]),
    "other": tuple(
        parse_path(f'general_public.lines["{code}"].exp_basic')
        for code in _PAYS.values()
    ),
}
COVERED: Origins = {
    "own": tuple(Path.of("three_public", "outturn", name) for name in _PART_OF),
    "other": tuple(map(_item, _PART_OF.values())),
}
STATED: Origins = {
    "own": tuple(Path.of("narrative", "general_expenses", name) for name in _STATED),
    "other": tuple(map(_item, _STATED.values())),
}


def paid(
    basic: BasicExpenditure | None, general: GeneralPublicExpenditure | None
) -> tuple[Paid, ...] | None:
    """Return the items of form 06 that one item of form 05 pays for.

    Shape: only where both are printed, and each once; of two items one is enough.
    Undefined: where the rows of a form are not given, None.

    Example:
        >>> paid(BasicExpenditure(), None)
    """
    if basic is None or general is None or basic.lines is None or general.lines is None:
        return None
    rows = _Rows.of(basic.lines)
    payers = by_code(general.lines)
    found: list[Paid] = []
    for codes, payer in _PAYS.items():
        items = [rows.once[code] for code in codes if code in rows.once]
        if items and payer in payers and not rows.doubtful.intersection(codes):
            own, further = (*(rows.outturn(code) for code in codes), BLANK)[:2]
            found.append(
                Paid(
                    code=codes[0],
                    name=items[0].name,
                    own=own,
                    further=further,
                    other=payers[payer].exp_basic,
                )
            )
    return tuple(found)


def covered(
    three_public: ThreePublic | None, basic: BasicExpenditure | None
) -> tuple[Shared, ...] | None:
    """Return the items of form 06 of which form 07 has all.

    Undefined: where the outturn of form 07, or the rows of form 06, are not given,
    None.

    Example:
        >>> covered(ThreePublic(), BasicExpenditure(lines=()))
    """
    return _covered(three_public and three_public.outturn, _PART_OF, basic)


def stated(
    narrative: Narrative | None, basic: BasicExpenditure | None
) -> tuple[Shared, ...] | None:
    """Return the items of form 06 of which section 11 of the text tells all.

    Undefined: where the section, or the rows of form 06, are not given, None.

    Example:
        >>> stated(Narrative(), BasicExpenditure(lines=()))
    """
    return _covered(narrative and narrative.general_expenses, _STATED, basic)


def _covered(
    whole: object, parts: Mapping[str, str], basic: BasicExpenditure | None
) -> tuple[Shared, ...] | None:
    if whole is None or basic is None or basic.lines is None:
        return None
    rows = by_code(basic.lines)
    return tuple(
        Shared(
            code=code,
            name=rows[code].name,
            own=getattr(whole, name),
            other=rows[code].outturn,
        )
        for name, code in parts.items()
        if code in rows
    )


@attrs.frozen
class _Rows:
    """Rows of form 06.

    Attributes:
        once: Those whose code is printed once.
        doubtful: The codes that several rows have.
    """

    once: Mapping[str, EconomicLine]
    doubtful: frozenset[str]

    @classmethod
    def of(cls, lines: tuple[EconomicLine, ...]) -> _Rows:
        once = by_code(lines)
        return cls(once, frozenset(line.code for line in lines) - once.keys())

    def outturn(self, code: str) -> Printed:
        """Return the outturn of an item; blank, if it is not printed."""
        return self.once[code].outturn if code in self.once else BLANK
