"""Writing: how a document reads as text, what no file can say, and whole files."""

from __future__ import annotations

import os
import stat
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path as File

import attrs
import pytest
from tests.strategies.whole_documents import told

from budgetcheck import (
    Amount,
    Convention,
    Count,
    Document,
    Figure,
    Figures,
    Level,
    LimitError,
    Missing,
    NotComputable,
    Path,
    Rule,
    RuleSet,
    Unit,
    UnwritableError,
    Verdict,
    Word,
)
from budgetcheck.files import Format, dump, dumps, load, loads
from budgetcheck.files.texts import Inline, json_text, toml_text
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.paths import Index
from budgetcheck.language.places import Place

WAN = Unit.read("万元")

TOML = """\
format = 1
title = "Expenditure \\"2021\\"\\n"
unit = "万元"
decimals = 2

[convention]
zero = "exact"

[figures]
total = 98.34
income.business = 1.50
income.other = { "其他" = "-" }
basic = { value = 60.80, note = "as amended" }
lines = [
    { code = "208", actual = 5.73, inner = { a = 1 } },
    { name = "", code = { value = 3, unit = "件" } },
]
plain = [1, 2]
nothing = []
overseas = { budget = 0, actual = 0, completion = "n/c" }

[figures.staff]
where = "form 07"
a = 1
b = { value = 2, unit = "件", also = [{ value = 2.00, where = "form 08" }, 2] }
c = 3
d = 4
e = 5

[figures.staff.g]
lines = []

[rules]
"a.b" = "total = basic"
quiet = { rule = "total >= basic", level = "note", title = "份额", source = "Art. 5" }

[rules.more]
rule = "total <= basic"
level = { contradiction = "warning", rounding = "none" }
title = { en = "Same" }
note = "as \\u0007 amended"
disabled = "an example"
convention = { rounding = "cut_off" }
"""


def test_what_a_person_would_type_is_written_as_a_person_would() -> None:
    document = loads(TOML)
    text = dumps(document)
    untouched = TOML.partition("[figures.staff]")[0].partition("[rules]")[0]

    assert told(document) == told(loads(text))
    assert text.startswith(untouched.rstrip("\n"))
    assert 'b = { value = 2, unit = "件", also = [{ value = 2.00, where' in text
    assert '"a.b" = "total = basic"\n' in text
    assert 'more = { rule = "total <= basic", level = { contradiction' in text


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_further_printing_that_is_nowhere_does_not_move(form: Format) -> None:
    nowhere = Amount("0.00", "0.01", WAN, printed="0.00")
    figure = attrs.evolve(
        nowhere, place=Place(where="第三部分 二"), also=(nowhere, nowhere)
    )
    document = Document(figures=Figures({Path.of("a"): figure}))
    again = loads(dumps(document, format=form), format=form).figures[Path.of("a")]

    assert isinstance(again, Amount)
    assert "第三部分 二" == again.place.where
    assert ["", ""] == [one.place.where for one in again.also]


def test_json_is_written_one_entry_a_line() -> None:
    text = dumps(
        loads('format = 1\nfigures = { a = [1.50], b = [], c = "无" }'), format="json"
    )

    assert '"figures": {\n    "a": [\n      1.50\n    ],\n    "b": [],\n' in text
    assert '"c": "无"\n' in text


def test_days_lists_and_truths_are_written_in_both_formats() -> None:
    tables = {
        "a": [True, False],
        "b": date(2027, 6, 30),
        "c": Inline(d=[1], e=Inline()),
    }

    assert "a = [true, false]\nb = 2027-06-30\nc = { d = [1], e = {} }\n" == (
        toml_text(tables)
    )
    assert '"b": "2027-06-30",\n  "c": {"d": [1], "e": {}}' in json_text(tables)


def test_no_control_character_is_written_raw() -> None:
    every = "".join(map(chr, range(0x20))) + "\x7f\\\"'é\u202e"

    assert {"x": every, every: {"y": {}}} == tomllib.loads(
        toml_text({"x": every, every: {"y": {}}})
    )


def test_an_empty_document_is_one() -> None:
    document = Document(figures=figures_of({}))

    assert "format = 1\n\n[figures]\n" == dumps(document)
    assert told(document) == told(loads(dumps(document)))


A = Path.of("a")


def one(figure: object, path: Path = A) -> Document:
    return Document(figures=Figures({path: figure}))  # type: ignore[dict-item]


