"""Known exceptions: what they excuse, when they end, and what they never hide."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from budgetcheck import (
    Document,
    InconsistentFiguresError,
    InvalidRuleError,
    KnownException,
    Level,
    Report,
    Verdict,
    check,
    excuse,
    rules,
)
from budgetcheck.language.nesting import figures_of

TODAY = date(2026, 6, 30)
PRINTED = {
    "total": "5.00",
    "basic": "1.00",
    "project": "2.00",
    "lines": [{"x": "1.00", "y": "1.00"}, {"x": "1.00", "y": "9.00"}],
    "again": {"value": "1.00", "also": ["3.00"]},
}
RULES = rules(
    {
        "total": "total = basic + project",
        "holds": "basic + basic = project",
        "lines": "lines[*].x = lines[*].y",
    }
)


def known(rule: str, **more: object) -> KnownException:
    return KnownException(rule, reason="it was told", **more)  # type: ignore[arg-type]


def report(*exceptions: KnownException, today: date = TODAY) -> Report:
    return excuse(check(PRINTED, RULES), exceptions, today=today)


def loud(one: Report) -> list[str]:
    return [finding.name for finding in one.at_least("warning")]


def stale(one: Report) -> list[str]:
    return [entry.exception.name for entry in one.stale]


def test_without_exceptions_everything_is_as_it_was() -> None:
    assert ["total", "lines @ lines[1]", "printings.again"] == loud(report())
    assert check(PRINTED, RULES) == report()


def test_an_excused_finding_keeps_its_verdict_and_is_a_note() -> None:
    total = known("total")
    first = report(total).findings[0]

    assert (Verdict.CONTRADICTION, Level.NOTE) == (first.verdict, first.level)
    assert total == first.exception
    assert check(PRINTED, RULES).findings[0].evidence == first.evidence
    assert str(first).endswith("[known: it was told]")


def test_only_what_is_named_is_excused() -> None:
    one = report(known("total"), known("printings.again"))

    assert ["lines @ lines[1]"] == loud(one)
    assert () == one.stale
    assert not one.ok


def test_a_row_is_excused_by_its_place() -> None:
    assert report(
        known("total"), known("printings.again"), known("lines", at="lines[1]")
    ).ok


def test_an_exception_of_a_rule_on_rows_must_name_the_row() -> None:
    one = report(known("lines"))

    assert "lines @ lines[1]" in loud(one)
    assert [("lines", ("lines[1]",))] == [
        (entry.exception.rule, entry.elsewhere) for entry in one.stale
    ]


@pytest.mark.parametrize(
    ("until", "applies"),
    [
        (None, True),
        (date(2026, 7, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 6, 29), False),
    ],
)
def test_it_lasts_to_the_end_of_its_last_day(until: date, *, applies: bool) -> None:
    one = report(known("total", until=until))

    assert applies is ("total" not in loud(one))
    assert ([] if applies else [True]) == [entry.expired for entry in one.stale]


def test_an_exception_that_excuses_nothing_is_a_warning() -> None:
    fine = {"a": "1.00", "b": "1.00"}
    one = excuse(check(fine, {"same": "a = b"}), [known("same")], today=TODAY)

    assert ["same"] == stale(one)
    assert one.ok
    assert one.fails("warning")
    assert not one.fails("error")
    with pytest.raises(InconsistentFiguresError, match="STALE EXCEPTION same"):
        one.raise_if("warning")
    one.raise_if("error")


def test_a_finding_that_is_only_a_note_needs_no_exception() -> None:
    near = check({"a": "1.00", "b": "1.00", "c": "2.01"}, {"sum": "a + b = c"})

    assert ["sum"] == stale(excuse(near, [known("sum")], today=TODAY))


def test_the_clock_says_what_day_it_is() -> None:
    past, future = date(2000, 1, 1), date(9000, 1, 1)
    checked = check(PRINTED, RULES)

    assert "total" in loud(excuse(checked, [known("total", until=past)]))
    assert "total" not in loud(excuse(checked, [known("total", until=future)]))


class TestDocuments:
    DOCUMENT = Document(
        figures=figures_of(PRINTED),
        rules=RULES,
        exceptions=(known("total", until=TODAY), known("gone")),
    )

    def test_a_document_brings_its_exceptions(self) -> None:
        one = check(self.DOCUMENT, today=TODAY)

        assert "total" not in loud(one)
        assert ["gone"] == stale(one)
        assert "total" in loud(check(self.DOCUMENT, today=date(2026, 7, 1)))

    def test_of_other_rules_only_their_exceptions_are_looked_at(self) -> None:
        assert [] == stale(check(self.DOCUMENT, RULES, today=TODAY))
        assert [] == stale(check(self.DOCUMENT, ["basic = basic"], today=TODAY))
        assert "total" not in loud(check(self.DOCUMENT, RULES, today=TODAY))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": " "}, "has no reason"),
        ({"reason": "x", "until": "2026-12-31"}, "`until` is a day"),
        ({"reason": "x", "until": datetime(2026, 12, 31)}, "`until` is a day"),  # noqa: DTZ001
    ],
)
def test_an_exception_has_a_reason_and_ends_with_a_day(
    given: dict[str, object], words: str
) -> None:
    with pytest.raises(InvalidRuleError, match=words):
        KnownException("total", **given)  # type: ignore[arg-type]
