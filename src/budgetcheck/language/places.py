"""Places: where a figure was printed, and where a figure or rule stands in a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from budgetcheck.errors import BudgetCheckError, FileFault

Keys: TypeAlias = tuple[str | int, ...]


@attrs.frozen
class Place:
    """Where a figure was printed, and where it stands in a file.

    Attributes:
        where: The section, form, row and column of the published document.
        file: The file that the figure was read from.
        line: Its line there, counted from 1.
        column: Its column there, counted from 1.
        pointer: The JSON pointer of its entry, if the file is JSON.

    Example:
        >>> Place("form 3, row 2", file="accounts.toml", line=7).where
        'form 3, row 2'
    """

    where: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    pointer: str = ""


NOWHERE = Place()

PlaceOf: TypeAlias = Callable[[Keys], Place]


def placed(error: BudgetCheckError, place: Place) -> BudgetCheckError:
    """Return an error with its place in a file; as it is, if it has none.

    Example:
        >>> print(placed(BudgetCheckError("no"), Place(file="a.toml", line=3)))
        a.toml:3: no
    """
    if not place.file:
        return error
    at = place.line, place.column
    return FileFault(place.file, *at, str(error), place.pointer)
