"""Purses: amounts are drawn, whole ones by Hypothesis, and decimals as they come."""

from __future__ import annotations

from random import Random

import attrs
from hypothesis import strategies as st

ROUND, PRINTED, HIDDEN = range(3)

# So much more than the last printed digit is the least amount, so that what is lost by
# rounding hardly shows in percentages: 100.00 where two decimals are printed.
_QUANTA = 10_000
_HALF = 0.5
_WHOLES = st.integers(1, 999)
_SELDOM = st.sampled_from((False, False, True))


@attrs.define
class Purse:
    """Draws amounts: whole ones by Hypothesis, and decimals as they come.

    What stands behind the printed digits is spread evenly, as it is in real accounts:
    drawn one by one, all of it could be rounded the same way, and the sum of many
    rows would be further off than anybody believes.

    Attributes:
        quantum: What the last printed digit is worth.
        finest: How fine amounts are.
        hidden: How many more amounts may be finer than what is printed.
        chance: Where decimals come from.
    """

    draw: st.DrawFn
    quantum: int
    finest: int
    hidden: int
    chance: Random
    whole: int = attrs.field(init=False)

    @whole.default
    def _printable(self) -> int:
        return _QUANTA * self.quantum

    def some(self) -> int:
        """Draw an amount."""
        return self.draw(_WHOLES) * self.whole + self.finer()

    def finer(self) -> int:
        """Return what is less than a whole."""
        if self.finest == ROUND:
            return 0
        digits = self.printable(self.chance.randrange(self.whole))
        behind = self.chance.randrange(self.quantum)
        if self.finest == PRINTED or not self.hidden or self.chance.random() < _HALF:
            return digits
        self.hidden -= 1
        return digits + behind

    def printable(self, amount: int) -> int:
        """Return an amount without what is not printed."""
        return amount - amount % self.quantum

    def seldom(self) -> int:
        """Draw an amount, or more often none."""
        return self.some() if self.draw(_SELDOM) else 0

    def below(self, amount: int) -> int:
        """Draw an amount that leaves something of another one, or nothing."""
        most = amount // self.whole - 2
        found = self.draw(st.integers(0, most)) if most > 0 else 0
        return found * self.whole + (self.finer() if found else 0)
