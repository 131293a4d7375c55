"""Causes in reports: what stands together, how loud it is, and what is not told."""

from __future__ import annotations

import json
from typing import Any

import attrs
import jsonschema
import pytest
from tests.reports.diagnoses import WAN, of_every_cause
from tests.reports.pages import read, text
from tests.reports.test_sarif_report import run_of

from budgetcheck import InvalidConventionError, Report, check, diagnose
from budgetcheck.diagnosing import Clash, Diagnoses, Diagnosis
from budgetcheck.language.verdicts import Level
from budgetcheck.reports import (
    REPORT_FORMATS,
    ReportFormat,
    render,
    render_diagnoses,
    render_diagnoses_json,
    render_html,
    render_json,
    render_markdown,
    render_text,
    schema,
)
from budgetcheck.reports.causes import Causes, Examined

REPORT, DIAGNOSES = of_every_cause()
ONE = (
    "One figure explains these 3 findings: total, printed 98.43万元, should read 98.34"
)
OF_THREE = "One of these 3 figures is wrong; which one, these rules alone cannot say:"
JOINT = "These rules hold one by one, and cannot hold together: whole, part."
TOGETHER = "Every rule is judged by itself, and then all of them together"


def squeezed(said: str) -> str:
    return " ".join(said.split())


class TestCauses:
    CAUSES = Causes.of(REPORT, DIAGNOSES)

    def test_findings_of_a_cause_stand_under_it_the_loudest_first(self) -> None:
        found = {tuple(one.name for one in case.findings) for case in self.CAUSES.cases}

        assert {("total", "share"), ("added",), ()} == found

    def test_what_it_explains_elsewhere_is_named(self) -> None:
        (case,) = (one for one in self.CAUSES.cases if len(one.findings) == 2)

        assert ("noted",) == case.elsewhere
        assert Level.ERROR is case.level

    def test_what_is_known_or_quiet_has_no_cause_to_be_told(self) -> None:
        told = {name for case in self.CAUSES.cases for name in case.diagnosis.findings}
        every = {name for one in DIAGNOSES for name in one.findings}

        assert {"known", "quiet"} == every - told

    def test_rules_that_clash_are_as_loud_as_the_quietest(self) -> None:
        (joint,) = self.CAUSES.joint

        assert Level.WARNING is joint.level
        assert self.CAUSES.fails("warning")
        assert not self.CAUSES.fails("error")

    def test_of_several_clashes_the_loudest_counts(self) -> None:
        clashes = (("whole", "part"), ("whole", "total"), ("whole", "noted"))
        one = Diagnosis((), tuple(Clash(names, ()) for names in clashes), ())

        assert Level.ERROR is Causes.of(REPORT, Diagnoses((one,))).cases[0].level

    @pytest.mark.parametrize("names", [("whole", "noted"), ("whole", "of nowhere")])
    def test_rules_that_are_quiet_or_not_reported_clash_in_silence(
        self, names: tuple[str, ...]
    ) -> None:
        one = Diagnosis((), (Clash(names, ()),), ())
        causes = Causes.of(REPORT, Diagnoses((one,)))

        assert () == causes.cases
        assert not causes.is_wrong

    def test_it_says_whether_that_was_examined(self) -> None:
        examined = [
            Causes.of(REPORT, one).examined
            for one in (None, Diagnoses((), is_settled=False), Diagnoses(), DIAGNOSES)
        ]

        assert [*Examined] == examined
        assert [False, True, False, True] == [
            Causes.of(REPORT, one).is_wrong
            for one in (None, Diagnoses((), is_settled=False), Diagnoses(), DIAGNOSES)
        ]

    def test_an_error_brings_the_warnings_of_its_cause(self) -> None:
        loud = [one for one in REPORT if one.name in {"total", "share", "added"}]
        errors = [one for one in loud if one.level is Level.ERROR]
        warnings = [one for one in loud if one.level is Level.WARNING]
        ((key, blocks),) = self.CAUSES.sections(errors, warnings)

        assert "errors" == key
        assert [2, 1] == [len(findings) for _, findings in blocks]
        assert ["errors", "warnings"] == [
            name for name, _ in Causes().sections(errors, warnings)
        ]