YUAN = Unit.read("元")
FIVE = Amount("5", "1", YUAN)
DEEP = Path(("a",) * 60)
FORMATS: tuple[Format, ...] = ("toml", "json")
UNWRITABLE = [
    (one(Amount("5", "0.05", YUAN)), "figure 'a' cannot be written: no table reads as"),
    (one(Count("5", "1", Unit("件", 1000, "thing"))), "no table reads as"),
    (one(Count("5", "1", Unit("", 1, "thing"))), "no table reads as"),
    (one(FIVE, Path.of("unit")), "'unit' is no name of a figure in a file"),
    (one(FIVE, Path.of("g", "value")), "figure 'g' cannot be written: 'value' is no"),
    (one(FIVE, Path.of("")), "'' is no name"),
    (one(FIVE, Path((Index(0),))), "is no name"),
    (one(FIVE, Path(("l", Index(1)))), "figure 'l' cannot be written: its rows are"),
    (one(FIVE, DEEP), "nesting of 51 levels is refused"),
    (
        Document(figures=Figures({Path.of("a"): FIVE, Path.of("a", "b"): FIVE})),
        "it is a figure and a group",
    ),
    (
        Document(figures=Figures({}, {}, {Path.of("a", "code"): "208"})),
        "it is no code or name of a row",
    ),
    (Document(figures=Figures({}), lang="fr"), "its language is 'fr'"),
    (Document(figures=Figures({}), title="\ud800"), "half a character"),
    (
        Document(
            figures=Figures({}), convention=Convention(unit=Unit("件", 1000, "thing"))
        ),
        "no file can say it",
    ),
]


@pytest.mark.parametrize(("document", "words"), UNWRITABLE)
def test_what_no_file_can_say_is_refused(document: Document, words: str) -> None:
    for form in FORMATS:
        with pytest.raises((UnwritableError, LimitError)) as caught:
            dumps(document, format=form)

        assert words in str(caught.value)


ODD = Rule("a = b", id="r")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (attrs.evolve(ODD, title={"fr": "x"}), "rule 'r' cannot be written: a title"),
        (
            attrs.evolve(ODD, levels=((Verdict.CONTRADICTION, Level.NOTE),)),
            "a contradiction has two levels",
        ),
    ],
)
def test_a_rule_that_no_file_can_say_is_refused(rule: Rule, words: str) -> None:
    with pytest.raises(UnwritableError) as caught:
        dumps(Document(figures=Figures({}), rules=RuleSet((rule,))))

    assert words in str(caught.value)


def test_a_figure_without_its_printed_text_is_written_by_its_value() -> None:
    figure = Amount(Decimal("1E+3"), 0, Unit("GBP", 1000), printed="about a million")
    text = dumps(one(figure))

    assert 'a = { value = 1000, unit = { currency = "GBP", scale = 1000 }' in text
    assert [figure] == list(loads(text).figures.values())


@pytest.mark.parametrize(
    "figure",
    [
        *(NotComputable(), Missing("absent"), Word("flat")),
        *(NotComputable(printed="see below"), Word("flat", printed="as before")),
    ],
)
def test_what_is_no_number_needs_no_printed_text(figure: Figure) -> None:
    assert [figure] == list(loads(dumps(one(figure))).figures.values())


def names_in(folder: File) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


class TestFiles:
    def test_the_suffix_says_the_format(self, tmp_path: File) -> None:
        document = loads(TOML)
        for name in ("a.toml", "a.json", "a"):
            dump(document, tmp_path / name)

            assert told(document) == told(load(tmp_path / name))
        dump(document, tmp_path / "b", format="json")

        assert (tmp_path / "b").read_text("utf-8").startswith("{")
        assert ["a", "a.json", "a.toml", "b"] == names_in(tmp_path)

    def test_a_file_is_replaced_and_keeps_its_mode(self, tmp_path: File) -> None:
        file, link = tmp_path / "a.toml", tmp_path / "link.toml"
        file.write_text("old")
        file.chmod(0o640)
        link.symlink_to(file)
        dump(loads(TOML), link)

        assert link.is_symlink()
        assert 0o640 == stat.S_IMODE(file.stat().st_mode)
        assert told(loads(TOML)) == told(load(file))

    def test_what_is_no_file_is_written_to_as_it_is(self, tmp_path: File) -> None:
        dump(loads(TOML), os.devnull)
        with pytest.raises(IsADirectoryError):
            dump(loads(TOML), tmp_path)

    def test_nothing_is_written_where_a_document_cannot_be(
        self, tmp_path: File
    ) -> None:
        with pytest.raises(UnwritableError):
            dump(UNWRITABLE[0][0], tmp_path / "a.toml")

        assert [] == names_in(tmp_path)
