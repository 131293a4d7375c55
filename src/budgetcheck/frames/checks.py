"""Checks: rules over a data frame, and all that can be asked of them then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from budgetcheck.errors import InvalidRuleError
from budgetcheck.frames.columns import Columns
from budgetcheck.frames.engines import Frame
from budgetcheck.frames.explaining import document_in_row
from budgetcheck.frames.failing import failing
from budgetcheck.frames.givens import Given
from budgetcheck.frames.long import Lines
from budgetcheck.frames.results import Answers
from budgetcheck.frames.summaries import Counted, Summary
from budgetcheck.frames.wide import questions_of
from budgetcheck.language.conditions import Condition
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule, RuleLike, RuleSet, rules_in
from budgetcheck.language.verdicts import Level, level_named
from budgetcheck.shortening import shortened

Rules: TypeAlias = RuleSet | RuleLike | Iterable[RuleLike] | Mapping[str, RuleLike]
Names: TypeAlias = str | Sequence[str]


def check(  # noqa: PLR0913 (each is a keyword of its own)
    frame: Any,  # noqa: ANN401 (of any library of data frames)
    rules: Rules,
    *,
    convention: Convention | None = None,
    columns: Columns | None = None,
    key: Names = (),
    by: Names = (),
    totals: Any = None,  # noqa: ANN401 (as the frame)
    total_rows: Mapping[str, object] | None = None,
) -> Checked:
    """Check whether the figures of a data frame agree with themselves.

    Shape: a frame of polars (also lazy), pandas, PyArrow, DuckDB or PySpark. Without
    `by`, a row is a document, and the column of `total.actual` is called so. With it, a
    row is a line of a document: rules have one list, `lines[*].actual` is the column
    `actual`, and `sum(lines[*].actual)` goes over the lines of a document. Figures
    without a list then stand in `totals`, a document in a row, or in rows of the same
    frame, which `total_rows` tells apart.
    Units: whole numbers count the last printed digit (9834 is 98.34 where two decimals
    are declared), Decimals and texts are read as printed; see `Column`.
    Undefined: what is missing leaves a rule UNCHECKED, on every engine.

    Args:
        frame: The frame.
        rules: Rules, notations, or ids and notations.
        convention: What the publisher declares: unit, decimals, rounding.
        columns: What columns are called and how they are printed, by path, where that
            is not plain from them.
        key: The column or columns that name a row, and stay in every answer.
        by: The column or columns that tell documents apart.
        totals: The figures of documents, with the columns `by`.
        total_rows: Which rows have the figures of documents: columns and values.

    Raises:
        UnknownPathError: A rule names a figure that no column is.
        UnsupportedRuleError: The engine cannot say what a rule asks: a number would be
            larger than it has a type for, or a figure may be a range.
        UnreadableNumberError: A column has no numbers, or floats without decimals.
        DimensionError: A rule puts an amount beside a percentage, or two currencies.

    Example:
        >>> import polars
        >>> printed = polars.DataFrame({"all": [9834], "basic": [6080], "rest": [3755]})
        >>> checked = check(printed, ["all = basic + rest"])
        >>> checked.verdicts["all = basic + rest"].to_list()
        ['ROUNDING']
    """
    declared = convention or UNDECLARED
    given = Given(
        frame=_frame(frame),
        totals=None if totals is None else _frame(totals),
        columns=columns or {},
        key=_names(key),
        by=_names(by),
    )
    rule_set = rules if isinstance(rules, RuleSet) else RuleSet(rules_in(*_said(rules)))
    active = [rule for rule in rule_set if not rule.disabled]
    if not active:
        raise InvalidRuleError("there is no rule to check", "give one rule or more")
    _refuse_unknown(given.frame, (*given.key, *given.by, *(total_rows or ())))
    if not given.by:
        table, questions = questions_of(given.frame, rule_set, declared, given.columns)
        key_or_all = given.key or table.names
        rows = Answers(table, tuple(questions), key_or_all)
        return Checked(given, rule_set, declared, rows, None, None)
    if total_rows:
        given = _apart(given, total_rows)
    lines = Lines.of(given, active, declared)
    rows, documents = lines.answers(rule_set)
    return Checked(given, rule_set, declared, rows, documents, lines)


@attrs.frozen(eq=False)
class Checked:
    """A frame, measured, and what rules say of it; no more runs before it is asked for.

    Shape: frames are of the kind that was given, and lazy if that was.

    Example:
        >>> import polars
        >>> printed = polars.DataFrame({"id": [1, 2], "all": [9, 8], "part": [9, 5]})
        >>> checked = check(printed, {"same": "all = part"}, key="id")
        >>> checked.failures("error").rows()
        [(2, 'same', 'CONTRADICTION', '8', '5', 3)]
        >>> print(checked.explain(2))
        CONTRADICTION same: 8 ≠ 5
    """

    _given: Given
    _rules: RuleSet
    _convention: Convention
    _rows: Answers
    _documents: Answers | None
    _lines: Lines | None

    @property
    def verdicts(self) -> Any:  # noqa: ANN401 (of the kind that was given)
        """A column of verdicts for each rule, and one of residuals.

        Shape: the key, or all columns if none was given; then, for each rule, a column
        with its id, of an enumeration where the engine has one, and `<id> residual`,
        by how many units of the last digit the figures are apart.
        Undefined: the residual of `and`, `or`, and of what cannot be compared is null.
        """
        return self._native(self._rows.verdicts())

    @property
    def documents(self) -> Any:  # noqa: ANN401 (of the kind that was given)
        """The same for the rules of whole documents, a document in a row.

        Undefined: without `by`, each row is a document, and these are its verdicts.
        """
        answers = self._documents or self._rows
        return self._native(answers.verdicts())

    def summary(self) -> Summary:
        """Count how often each rule said what."""
        counted = [
            Counted(question, counts)
            for answers in self._asked
            for question, counts in answers.counts()
        ]
        documents = None if self._documents is None else self._documents.table.rows
        return Summary(tuple(counted), self._rows.table.rows, documents)

    def failures(self, level: Level | str = "error") -> Any:  # noqa: ANN401 (as given)
        """Return a row for each rule that fails, and each row in which it does.

        Shape: the key (of a rule of whole documents, what tells these apart), `rule`,
        `verdict`, `stated`, `recomputed` and `residual`. The numbers are texts, as
        people print them; what is recomputed of a ratio has two digits more.

        Args:
            level: How loud a finding has to be: `error`, `warning` or `note`.

        Raises:
            InvalidRuleError: There is no such level.
        """
        asked = level_named(level)
        parts = [failing(answers, asked) for answers in self._asked]
        api = self._rows.engine.api
        joined = parts[0] if len(parts) == 1 else api.concat(parts, how="diagonal")
        return self._native(joined)

    def explain(self, key: object) -> Report:
        """Return the whole report of one document, as `budgetcheck.check()` gives it.

        Args:
            key: The value of the column `by` or, without it, of the column `key`; a
                tuple where these are several columns.

        Raises:
            InvalidRuleError: No column names a row.
            UnknownRowError: There is no such row, or there are several.
        """
        names = self._given.by or self._given.key
        values = key if isinstance(key, tuple) else (key,)
        if not names or len(values) != len(names):
            message = f"{len(values)} values name no row of this frame"
            hint = f"give one for {' and '.join(names)}" if names else "see `key`"
            raise InvalidRuleError(message, hint)
        which = dict(zip(names, values, strict=True))
        if self._lines is None:
            table = self._rows.table
            return document_in_row(table, which, self._rules, self._convention)
        return self._lines.explain(which, self._rules)

    @property
    def _asked(self) -> list[Answers]:
        both = (self._rows, self._documents)
        return [one for one in both if one is not None and one.questions]

    def _native(self, frame: Frame) -> Any:  # noqa: ANN401 (of the kind that was given)
        engine = self._rows.engine
        return engine.native(frame, lazy=engine.is_lazy)


def _frame(given: object) -> Frame:
    try:
        found: Frame = nw.from_native(given)
    except TypeError as error:
        message = f"a {type(given).__name__} is no data frame"
        hint = "give one of polars, pandas, PyArrow, DuckDB or PySpark"
        raise InvalidRuleError(message, hint) from error
    if found.implementation.is_duckdb():
        _refuse_names(found)
    return found


def _refuse_unknown(frame: Frame, names: Iterable[str]) -> None:
    known = frame.collect_schema().names()
    for name in names:
        if name not in known:
            hint = f"its columns are {shortened(', '.join(known))}"
            raise InvalidRuleError(f"the frame has no column {name!r}", hint)


def _refuse_names(frame: Frame) -> None:
    """Refuse names that DuckDB takes for others: `a.b` for the `b` of a table."""
    for name in frame.collect_schema().names():
        try:
            frame.select(nw.col(name))
        except Exception as error:  # DuckDB's own, which is not imported
            message = f"DuckDB does not find its column {shortened(name)!r}"
            hint = "give it a name without dots and quotes, and declare it in `columns`"
            raise InvalidRuleError(message, hint) from error


def _names(given: Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _said(rules: Rules) -> tuple[Any, ...]:
    """Return what makes a rule set: one notation is one rule, and not many."""
    if isinstance(rules, str | Mapping | Rule | Condition):
        return (rules,)
    return tuple(rules)


def _apart(given: Given, total_rows: Mapping[str, object]) -> Given:
    """Return the rows that are figures of documents as a frame of their own."""
    if given.totals is not None:
        message = "the figures of documents stand in `totals`, or in `total_rows`"
        raise InvalidRuleError(message, "give one of both")
    tests = [nw.col(name) == value for name, value in total_rows.items()]
    is_total = reduce(and_, tests).fill_null(value=False)
    frame: Any = given.frame
    return attrs.evolve(
        given, frame=frame.filter(~is_total), totals=frame.filter(is_total)
    )