@pytest.mark.parametrize("name", REPORT_FORMATS)
class TestEveryFormat:
    def test_it_tells_each_cause_with_its_figures(self, name: ReportFormat) -> None:
        said = render(name, [REPORT], version="1", diagnoses=[DIAGNOSES])
        plain = squeezed(text(read(said)) if name == "html" else said)

        for one in (ONE, OF_THREE, JOINT):
            assert squeezed(one.partition("should read")[0]) in plain
        assert "two digits have changed places" in plain

    def test_it_speaks_chinese(self, name: ReportFormat) -> None:
        given = [DIAGNOSES]
        said = render(name, [REPORT], version="1", diagnoses=given, lang="zh")
        plain = "".join((text(read(said)) if name == "html" else said).split())

        assert "究竟是哪一个，仅凭这些规则无法断定" in plain

    def test_without_diagnoses_it_tells_none(self, name: ReportFormat) -> None:
        said = render(name, [REPORT], version="1")

        assert said == render(name, [REPORT], version="1", diagnoses=[None])
        assert "figure explains" not in said
        assert "cannot hold together" not in said

    def test_there_are_as_many_diagnoses_as_reports(self, name: ReportFormat) -> None:
        with pytest.raises(
            InvalidConventionError, match="1 reports, and diagnoses of 2"
        ):
            render(name, [REPORT], version="1", diagnoses=[None, None])


class TestText:
    SAID = render_text([REPORT], diagnoses=[DIAGNOSES], width=200)

    def test_several_findings_stand_under_their_cause(self) -> None:
        lines = self.SAID.splitlines()
        cause = next(at for at, one in enumerate(lines) if one.startswith("CAUSE  "))

        assert lines[cause].startswith(f"CAUSE  {ONE}")
        assert lines[cause + 2] == "  Of these, told elsewhere: noted."
        below = [one for one in lines[cause:] if one.startswith(("ERROR", "WARNING"))]
        assert ["ERROR  total", "WARNING  share", "ERROR  added"] == below[:3]

    def test_below_a_single_finding_stands_what_explains_it(self) -> None:
        _, _, added = self.SAID.partition("ERROR  added\n")

        assert added.index("9.00 ≠ 1.00 + 2.00") < added.index(OF_THREE)
        assert "    - lines[0].part (甲), printed 1.00万元, may have been" in added

    def test_rules_that_clash_have_a_place_of_their_own(self) -> None:
        assert f"\nWARNING  {JOINT} {OF_THREE}\n" in self.SAID

    def test_they_count(self) -> None:
        assert self.SAID.splitlines()[-1].startswith("errors 2, warnings 2, notes 4;")
        assert "errors 2, warnings 1, notes 4;" in render_text([REPORT])

    def test_the_closing_sentence_says_what_was_done(self) -> None:
        figures, rule = {"a": "1", "b": "1"}, ["a = b"]
        clean = check(figures, rule)
        unsettled = Diagnoses((), is_settled=False)

        assert f"{TOGETHER}; what cannot be true together is told" in self.SAID
        fine = render_text([clean], diagnoses=[diagnose(figures, rule)])
        assert f"{TOGETHER}: they can be true together." in fine
        assert "together is not examined." in render_text([clean], width=200)
        late = render_text([clean], diagnoses=[unsettled], width=200)
        assert "could not be settled in the time given." in late

    def test_where_rules_clash_something_disagrees(self) -> None:
        figures = {"t": "98.34", "a": "60.80", "b": "37.55", "s": "61.83%"}
        said = ["t = a + b", "s = a / t"]
        report = check(figures, said, convention=WAN)
        diagnoses = [diagnose(figures, said, convention=WAN)]

        assert "Nothing disagrees." in render_text([report])
        for name in ("text", "html", "markdown"):
            assert "Nothing disagrees." not in render(
                name, [report], version="1", diagnoses=diagnoses
            )

    def test_only_the_mark_is_painted(self) -> None:
        said = render_text([REPORT], diagnoses=[DIAGNOSES], colour=True)

        assert "\x1b[1mCAUSE\x1b[0m  One figure" in said
        assert "\x1b[1mWARNING\x1b[0m  These rules" in said


