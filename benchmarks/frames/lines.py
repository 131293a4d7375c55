"""Line items of departments, drawn from a seed, with known errors in one of a hundred.

Amounts are whole numbers of fen, percentages are hundredths of a percent. A row has
three parts and their total, an of-which, a budget, a share and a completion rate.
Honest rows add up, or are off by what rounding explains; `slips` plants the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import numpy as np
from benchmarks.frames import slips
from benchmarks.frames.printing import half_up, printed_at_the_end
from numpy.typing import NDArray

PIECE = 1_000_000
AMOUNTS = ("personnel", "operating", "project", "overseas", "total", "budget")
RATES = ("share", "completion")
COLUMNS = ("id", "dept", *AMOUNTS, *RATES)
PARTS = ("personnel", "operating", "project")

Array = NDArray[np.int64]
Mask = NDArray[np.bool_]
Columns = dict[str, Array]
Random = np.random.Generator


@attrs.frozen(eq=False)
class Ledger:
    """The lines of many departments, and what is printed as their totals.

    Attributes:
        lines: A column of whole numbers for each name of `COLUMNS`.
        blank: Where a share or a completion rate is not printed.
        totals: The columns `dept` and `total`, a row for each department.
        planted: For each kind of error, the rule that it breaks and the keys.
    """

    lines: Mapping[str, Array]
    blank: Mapping[str, Mask]
    totals: Mapping[str, Array]
    planted: Mapping[str, tuple[str, Array]]

    @property
    def length(self) -> int:
        """How many lines there are."""
        return len(self.lines["id"])


def drawn(rows: int, seed: int = 1) -> Ledger:
    """Return so many lines; the same for the same seed."""
    return joined(list(pieces(rows, seed)))


def pieces(rows: int, seed: int = 1) -> Iterator[Ledger]:
    """Yield the same lines in pieces, each of whole departments."""
    for number, start in enumerate(range(0, rows, PIECE)):
        draw = np.random.default_rng((seed, number))
        yield _piece(min(PIECE, rows - start), start, draw)


def joined(ledgers: list[Ledger]) -> Ledger:
    """Return several ledgers as one."""

    def columns(every: list[Mapping[str, Array]]) -> Columns:
        return {name: np.concatenate([one[name] for one in every]) for name in every[0]}

    planted: dict[str, tuple[str, Array]] = {}
    for one in ledgers:
        for kind, (rule, keys) in one.planted.items():
            before = planted.get(kind, (rule, keys[:0]))[1]
            planted[kind] = rule, np.concatenate([before, keys])
    return Ledger(
        lines=columns([one.lines for one in ledgers]),
        blank={
            name: np.concatenate([one.blank[name] for one in ledgers]) for name in RATES
        },
        totals=columns([one.totals for one in ledgers]),
        planted=planted,
    )


def _piece(rows: int, start: int, draw: Random) -> Ledger:
    lines, small = _amounts(rows, draw)
    lines["id"] = np.arange(start, start + rows)
    # No piece has as many departments as lines, so that no two share a number.
    lines["dept"] = start + _departments(rows, draw)
    blank = _rates(lines, small, draw)
    totals = _totals(lines, draw)
    planted = slips.plant(lines, blank, totals, draw)
    return Ledger(
        {name: lines[name] for name in COLUMNS},
        {name: blank[name] for name in RATES},
        totals,
        planted,
    )


def _departments(rows: int, draw: Random) -> Array:
    """Number departments of about a hundred rows each."""
    sizes = draw.integers(50, 151, size=rows // 50 + 1)
    return np.repeat(np.arange(len(sizes)), sizes)[:rows]


def chosen(rows: int, part: float, draw: Random) -> Mask:
    """Choose a part of all rows."""
    return draw.random(rows) < part


def _amounts(rows: int, draw: Random) -> tuple[Columns, Mask]:
    """Draw amounts of honest rows, some of them small, and say which are."""
    small = chosen(rows, 0.02, draw)
    lines: Columns = {}
    for name, idle in zip(PARTS, (0.03, 0.08, 0.20), strict=True):
        amounts = (10 ** draw.uniform(4, 9.5, rows)).astype(np.int64)
        amounts[small] = draw.integers(0, 3_000, int(small.sum()))
        amounts[chosen(rows, idle, draw)] = 0
        lines[name] = amounts
    lines["project"][chosen(rows, 0.005, draw)] *= -1  # Money that was paid back.
    nothing = chosen(rows, 0.01, draw)
    returned = chosen(rows, 0.002, draw)
    for name in PARTS:
        lines[name][nothing] = 0
        lines[name][returned] *= -1
    _tie_of_share(lines, draw)
    lines["total"] = sum((lines[name] for name in PARTS), np.zeros(rows, np.int64))
    _rounded(lines["total"], draw)
    lines["overseas"] = _of_which(lines["operating"], draw)
    lines["budget"] = _budgets(lines["total"], draw)
    return lines, small


def _tie_of_share(lines: Columns, draw: Random) -> None:
    """Make shares that lie in the middle between two that can be printed."""
    at = np.flatnonzero(chosen(len(lines["project"]), 0.01, draw))
    wholes = draw.integers(1, 100_000, len(at))
    halves = 2 * draw.integers(0, 5_000, len(at)) + 1
    lines["personnel"][at] = wholes * halves
    rest = wholes * 20_000 - lines["personnel"][at]
    lines["operating"][at] = rest // 3
    lines["project"][at] = rest - rest // 3


def _rounded(totals: Array, draw: Random) -> None:
    """Let some totals differ by 1, and some by 2, as rounded parts do."""
    by = draw.choice(
        np.array([0, 1, -1, 2, -2]), len(totals), p=[0.94, 0.025, 0.025, 0.005, 0.005]
    )
    totals += np.where(np.abs(totals) > 2, by, 0)


def _of_which(operating: Array, draw: Random) -> Array:
    """Draw a part of each amount; a few are all of it, or one more by rounding."""
    part = np.where(draw.random(len(operating)) < 0.3, 0, draw.random(len(operating)))
    overseas = (np.maximum(operating, 0) * part).astype(np.int64)
    # Of what was paid back, all or more was spent abroad.
    overseas = np.where(operating < 0, operating, overseas)
    whole = chosen(len(operating), 0.02, draw)
    more = draw.integers(0, 2, len(operating))
    return np.where(whole, operating + more, overseas)


def _budgets(totals: Array, draw: Random) -> Array:
    budgets = np.rint(totals * draw.uniform(0.5, 1.5, len(totals))).astype(np.int64)
    drawn_anew = (10 ** draw.uniform(4, 9.5, len(totals))).astype(np.int64)
    budgets = np.where(budgets == 0, drawn_anew, budgets)
    # A completion rate in the middle between two: 20 000 · total = budget · odd.
    tied = chosen(len(totals), 0.02, draw) & (totals % 3 == 0) & (totals != 0)
    budgets = np.where(tied, totals // 3 * 32, budgets)  # 9.375 % is 937.5 hundredths
    budgets[chosen(len(totals), 0.05, draw)] = 0
    return budgets


def _rates(lines: Columns, small: Mask, draw: Random) -> dict[str, Mask]:
    """Print both percentages, half up but for some ties; say where none is printed."""
    rows = len(small)
    blank = {}
    for stated, part, whole in (
        ("share", "personnel", "total"),
        ("completion", "total", "budget"),
    ):
        parts, wholes = lines[part], lines[whole]
        down = draw.random(rows) < 0.5
        lines[stated] = half_up(parts, wholes, down)
        at = np.flatnonzero(
            small & (parts >= 0) & (wholes > 0) & (draw.random(rows) < 0.3)
        )
        high = draw.random(len(at)) < 0.5
        lines[stated][at] = printed_at_the_end(parts[at], wholes[at], high)
        blank[stated] = np.zeros(rows, dtype=np.bool_)
    blank["share"] |= chosen(rows, 0.005, draw)
    idle = lines["budget"] == 0
    # 0 % of nothing is printed by some.
    blank["completion"] |= idle & ((lines["total"] != 0) | (draw.random(rows) < 0.5))
    return blank


def _totals(lines: Columns, draw: Random) -> Columns:
    """Print a total for each department, some off by what rounding explains."""
    names, starts, sizes = np.unique(
        lines["dept"], return_index=True, return_counts=True
    )
    sums = np.add.reduceat(lines["total"], starts)
    rounded = np.add.reduceat((lines["total"] != 0).astype(np.int64), starts) + 1
    likely = np.sqrt(0.75 * (sizes + 1)).astype(np.int64)
    kinds = draw.random(len(names))
    by = np.where(kinds < 0.2, 1 + draw.integers(0, likely + 1), 0)
    by = np.where((kinds >= 0.2) & (kinds < 0.25), rounded // 3, by)
    by = np.where((kinds >= 0.25) & (kinds < 0.27), rounded // 2, by)
    by = np.where((kinds >= 0.27) & (kinds < 0.28), (sizes + 1) // 2, by)
    sign = draw.choice(np.array([-1, 1]), len(names))
    return {"dept": names, "total": sums + sign * by}
