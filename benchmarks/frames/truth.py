"""What is right: every verdict from its definition, slowly, and by no query.

A ratio is looked at in all corners of the box of its truths, with whole numbers
only; a comparison by the sum of what its figures may be off by. Nothing here is
shared with what is timed.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from benchmarks.frames.lines import PIECE, Ledger
from benchmarks.frames.outcomes import (
    BLANK,
    CONTRADICTION,
    EXACT,
    RATIOS,
    ROUNDING,
    STRAINED,
    UNCHECKED,
    UNDEFINED,
    Codes,
    Outcome,
)
from numpy.typing import NDArray

Array = NDArray[np.int64]
Mask = NDArray[np.bool_]

FEWEST_ROUNDED = 4


def outcome(ledger: Ledger) -> Outcome:
    """Return what is right for all lines and departments."""
    return Outcome.of(verdicts(ledger), ledger.lines["id"], ledger.totals["dept"])


def verdicts(ledger: Ledger) -> dict[str, Codes]:
    """Return what is right by rule and row."""
    found: dict[str, list[Codes]] = {}
    for start in range(0, ledger.length, PIECE):
        piece = slice(start, start + PIECE)
        lines = {name: column[piece] for name, column in ledger.lines.items()}
        blank = {name: column[piece] for name, column in ledger.blank.items()}
        for rule, codes in _of_lines(lines, blank).items():
            found.setdefault(rule, []).append(codes)
    joined = {rule: np.concatenate(codes) for rule, codes in found.items()}
    return {**joined, "dept.total": _of_departments(ledger)}


def _of_lines(lines: dict[str, Array], blank: dict[str, Mask]) -> dict[str, Codes]:
    parts = [lines[name] for name in ("personnel", "operating", "project")]
    total, overseas, operating = (
        lines[name] for name in ("total", "overseas", "operating")
    )
    above = np.maximum(overseas - operating, 0)
    found = {
        "line.total": _compared(total - parts[0] - parts[1] - parts[2], total, *parts),
        "line.overseas": _compared(above, overseas, operating),
    }
    for rule, (stated, part, whole) in RATIOS.items():
        found[rule] = _ratio(
            lines[stated], lines[part], lines[whole], blank[stated], BLANK[rule]
        )
    return found


def _of_departments(ledger: Ledger) -> Codes:
    starts = np.unique(ledger.lines["dept"], return_index=True)[1]
    totals, printed = ledger.lines["total"], ledger.totals["total"]
    sizes = np.diff(np.append(starts, len(totals)))
    apart = printed - np.add.reduceat(totals, starts)
    zeros = np.add.reduceat((totals == 0).astype(np.int64), starts) + (printed == 0)
    return _by_slack(apart, sizes + 1, zeros)


def _compared(apart: Array, *figures: Array) -> Codes:
    zeros = sum(((one == 0).astype(np.int64) for one in figures), np.zeros_like(apart))
    return _by_slack(apart, np.full_like(apart, len(figures)), zeros)


def _by_slack(apart: Array, figures: Array, zeros: Array) -> Codes:
    """Judge how far two sides are apart; each figure may be off by half a unit."""
    rounded = figures - zeros
    twice = 2 * np.abs(apart)
    codes = np.full(len(apart), ROUNDING, dtype=np.uint8)
    codes[(rounded >= FEWEST_ROUNDED) & (twice**2 > 3 * rounded)] = STRAINED
    codes[twice >= rounded] = STRAINED  # At the limit, or only if a zero hides some.
    codes[twice > figures] = CONTRADICTION
    codes[apart == 0] = EXACT
    return codes


def _ratio(
    stated: Array, part: Array, whole: Array, blank: Mask, if_blank: int
) -> Codes:
    """Judge a percentage of hundredths, half a unit of everything either way."""
    exact = _holds(stated, part, whole, (0, 0, 1))
    widest = _holds(stated, part, whole, (1, 1, 1))
    hidden = ~_holds(stated, part, whole, (1 * (part != 0), 1 * (whole != 0), 1))
    inside = _holds(
        stated, part, whole, (1 * (part != 0), 1 * (whole != 0), 1), touching=False
    )
    codes = np.full(len(part), ROUNDING, dtype=np.uint8)
    codes[~inside | hidden] = STRAINED
    codes[~widest] = CONTRADICTION
    codes[exact] = EXACT
    zero = whole == 0
    codes[zero & widest] = STRAINED
    codes[zero & ~widest] = CONTRADICTION
    codes[zero & (part == 0) & (stated == 0)] = UNDEFINED
    codes[blank] = if_blank
    codes[blank & zero] = UNCHECKED if if_blank == UNCHECKED else UNDEFINED
    return codes


def _holds(
    stated: Array,
    part: Array,
    whole: Array,
    half: tuple[Array | int, Array | int, int],
    *,
    touching: bool = True,
) -> Mask:
    """Say whether part = stated × whole has a solution, each half a unit off or not."""
    highest = lowest = None
    for of_part, of_whole, of_stated in product((-1, 1), repeat=3):
        left = 20_000 * (2 * part + of_part * half[0])
        right = (2 * stated + of_stated * half[2]) * (2 * whole + of_whole * half[1])
        apart = left - right
        highest = apart if highest is None else np.maximum(highest, apart)
        lowest = apart if lowest is None else np.minimum(lowest, apart)
    if highest is None or lowest is None:
        raise AssertionError
    if touching:
        return (highest >= 0) & (lowest <= 0)
    return (highest > 0) & (lowest < 0)
