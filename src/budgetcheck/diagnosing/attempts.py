"""Attempts: can all needs be met with some figures free?

A need takes part only when it is not met as figures stand, and figures begin as they
are printed: of most documents that is a handful, and it is no less exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from budgetcheck.diagnosing.boards import Board
from budgetcheck.diagnosing.lines import Line, may_hold, must_hold
from budgetcheck.diagnosing.needs import Need
from budgetcheck.diagnosing.propagating import Ends, Propagation, inside
from budgetcheck.language.paths import Path

FEW = 8  # Of more figures that are free, single rules say little.


@attrs.frozen
class Conflict:
    """Figures that cannot all be right.

    Attributes:
        figures: At least one of them is wrong; of none, the rules alone exclude each
            other.
        needs: The needs that exclude them, by number.
    """

    figures: frozenset[Path]
    needs: frozenset[int]

    def without(self, figures: Iterable[Path]) -> Conflict:
        """Return the conflict without figures that are never doubted."""
        return attrs.evolve(self, figures=self.figures.difference(figures))


@attrs.define
class Attempt:
    """One question: whether all needs can be met.

    Attributes:
        need: A need by its number.
        naming: The needs of a figure.
        doubtful: The needs that may not be met by figures as they are printed.
        free: The figures that may be anything.
        board: The figures.
    """

    need: Callable[[int], Need]
    naming: Callable[[Path], Iterable[int]]
    doubtful: Iterable[int]
    free: frozenset[Path]
    board: Board
    _lines: dict[tuple[int, int, int], int] = attrs.field(init=False, factory=dict)
    _owners: dict[int, int] = attrs.field(init=False, factory=dict)
    _held: dict[int, list[int]] = attrs.field(init=False, factory=dict)
    _open: dict[int, list[int]] = attrs.field(init=False, factory=dict)
    _active: set[int] = attrs.field(init=False, factory=set)
    _possible: dict[int, tuple[list[int], frozenset[Path]]] = attrs.field(
        init=False, factory=dict
    )

    def conflict(self) -> Conflict | None:
        """Return figures that cannot all be right, none free; None if all may be."""
        if len(self.free) <= FEW:
            propagation = self.propagation()
            seen = propagation.conflict(self.board.scale)
            if seen is not None:
                return Conflict(seen.figures - self.free, seen.needs)
            for path in self.free:
                place = inside(propagation.ends_of(path))
                if place is not None:
                    self.board.placed[path] = place
        self._begin(one for path in self.board.placed for one in self.naming(path))
        return self._search()

    def propagation(self) -> Propagation:
        """Return what single rules say of the figures that are free."""
        return Propagation(
            self.board.bounds_of, self.free, self._lines_of, self._reason_of
        )

    def ends_of(self, path: Path) -> Ends | None:
        """Return the bounds of a free figure by single rules, in units of the board.

        Shape: None where a rule of the figure may be met in several ways.
        """
        if any(len(self._ways(number)[0]) > 1 for number in self.naming(path)):
            return None
        propagation = self.propagation()
        propagation.conflict(self.board.scale)
        return propagation.ends_of(path)

    @property
    def open_needs(self) -> int:
        """How many needs that take part may be met in several ways."""
        return len(self._open)

    def every_way(self) -> Iterator[None]:
        """Hold every combination of open ways in turn that is possible.

        Every need of a figure that is free takes part: nothing else ends what it may
        be, once all others are met.
        """
        self._begin(())
        for number in {one for path in self.free for one in self.naming(path)}:
            if number not in self._active:
                self._activate(number)
        yield from self._combined(list(self._open))

    def take_in(self) -> bool:
        """Take in needs that are not met at the moment; False if all are."""
        named = {one for path in self.board.moved() for one in self.naming(path)}
        unmet = [one for one in sorted(named - self._active) if not self._is_met(one)]
        for number in unmet:
            self._activate(number)
        return bool(unmet)

    # --- needs ---------------------------------------------------------------------

    def _begin(self, more: Iterable[int]) -> None:
        for number in dict.fromkeys((*self.doubtful, *more)):
            if number not in self._active and not self._is_met(number):
                self._activate(number)

    def _activate(self, number: int) -> None:
        """Hold the lines of a need that has one way; leave the others open."""
        self._active.add(number)
        if self.need(number).stated & self.free:
            return
        possible, _ = self._ways(number)
        if len(possible) == 1:
            self._hold(number, possible[0])
        else:
            self._open[number] = possible

    def _ways(self, number: int) -> tuple[list[int], frozenset[Path]]:
        """Return the ways that may be, and the figures by which the others may not."""
        found = self._possible.get(number)
        if found is None:
            possible: list[int] = []
            against: set[Path] = set()
            ways = self.need(number).ways
            for way, lines in enumerate(ways):
                excluded = next((one for one in lines if not self._may_hold(one)), None)
                if excluded is None or len(ways) == 1:
                    possible.append(way)
                else:
                    against |= excluded.factors.keys()
            found = self._possible[number] = possible, frozenset(against)
        return found

    def _hold(self, number: int, way: int) -> None:
        held = self._held[number] = []
        for at, line in enumerate(self.need(number).ways[way]):
            if must_hold(line.relation, self.board.span(line)):
                continue
            key = (number, way, at)
            self._lines[key] = self.board.hold(line, self._lines.get(key))
            self._owners[self._lines[key]] = number
            held.append(self._lines[key])

    def _release(self, number: int) -> None:
        for variable in self._held.pop(number, ()):
            self.board.let_go(variable)

    def _lines_of(self, path: Path) -> Iterator[tuple[int, Line]]:
        """Yield the lines of a figure's needs that can be met in one way only."""
        for number in self.naming(path):
            need = self.need(number)
            if need.stated & self.free:
                continue
            possible, _ = self._ways(number)
            if len(possible) == 1:
                yield from ((number, line) for line in need.ways[possible[0]])

    def _reason_of(self, number: int) -> frozenset[Path]:
        return self.need(number).stated | self._ways(number)[1]

    # --- searching -----------------------------------------------------------------

    def _search(self) -> Conflict | None:
        """Try the open ways one by one, each need that is not met as it stands."""
        while True:
            excluded = self.board.repair()
            if excluded is not None:
                return self._explained(excluded)
            unmet = (one for one in self._open if not self._is_met(one))
            number = next(unmet, None)
            if number is not None:
                return self._choose(number)
            if not self.take_in():
                return None

    def _choose(self, number: int) -> Conflict | None:
        ways = self._open.pop(number)
        figures: set[Path] = set()
        needs = {number}
        for way in ways:
            self._hold(number, way)
            found = self._search()
            if found is None or number not in found.needs:
                break
            self._release(number)
            figures |= found.figures
            needs |= found.needs
        else:
            figures |= self._reason_of(number)
            found = Conflict(frozenset(figures) - self.free, frozenset(needs))
        if found is not None:
            self._release(number)
            self._open[number] = ways
        return found

    def _combined(self, numbers: list[int]) -> Iterator[None]:
        if self.board.repair() is not None:
            return
        if not numbers:
            yield
            return
        number, *rest = numbers
        for way in self._open[number]:
            self._hold(number, way)
            try:
                yield from self._combined(rest)
            finally:
                self._release(number)

    def _explained(self, excluded: Iterable[int]) -> Conflict:
        figures: set[Path] = set()
        needs: set[int] = set()
        for variable in excluded:
            path = self.board.figure_of(variable)
            if path is not None:
                figures.add(path)
            else:
                needs.add(self._owners[variable])
        for number in needs:
            figures |= self._reason_of(number)
        return Conflict(frozenset(figures) - self.free, frozenset(needs))

    def _is_met(self, number: int) -> bool:
        """Say whether a need is met by figures as they stand."""
        need = self.need(number)
        if need.stated & self.free:
            return True
        return any(all(map(self._holds_now, lines)) for lines in need.ways)

    def _holds_now(self, line: Line) -> bool:
        return may_hold(line.relation, self.board.at_present(line))

    def _may_hold(self, line: Line) -> bool:
        return may_hold(line.relation, self.board.span(line))
