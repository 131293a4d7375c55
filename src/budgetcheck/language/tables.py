"""Tables: one printing of a figure with all that is declared about it."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, get_args

import attrs

from budgetcheck.errors import LimitError, UnreadableNumberError
from budgetcheck.language.conventions import Rounding
from budgetcheck.language.figures import Reason, Sense
from budgetcheck.language.units import Unit

PRINTINGS_LIMIT = 100


def _listed(value: object) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise UnreadableNumberError(repr(value), "`also` is a list of printings")
    if len(value) > PRINTINGS_LIMIT:
        raise LimitError("a figure", len(value), PRINTINGS_LIMIT, "printings")
    # A mapping does not hash, and a printing does.
    return tuple(Printing.of(one) if isinstance(one, Mapping) else one for one in value)


@attrs.frozen(kw_only=True)
class Printing:
    """One printing of a figure with all that is declared about it.

    This is the table form of a figure in a document:
    `{ value = "23.09", unit = "万件", where = "附件1 三" }`.

    Attributes:
        value: The printed text or number.
        unit: Its unit, if not the publisher's.
        decimals: Its decimals; negative for rounding to thousands (-3).
        exact: Whether it is exact, without any rounding.
        rounding: How it was rounded, if not as the publisher declares.
        also: Further printings of the same figure.
        word: `increase`, `decrease`, `flat` or `nil` instead of a value.
        missing: Why there is no value: `withheld`, `not_available`, `absent`.
        where: Where it is printed, if not where the group or the figure itself is; an
            empty text says that nobody knows.
        note: A remark for whoever reads the report.

    Example:
        >>> Printing(value="23.09", where="附件1 三").decimals is None
        True
    """

    value: object = None
    unit: Unit | None = None
    decimals: int | None = None
    exact: bool = False
    rounding: Rounding | None = None
    also: tuple[object, ...] = attrs.field(default=(), converter=_listed)
    word: Sense | None = None
    missing: Reason | None = None
    where: str | None = None
    note: str = ""

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Printing:
        """Make a printing from a table of words.

        Raises:
            UnreadableNumberError: A key or a word is not known, or the table says
                nothing or two things.

        Example:
            >>> Printing.of({"value": "35", "exact": True}).exact
            True
        """
        names = [attribute.name for attribute in attrs.fields(cls)]
        for name in table:
            if name not in names:
                near = get_close_matches(str(name), names, n=1)
                hint = f" (did you mean {near[0]!r}?)" if near else ""
                raise UnreadableNumberError(
                    str(name), f"a figure has no such key{hint}"
                )
        given = [name for name in SUBSTANCE if name in table]
        if len(given) != 1:
            problem = "a figure has one of value, word and missing"
            raise UnreadableNumberError(" and ".join(given) or "{}", problem)
        _check_table(table)
        arguments: dict[str, Any] = dict(table)
        unit = table.get("unit")
        if isinstance(unit, str) and unit in {"%", "％"}:
            arguments |= {"value": f"{table.get('value')}%", "unit": None}
        elif "unit" in table:
            arguments["unit"] = Unit.of(unit)
        return cls(**arguments)


SUBSTANCE = ("value", "word", "missing")
_KINDS: dict[str, tuple[type, ...]] = {
    "decimals": (int,),
    "exact": (bool,),
    "where": (str,),
    "note": (str,),
}
_WORDS: dict[str, tuple[str, ...]] = {
    "rounding": get_args(Rounding),
    "word": get_args(Sense),
    "missing": get_args(Reason),
}


def is_printing(table: Mapping[str, object]) -> bool:
    """Say whether a table is one figure, and not a group of figures.

    Example:
        >>> is_printing({"value": 3}), is_printing({"budget": 3})
        (True, False)
    """
    return any(name in table for name in SUBSTANCE)


def _check_table(table: Mapping[str, object]) -> None:
    for name, kinds in _KINDS.items():
        value = table.get(name)
        wrong = type(value) not in kinds
        if name in table and wrong:
            raise UnreadableNumberError(
                f"{name} = {value!r}", f"it should be {kinds[0].__name__}"
            )
    for name, words in _WORDS.items():
        value = table.get(name)
        if name in table and value not in words:
            problem = f"one of {', '.join(words)} is expected"
            raise UnreadableNumberError(f"{name} = {value!r}", problem)