class TestHtml:
    PAGE = read(render_html([REPORT], version="1", diagnoses=[DIAGNOSES]))

    def test_a_cause_holds_its_findings(self) -> None:
        (cause,) = self.PAGE.findall(".//div[@class='cause']")
        names = [one.get("id") for one in cause.findall("article")]

        assert ["total", "share"] == names
        assert text(cause).index("One figure explains") < text(cause).index("98.43 ≠")

    def test_a_single_finding_holds_its_cause(self) -> None:
        (article,) = self.PAGE.findall(".//article[@id='added']")

        assert 3 == len(article.findall("./div[@class='diagnosis']/ul/li"))

    def test_rules_that_clash_have_a_section(self) -> None:
        (section,) = self.PAGE.findall(".//section[@id='page:1:joint_rules']")
        (article,) = section.findall("article")

        assert "warning" == article.get("data-level")
        assert JOINT in squeezed(text(article))
        assert "#page:1:joint_rules" in {
            one.get("href") for one in self.PAGE.findall(".//nav//a")
        }


class TestMarkdown:
    def test_causes_have_headings(self) -> None:
        said = render_markdown([REPORT], diagnoses=[DIAGNOSES])
        heads = [one for one in said.splitlines() if one.startswith("###")]

        assert heads[:6] == [
            "### Errors (3)",
            "#### CAUSE",
            "#### ERROR: `total`",
            "#### WARNING: `share`",
            "#### ERROR: `added`",
            "### Rules that cannot hold together (1)",
        ]
        assert "\n- added, printed 9.00万元, may have been 3.00万元: one digit" in said


class TestJson:
    def test_it_keeps_its_schema(self) -> None:
        whole = json.loads(render_json([REPORT], version="1", diagnoses=[DIAGNOSES]))

        jsonschema.validate(whole, schema())
        (document,) = whole["documents"]
        assert "yes" == document["examined"]
        assert len(DIAGNOSES) == len(document["diagnoses"])

    def test_a_suspect_has_its_numbers_as_texts(self) -> None:
        whole = json.loads(render_json([REPORT], version="1", diagnoses=[DIAGNOSES]))
        found = whole["documents"][0]["diagnoses"]
        (one,) = (each for each in found if "total" in each["findings"])
        (suspect,) = one["answers"][0]["suspects"]

        assert ["error", False, True] == [one["level"], one["joint"], one["exact"]]
        assert [{"path": "total", "otherwise": 2}] == one["certain"]
        assert ["98.43", "万元"] == [suspect["printed"], suspect["unit"]]
        assert {"low": "98.33", "high": "98.35"}.items() <= suspect["allowed"].items()
        assert suspect["suggestions"][0] == {
            "printed": "98.34万元",
            "exact": True,
            "slip": {"kind": "swapped_digits", "of": None, "places": 0},
            "only_slip": True,
        }
        assert one["message"]["en"].startswith(ONE)
        assert "两位数字颠倒" in one["message"]["zh"]

    def test_what_is_known_is_there_and_of_no_level(self) -> None:
        whole = json.loads(render_json([REPORT], version="1", diagnoses=[DIAGNOSES]))
        found = whole["documents"][0]["diagnoses"]
        levels = {tuple(each["findings"]): each["level"] for each in found}

        assert "none" == levels["known",] == levels["quiet",]
        assert "warning" == levels[()]

    def test_a_mark_has_no_unit_and_no_range(self) -> None:
        figures = {"s": "n/c", "a": "1.00", "b": "2.00"}
        said = ["s = a / b"]
        report = check(figures, said, convention=WAN)
        diagnoses = [diagnose(figures, said, convention=WAN)]
        whole = json.loads(render_json([report], version="1", diagnoses=diagnoses))

        jsonschema.validate(whole, schema())
        (one,) = whole["documents"][0]["diagnoses"]
        suspects = [each for some in one["answers"] for each in some["suspects"]]
        (mark,) = (each for each in suspects if each["path"] == "s")
        assert [None, None] == [mark["unit"], mark["allowed"]]


