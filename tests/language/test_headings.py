"""Headings: what a document calls its rows, and which rows a finding is about."""

from __future__ import annotations

import pickle
from pathlib import Path as File

import attrs
import pytest

import budgetcheck as bc
from budgetcheck.files import loads
from budgetcheck.language.headings import Heading, headings_in
from budgetcheck.language.nesting import figures_of
from budgetcheck.standards import load

YUEYANG = File("examples/yueyang-2021.toml")
ABSENT = bc.Missing("absent")


@attrs.frozen(kw_only=True)
class Line:
    code: str = ""
    name: str = ""
    due: bc.Amount | bc.Missing = ABSENT
    done: bc.Amount | bc.Missing = ABSENT
    parts: tuple[Line, ...] = ()


@attrs.frozen(kw_only=True)
class Accounts:
    name: str = "Accounts"
    lines: tuple[Line, ...] = ()
    named: dict[str, Line] = attrs.field(factory=dict)
    total: Line | None = None


def one(number: int) -> bc.Amount:
    return bc.Amount(number, 0, bc.Unit.read("元"))


ACCOUNTS = Accounts(
    lines=(
        Line(code="208", name="Welfare", due=one(1), done=one(2)),
        Line(name="Health", due=one(3), done=one(3), parts=(Line(done=one(3)),)),
        Line(due=one(1), done=one(1), parts=(Line(code="1", done=one(1)),)),
    ),
    named={
        "own": Line(name="own", due=one(1), done=one(1)),
        "212": Line(code="212", name="Housing", due=one(1), done=one(1)),
    },
    total=Line(name="Total", due=one(6), done=one(6)),
)


def said(labels: dict[bc.Path, str]) -> dict[str, str]:
    return {str(path): one.text for path, one in headings_in(labels).items()}


def rows(report: bc.Report) -> dict[str, dict[str, str]]:
    """Return what is said of the rows of each finding."""
    return {
        finding.at or finding.rule.id: {
            str(path): heading.text for path, heading in report.rows_of(finding)
        }
        for finding in report
    }


@pytest.mark.parametrize(
    ("code", "name", "text"),
    [
        ("208", "Welfare", "208 Welfare"),
        ("208", "", "208"),
        ("", "Welfare", "Welfare"),
        ("x" * 90, "Welfare", "x" * 79 + "…"),
    ],
)
def test_the_code_stands_before_the_name(code: str, name: str, text: str) -> None:
    assert text == Heading(code, name).text


def test_only_what_a_row_is_called_is_its_heading() -> None:
    figures = figures_of(ACCOUNTS)

    assert {
        "lines[0]": "208 Welfare",
        "lines[1]": "Health",
        "lines[2].parts[0]": "1",
        'named."212"': "Housing",
        "total": "Total",
    } == said(dict(figures.labels))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Housing and\n  community", "Housing and community"),
        ("　住房保障支出", "住房保障支出"),
        ("  ", ""),
        ("208", ""),
    ],
)
def test_spaces_and_what_is_said_already_are_no_name(name: str, text: str) -> None:
    lines = [{"code": "208", "name": name, "x": "1"}]

    assert f"208 {text}".strip() == said(dict(figures_of({"l": lines}).labels))["l[0]"]


class TestReports:
    RULES = bc.rules(
        {
            "done": "lines[*].done <= lines[*].due",
            "own": "sum(lines[i].parts[*].done) = lines[i].done",
            "all": "total.due = sum(lines[*].due) + named.own.due",
        }
    )

    @pytest.fixture(params=["checker", "document", "mapping"])
    def report(self, request: pytest.FixtureRequest) -> bc.Report:
        if request.param == "checker":
            return bc.check(ACCOUNTS, self.RULES)
        figures = figures_of(ACCOUNTS)
        if request.param == "document":
            return bc.check(bc.Document(figures=figures), self.RULES)
        listed = [
            {"code": line.code, "name": line.name, "due": line.due, "done": line.done}
            | {"parts": [{"code": part.code, "done": part.done} for part in line.parts]}
            for line in ACCOUNTS.lines
        ]
        total, own = {"due": one(6)}, {"due": one(1)}
        nested = {"lines": listed, "named": {"own": own}, "total": total}
        return bc.check(nested, self.RULES)

    def test_a_finding_has_its_rows_an_outer_one_first(self, report: bc.Report) -> None:
        found = {f"{one.rule.id} {one.at}".strip(): one for one in report}
        named = {
            name: [(str(path), row.text) for path, row in report.rows_of(one)]
            for name, one in found.items()
        }

        assert [("lines[0]", "208 Welfare")] == named["done lines[0]"]
        assert [] == named["done lines[2]"]
        assert [("lines[1]", "Health")] == named["own lines[1]"]
        assert [("lines[2].parts[0]", "1")] == named["own lines[2]"]
        lines = [one for one in named["all"] if one[0] != "total"]
        assert [("lines[0]", "208 Welfare"), ("lines[1]", "Health")] == lines

    def test_they_are_the_same_when_they_come_back(self, report: bc.Report) -> None:
        again = pickle.loads(pickle.dumps(report))  # noqa: S301

        assert report == again
        assert report.headings == again.headings
        assert rows(report) == rows(again)

    def test_names_tell_reports_apart(self) -> None:
        rule = {"r": "rows[*].x >= 0"}
        left, right = (
            bc.check([{"name": name, "x": "1"}], rule) for name in ("a", "b")
        )

        assert left != right
        assert left == bc.check([{"name": "a", "x": "1"}], rule)

    def test_a_known_exception_and_a_reduced_report_keep_them(self) -> None:
        report = bc.check([{"name": "a", "x": "-1"}], {"r": "rows[*].x >= 0"})
        known = bc.KnownException("r", at="rows[0]", reason="it was told")
        excused = bc.excuse(report, [known])

        assert {"rows[0]": {"rows[0]": "a"}} == rows(report) == rows(excused)

    def test_without_names_there_are_no_rows(self) -> None:
        assert {"r": {}} == rows(bc.check({"a": "1"}, {"r": "a >= 0"}))


def test_a_real_disclosure_says_which_activity_it_is() -> None:
    report = bc.check(load(YUEYANG))
    activity = "self_evaluation.activities[4]"
    (finding,) = (
        one
        for one in report
        if (one.rule.id, one.at) == ("cn.evaluation.activities.parts", activity)
    )
    headings = {str(path): one for path, one in report.rows_of(finding)}

    assert Heading(name="城管信息网采编、转载信息") == headings[activity]
    assert Heading(name="媒体报道") == headings[f"{activity}.parts[2]"]


def test_names_are_looked_up_when_they_are_first_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = 'format = 1\nfigures.l = [{name = "a", x = 1}]\nrules.r = "l[*].x >= 0"'

    def refuse(_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr("budgetcheck.checking.checkers.headings_in", refuse)
        patch.setattr("budgetcheck.checking.checkers.captions_of_parts", refuse)
        bc.check(ACCOUNTS, ["total.due >= 0"])
        patch.setattr("budgetcheck.checking.checker.headings_in", refuse)
        report = bc.check(loads(text))
        with pytest.raises(AssertionError):
            report.headings  # noqa: B018
    assert {"l[0]": {"l[0]": "a"}} == rows(bc.check(loads(text)))
