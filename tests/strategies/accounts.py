"""Accounts that add up: truths drawn first, then printed as a publisher would.

Truths are exact fractions that obey the rule by construction; what is printed of
them is rounded under a drawn convention, so that honest rounding differences,
trimmed zeros, mixed scales and zero budgets occur by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs
from hypothesis import strategies as st

Rounding: TypeAlias = Literal["nearest", "cut_off"]

SCALES = {"元": 1, "万元": 10**4, "亿元": 10**8}


@attrs.frozen(kw_only=True)
class Account:
    """A rule, the truths that obey it, and what is printed of them."""

    rule: str
    truths: Mapping[str, Fraction]
    printed: Mapping[str, object]
    convention: Mapping[str, object]
    quanta: Mapping[str, Fraction]

    def moved(self, name: str, printed: object) -> Mapping[str, object]:
        """Return the printed figures with one of them changed."""
        return {**self.printed, name: printed}


def truths(largest: int = 1000) -> st.SearchStrategy[Fraction]:
    """Draw an exact amount in 元, often round, sometimes finer than any print."""
    whole = st.integers(-largest, largest).map(Fraction)
    cents = st.integers(-largest * 100, largest * 100).map(lambda n: Fraction(n, 100))
    finer = st.fractions(-largest, largest, max_denominator=10**6)
    return st.one_of(whole, cents, finer)


def decimal_text(units: int, decimals: int) -> str:
    """Write units of the last digit as a decimal number."""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    sign = "-" if units < 0 else ""
    if not decimals:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def rounded_units(exact: Fraction, rounding: Rounding, *, tie_up: bool) -> int:
    """Return an exact number of units rounded; a tie goes as it is told."""
    if rounding == "cut_off":
        return int(exact)
    below = exact.numerator // exact.denominator
    rest = exact - below
    if rest == Fraction(1, 2):
        return below + int(tie_up)
    return below + int(rest > Fraction(1, 2))


@st.composite
def printings(
    draw: st.DrawFn,
    truth: Fraction,
    *,
    rounding: Rounding = "nearest",
    decimals: int = 2,
    unit: str | None = None,
    trim: bool | None = None,
) -> tuple[dict[str, object], Fraction]:
    """Print one truth: its table, and its quantum in 元."""
    scale = unit or draw(st.sampled_from(sorted(SCALES)))
    quantum = Fraction(SCALES[scale], 10**decimals)
    tie_up = draw(st.booleans())
    text = decimal_text(
        rounded_units(truth / quantum, rounding, tie_up=tie_up), decimals
    )
    trims = draw(st.booleans()) if trim is None else trim
    if trims and "." in text:
        text = text.rstrip("0").rstrip(".")
    return {"value": text, "unit": scale}, quantum


@st.composite
def percents(
    draw: st.DrawFn, ratio: Fraction, *, rounding: Rounding = "nearest"
) -> tuple[str, Fraction]:
    """Print a ratio as a percentage with drawn decimals, and its quantum."""
    decimals = draw(st.integers(0, 3))
    quantum = Fraction(1, 100 * 10**decimals)
    tie_up = draw(st.booleans())
    units = rounded_units(ratio / quantum, rounding, tie_up=tie_up)
    return decimal_text(units, decimals) + "%", quantum


def roundings() -> st.SearchStrategy[Rounding]:
    """Draw how a publisher rounds."""
    return st.sampled_from(("nearest", "cut_off"))


def _named(linear: Mapping[str, int], order: list[str]) -> str:
    """Write an expression with whole coefficients."""
    terms = [(linear[name], name) for name in order]
    text = ""
    for position, (coefficient, name) in enumerate(terms):
        sign = "-" if coefficient < 0 else "+"
        factor = "" if abs(coefficient) == 1 else f"{abs(coefficient)} * "
        lead = ("-" if sign == "-" else "") if position == 0 else f" {sign} "
        text += f"{lead}{factor}{name}"
    return text


@st.composite
def sums(
    draw: st.DrawFn, *, relation: str | None = None, least_parts: int = 1
) -> Account:
    """Draw a sum identity, a balance or an of-which, honestly printed."""
    many = draw(st.integers(least_parts, 8))
    names = [f"part{number}" for number in range(many)]
    signs = st.sampled_from((1, 1, 1, -1, 2))
    linear = {name: draw(signs) for name in names}
    exact = {name: draw(truths()) for name in names}
    total = sum((linear[name] * exact[name] for name in names), Fraction(0))
    sign = relation or draw(st.sampled_from(("=", "=", "<=", ">=")))
    slack = (
        draw(st.fractions(0, 5, max_denominator=100)) if sign != "=" else Fraction(0)
    )
    exact["total"] = total + slack if sign == "<=" else total - slack
    rounding = draw(roundings())
    decimals = draw(st.integers(0, 4))
    printed, quanta = {}, {}
    for name, truth in exact.items():
        printed[name], quanta[name] = draw(
            printings(truth, rounding=rounding, decimals=decimals)
        )
    if sign == "=":
        rule = draw(
            st.sampled_from(
                (f"total = {_named(linear, names)}", f"{_named(linear, names)} = total")
            )
        )
    else:
        rule = f"{_named(linear, names)} {sign} total"
    return Account(
        rule=rule,
        truths=exact,
        printed=printed,
        convention={"rounding": rounding, "decimals": decimals},
        quanta=quanta,
    )


SHARES = {
    "s = p / t": ("p", "t"),
    "s = p / (p + t)": ("p", "p + t"),
    "s = p / t - 1": ("p - t", "t"),
    "s = p / (t - p)": ("p", "t - p"),
    "s = 1 - p / t": ("t - p", "t"),
}


def share_of(rule: str, p: Fraction, t: Fraction) -> tuple[Fraction, Fraction]:
    """Return part and whole of one of the share rules, exactly."""
    return {
        "s = p / t": (p, t),
        "s = p / (p + t)": (p, p + t),
        "s = p / t - 1": (p - t, t),
        "s = p / (t - p)": (p, t - p),
        "s = 1 - p / t": (t - p, t),
    }[rule]


@st.composite
def shares(draw: st.DrawFn, *, large: bool = False) -> Account:
    """Draw a stated percentage, honestly printed; n/c where the whole is zero."""
    rule = draw(st.sampled_from(sorted(SHARES)))
    p, t = draw(truths()), draw(truths())
    if large:
        t = draw(st.integers(10_000, 20_000).map(Fraction))
        p = draw(st.fractions(0, 2_000, max_denominator=1000))
    part, whole = share_of(rule, p, t)
    rounding, percent_rounding = draw(roundings()), draw(roundings())
    decimals = draw(st.integers(0, 4))
    unit = "元" if large else None
    printed: dict[str, object] = {}
    quanta: dict[str, Fraction] = {}
    for name, truth in (("p", p), ("t", t)):
        printed[name], quanta[name] = draw(
            printings(truth, rounding=rounding, decimals=decimals, unit=unit)
        )
    exact = {"p": p, "t": t}
    if whole:
        exact["s"] = part / whole
        printed["s"], quanta["s"] = draw(
            percents(exact["s"], rounding=percent_rounding)
        )
    else:
        printed["s"] = draw(st.sampled_from(("n/c", "-", "")))
    return Account(
        rule=rule,
        truths=exact,
        printed=printed,
        convention={
            "rounding": rounding,
            "percent_rounding": percent_rounding,
            "decimals": decimals,
        },
        quanta=quanta,
    )


def accounts() -> st.SearchStrategy[Account]:
    """Draw one honest account of any kind."""
    return st.one_of(sums(), shares())
