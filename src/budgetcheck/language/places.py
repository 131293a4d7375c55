"""Places: where a figure was printed, and where a figure or rule stands in a file."""

from __future__ import annotations

import attrs


@attrs.frozen
class Place:
    """Where a figure was printed, and where it stands in a file.

    Attributes:
        where: The section, form, row and column of the published document.
        file: The file that the figure was read from.
        line: Its line there, counted from 1.
        column: Its column there, counted from 1.
        pointer: The JSON pointer of its entry, if the file is JSON.
    """

    where: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    pointer: str = ""


NOWHERE = Place()
