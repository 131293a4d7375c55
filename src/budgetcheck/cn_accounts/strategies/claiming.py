"""Claiming: what a text states of amounts, its percentages and its words."""

from __future__ import annotations

import attrs

from budgetcheck.cn_accounts.strategies.filling import Printed
from budgetcheck.cn_accounts.strategies.styles import Style

_BESIDE_BUDGET = ("小于", "持平", "大于")
_BESIDE_PRIOR = ("减少", "持平", "增加")


@attrs.frozen
class Claiming:
    """States claims in a style."""

    style: Style

    def part(self, amount: int, whole: int) -> Printed:
        """State a part of a whole."""
        return _without_gaps(
            amount=self.style.amount(amount), share=self.share(amount, whole)
        )

    def share(self, part: int, whole: int) -> str | None:
        """State how much of a whole a part is."""
        return self.style.percent(self.style.seen(part), self.style.seen(whole))

    def changed(self, now: int, before: int) -> Printed:
        """State how an amount changed on the year before."""
        style = self.style
        base = style.seen(before)
        by = style.seen(now) - base
        return _without_gaps(
            prior=style.amount(before) if style.tells_prior else None,
            difference=style.amount(by),
            change=style.percent(by, base),
            against_prior=self._word(by, _BESIDE_PRIOR),
        )

    def completed(self, outturn: int, budget: int, spent: str = "outturn") -> Printed:
        """State how an outturn completes its budget."""
        style = self.style
        more = style.seen(outturn) - style.seen(budget)
        return _without_gaps(
            budget=style.amount(budget),
            over_budget=style.amount(more) if spent == "outturn" else None,
            completion=self.share(outturn, budget),
            direction=self._word(more, _BESIDE_BUDGET),
        ) | _without_gaps(**{spent: style.amount(outturn)})

    def revised(self, outturn: int, budget: int) -> Printed:
        """State how an outturn completes its budget after changes, if that is told."""
        if not self.style.revised:
            return {}
        return _without_gaps(
            revised_budget=self.style.amount(budget),
            revised_completion=self.share(outturn, budget),
        )

    def _word(self, more: int, words: tuple[str, str, str]) -> str | None:
        if not self.style.words:
            return None
        return words[(more > 0) - (more < 0) + 1]


def _without_gaps(**cells: str | None) -> Printed:
    return {name: text for name, text in cells.items() if text is not None}
