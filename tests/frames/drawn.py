"""Drawn: rules, a convention and a frame of whole numbers, and what is printed there.

The texts that the object reader gets are written here, and not by the library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from budgetcheck import Convention, NotComputable, Rule
from budgetcheck.frames import Column
from budgetcheck.frames.columns import Null
from budgetcheck.language.conditions import Compare, Share, atoms_in, named_paths
from budgetcheck.language.forms import Form, collected

_T = TypeVar("_T")
Row: TypeAlias = dict[str, int | None]

AMOUNTS = ("a", "b", "c", "d", "e")
PERCENTS = ("s", "u")
KINDS = {
    **dict.fromkeys(AMOUNTS, "amount"),
    **dict.fromkeys(PERCENTS, "percent"),
    **dict.fromkeys(("n", "m"), "count"),
    "p": "price",
}
_VALUES = (
    *(0, 1, 0, -1, 2, 3, 5, 10, 49, 50, 51, -2, 99, 100, 101, 333, 500),
    *(-100, 1000, 9834, -9834, 123456),
)
LARGE = (10**9, 10**12 + 7, 10**15, 3 * 10**17, -(10**18), 2**63 - 1, -(2**63) + 1)
_MOST = 10**6  # Last digits of a percentage: beyond, it is too large to be multiplied.
_NULLS: tuple[Null, ...] = (
    *("absent", "not_computable", "blank", "nil", "withheld", "not_available"),
)
_UNITS = ("元", "万元")
_RELATIONS = ("=", "=", "=", "<=", ">=", "<", ">")


@attrs.frozen
class Choices:
    """Picks what an example is made of; what comes first is the simplest."""

    draw: st.DrawFn

    def pick(self, several: Sequence[_T]) -> _T:
        """Pick one of several things."""
        return several[self.draw(st.integers(0, len(several) - 1))]

    def seldom(self, one_in: int) -> bool:
        """Say yes now and then."""
        return self.draw(st.integers(0, one_in - 1)) == one_in - 1

    def several(self, of: Sequence[_T], most: int) -> list[_T]:
        """Pick different things."""
        size = st.integers(2, most)
        return list(self.draw(st.permutations(of)))[: self.draw(size)]


def _linear(choices: Choices, names: Sequence[str] = AMOUNTS) -> str:
    forms = ("{}", "{}", "{}", "2 * {}", "{} / 2", "{} / 3", "0.05 * {}")
    text = choices.pick(forms).format(choices.pick(names))
    for _ in range(choices.pick((0, 0, 1, 1, 2, 3))):
        sign = choices.pick(("+", "+", "-"))
        text += f" {sign} {choices.pick(forms).format(choices.pick(names))}"
    if choices.seldom(10):
        number, unit = choices.pick(("3", "0.5", "10", "0.01")), choices.pick(_UNITS)
        text += f" - {number} {unit}"
    return text


def _comparison(choices: Choices) -> str:
    relation = choices.pick(_RELATIONS)
    if choices.seldom(2):
        return f"{_linear(choices)} {relation} {_linear(choices)}"
    total, *parts = choices.several(AMOUNTS, 5)
    return f"{total} {relation} {' + '.join(parts)}"


def _ratio(choices: Choices) -> str:
    one, other, third = choices.draw(st.permutations(AMOUNTS))[:3]
    ratio = choices.pick(
        (
            f"{one} / {other}",
            f"({one} + {third}) / {other}",
            f"{one} / ({one} + {other})",
            f"({one} + {third}) / ({one} + {other} + {third})",
            f"{one} / {other} - 1",
            f"1 - {one} / {other}",
            f"{one} / ({other} - {one})",
            f"({one} - {other}) / {other}",
            f"2 * {one} / {other}",
            f"({one} + 1元) / {other}",
            f"({_linear(choices)}) / ({_linear(choices)})",
        )
    )
    return f"{choices.pick(PERCENTS)} = {ratio}"


def _other(choices: Choices) -> str:
    """Draw a rule of percentages, or of things that are counted."""
    relation = choices.pick(_RELATIONS)
    return choices.pick(
        (
            "s + u = 100%",
            f"s {relation} u",
            f"s {relation} {choices.pick(('0', '50%', '100%'))}",
            "s - u = 0.5%",
            "p = a / n",
            "p = (a + b) / (n + m)",
            f"m {relation} n",
            "n = 2 * m",
        )
    )


def notations(choices: Choices, depth: int = 2) -> str:
    """Draw a rule, joined of others now and then."""
    kinds = ("comparison", "ratio", "comparison", "ratio", "other")
    kind = choices.pick(kinds + ("and", "or", "when") * (depth > 0))
    if kind not in {"and", "or", "when"}:
        return {"comparison": _comparison, "ratio": _ratio, "other": _other}[kind](
            choices
        )
    one, other = notations(choices, depth - 1), notations(choices, depth - 1)
    if kind == "when":
        return f"when ({one}) then ({other})"
    return f"({one}) {kind} ({other})"


def conventions(choices: Choices) -> Convention:
    """Draw all that a publisher declares."""
    said: dict[str, object] = {"unit": choices.pick(("元", "万元"))}
    said["decimals"] = choices.pick((2, 0, 1, 3, None))
    fields = {
        "percent_decimals": (0, 1, 2),
        "rounding": ("nearest", "cut_off"),
        "percent_rounding": ("nearest", "cut_off"),
        "zero": ("rounded", "exact"),
        "zero_over_zero": ("accepted", "not_computable"),
        "negative_base": ("signed", "absolute"),
        "blank": ("unchecked", "zero"),
        "shares_adjusted": ("no", "largest_remainder", "last"),
    }
    for name, options in fields.items():
        said[name] = choices.pick((None, None, *options))
    return Convention.of(said)


def columns_of(choices: Choices, names: Sequence[str]) -> dict[str, Column]:
    """Draw how columns are printed."""
    return {name: _column(choices, KINDS[name]) for name in names}


def _column(choices: Choices, kind: str) -> Column:
    units = {
        "amount": (None, None, "元", "万元"),
        "price": ("元", "万元"),
        "count": ("件", "万件"),
        "percent": (None,),
    }
    return Column(
        unit=choices.pick(units[kind]),
        percent=True if kind == "percent" else None,
        decimals=choices.pick((None, None, None, 2, 0, 1, -3)),
        exact=choices.seldom(10),
        rounding=choices.pick((None, None, None, "nearest", "cut_off")),
        null=choices.pick(_NULLS),
    )


def _near(columns: dict[str, Column], convention: Convention) -> dict[str, Column]:
    """Leave no figure so coarse beside another that int64 is too small for their sum.

    Half of the libraries have no wider type, and refuse that.
    """
    scales = [Printing(one, convention).scale for one in columns.values()]
    if max(scales) < 10**9 * min(scales):
        return columns
    return {
        name: attrs.evolve(one, decimals=0) if one.decimals == -3 else one
        for name, one in columns.items()
    }


@attrs.frozen
class Printing:
    """How the figures of a column are printed.

    Attributes:
        column: What is declared of it.
        convention: What is declared of all.
    """

    column: Column
    convention: Convention

    @property
    def decimals(self) -> int:
        """With how many decimals."""
        column, convention = self.column, self.convention
        if column.decimals is not None:
            return column.decimals
        if column.unit is not None and column.unit.kind == "thing":
            return 0
        usual = convention.percent_decimals if column.percent else convention.decimals
        return usual or 0

    @property
    def scale(self) -> Fraction:
        """How many base units the last printed digit counts."""
        unit = self.column.unit or self.convention.unit
        base = Fraction(1, 100) if self.column.percent else Fraction(unit.scale)  # type: ignore[union-attr]
        return base / Fraction(10) ** self.decimals

    def figure(self, value: int | None) -> object:
        """Return what is printed for a number of last digits."""
        null = self.column.null
        if value is None:
            known = {"not_computable": NotComputable(), "blank": "", "nil": "-"}
            return known.get(null, {"missing": null})
        table: dict[str, object] = {"value": digits(value, self.decimals)}
        if self.column.percent:
            table["value"] = f"{table['value']}%"
        declared = ("decimals", "unit", "exact", "rounding")
        table |= {name: getattr(self.column, name) for name in declared}
        return {name: one for name, one in table.items() if one is not None}


def digits(value: int, decimals: int) -> str:
    """Write a number of last digits.

    Example:
        >>> digits(-5, 2), digits(5, -3)
        ('-0.05', '5000')
    """
    if decimals <= 0:
        return str(value * 10**-decimals)
    before, behind = divmod(abs(value), 10**decimals)
    return f"{'-' if value < 0 else ''}{before}.{behind:0{decimals}}"


def atoms_of(notation: str) -> list[Compare | Share]:
    """Return the comparisons and ratios of a rule."""
    atoms = atoms_in(Rule(notation).condition)
    return [one for one in atoms if isinstance(one, Compare | Share)]


def repaired(
    choices: Choices,
    row: Row,
    atoms: Sequence[Compare | Share],
    scales: Mapping[str, Fraction],
) -> None:
    """Change a figure of a row so that a rule holds of it, or nearly so."""
    atom = choices.pick(atoms)
    if isinstance(atom, Share):
        name = str(atom.stated)
        part, of_whole = (
            _value(collected(one), row, scales) for one in (atom.part, atom.whole)
        )
        exact = part / of_whole / scales[name] if of_whole else Fraction(_MOST)
        if abs(exact) < _MOST:
            row[name] = floor(exact + Fraction(1, 2)) + choices.pick((0, 0, 1, -1, 2))
        return
    form = collected(atom.left).minus(collected(atom.right))
    named = [(str(path), times) for path, times in form.coefficients.items() if times]
    if named:
        name, times = choices.pick(named)
        off = _value(form, row, scales) / (times * scales[name])
        row[name] = floor((row[name] or 0) - off) + choices.pick((0, 1, -1, 2, -2, 3))


def _value(form: Form, row: Row, scales: Mapping[str, Fraction]) -> Fraction:
    values = (
        times * (row[str(path)] or 0) * scales[str(path)]
        for path, times in form.coefficients.items()
    )
    return form.constant + sum(values)


def cells(choices: Choices, names: Sequence[str], *, large: bool = False) -> Row:
    """Draw numbers of a row."""
    values = (*_VALUES, *LARGE) if large else _VALUES
    return {name: choices.pick(values) for name in names}


def with_gaps(choices: Choices, row: Row) -> Row:
    """Leave out what is missing, and what no column of int64 holds."""
    return {
        name: None
        if value is None or choices.seldom(12) or not -(2**63) < value < 2**63
        else value
        for name, value in row.items()
    }


@attrs.frozen
class Wide:
    """A frame of documents: a row each.

    Attributes:
        rules: Notations by id.
        convention: What the publisher declares.
        columns: How the columns are printed.
        rows: The numbers, as the frame has them.
    """

    rules: Mapping[str, str]
    convention: Convention
    columns: Mapping[str, Column]
    rows: Sequence[Row]

    def documents(self) -> list[dict[str, Any]]:
        """Return each row as the object reader reads it."""
        printings = {
            name: Printing(one, self.convention) for name, one in self.columns.items()
        }
        return [
            {name: printings[name].figure(value) for name, value in row.items()}
            for row in self.rows
        ]


@st.composite
def wide_frames(
    draw: st.DrawFn, *, most_rows: int = 12, most_rules: int = 4, large: bool = False
) -> Wide:
    """Draw a frame of documents, and rules over it that nearly hold of some rows."""
    choices = Choices(draw)
    many = draw(st.integers(1, most_rules))
    rules = {f"rule {number}": notations(choices) for number in range(many)}
    convention = conventions(choices)
    atoms = [atom for notation in rules.values() for atom in atoms_of(notation)]
    named = {name for notation in rules.values() for name in names_in(notation)}
    columns = columns_of(choices, sorted(named))
    if not large:
        columns = _near(columns, convention)
    scales = {name: Printing(one, convention).scale for name, one in columns.items()}
    rows: list[Row] = []
    for _ in range(draw(st.integers(1, most_rows))):
        row = cells(choices, sorted(named), large=large)
        for _ in range(choices.pick((1, 0, 2, 3))):
            repaired(choices, row, atoms, scales)
        rows.append(with_gaps(choices, row))
    return Wide(rules, convention, columns, rows)


def names_in(notation: str) -> list[str]:
    """Return the columns that a rule names."""
    return sorted({str(path) for path in named_paths(Rule(notation).condition)})
