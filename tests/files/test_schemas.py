"""The JSON Schemas: they take what is read, refuse what is not, and know every word."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given, settings
from jsonschema import Draft7Validator
from tests.strategies.whole_documents import documents
from tests.untraced import untraced

from budgetcheck import (
    Cause,
    Convention,
    Document,
    Level,
    Printing,
    Verdict,
    check,
    standards,
)
from budgetcheck.files import dumps, load, loads
from budgetcheck.files import schema as figures_schema
from budgetcheck.files.column_tables import NULLS, ColumnTable
from budgetcheck.files.exception_tables import ExceptionTable
from budgetcheck.files.figures_files import Header
from budgetcheck.files.rule_tables import RuleTable
from budgetcheck.language.conventions import READING_FIELDS
from budgetcheck.language.evidence import Flip
from budgetcheck.language.figures import Reason, Sense
from budgetcheck.language.groups import GROUP_KEYS
from budgetcheck.reports import frame_schema, render_json
from budgetcheck.reports import schema as report_schema

FIGURES = figures_schema()
REPORT = report_schema()
EXAMPLES = sorted(Path("examples").glob("*.toml"))
FIGURES_FILES = [one for one in EXAMPLES if "standard =" not in one.read_text("utf-8")]
HEAD = "format = 1\nfigures.a = 1\n"
README = Path("README.md").read_text(encoding="utf-8")


def faults(schema: Mapping[str, object], instance: object) -> list[str]:
    return [one.message for one in Draft7Validator(schema).iter_errors(instance)]


def as_json(value: object) -> object:
    """Return what a TOML file holds as an editor holds it against a schema."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def definition(schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = schema["definitions"][name]
    return found


def names(cls: type[attrs.AttrsInstance]) -> set[str]:
    return {one.name for one in attrs.fields(cls)}


@pytest.mark.parametrize(
    "schema",
    [FIGURES, REPORT, frame_schema()],
    ids=["figures", "report", "frame-report"],
)
def test_it_is_a_schema(schema: Mapping[str, Any]) -> None:
    Draft7Validator.check_schema(schema)


