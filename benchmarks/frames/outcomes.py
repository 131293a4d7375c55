"""What a runner hands back, so that all do the same work and can be compared."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
from numpy.typing import NDArray

VERDICTS = (
    "EXACT",
    "ROUNDING",
    "STRAINED",
    "CONTRADICTION",
    "UNDEFINED",
    "UNCHECKED",
)
EXACT, ROUNDING, STRAINED, CONTRADICTION, UNDEFINED, UNCHECKED = range(6)

RULES = {
    "line.total": (
        "lines[*].total = lines[*].personnel + lines[*].operating + lines[*].project"
    ),
    "line.overseas": "lines[*].overseas <= lines[*].operating",
    "line.share": "lines[*].share = lines[*].personnel / lines[*].total",
    "line.completion": "lines[*].completion = lines[*].total / lines[*].budget",
    "dept.total": "total = sum(lines[*].total)",
}
# What a ratio is stated of: the stated figure, the part and the whole.
RATIOS = {
    "line.share": ("share", "personnel", "total"),
    "line.completion": ("completion", "total", "budget"),
}
# What stands for a percentage that is not printed.
BLANK = {"line.share": UNCHECKED, "line.completion": CONTRADICTION}

Keys = NDArray[np.int64]
Codes = NDArray[np.uint8]


@attrs.frozen(eq=False)
class Outcome:
    """How often each verdict was given, and the keys of all that fail.

    Attributes:
        failing: For each rule the keys of the contradictions, in rising order.
        counts: For each rule six numbers in the order of `VERDICTS`; empty where a
            library knows nothing but passing and failing.
    """

    failing: Mapping[str, Keys]
    counts: Mapping[str, tuple[int, ...]] = {}

    @classmethod
    def of(
        cls, verdicts: Mapping[str, Codes], lines: Keys, departments: Keys
    ) -> Outcome:
        """Return the outcome of verdicts by row."""
        failing, counts = {}, {}
        for rule, codes in verdicts.items():
            keys = departments if rule == "dept.total" else lines
            failing[rule] = keys[codes == CONTRADICTION]
            found = np.bincount(codes, minlength=len(VERDICTS))
            counts[rule] = tuple(int(count) for count in found)
        return cls(sorted_keys(failing), counts)

    def disagreements(self, truth: Outcome) -> int:
        """Count keys that fail here or in truth alone, and verdicts too many."""
        found = 0
        for rule, keys in truth.failing.items():
            mine = self.failing.get(rule, np.empty(0, dtype=np.int64))
            wrong = len(np.setxor1d(mine, keys, assume_unique=True))
            if self.counts:
                pairs = zip(self.counts[rule], truth.counts[rule], strict=True)
                wrong = max(wrong, sum(max(0, one - other) for one, other in pairs))
            found += wrong
        return found


def sorted_keys(failing: Mapping[str, Keys]) -> dict[str, Keys]:
    """Return the keys of each rule in rising order."""
    return {
        rule: np.sort(np.asarray(keys, dtype=np.int64))
        for rule, keys in failing.items()
    }