class TestSarif:
    def results(self, report: Report, diagnoses: Diagnoses) -> list[dict[str, Any]]:
        run: dict[str, Any] = run_of(report, diagnoses=[diagnoses])
        return list(run["results"])

    def test_what_explains_a_finding_is_in_its_message(self) -> None:
        results = self.results(REPORT, DIAGNOSES)
        (total,) = (one for one in results if one["ruleId"] == "total")

        assert ONE in str(total["message"])

    def test_a_suspect_that_the_finding_does_not_name_is_related(self) -> None:
        figures = {"t": "9.00", "a": "1.00", "b": "2.00", "c": "5.00"}
        said = {"sum": "t = a + b", "same": "a = c"}
        report = check(figures, said, convention=WAN)
        results = self.results(report, diagnose(figures, said, convention=WAN))
        (same,) = (one for one in results if one["ruleId"] == "same")
        places = [*same["locations"], *same["relatedLocations"]]
        named = [place["message"]["text"] for place in places]

        assert ["a", "c"] == named[:2]
        assert ["b", "t"] == sorted(named[2:])

    def test_rules_that_clash_are_a_result_of_a_rule_of_ours(self) -> None:
        results = self.results(REPORT, DIAGNOSES)
        (joint,) = (
            one for one in results if one["ruleId"] == "budgetcheck.rules.together"
        )

        assert ["fail", "warning"] == [joint["kind"], joint["level"]]
        assert JOINT in str(joint["message"])

    def test_rules_that_clash_whatever_the_figures_are_stand_nowhere(self) -> None:
        one = Diagnosis((), (Clash(("whole", "part"), ()),), ())
        results = self.results(REPORT, Diagnoses((one,)))

        assert [] == results[-1]["relatedLocations"]


class TestDiagnosesAlone:
    def test_each_is_told_in_full(self) -> None:
        said = render_diagnoses([REPORT], [DIAGNOSES], width=200)

        assert said.startswith("15 figures, 8 checks\n\nCAUSE 1  ")
        assert said.endswith("\ncauses 3; known and accepted, or quiet: 2\n")
        assert "  ERROR  total: 98.43 ≠ 60.80 + 37.54 = 98.34\n" in said
        assert "\n  Proof:\n" in said
        assert "    - total fails by itself, so at least one of these is wrong:" in said

    def test_without_any_it_says_so_or_that_it_is_not_known(self) -> None:
        report = attrs.evolve(REPORT, name="a.toml", title="Accounts")
        told = [
            render_diagnoses([report], [one], width=200).splitlines()
            for one in (Diagnoses(), Diagnoses((), is_settled=False), None)
        ]

        assert ["Accounts", "a.toml: 15 figures, 8 checks", ""] == told[0][:3]
        assert "Nothing is wrong: all rules can be true together." == told[0][3]
        assert told[1][3].endswith("could not be settled in the time given.")
        assert told[2][3].endswith("is not examined.")

    def test_those_that_are_all_known_are_counted(self) -> None:
        report, diagnoses = of_every_cause()
        known = tuple(one for one in diagnoses if one.findings == ("known",))
        said = render_diagnoses([report], [Diagnoses(known)])

        assert said.endswith("\ncauses 0; known and accepted, or quiet: 1\n")

    def test_one_cause_is_counted_without_others(self) -> None:
        one = tuple(each for each in DIAGNOSES if each.findings == ("added",))

        assert render_diagnoses([REPORT], [Diagnoses(one)]).endswith("\ncauses 1\n")

    def test_json_has_what_the_report_has(self) -> None:
        alone = json.loads(render_diagnoses_json([REPORT], [DIAGNOSES], version="1"))
        whole = json.loads(render_json([REPORT], version="1", diagnoses=[DIAGNOSES]))
        (one,), (other,) = alone["documents"], whole["documents"]

        assert one == {key: other[key] for key in one}
        assert ["document", "title", "examined", "diagnoses"] == [*one]
