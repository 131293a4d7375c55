"""Systems: all needs of a document, which are asked for as far as they matter.

A figure is between the ends of its interval, and one that is free has none. Rules
have no tolerance and are never given up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import inf

import attrs

from budgetcheck.diagnosing.attempts import Attempt, Conflict
from budgetcheck.diagnosing.boards import Board
from budgetcheck.diagnosing.lines import may_hold
from budgetcheck.diagnosing.needs import Need
from budgetcheck.diagnosing.simplex import STEPS_LIMIT
from budgetcheck.language.forms import Form
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path
from budgetcheck.language.ratios import quotients

_STEPS_OF_ONE = 60  # A value is worth so many steps.


@attrs.define
class System:
    """The needs of a document.

    Attributes:
        needs_of: What a rule needs, by its number.
        rules_of: By figure, the rules that name it.
        suspicious: The rules that may not be met by figures as they are printed.
        box: The interval of a figure; None where its printings contradict.
        start: What a figure is as printed.
        scale: How many units of a board one of a figure is.
        torn: Figures whose printings contradict each other.
        needs: The needs of the rules that were asked for so far.
        owners: The rule of each of them.
    """

    needs_of: Callable[[int], list[Need]]
    rules_of: Mapping[Path, Sequence[int]]
    suspicious: Sequence[int]
    box: Callable[[Path], Interval | None]
    start: Callable[[Path], Fraction]
    scale: int
    torn: Sequence[Path] = ()
    needs: list[Need] = attrs.field(init=False, factory=list)
    owners: list[int] = attrs.field(init=False, factory=list)
    _asked: set[int] = attrs.field(init=False, factory=set)
    _known: set[Path] = attrs.field(init=False, factory=set)
    _ignored: set[int] = attrs.field(init=False, factory=set)
    _doubtful: list[int] = attrs.field(init=False, factory=list)
    _naming: dict[Path, list[int]] = attrs.field(init=False, factory=dict)
    _stating: dict[Path, list[int]] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for rule in self.suspicious:
            self._ask(rule)
        self._doubtful = list(range(len(self.needs)))
        for path in self.torn:
            self.naming(path)

    def naming(self, path: Path) -> list[int]:
        """Return the needs of a figure, by number."""
        if path not in self._known:
            self._known.add(path)
            for rule in self.rules_of.get(path, ()):
                self._ask(rule)
        return self._naming.get(path, [])

    def conflict(
        self, free: Iterable[Path], steps: int = STEPS_LIMIT, until: float = inf
    ) -> Conflict | None:
        """Return figures that cannot all be right, whatever some others are.

        Args:
            free: The figures that may be anything.
            steps: After how many steps to give up.
            until: When to do so in any case (`time.monotonic()`).

        Raises:
            TooManyStepsError: It takes more steps, or longer.
        """
        freed = frozenset(free)
        for path in freed:
            self.naming(path)
        attempt = self.attempt(freed)
        attempt.board.limit(steps, until)
        return attempt.conflict() or self._misstated(freed)

    def attempt(self, free: frozenset[Path]) -> Attempt:
        """Return the question whether all can be met with these figures free."""
        board = Board(
            lambda path: None if path in free else self.box(path),
            self.start,
            self.scale,
        )
        return Attempt(self._need, self._live, self._suspected(), free, board)

    def is_possible(
        self,
        free: frozenset[Path],
        path: Path,
        box: Interval,
        start: Fraction,
        instead: Sequence[Need],
    ) -> bool:
        """Say whether all needs can be met with another figure in one place.

        Args:
            free: The figures that may be anything.
            path: Where the other figure stands.
            box: Its interval.
            start: What it is as printed.
            instead: What the rules that state it need of it.

        Raises:
            TooManyStepsError: It would take long to say.
        """
        others = free - {path}
        replaced = {
            number
            for number in self.naming(path)
            if path in self.needs[number].stated or not self.needs[number].ways
        }

        def need(number: int) -> Need:
            # What stands instead is numbered from below 0: others may yet be asked for.
            return self.needs[number] if number >= 0 else instead[-1 - number]

        more = {
            one: [-1 - at for at, need in enumerate(instead) if one in need.figures]
            for one in frozenset[Path]().union(*(need.figures for need in instead))
        }

        def naming(one: Path) -> Iterator[int]:
            yield from (n for n in self._live(one) if n not in replaced)
            yield from more.get(one, ())

        board = Board(
            lambda one: (
                None if one in others else box if one == path else self.box(one)
            ),
            lambda one: start if one == path else self.start(one),
            self.scale,
        )
        board.placed[path] = board.scaled(start)
        doubtful = [one for one in self._suspected() if one not in replaced]
        doubtful += (-1 - at for at in range(len(instead)))
        board.limit(_STEPS_OF_ONE)
        return Attempt(need, naming, doubtful, others, board).conflict() is None

    def impossible(self) -> Iterator[int]:
        """Yield the needs that cannot be met by figures as they are printed."""
        board = self.attempt(frozenset()).board
        for number in self._doubtful:
            if not any(
                all(may_hold(line.relation, board.span(line)) for line in way)
                for way in self.needs[number].ways
            ):
                yield number

    def ignore(self, numbers: Iterable[int]) -> None:
        """Ask nothing of these needs any more."""
        self._ignored.update(numbers)

    def torn_apart(self) -> Iterator[Conflict]:
        """Yield the needs that figures whose printings contradict each other fail.

        A need that may be met in another way is not among them.
        """
        for path in self.torn:
            yield Conflict(frozenset({path}), frozenset())
            for number in self.naming(path):
                need = self.needs[number]
                if need.ratio is not None or len(need.ways) <= 1:
                    yield Conflict(frozenset({path}), frozenset({number}))

    def stands_in_lines(self, path: Path) -> bool:
        """Say whether a figure stands in a line of a need, and is not only stated."""
        named = (self.needs[number] for number in self.naming(path))
        return any(
            path in line.factors for one in named for way in one.ways for line in way
        )

    def ratios_of(self, path: Path) -> list[tuple[Form, Form]]:
        """Return part and whole of every ratio that states a figure."""
        self.naming(path)
        found = (self.needs[number].ratio for number in self._stating.get(path, ()))
        return [one for one in found if one is not None]

    # --- needs ---------------------------------------------------------------------

    def _ask(self, rule: int) -> None:
        """Take the needs of a rule among those that are looked at."""
        if rule in self._asked:
            return
        self._asked.add(rule)
        for need in self.needs_of(rule):
            number = len(self.needs)
            self.needs.append(need)
            self.owners.append(rule)
            for path in need.figures:
                self._naming.setdefault(path, []).append(number)
            for path in need.stated if need.ratio else ():
                self._stating.setdefault(path, []).append(number)

    def _need(self, number: int) -> Need:
        return self.needs[number]

    def _live(self, path: Path) -> list[int]:
        found = self.naming(path)
        if not self._ignored:
            return found
        return [number for number in found if number not in self._ignored]

    def _suspected(self) -> list[int]:
        return [one for one in self._doubtful if one not in self._ignored]

    def _misstated(self, free: frozenset[Path]) -> Conflict | None:
        """Return a conflict over a figure that is free, and stated by two ratios.

        Each ratio is looked at with its own figures only. That may miss what all rules
        together exclude, and excludes nothing that may be.
        """
        for path in sorted(free & self._stating.keys(), key=str):
            numbers = [one for one in self._stating[path] if one not in self._ignored]
            both: Interval | None = Interval()
            ratios = filter(None, (self.needs[number].ratio for number in numbers))
            for ratio in ratios if len(numbers) > 1 else ():
                both = both and both.meet(self.quotients(ratio, free))
            if both is None:
                named = (self.needs[number].figures for number in numbers)
                figures = frozenset[Path]().union(*named)
                return Conflict(figures - free, frozenset(numbers))
        return None

    def quotients(self, ratio: tuple[Form, Form], free: frozenset[Path]) -> Interval:
        """Return every value of a ratio, by its own figures alone."""
        part, whole = ratio
        box = {
            path: Interval() if path in free else self.box(path) or Interval()
            for path in (*part.coefficients, *whole.coefficients)
        }
        return quotients(part, whole, box) or Interval()
