"""Groups: what a table of figures declares for everything inside it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from budgetcheck.errors import UnreadableNumberError
from budgetcheck.language.conventions import Convention
from budgetcheck.language.places import Place
from budgetcheck.language.units import Unit

GROUP_KEYS = ("where", "note", "unit", "decimals")


def declared_in(
    table: Mapping[str, object], convention: Convention, place: Place
) -> tuple[Convention, Place]:
    """Return how the figures of a group are read, and where they are printed.

    Args:
        table: The group.
        convention: What holds around it.
        place: Where what is around it is printed.

    Raises:
        UnreadableNumberError: `where` or `note` is no text.
        InvalidConventionError: The unit is none, or the decimals are no number.

    Example:
        >>> from budgetcheck.language.conventions import UNDECLARED
        >>> from budgetcheck.language.places import NOWHERE
        >>> declared_in({"where": "form 3"}, UNDECLARED, NOWHERE)[1].where
        'form 3'
    """
    for name in ("where", "note"):
        text = table.get(name, "")
        if not isinstance(text, str):
            problem = "`where` and `note` are texts"
            raise UnreadableNumberError(f"{name} = {text!r}", problem)
    if "unit" in table:
        convention = attrs.evolve(convention, unit=Unit.of(table["unit"]))
    if "decimals" in table:
        declared = Convention.of({"decimals": table["decimals"]})
        convention = declared.over(convention)
    where = str(table.get("where", ""))
    return convention, attrs.evolve(place, where=where) if where else place
