"""Framing: files of data that are opened, checked and told of, as the command asks.

A file may be larger than the memory is. It is read once to measure its columns, once to
count, and once for the rows in which rules fail, if there are any.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Container, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path as File
from typing import Any

import attrs

from budgetcheck.errors import InvalidRuleError, UnwritableError
from budgetcheck.files.figures_files import frame_rules_of
from budgetcheck.files.sources import read_text, shown, source_of
from budgetcheck.frames import Checked, Column, Summary, check
from budgetcheck.frames.binding import refuse_unnamed
from budgetcheck.language.conventions import Convention
from budgetcheck.language.rules import Rule, RuleSet
from budgetcheck.language.verdicts import Level, Verdict, level_named
from budgetcheck.opening import Files, files_of, set_down, suffix_of, told
from budgetcheck.reports.frame_reports import FrameReport, FrameRow, FrameRule
from budgetcheck.shortening import shortened
from budgetcheck.waiting import waiting

_FAILURES = (".parquet", ".csv")
_ROW = "row"


def framed(given: Namespace) -> FrameReport:
    """Check a file of data, and return what the rules say of it.

    Args:
        given: The options of `check-frame`.

    Raises:
        BudgetCheckError: Misuse, or a file that cannot be read.
    """
    if given.failures:
        suffix_of(given.failures, _FAILURES)
        if not File(given.failures).parent.is_dir():
            raise UnwritableError(given.failures, "there is no such folder")
    return _Framing(given, files_of(given.engine)).report()


@attrs.frozen
class _Framing:
    given: Namespace
    files: Files

    def report(self) -> FrameReport:
        name = shown(self.given.file)
        with told(self.files, name):
            with waiting(f"reading {name} …"):
                rules, checked = self.checked()
            with waiting(f"checking {name} …"):
                summary = checked.summary()
            return self.told_of(name, rules, checked, summary)

    def checked(self) -> tuple[RuleSet, Checked]:
        """Return the rules, and what they are asked of."""
        given = self.given
        name = shown(given.rules)
        said = frame_rules_of(source_of(read_text(given.rules, name), name))
        columns = {
            path: Column(**attrs.asdict(one, recurse=False))
            for path, one in said.columns.items()
        }
        for path, column in given.column:
            columns[path] = attrs.evolve(columns.get(path, Column()), name=column)
        refuse_unnamed(columns, said.rules)
        frame = self.files.opened(given.file)
        types = self.files.types(frame)
        _refuse_unknown("--by", given.by, types)
        _refuse_unknown("--key", given.key, types)
        _refuse_unknown("--total-rows", (one for one, _ in given.total_rows), types)
        key = given.key
        if not key:
            key = [_numbers_in(types)]
            frame = self.files.opened(given.file, numbered=key[0])
        own = Convention.of(
            {
                name: value
                for name in ("unit", "decimals", "percent_decimals")
                if (value := getattr(given, name)) is not None
            }
        )
        checked = check(
            frame,
            said.rules,
            convention=own.over(said.convention),
            columns=columns,
            key=key,
            by=given.by,
            totals=self.totals(types),
            total_rows=self.total_rows(types),
        )
        return said.rules, checked

    def totals(self, types: Mapping[str, Any]) -> Any:  # noqa: ANN401 (a frame)
        """Return the figures of the documents, whose `by` is as that of the lines."""
        given = self.given
        if given.totals is None:
            return None
        if not given.by:
            message = "--totals are of documents, which --by tells apart"
            raise InvalidRuleError(message, "give --by COLUMN as well")
        with told(self.files, shown(given.totals)):
            found = self.files.opened(given.totals)
            own = self.files.types(found)
        _refuse_unknown("--totals", given.by, own)
        others = {one: types[one] for one in given.by if own[one] != types[one]}
        return self.files.cast(found, others) if others else found

    def total_rows(self, types: Mapping[str, Any]) -> dict[str, object] | None:
        """Return which rows are figures of documents, in the types of the columns."""
        return {
            name: self.files.value(text, types[name])
            for name, text in self.given.total_rows
        } or None

    def told_of(
        self, name: str, rules: RuleSet, checked: Checked, summary: Summary
    ) -> FrameReport:
        """Return the report, after writing down all rows that fail if that is asked."""
        floor, file = level_named(self.given.fail_on), self.given.failures or ""
        failing = summary.failing(floor)
        wanted = _allotted(failing, self.given.limit)
        rows: dict[str, list[dict[str, Any]]] = {}
        if file or any(wanted.values()):
            alone = {rule.id for rule in rules if rule.over is None and self.given.by}
            failures = checked.failures(floor)
            with (
                waiting("looking for rows that fail …"),
                set_down(self.files, failures, file) as found,
            ):
                rows = self.rows(found, wanted, alone)
        return FrameReport(
            name=name,
            rows=summary.rows,
            documents=summary.documents,
            floor=floor,
            rules=tuple(
                _rule(one, _rule_named(one, rules), summary, failing[one], rows)
                for one in summary.counts()
            ),
            kept=shown(file) if file else "",
        )

    def rows(
        self,
        failures: Any,  # noqa: ANN401 (a frame)
        wanted: Mapping[str, int],
        of_documents: Container[str],
    ) -> dict[str, list[dict[str, Any]]]:
        """Return the first rows of each rule, as many as are wanted.

        Documents come in no order of their own, and are put into that of what tells
        them apart.
        """
        found: dict[str, list[dict[str, Any]]] = {}
        for name, many in wanted.items():
            order = self.given.by if name in of_documents else ()
            if many:
                found[name] = self.files.first(failures, name, many, order)
        return found


def _rule(
    name: str,
    rule: Rule,
    summary: Summary,
    failing: int,
    rows: Mapping[str, Iterable[Mapping[str, Any]]],
) -> FrameRule:
    levels = {one: summary.level(name, one) for one in Verdict}
    mine = list(rows.get(name, ()))
    keys = [
        column
        for column in (mine[0] if mine else ())
        # What names a line says nothing of a whole document.
        if column not in _NUMBERS and any(row[column] is not None for row in mine)
    ]
    return FrameRule(
        name=name,
        rule=rule,
        counts=summary.counts()[name],
        levels=levels,
        failing=failing,
        rows=tuple(_row(one, keys, levels) for one in mine),
    )


_NUMBERS = ("rule", "verdict", "stated", "recomputed", "residual")


def _row(
    row: Mapping[str, Any], keys: Iterable[str], levels: Mapping[Verdict, Level]
) -> FrameRow:
    verdict = Verdict[str(row["verdict"])]
    return FrameRow(
        key=tuple((name, _plain(row[name])) for name in keys),
        verdict=verdict,
        level=levels[verdict],
        stated=row["stated"],
        recomputed=row["recomputed"],
        residual=None if row["residual"] is None else int(row["residual"]),
    )


def _plain(value: object) -> int | bool | str | None:
    return value if value is None or isinstance(value, int | str) else str(value)


def _rule_named(name: str, rules: RuleSet) -> Rule:
    """Return the rule of an answer, whose name may have a row behind the id."""
    known = {rule.id: rule for rule in rules}
    return known[name] if name in known else known[name.rpartition(" @ ")[0]]


def _allotted(failing: Mapping[str, int], limit: int) -> dict[str, int]:
    """Return how many rows of each rule are told; what one leaves, others may have.

    Example:
        >>> _allotted({"a": 100, "b": 2, "c": 100}, 12)
        {'a': 5, 'b': 2, 'c': 5}
    """
    found = dict.fromkeys(failing, 0)
    left = limit
    while left and (open_ := [one for one in failing if found[one] < failing[one]]):
        share = max(1, left // len(open_))
        for one in open_:
            more = min(share, failing[one] - found[one], left)
            found[one] += more
            left -= more
    return found


def _numbers_in(names: Iterable[str]) -> str:
    """Return a name for the numbers of rows that no column has."""
    taken, name = set(names), _ROW
    while name in taken:
        name = f"_{name}"
    return name


def _refuse_unknown(option: str, names: Iterable[str], known: Iterable[str]) -> None:
    columns = list(known)
    for name in names:
        if name not in columns:
            near = get_close_matches(name, columns, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"{', '.join(columns)}"
            message = f"{option}: there is no column {shortened(name)!r}"
            raise InvalidRuleError(message, shortened(hint, 400))
