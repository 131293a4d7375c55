"""Slips: what is wrong in one line of a hundred, each kind in a way that is known.

Every slip contradicts the rule that it is planted for, whatever rounding there is;
where a row is such that it would not, the row is left as it is.
"""

from __future__ import annotations

import numpy as np
from benchmarks.frames.printing import printed_at_the_end
from numpy.typing import NDArray

PART = 100  # one in so many
BEYOND_ROUNDING = 3
FIRST_DIGIT = 10
WHOLE_FOR_SHARES = 20_000  # of which a hundredth of a percent is seen

Array = NDArray[np.int64]
Mask = NDArray[np.bool_]
Columns = dict[str, Array]
Random = np.random.Generator


def plant(
    lines: Columns, blank: dict[str, Mask], totals: Columns, draw: Random
) -> dict[str, tuple[str, Array]]:
    """Change lines and totals in place; return the rule and the keys by kind."""
    rows = len(lines["id"])
    idle = np.flatnonzero((lines["budget"] == 0) & (lines["total"] > 1))
    at = draw.permutation(rows)[: max(1, rows // PART)]
    at = at[~np.isin(at, idle)]
    shares = np.array_split(at, len(KINDS))
    planted: dict[str, tuple[str, Array]] = {}
    for (kind, (rule, change)), some in zip(KINDS.items(), shares, strict=True):
        done = change(lines, blank, some, draw)
        planted[kind] = rule, np.sort(lines["id"][some[done]])
    some = draw.permutation(idle)[: max(1, len(at) // len(KINDS))]
    lines["completion"][some] = draw.integers(1, 20_001, len(some))
    blank["completion"][some] = False
    planted["a number on a zero budget"] = "line.completion", np.sort(lines["id"][some])
    planted["a department's total"] = "dept.total", _totals(lines, totals, draw)
    return planted


def _swapped(lines: Columns, blank: dict[str, Mask], at: Array, draw: Random) -> Mask:
    """Swap two neighbouring digits of an amount."""
    del blank
    values = lines["operating"][at]
    size = np.abs(values)
    length = np.log10(np.maximum(size, 1)).astype(np.int64)
    place = 10 ** (draw.random(len(at)) * length).astype(np.int64)
    low, high = size // place % 10, size // (10 * place) % 10
    changed = size + 9 * place * (low - high)
    lines["operating"][at] = np.sign(values) * changed
    done: Mask = changed != size
    return done


def _digit(lines: Columns, blank: dict[str, Mask], at: Array, draw: Random) -> Mask:
    """Change a digit of a total, but not its last one."""
    del blank
    values = lines["total"][at]
    size = np.abs(values)
    length = np.log10(np.maximum(size, 1)).astype(np.int64)
    exponent = 1 + (draw.random(len(at)) * length).astype(np.int64)
    place = 10**exponent
    old = size // place % 10
    new = (old + draw.integers(1, 10, len(at))) % 10
    done = size >= FIRST_DIGIT
    changed = size + place * (new - old)
    lines["total"][at] = np.where(done, np.sign(values) * changed, values)
    return done


def _sign(lines: Columns, blank: dict[str, Mask], at: Array, draw: Random) -> Mask:
    """Turn the sign of a part."""
    del blank
    done = np.zeros(len(at), dtype=np.bool_)
    personnel = draw.random(len(at)) < 0.5
    for name, mine in (("personnel", personnel), ("project", ~personnel)):
        values = lines[name][at]
        turned = mine & (np.abs(values) >= BEYOND_ROUNDING)
        lines[name][at] = np.where(turned, -values, values)
        done |= turned
    return done


def _other_row(lines: Columns, blank: dict[str, Mask], at: Array, draw: Random) -> Mask:
    """Print the share of the line before."""
    del draw
    before = np.maximum(at - 1, 0)
    mine, others = lines["share"][at], lines["share"][before]
    done: Mask = (np.abs(mine - others) >= BEYOND_ROUNDING) & ~blank["share"][at]
    done &= (lines["total"][at] >= WHOLE_FOR_SHARES) & (lines["personnel"][at] >= 0)
    lines["share"][at] = np.where(done, others, mine)
    return done


def _beyond(lines: Columns, blank: dict[str, Mask], at: Array, draw: Random) -> Mask:
    """Print the first percentage that no rounding allows."""
    del draw
    parts, wholes = lines["total"][at], lines["budget"][at]
    done = (parts >= 0) & (wholes > 0) & ~blank["completion"][at]
    high = np.ones(len(at), dtype=np.bool_)
    end = printed_at_the_end(parts, np.maximum(wholes, 1), high)
    lines["completion"][at] = np.where(done, end + 1, lines["completion"][at])
    return done


def _more_than_all(
    lines: Columns, blank: dict[str, Mask], at: Array, draw: Random
) -> Mask:
    """Spend more of an amount than there is."""
    del blank
    more = 2 + draw.integers(0, 100_000, len(at))
    lines["overseas"][at] = lines["operating"][at] + more
    return np.ones(len(at), dtype=np.bool_)


def _totals(lines: Columns, totals: Columns, draw: Random) -> Array:
    """Print totals of departments that are off by more than their slack."""
    names = totals["dept"]
    at = draw.permutation(len(names))[: max(1, len(names) // PART)]
    starts, sizes = np.unique(lines["dept"], return_index=True, return_counts=True)[1:]
    sums = np.add.reduceat(lines["total"], starts)[at]
    sign = draw.choice(np.array([-1, 1]), len(at))
    by = (sizes[at] + 1) // 2 + 1 + draw.integers(0, 1_000, len(at))
    totals["total"][at] = sums + sign * by
    return np.sort(names[at])


KINDS = {
    "two digits swapped": ("line.total", _swapped),
    "a digit changed": ("line.total", _digit),
    "a sign turned": ("line.total", _sign),
    "the share of another line": ("line.share", _other_row),
    "a percentage just beyond": ("line.completion", _beyond),
    "more than all": ("line.overseas", _more_than_all),
}
