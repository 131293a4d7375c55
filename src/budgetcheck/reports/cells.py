"""Cells: a figure and its place, as reports for people write them in a table."""

from __future__ import annotations

from budgetcheck.language.figures import Amount, Count, Figure, figure_text
from budgetcheck.language.paths import Path
from budgetcheck.language.places import Place


def cells(path: Path, figure: Figure) -> tuple[str, str, str, str]:
    """Return a figure's row: its path, as printed, where, and its file and line."""
    place = figure.place
    return str(path), printed_text(figure), place.where, line_text(place)


def printed_text(figure: Figure) -> str:
    """Return a figure as printed, with its unit if that is not printed with it.

    Example:
        >>> from decimal import Decimal
        >>> from budgetcheck.language.units import Unit
        >>> printed_text(Amount(Decimal("2.50"), Decimal("0.01"), Unit.of("万元")))
        '2.50万元'
    """
    text = figure.printed or figure_text(figure)
    if isinstance(figure, Amount | Count) and figure.unit.text not in text:
        space = " " if figure.unit.text.isascii() else ""
        return f"{text}{space}{figure.unit.text}"
    return text


def line_text(place: Place) -> str:
    """Return the file of a figure or rule, and its line there.

    Example:
        >>> line_text(Place(file="a.toml", line=3)), line_text(Place(file="a.toml"))
        ('a.toml:3', 'a.toml')
    """
    return f"{place.file}:{place.line}" if place.line else place.file
