"""JSON figures files: the same document as in TOML, every fault with its pointer."""

from __future__ import annotations

import json
import pickle
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path as File

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies.whole_documents import told

from budgetcheck import BudgetCheckError, FileFault, Path, UnreadableFileError
from budgetcheck.files import load, loads
from budgetcheck.files.json_places import places_in
from budgetcheck.language.places import Keys

YUEYANG = "examples/yueyang-2021-figures.toml"


def raw(value: object) -> str:
    """Write what `tomllib` gave as JSON, numbers with the digits that were typed."""
    if isinstance(value, Decimal | bool | int):
        return json.dumps(value) if isinstance(value, bool) else str(value)
    if isinstance(value, Mapping):
        inner = (f"{json.dumps(name)}: {raw(one)}" for name, one in value.items())
        return f"{{{', '.join(inner)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(raw, value))}]"
    return json.dumps(value)


def faults_of(text: str) -> list[FileFault]:
    with pytest.raises(UnreadableFileError) as caught:
        loads(text, name="a.json")
    return [one for one in caught.value.exceptions if isinstance(one, FileFault)]


class TestTheSameDocument:
    def test_toml_and_json_give_the_same_document(self, tmp_path: File) -> None:
        text = File(YUEYANG).read_text(encoding="utf-8")
        file = tmp_path / "yueyang.json"
        file.write_text(raw(tomllib.loads(text, parse_float=Decimal)), "utf-8")

        assert told(load(YUEYANG)) == told(load(file))

    def test_a_figure_knows_its_line_and_its_pointer(self) -> None:
        text = '{\n "format": 1,\n "figures": {"lines": [{"a/b~": 98.50}]}\n}'
        (figure,) = loads(text, name="a.json").figures.values()

        assert ("98.50", "a.json", 3, 33, "/figures/lines/0/a~1b~0") == (
            figure.printed,
            *attrs.astuple(figure.place)[1:],
        )

    def test_the_format_may_be_said(self, tmp_path: File) -> None:
        text = '\ufeff{"format": 1, "figures": {"a": 1}}'
        file = tmp_path / "figures"
        file.write_text(text, encoding="utf-8")

        assert [Path.of("a")] == list(load(file, format="json").figures)
        assert [Path.of("a")] == list(loads(text, format="json").figures)
        assert [] == list(loads("format = 1\nfigures = {}", name="x.JSON.toml").figures)
        with pytest.raises(BudgetCheckError, match="'xml' is no format: one of toml"):
            loads(text, format="xml")  # type: ignore[arg-type]

    def test_a_pointer_takes_the_place_of_a_line(self) -> None:
        fault = FileFault("a.json", 1, 2, "no", "/figures/a")

        assert "a.json#/figures/a: no" == str(fault)
        assert "/figures/a" == pickle.loads(pickle.dumps(fault)).pointer  # noqa: S301


FAULTS = [
    ("", "a.json: it is empty: a figures file begins with {"),
    ("{", "a.json:1:2: it is not JSON: Expecting property name"),
    ('{"format": 1, "figures": {"a": 1,}}', "it is not JSON"),
    ("[" * 10_000, "a.json: it is nested too deeply"),
    ("[" * 10_000 + "]" * 10_000, "a.json: it is nested too deeply"),
    ("[" * 300 + "]" * 300, "a.json: it is nested too deeply: the limit is 100"),
    ("[1]", "a.json: it is no table"),
    ("5", "a.json: it is no table"),
    ('{"format": 1}', "a.json:1:1: figures is missing"),
    ('{"format": "1", "figures": {}}', "a.json#/format: format: a whole number"),
    ('{"format": 1, "title": 1.5, "figures": {}}', "a.json#/title: title: a text is"),
    ('{"format": 1, "figures": {}, "titel": ""}', "a.json#/titel: 'titel' is not"),
    ('{"format": 1, "format": 1, "figures": {}}', "a.json#/format: 'format' is given"),
    (
        '{"format": 1, "figures": {"l": [{"a": 1, "a": {"b": 1, "c": 2}}]}}',
        "a.json#/figures/l/0/a: 'a' is given twice",
    ),
    ('{"format": 1, "figures": {"a": NaN}}', "a.json#/figures/a: NaN is no number"),
    ('{"format": 1, "title": -Infinity, "figures": {}}', "-Infinity is no number"),
    ('{"format": 1, "title": "\\ud800", "figures": {}}', "#/title: it holds half a"),
    ('{"format": 1, "figures": {"a": null}}', "a.json#/figures/a: cannot read 'null'"),
    ('{"format": 1, "figures": {"a": true}}', "a.json#/figures/a: cannot read 'True'"),
    ('{"format": 1, "figures": {"a": 1e5}}', "a.json#/figures/a: cannot read '1e5'"),
    ('{"format": 1, "figures": {"a": [1, "x"]}}', "a.json#/figures/a/1: cannot read"),
    (f'{{"format": 1, "figures": {{"a": {"9" * 5000}}}}}', "#/figures/a: a number of"),
    (f'{{"format": {"9" * 5000}, "figures": {{}}}}', "a.json#/format: format: a whole"),
    (
        '{"format": 1, "figures": {}, "rules": {"r": {"rule": "a == b"}}}',
        "a.json#/rules/r/rule: '==' is no relation",
    ),
]


@pytest.mark.parametrize(("text", "words"), FAULTS)
def test_a_fault_says_where_it_stands(text: str, words: str) -> None:
    (fault,) = faults_of(text)

    assert words in str(fault)
    assert str(fault).startswith("a.json")


def test_all_faults_are_told_at_once_in_their_order() -> None:
    text = (
        '{"format": 2,\n"lagn": "zh",\n"figures":\n{"a": "x",\n"b": "y"},\n'
        '"rules": ["a == b"]}'
    )

    assert ["/format", "/lagn", "/figures/a", "/figures/b", "/rules/0"] == [
        fault.pointer for fault in faults_of(text)
    ]


@pytest.mark.parametrize("name", ["a.toml", "a.json"])
def test_half_a_character_is_no_text(name: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        loads('\n"\ud800"', name=name)

    assert f"{name}:2: it holds half a character" in str(caught.value)


def test_a_number_is_no_text_in_toml_either() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        loads("format = 1\ntitle = 1.5\nfigures = {}")

    assert "title: a text is expected, not '1.5'" in str(caught.value)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(value=JSON, indent=st.sampled_from((None, 1)), escaped=st.booleans())
def test_every_entry_is_found_with_its_token(
    value: object, indent: int | None, *, escaped: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    found, faults = places_in(text)
    lines = text.split("\n")

    assert () == faults
    assert {keys for keys, _ in entries(value, ())} == set(found)
    for keys, one in entries(value, ()):
        at = found[keys]
        rest = lines[at.line - 1][at.column - 1 :]
        if isinstance(one, str | dict | list):
            assert "" == at.token
            assert rest[0] in '"{['
        else:
            assert json.loads(at.token) == one
            assert rest.startswith(at.token)


def entries(value: object, keys: Keys) -> list[tuple[Keys, object]]:
    found: list[tuple[Keys, object]] = [(keys, value)]
    if isinstance(value, dict):
        for name, one in value.items():
            found += entries(one, (*keys, name))
    if isinstance(value, list):
        for row, one in enumerate(value):
            found += entries(one, (*keys, row))
    return found
