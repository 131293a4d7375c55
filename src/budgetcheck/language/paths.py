"""Paths: the names of figures inside a document, as rules write them.

`unit.income.total`, `lines[0].actual`, `lines[*].actual`, `lines["20805"].actual`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias, assert_never

import attrs

from budgetcheck.errors import InvalidRuleError, LimitError

STEPS_LIMIT = 100
ONE_INDEX_HINT = "sum over the inner list, or give one row by number or key"
KEYWORDS = frozenset({"when", "then", "and", "or", "sum", "tree", "by"})


def composed(name: str) -> str:
    """Return a name in its one Unicode spelling (NFC).

    Example:
        >>> composed("e\u0301") == "é"
        True
    """
    return unicodedata.normalize("NFC", name)


@attrs.frozen
class Index:
    """One row of a list by its position, counted from 0: `lines[0]`."""

    number: int


@attrs.frozen
class Key:
    """One row of a list by its code, or an entry by its name: `lines["20805"]`."""

    text: str = attrs.field(converter=composed)


@attrs.frozen
class Every:
    """All rows of a list, inside `sum` or `tree`: `sum(lines[*].actual)`."""


@attrs.frozen
class Row:
    """The row that the rule is about: `lines[*].rate = …`, `lines[i].share = …`."""


Step: TypeAlias = str | Index | Key | Every | Row

EVERY = Every()
ROW = Row()


def _composed(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    # Two spellings of one name in Unicode are one name (NFC), wherever they come from.
    # A text in ASCII has one spelling only, which is quicker to see than to compose.
    return tuple(
        composed(step) if isinstance(step, str) and not step.isascii() else step
        for step in steps
    )


@attrs.frozen(cache_hash=True)
class Path:
    """Where a figure stands in a document: names, and steps into lists.

    Shape: a tuple of steps; the first is a name.

    Example:
        >>> str(Path(("lines", Index(0), "因公出国（境）费")))
        'lines[0]."因公出国（境）费"'
    """

    steps: tuple[Step, ...] = attrs.field(converter=_composed)

    @classmethod
    def of(cls, *names: str) -> Path:
        """Make a path of plain names.

        Example:
            >>> str(Path.of("unit", "total"))
            'unit.total'
        """
        return cls(names)

    def __str__(self) -> str:
        return self.text()

    def text(self, row: str = "*") -> str:
        """Return the path in notation; `row` is how the row index is written.

        Example:
            >>> Path(("lines", ROW, "actual")).text(row="i")
            'lines[i].actual'
        """
        return "".join(_step_text(step, row) for step in self.steps).removeprefix(".")

    def then(self, *steps: Step) -> Path:
        """Return the path that goes on from here."""
        return Path((*self.steps, *steps))

    @property
    def ranges(self) -> bool:
        """Whether the path goes over all rows of a list."""
        return EVERY in self.steps

    @property
    def row_list(self) -> Path | None:
        """The list that the row index ranges over, if the path has one.

        Raises:
            InvalidRuleError: The path has two row indexes.
        """
        if ROW not in self.steps:
            return None
        if self.steps.count(ROW) > 1:
            raise InvalidRuleError(f"{self} has two row indexes", ONE_INDEX_HINT)
        return Path(self.steps[: self.steps.index(ROW)])

    def in_row(self, index: Step) -> Path:
        """Return the path with the row index replaced by one row."""
        if ROW not in self.steps:
            return self
        return Path(tuple(index if step == ROW else step for step in self.steps))


def check_path(path: Path) -> None:
    """Refuse the path of a rule that could not be written.

    Raises:
        InvalidRuleError: It does not begin with a name, or counts rows from below 0.
        LimitError: It has more steps than the notation reads.

    Example:
        >>> check_path(Path(("lines", Index(0), "actual")))
    """
    steps = path.steps
    if not steps or not isinstance(steps[0], str):
        message = f"the path {str(path)!r} does not begin with a name"
        raise InvalidRuleError(message, "write unit.total or lines[0].actual")
    if len(steps) > STEPS_LIMIT:
        raise LimitError("a path", len(steps), STEPS_LIMIT, "steps")
    if any(isinstance(step, Index) and step.number < 0 for step in steps):
        message = f"{path} has a row before the first"
        raise InvalidRuleError(message, "rows are counted from 0: lines[0]")


def check_figure(path: Path) -> None:
    """Refuse a path that is not the one of a single figure.

    Raises:
        InvalidRuleError: It ranges over all rows of a list, or cannot be written.
        LimitError: It has more steps than the notation reads.

    Example:
        >>> check_figure(Path(("lines", ROW, "actual")))
    """
    check_path(path)
    if path.ranges:
        message = f"{path.text('i')} is a figure of every row"
        raise InvalidRuleError(message, f"write sum({path.text('i')})")


def quoted(text: str) -> str:
    """Return a text in the quotes of the notation.

    Example:
        >>> print(quoted("因公出国（境）费"))
        "因公出国（境）费"
    """
    written = ""
    for character in text:
        if character in _ESCAPES:
            written += _ESCAPES[character]
        elif written.endswith(_LETTERS) and unicodedata.combining(character):
            # Or else the accent would compose with the `n` of `\n` when it is read.
            written += f"\\{character}"
        else:
            written += character
    return f'"{written}"'


def name_text(name: str) -> str:
    """Return a name as the notation writes it: bare if it can be, else quoted.

    Example:
        >>> name_text("total"), name_text("2080505")
        ('total', '"2080505"')
    """
    plain = name.isidentifier() and unicodedata.normalize("NFC", name) == name
    return name if plain and name not in KEYWORDS else quoted(name)


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LETTERS = ("\\n", "\\t", "\\r")
_UNESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def unquoted(text: str) -> str:
    """Return what stands between the quotes of the notation, escapes resolved.

    Example:
        >>> unquoted('"2080505"')
        '2080505'
    """
    return re.sub(
        r"\\(.)",
        lambda found: _UNESCAPES.get(found[1], found[1]),
        text[1:-1],
        flags=re.DOTALL,
    )


def _step_text(step: Step, row: str) -> str:
    match step:
        case str():
            return f".{name_text(step)}"
        case Index(number):
            return f"[{number}]"
        case Key(text):
            return f"[{quoted(text)}]"
        case Every():
            return "[*]"
        case Row():
            return f"[{row}]"
        case _:
            assert_never(step)
