"""The five rules by hand in numpy, in blocks that stay in the cache: the limit.

Nearly every row is exact, so that only those that are not are looked at further. All
numbers fit into 64 bits: amounts are below 10^11, percentages below 10^7.
"""

from __future__ import annotations

import numpy as np
from benchmarks.frames.lines import Ledger
from benchmarks.frames.outcomes import (
    BLANK,
    CONTRADICTION,
    EXACT,
    RATIOS,
    ROUNDING,
    RULES,
    STRAINED,
    UNCHECKED,
    UNDEFINED,
    VERDICTS,
    Codes,
    Outcome,
    sorted_keys,
)
from numpy.typing import NDArray

BLOCK = 1 << 16

Array = NDArray[np.int64]
Mask = NDArray[np.bool_]
Found = dict[str, tuple[Array, Codes]]


def checked(ledger: Ledger) -> Outcome:
    """Check all lines and departments."""
    counts = {rule: np.zeros(len(VERDICTS), dtype=np.int64) for rule in RULES}
    failing: dict[str, list[Array]] = {rule: [] for rule in RULES}
    keys = ledger.lines["id"]
    for start in range(0, ledger.length, BLOCK):
        piece = slice(start, start + BLOCK)
        block = {name: column[piece] for name, column in ledger.lines.items()}
        blank = {name: column[piece] for name, column in ledger.blank.items()}
        for rule, (at, codes) in _of_lines(block, blank).items():
            counts[rule] += np.bincount(codes, minlength=len(VERDICTS))
            counts[rule][EXACT] += len(block["id"]) - len(at)
            failing[rule].append(keys[piece][at[codes == CONTRADICTION]])
    codes = _of_departments(ledger)
    counts["dept.total"] += np.bincount(codes, minlength=len(VERDICTS))
    failing["dept.total"].append(ledger.totals["dept"][codes == CONTRADICTION])
    return Outcome(
        sorted_keys({rule: np.concatenate(every) for rule, every in failing.items()}),
        {rule: tuple(map(int, found)) for rule, found in counts.items()},
    )


def _of_lines(block: dict[str, Array], blank: dict[str, Mask]) -> Found:
    """Return where rows are not exact, and what they are, by rule."""
    total, operating = block["total"], block["operating"]
    apart = block["personnel"] + operating
    apart += block["project"]
    apart -= total
    at = np.flatnonzero(apart)
    figures = [block[name][at] for name in ("personnel", "operating", "project")]
    found = {"line.total": (at, by_slack(apart[at], [*figures, total[at]]))}
    above = block["overseas"] - operating
    at = np.flatnonzero(above > 0)
    figures = [block["overseas"][at], operating[at]]
    found["line.overseas"] = at, by_slack(above[at], figures)
    for rule, (stated, part, whole) in RATIOS.items():
        found[rule] = _ratio(
            rule, block[stated], block[part], block[whole], blank[stated]
        )
    return found


def by_slack(apart: Array, figures: list[Array]) -> Codes:
    """Judge rows whose sides are apart, by what each of a few figures may be off."""
    rounded = sum((one != 0 for one in figures), np.zeros(len(apart), np.int64))
    return _judged(apart, rounded, len(figures))


def _judged(apart: Array, rounded: Array, figures: Array | int) -> Codes:
    twice = 2 * np.abs(apart)
    strained = (twice >= rounded) | ((rounded >= 4) & (twice * twice > 3 * rounded))
    codes = np.where(strained, STRAINED, ROUNDING)
    return np.where(twice > figures, CONTRADICTION, codes).astype(np.uint8)


def _ratio(
    rule: str, stated: Array, part: Array, whole: Array, blank: Mask
) -> tuple[Array, Codes]:
    apart = 10_000 * part
    apart -= stated * whole
    np.abs(apart, out=apart)
    apart *= 2
    at = np.flatnonzero((apart > np.abs(whole)) | (whole == 0) | blank)
    codes = ratio(stated[at], part[at], whole[at])
    empty = blank[at]
    codes[empty] = BLANK[rule]
    if BLANK[rule] != UNCHECKED:
        codes[empty & (whole[at] == 0)] = UNDEFINED
    return at, codes


def ratio(stated: Array, part: Array, whole: Array) -> Codes:
    """Judge percentages that are printed and not exact.

    The numbers are those of 4 · (10 000 · part - stated · whole), of which each figure
    may be off by half a unit. An odd number is never 0, so none is at the limit.
    """
    apart = 4 * (10_000 * part - stated * whole)
    less, more = np.abs(2 * stated - 1), np.abs(2 * stated + 1)
    above = apart + np.maximum(2 * whole + less, more - 2 * whole)
    below = apart - np.maximum(2 * whole + more, less - 2 * whole)
    possible = (above + 20_000 >= 0) & (below - 20_000 <= 0)
    usual = (part != 0) * 20_000
    inside = (whole != 0) & (above + usual >= 0) & (below - usual <= 0)
    codes = np.where(possible, np.where(inside, ROUNDING, STRAINED), CONTRADICTION)
    codes[(whole == 0) & (part == 0) & (stated == 0)] = UNDEFINED
    return codes.astype(np.uint8)


def _of_departments(ledger: Ledger) -> Codes:
    """Judge totals of departments; their lines stand together, in the same order."""
    names, totals = ledger.lines["dept"], ledger.lines["total"]
    starts = np.concatenate([[0], np.flatnonzero(names[1:] != names[:-1]) + 1])
    printed = ledger.totals["total"]
    apart = printed - np.add.reduceat(totals, starts)
    rounded = np.add.reduceat(totals != 0, starts, dtype=np.int64) + (printed != 0)
    figures = np.diff(np.append(starts, len(totals))) + 1
    codes = _judged(apart, rounded, figures)
    codes[apart == 0] = EXACT
    return codes