class TestFiguresFiles:
    @pytest.mark.parametrize("file", FIGURES_FILES, ids=lambda file: file.stem)
    def test_the_examples_are_valid(self, file: Path) -> None:
        written = json.loads(dumps(load(file), format="json"))

        assert [] == faults(FIGURES, as_json(tomllib.loads(file.read_text("utf-8"))))
        assert [] == faults(FIGURES, written)

    def test_the_readme_is_valid(self) -> None:
        (block,) = (
            part.split("```")[0]
            for part in README.split("```toml\n")[1:]
            if part.startswith("format = 1")
        )

        assert [] == faults(FIGURES, as_json(tomllib.loads(block)))

    @settings(max_examples=max(10, settings().max_examples // 5))
    @given(document=documents())
    def test_whatever_is_written_is_valid(self, document: Document) -> None:
        assert [] == faults(FIGURES, json.loads(dumps(document, format="json")))

    @pytest.mark.parametrize(
        "text",
        [
            "figures = { a = 1 }",
            "format = 2\nfigures = {}",
            "format = 1",
            HEAD + "figurs = {}",
            HEAD + "lang = 'fr'",
            HEAD + "decimals = '2'",
            HEAD + "convention = { rounding = 'up' }",
            HEAD + "[figures.b]\na = true",
            HEAD + "[figures.b]\nvalue = 1\nword = 'flat'",
            HEAD + "[figures.b]\nvalue = 1\ndecimal = 2",
            HEAD + "[figures.b]\nmissing = 'lost'",
            HEAD + "rules = 'a = a'",
            HEAD + "[rules]\nr = { rule = 'a = a', lvl = 1 }",
            HEAD + "[rules]\nr = { rule = 'a = a', level = 'x' }",
            HEAD + "rules = { r = 'a = a' }\nexceptions = { r = {} }",
            HEAD + "rules = { r = 'a = a' }\nexceptions = { r = 1 }",
        ],
    )
    def test_what_is_refused_is_not_valid(self, text: str) -> None:
        with pytest.raises(ExceptionGroup):
            loads(text)

        assert [] != faults(FIGURES, as_json(tomllib.loads(text)))

    def test_a_file_may_name_its_schema(self) -> None:
        text = '{"$schema": "figures.schema.json", "format": 1, "figures": {"a": 1}}'

        assert 1 == len(loads(text, format="json").figures)
        assert [] == faults(FIGURES, json.loads(text))
        with pytest.raises(ExceptionGroup):
            loads('{"$schema": 3, "format": 1, "figures": {}}', format="json")

    def test_it_has_every_key_of_every_table(self) -> None:
        convention = definition(FIGURES, "convention")["properties"]
        rule = definition(FIGURES, "rule")["properties"]
        printing = definition(FIGURES, "printing")["properties"]
        exception = definition(FIGURES, "exception")["properties"]
        column = definition(FIGURES, "column")["properties"]

        assert names(Header) | {"$schema"} == set(FIGURES["properties"])
        assert names(Convention) == set(convention)
        assert names(RuleTable) == set(rule)
        assert names(Printing) == set(printing)
        assert names(ExceptionTable) == set(exception)
        assert names(ColumnTable) == set(column)
        assert set(GROUP_KEYS) == set(definition(FIGURES, "group")["properties"])
        of_a_rule = set(rule["convention"]["properties"])
        assert names(Convention) - set(READING_FIELDS) == of_a_rule

    def test_it_has_every_word(self) -> None:
        printing = definition(FIGURES, "printing")["properties"]
        level = definition(FIGURES, "level")
        column = definition(FIGURES, "column")["properties"]

        assert list(NULLS) == column["null"]["enum"]
        assert list(get_args(Sense)) == printing["word"]["enum"]
        assert list(get_args(Reason)) == printing["missing"]["enum"]
        assert [one.value for one in Level] == level["enum"]
        for field in attrs.fields(Convention):
            words = definition(FIGURES, "convention")["properties"][field.name]
            for word in words.get("enum", ()):
                assert word == getattr(Convention.of({field.name: word}), field.name)


def undescribed(schema: Mapping[str, Any], instance: object, at: str) -> Iterator[str]:
    """Yield what a report has and its schema does not tell of."""
    schema = resolved(schema, instance)
    if isinstance(instance, dict):
        properties = schema.get("properties", {})
        yield from (f"{at}.{key}" for key in instance if key not in properties)
        for key in instance.keys() & properties.keys():
            yield from undescribed(properties[key], instance[key], f"{at}.{key}")
    elif isinstance(instance, list):
        for one in instance:
            yield from undescribed(schema["items"], one, f"{at}[]")


def resolved(schema: Mapping[str, Any], instance: object) -> Mapping[str, Any]:
    """Return the part of a schema that tells of an instance."""
    if "$ref" in schema:
        return definition(REPORT, schema["$ref"].rpartition("/")[2])
    fitting = (one for one in schema.get("anyOf", ()) if not faults(one, instance))
    return next(fitting, schema)


class TestReports:
    @pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
    @untraced()
    def test_reports_of_the_examples_are_valid(self, file: Path) -> None:
        report = json.loads(render_json([check(standards.load(file))], version="1"))

        assert [] == faults(REPORT, report)
        assert set() == set(undescribed(REPORT, report, ""))

    def test_an_exception_and_a_disabled_rule_are_in_it(self) -> None:
        document = loads(
            """
            format = 1
            figures = { a = 1, b = 5, s = "0%", t = { value = "2", also = ["9"] } }
            [rules]
            off = { rule = "a = a", disabled = "an estimate" }
            same = "a = b"
            fine = "a <= b"
            order = { rule = "a > b", level = "note" }
            share = "s = a / b"
            [exceptions]
            same = { reason = "it was told", until = 9000-12-31 }
            fine = "it was told"
            """
        )
        whole = json.loads(render_json([check(document)], version="1"))
        (one,) = whole["documents"]
        told = {"reason": "it was told", "until": "9000-12-31"}

        assert [] == faults(REPORT, whole)
        assert set() == set(undescribed(REPORT, whole, ""))
        assert told == one["results"][0]["exception"]
        assert "fine" == one["stale_exceptions"][0]["rule"]

    def test_it_has_every_word(self) -> None:
        result = definition(REPORT, "result")["properties"]
        summary = definition(REPORT, "document")["properties"]["summary"]

        assert {one.value for one in Verdict} == set(result["verdict"]["enum"])
        assert {one.value for one in Verdict} == set(summary["properties"])
        assert {one.value for one in Level} == set(result["level"]["enum"])
        assert {one.value for one in Cause} == set(result["cause"]["enum"])
        assert {None, *get_args(Flip)} == set(result["flips"]["enum"])
