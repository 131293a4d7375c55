"""The door to diagnosing: documents of any kind, weights, time, and applying."""

from __future__ import annotations

from math import inf
from pathlib import Path as FilePath

import attrs
import pytest

import budgetcheck as bc
from budgetcheck import standards
from budgetcheck.diagnosing import (
    Diagnoser,
    Suggestion,
    apply,
    diagnose,
    ranges,
    searching,
    systems,
)
from budgetcheck.diagnosing import diagnoser as diagnosers
from budgetcheck.diagnosing.boards import Board
from budgetcheck.files import loads
from budgetcheck.language.figures import NotComputable, Percent
from budgetcheck.language.paths import Path

EXAMPLES = FilePath(__file__).parents[2] / "examples"
SUM = ["total = basic + project"]
WRONG = {"total": "98.43", "basic": "60.80", "project": "37.54"}
FILE = """
format = 1
unit = "万元"
decimals = 2
[figures]
total = 98.43
basic = 60.80
project = 37.54
share = "61.83%"
[rules]
sum = "total = basic + project"
share = "share = basic / total"
"""


@attrs.frozen
class Spending:
    total: bc.Amount
    basic: bc.Amount
    project: bc.Amount

    rules = bc.rules(*SUM)


class TestDocuments:
    def test_a_file_has_its_own_rules(self) -> None:
        (cause,) = diagnose(loads(FILE, name="a.toml"))

        assert [("total", 2)] == [(str(d.path), d.otherwise) for d in cause.certain]

    def test_a_class_has_its_own_rules(self) -> None:
        document = bc.read(Spending, WRONG, unit="万元", decimals=2)

        assert 3 == len(next(iter(diagnose(document))).suspects)

    def test_one_notation_is_one_rule(self) -> None:
        assert 1 == len(diagnose(WRONG, SUM[0], decimals=2))

    def test_without_rules_nothing_is_wrong(self) -> None:
        assert 0 == len(diagnose(WRONG))

    def test_rows_are_called_rows(self) -> None:
        rows = [{"a": "1.00", "b": "9.00"}]
        (cause,) = diagnose(rows, ["rows[*].a = rows[*].b"])

        assert ("rows[*].a = rows[*].b @ rows[0]",) == cause.findings

    def test_units_come_too_late_for_a_document_that_was_read(self) -> None:
        with pytest.raises(bc.InvalidConventionError, match="too late"):
            diagnose(loads(FILE, name="a.toml"), unit="元")

    def test_a_rule_that_cannot_be_read_is_told(self) -> None:
        with pytest.raises(bc.UnknownPathError, match="totl"):
            diagnose(WRONG, ["totl = basic"])

    def test_more_shapes_of_documents_than_are_remembered_are_diagnosed_by_one(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(diagnosers, "_PLANS", 4)
        diagnoser = Diagnoser(["sum(parts[*]) = total"])
        found = [
            len(diagnoser({"parts": ["1.00"] * many, "total": "3.00"}))
            for many in range(8)
        ]

        assert [one != 3 for one in range(8)] == list(map(bool, found))

    def test_a_finding_leads_to_its_cause(self) -> None:
        found = diagnose(WRONG, SUM, decimals=2)

        assert found.causes[0] is found.of(SUM[0])
        assert found.of("another") is None


class TestWeights:
    def test_of_as_few_figures_the_lightest_are_kept(self) -> None:
        (cause,) = diagnose(WRONG, SUM, decimals=2, weights={"total": 3, "basic": 1})

        assert ["project"] == [str(one.path) for one in cause.suspects]

    def test_what_is_trusted_wholly_leaves_nothing(self) -> None:
        weights = dict.fromkeys(WRONG, inf)
        (cause,) = diagnose(WRONG, SUM, decimals=2, weights=weights)

        assert () == cause.answers
        assert tuple(SUM) == cause.findings

    def test_a_weight_of_no_figure_is_an_error(self) -> None:
        with pytest.raises(bc.UnknownPathError, match="totl"):
            diagnose(WRONG, SUM, weights={"totl": 2})


class TestTime:
    def test_without_time_nothing_is_settled(self) -> None:
        found = diagnose(WRONG, SUM, decimals=2, seconds=-1)

        assert not found.is_settled
        assert 0 == len(found)

    def test_what_is_too_hard_is_not_settled(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def give_up(board: Board, *_: object) -> None:
            limit(board, 0)

        limit = Board.limit
        monkeypatch.setattr(Board, "limit", give_up)
        # Each rule holds; only together they cannot, which takes steps to see.
        figures = {"total": "98.34", "basic": "60.80", "project": "37.55"}
        rules = [*SUM, "share = basic / total"]
        found = diagnose(figures | {"share": "61.83%"}, rules, decimals=2)

        assert not found.is_settled

    def test_more_answers_than_are_looked_at_have_no_values(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(searching, "_SUSPECTS", 1)
        (cause,) = diagnose(WRONG, SUM, decimals=2)

        assert [True, False, False] == [bool(one.suggestions) for one in cause.suspects]

    def test_a_value_that_takes_long_is_not_suggested(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(systems, "_STEPS_OF_ONE", 0)
        figures = {"total": "98.34", "basic": "60.80", "project": "37.55"}
        (cause,) = diagnose(
            figures | {"share": "61.38%"},
            [*SUM, "share = basic / total"],
            unit="万元",
            decimals=2,
        )

        assert [()] == [one.suggestions for one in cause.suspects]
        assert not cause.suspects[0].only


class TestRanges:
    RATE = ("rate = spent / (budget + more)",)

    def test_a_whole_is_of_either_sign(self) -> None:
        figures = {"rate": "50.00%", "spent": "10.00", "budget": "1.00", "more": "1.00"}
        (cause,) = diagnose(figures, self.RATE, decimals=2)
        found = {str(one.path): one.allowed for one in cause.suspects}
        budget = found["budget"]

        assert budget is not None
        assert budget.holds(19)
        assert not budget.holds(18)

    def test_what_takes_long_has_no_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ranges, "STEPS_OF_RANGE", 0)
        figures = {"rate": "50.00%", "spent": "10.00", "budget": "1.00", "more": "1.00"}
        (cause,) = diagnose(figures, self.RATE, decimals=2)

        assert None is {str(one.path): one.allowed for one in cause.suspects}["budget"]

    def test_too_many_ways_have_no_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ranges, "WAYS_LIMIT", -1)
        figures = {"rate": "50.00%", "spent": "10.00", "budget": "1.00", "more": "1.00"}
        (cause,) = diagnose(figures, self.RATE, decimals=2)

        assert None is {str(one.path): one.allowed for one in cause.suspects}["budget"]


class TestApplying:
    def test_a_text_keeps_its_unit(self) -> None:
        printed = {"a": "98.43万元", "b": "98.34万元"}
        (cause,) = diagnose(printed, ["a = b"])
        suggestion = cause.suspects[0].suggestions[0]

        assert {"a": "98.34万元", "b": "98.34万元"} == apply(printed, suggestion)
        assert "98.43万元" == printed["a"]

    def test_a_mark_is_printed_as_one(self) -> None:
        printed = {"s": "5%", "p": "0.00", "t": "0.00"}
        one = Suggestion(Path.of("s"), NotComputable(printed=""), instead_of="5%")

        assert "" == apply(printed, one)["s"]

    def test_what_has_its_text_keeps_it(self) -> None:
        one = Suggestion(Path.of("s"), Percent("5", "1", printed="5 %"))

        assert {"s": "5 %"} == apply({"s": "6%"}, one)

    def test_a_document_that_was_corrected_is_right(self) -> None:
        document = loads(FILE, name="a.toml")
        (cause,) = diagnose(document)
        corrected = apply(document, cause.suspects[0].suggestions[0])

        assert bc.check(corrected).ok
        assert not bc.check(document).ok

    def test_accounts_are_changed_where_they_were_given(self) -> None:
        document = standards.load(EXAMPLES / "sample-2024.toml")
        path, figure = next(
            (path, one)
            for path, one in document.figures.items()
            if isinstance(one, bc.Amount)
        )
        other = attrs.evolve(figure, value=figure.value + 1, printed="")
        changed = apply(document, Suggestion(path, other, instead_of=figure.printed))

        assert other == changed.figures[path]
        assert document.entity != changed.entity
        assert bc.check(document).ok
        assert not bc.check(changed).ok

    def test_an_object_of_a_class_stays_one(self) -> None:
        document = bc.read(Spending, WRONG, unit="万元", decimals=2)
        (cause,) = diagnose(document)
        total = next(one for one in cause.suspects if str(one.path) == "total")
        corrected = apply(document, total.suggestions[0])

        assert isinstance(corrected, Spending)
        assert bc.check(corrected).ok
