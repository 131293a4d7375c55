"""Drawing: truths that obey rules, and how they are printed, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from hypothesis import strategies as st

from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.dimensions import PERCENT, Dimension
from budgetcheck.language.fields import FigureField
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Percent,
)
from budgetcheck.language.paths import EVERY, Path
from budgetcheck.language.rules import RuleSet
from budgetcheck.strategies import printing
from budgetcheck.strategies.choosing import Choosing
from budgetcheck.strategies.kinds import ANY_AMOUNT, ANY_COUNT
from budgetcheck.strategies.outlines import Outline, outlines
from budgetcheck.strategies.pages import Page
from budgetcheck.strategies.plots import Plot
from budgetcheck.strategies.ways import Ways

WORD: Dimension = ("word", "")
_UNTOLD = (None, WORD)
_OUTLINES = 256


@attrs.define
class Drawing:
    """What is known before a document is drawn, and what was found out by drawing.

    Attributes:
        rules: The rules to obey.
        convention: What is declared, if it is.
        kinds: The kinds that are given, by path without row numbers.
        plot: What stands where.
        mixed: Whether figures may have units of their own.
        plain: Whether nothing is declared but unit and decimals.
    """

    rules: RuleSet
    convention: Convention | None
    kinds: Mapping[str, Dimension]
    plot: Plot
    mixed: bool = True
    plain: bool = False
    _ways: dict[Outline, Ways] = attrs.field(factory=dict, init=False)

    def _repr_pretty_(self, printer: Any, _: object) -> None:  # noqa: ANN401
        # Hypothesis passes over the `__repr__` of a class with attrs.
        printer.text(f"<{len(self.rules)} rules>")

    def outline(self, draw: st.DrawFn, min_rows: int, max_rows: int) -> Outline:
        """Draw rows and codes; as many rows at least as it takes to obey the rules."""
        outline = draw(outlines(self.plot, min_rows, max_rows))
        for fewest in range(min_rows + 1, max_rows + 1):
            if self.ways(outline).exist:
                break
            outline = draw(outlines(self.plot, fewest, max_rows))
        return outline

    def figures(
        self, draw: st.DrawFn, outline: Outline
    ) -> tuple[Convention, dict[Path, Figure]]:
        """Draw truths, and print them."""
        ways = self.ways(outline)
        declared = self.declared(draw, ways)
        style = draw(
            printing.styles(declared, mixed=self.mixed, trimmed=not self.is_bare)
        )

        def choose(count: int) -> int:
            return draw(st.integers(0, count - 1))

        way = ways.chosen(choose)
        system = way.chosen(choose)
        chosen = Choosing(draw, ways, style, system, exact=outline.is_exact).truths()
        page = Page(draw, ways.kinds, style, {**chosen})
        page.follow(way)
        return declared, {
            path: page.printed(path, field, word=self.is_word(path, field))
            for path, field in outline.figures
        }

    @property
    def is_bare(self) -> bool:
        """Whether what is drawn is read by someone who knows only what is given."""
        return self.convention is not None and self.convention.decimals is None

    def declared(self, draw: st.DrawFn, ways: Ways) -> Convention:
        """Return what is declared, or draw it."""
        if self.convention is not None:
            return self.convention
        named = {kind[1] for kind in ways.kinds.values() if kind[0] == "currency"}
        currency = next(iter(sorted(named - {""})), "")
        if not self.plain:
            return draw(printing.declarations(currency))
        decimals = draw(st.sampled_from((printing.DECIMALS, 0, 1)))
        return Convention(unit=draw(printing.money_units(currency)), decimals=decimals)

    def ways(self, outline: Outline) -> Ways:
        """Return the ways to obey the rules in documents of an outline."""
        known = self._ways.get(outline)
        if known is None:
            admits = dict(outline.figures)
            declared = {path: self.kind(path, field) for path, field in admits.items()}
            known = Ways.of(
                self.rules,
                outline.blank(),
                {path: one for path, one in declared.items() if one not in _UNTOLD},
                lambda path, compared: (
                    not printing.marks(
                        admits[path].admits,
                        self.convention or UNDECLARED,
                        compared=compared,
                    )
                ),
            )
            if len(self._ways) >= _OUTLINES:
                self._ways.clear()
            self._ways[outline] = known
        return known

    def is_word(self, path: Path, field: FigureField) -> bool:
        """Say whether a figure is a word for a direction."""
        return self.kind(path, field) == WORD

    def kind(self, path: Path, field: FigureField) -> Dimension | None:
        """Return the kind that is given, or the only one that the class admits."""
        if self.kinds:
            steps = (one if isinstance(one, str) else EVERY for one in path.steps)
            given = self.kinds.get(Path(tuple(steps)).text())
            if given is not None:
                return given
        unit = field.convention.unit
        numbers = {Amount, Count, Percent} & {*field.admits}
        if numbers == {Percent}:
            return PERCENT
        if numbers in ({Amount}, {Count}):
            usual = ANY_AMOUNT if Amount in numbers else ANY_COUNT
            return usual if unit is None else (unit.kind, unit.name)
        return None if numbers else WORD
