"""Figures files: what is read, and every fault with its line and column."""

from __future__ import annotations

import pickle
from pathlib import Path as File

import pytest

from budgetcheck import (
    Amount,
    Convention,
    FileFault,
    InvalidConventionError,
    Level,
    Path,
    UnreadableFileError,
    Verdict,
    check,
)
from budgetcheck.files import load, loads, rule_tables, structuring
from budgetcheck.files.sources import SIZE_LIMIT, source_of

WHOLE = """\
format = 1
title = "Expenditure, final accounts 2021"
publisher = "市财政局"
source = "form 03"
unit = "万元"
decimals = 2
percent_decimals = 2
lang = "zh"

[convention]
zero = "exact"

[figures]
total = 98.34
basic = 60.80
project = 37.54
basic_share = "61.83%"
cases = { value = 230911, unit = "件", also = [{ value = "23.09", unit = "万件" }] }
overseas = { budget = 0, actual = 0, completion = "n/c" }
lines = [{ code = "208", actual = 1 }, { code = "210", actual = 2 }]

[figures.thousands]
where = "form 07"
unit = { currency = "GBP", scale = 1000 }
decimals = -3
sum = 12000

[rules]
"expenditure.total" = "total = basic + project"
"share" = { rule = "basic_share = basic / total", level = "warning", title = "份额" }
"off" = { rule = "total = basic", disabled = "an example", source = "Art. 5" }
"cut" = { rule = "total >= basic", convention = { rounding = "cut_off" } }

[rules.quiet]
rule = "total = total"
level = { rounding = "none", contradiction = "note" }
title = { en = "Same" }

[rules.group]
inner = "lines[*].actual >= 0"
"""


class TestAWholeFile:
    def test_everything_in_it_is_read(self) -> None:
        document = loads(WHOLE, name="a.toml")
        rules = document.rules

        assert "zh" == document.lang
        assert "a.toml" == document.name
        assert ("市财政局", "form 03") == (document.publisher, document.source)
        assert Convention(
            unit="万元", decimals=2, percent_decimals=2, zero="exact"
        ) == (document.convention)
        assert ["expenditure.total", "share", "off", "cut", "quiet", "group.inner"] == [
            rule.id for rule in rules
        ]
        assert rules["share"].level is Level.WARNING
        assert "份额" == rules["share"].titled("en") == rules["share"].titled("zh")
        assert (Level.NOTE, "Same", "") == (
            rules["quiet"].level,
            rules["quiet"].titled("en"),
            rules["quiet"].titled("zh"),
        )
        assert ((Verdict.ROUNDING, Level.NONE),) == rules["quiet"].levels
        assert "an example" == rules["off"].disabled
        assert "cut_off" == rules["cut"].convention.rounding

    def test_it_is_checked_by_its_own_rules(self) -> None:
        report = check(loads(WHOLE))

        assert report.ok
        assert 7 == len(report)
        assert ["off"] == [rule.id for rule in report.disabled]

    def test_figures_and_rules_know_their_line_and_column(self) -> None:
        document = loads(WHOLE, name="a.toml")
        total = document.figures[Path.of("total")].place
        place = document.rules["expenditure.total"].place

        assert ("a.toml", 14, 9) == (total.file, total.line, total.column)
        assert ("a.toml", 29, 23) == (place.file, place.line, place.column)

    def test_a_group_lends_what_it_declares(self) -> None:
        figure = loads(WHOLE).figures[Path.of("thousands", "sum")]

        assert isinstance(figure, Amount)
        assert "1000" == f"{figure.quantum:f}"
        assert (1000, "GBP") == (figure.unit.scale, figure.unit.name)
        assert "form 07" == figure.place.where

    def test_digits_are_kept_as_they_are_typed(self) -> None:
        figures = loads("format = 1\n[figures]\na = 98.50\nb = 35\nc = +5").figures
        printed = [figure.printed for figure in figures.values()]

        assert ["98.50", "35", "+5"] == printed

    def test_line_ends_of_windows_and_a_byte_order_mark_do_no_harm(
        self, tmp_path: File
    ) -> None:
        file = tmp_path / "预算.toml"
        file.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
        total = load(file).figures[Path.of("total")].place

        assert (14, 9) == (total.line, total.column)

    def test_rules_have_examples_and_editions(self) -> None:
        said = """
        [rules.same]
        rule = "a.b = c"
        since = 2019
        until = 2021
        holds = { a.b = 1.50, c = "1.5" }
        breaks = { "a.b" = 1, c = 2 }
        """
        rule = loads(BODY + said).rules["same"]

        assert (("a.b", "1.50"), ("c", "1.5")) == rule.holds
        assert (("a.b", "1"), ("c", "2")) == rule.breaks
        assert (2019, 2021) == (rule.since, rule.until)

    def test_rules_may_be_a_list_of_notations(self) -> None:
        rules = 'rules = ["a = b", { rule = "b = a", id = "back" }]'
        document = loads(f"format = 1\n{rules}\n[figures]\na = 1\nb = 1")

        assert ["a = b", "back"] == [rule.id for rule in document.rules]


AS_DESIGNED = """\
format = 1
title = "Expenditure, final accounts 2021"
unit = "万元"          # or { currency = "GBP", scale = 1000 }
decimals = 2
lang = "zh"

[figures]
total = 98.34          # numbers need no quotes: their digits are kept as typed
basic = 60.80
project = 37.54
basic_share = "61.83%"
cases = { value = 230911, unit = "件" }
overseas = { budget = 0, actual = 0, completion = "n/c" }   # nesting makes paths

[rules]
"expenditure.total" = "total = basic + project"
"expenditure.basic.share" = "basic_share = basic / total"

[rules."overseas.completion"]
rule = "overseas.completion = overseas.actual / overseas.budget"
level = "warning"
"""


def test_the_file_of_the_design_works_as_written() -> None:
    # One rule stands there on a line longer than ours, as an inline table.
    inline = '{ rule = "overseas.completion = overseas.actual / overseas.budget", '
    table, _, _ = AS_DESIGNED.partition('\n[rules."overseas.completion"]')
    text = table + f'"overseas.completion" = {inline}level = "warning" }}\n'

    for written in (AS_DESIGNED, text):
        report = check(loads(written))

        assert {
            "expenditure.total": Verdict.EXACT,
            "expenditure.basic.share": Verdict.EXACT,
            "overseas.completion": Verdict.UNDEFINED,
        } == report.verdicts
        assert [Path.of("cases")] == [
            path for path in report.coverage.unvouched if path.steps[0] == "cases"
        ]


HEAD = "format = 1\n"
BODY = HEAD + "[figures]\na = 1\n"

FAULTS = [
    ("", None, None, "it is empty"),
    ("  \n\n", None, None, "it is empty"),
    ("format = ", 1, None, "it is not TOML"),
    (HEAD + "[figures]\na = 1\na = 2\n", 4, 6, "it is not TOML: a name is given twice"),
    (HEAD + "[figures]\n[figures]\n", 3, 9, "a name is given twice: cannot declare"),
    (HEAD + "x = " + "[" * 5000, None, None, "nested too deeply"),
    (HEAD + "x = " + "9" * 5000, 2, 5, "longer than any"),
    (HEAD + "x = '#' # '\ny = 0x" + "f" * 1000, 3, 5, "longer than any"),
    (HEAD + "x = '''\n#''' # '\n" + "a." * 100 + "b = 1", 4, 1, "the limit is 100"),
    (HEAD + 'x = "\\"#"\n["é" .' + "'a' . " * 98 + "b.c]", 3, 2, "the limit is 100"),
    (HEAD + 'x = "a" """\n"' + "\n." * 600_000, None, None, "may hold 1200002 entries"),
    ("[figures]\na = 1", 1, 1, "format is missing"),
    (HEAD, 1, 1, "figures is missing"),
    ("format = 2\n[figures]\na = 1", 1, 10, "format 2 is not known"),
    ('format = "1"\n[figures]\na = 1', 1, 10, "a whole number is expected"),
    (HEAD + "title = 3\n[figures]\na = 1", 2, 9, "title: a text is expected, not 3"),
    (HEAD + "titel = 3\n[figures]\na = 1", 2, 9, "did you mean 'title'?"),
    (
        HEAD + "blank = 'zero'\n[figures]\na = 1",
        *(2, 9, "'blank' is not known here: it stands under [convention]"),
    ),
    (HEAD + "zzz = 3\n[figures]\na = 1", 2, 7, "'zzz' is not known here: one of"),
    (HEAD + "figures = 3", 2, 11, "figures: a table is expected"),
    (HEAD + 'lang = "fr"\n[figures]\na = 1', 2, 8, "one of en, zh"),
    (HEAD + 'unit = "5"\n[figures]\na = 1', 2, 8, "is not a unit"),
    (HEAD + 'decimals = "2"\n[figures]\na = 1', 2, 12, "not a whole number"),
    (BODY + '[convention]\nrounding = "up"', 5, 12, "'up' is not known"),
    (BODY + '[convention]\nroundin = "up"', 5, 11, "did you mean 'rounding'"),
    (BODY + "b = 1_000", 4, 5, "b: cannot read '1_000'"),
    (BODY + "b = 1e5", 4, 5, "b: cannot read '1e5'"),
    (BODY + "b = inf", 4, 5, "b: cannot read 'inf'"),
    (BODY + "b = 0x10", 4, 5, "b: cannot read '0x10'"),
    (BODY + "b = true", 4, 5, "a bool is not exact"),
    (BODY + "b = 2021-12-31", 4, 5, "cannot read '2021-12-31'"),
    (BODY + 'b = "12,34.5"', 4, 5, "commas group three digits"),
    (BODY + "b = [1, 'x']", 4, 9, "b[1]: cannot read 'x'"),
    (BODY + "b = { value = 1, unti = 2 }", 4, 5, "did you mean 'unit'?"),
    (BODY + "b = { value = 1, unit = { x = 5 } }", 4, 5, "is not a unit"),
    (BODY + "b = { value = [1] }", 4, 5, "a list is not exact"),
    (BODY + "b = { value = 1, unit = { currency = 5 } }", 4, 5, "no ISO 4217"),
    (BODY + "b = { value = 1, also = [{ value = 1, also = 2 }] }", 4, 5, "a list"),
    (BODY + "b = { value = 1, decimals = 9999999 }", 4, 5, "is refused"),
    (BODY + f"b = {{ value = 1, decimals = {'9' * 40} }}", 4, 5, "is refused"),
    (
        BODY + f"b = {{ value = 1, also = [{'1,' * 101}] }}",
        4,
        5,
        "101 printings is ref",
    ),
    (
        BODY + "b = { value = 1, also = [{ value = 1, also = [5] }] }",
        4,
        5,
        "a further printing has no further printings: list them side by side",
    ),
    (BODY + "[figures.g]\nunit = 5", 4, 1, "g: '5' is not a unit"),
    (BODY + "[figures.g]\nx = " + "{ y = " * 55 + "1" + " }" * 55, 2, 1, "nesting"),
    (BODY + '[rules]\nr = "a == a"', 5, 5, "'==' is no relation"),
    (BODY + "[rules]\nr = 5", 5, 5, "a notation, or a table"),
    (
        BODY + '[rules]\nr = { rule = "a = a", levle = 1 }',
        5,
        31,
        "did you mean 'level'",
    ),
    (BODY + '[rules]\nr = { rule = "a = ", note = "n" }', 5, 14, "the rule ends"),
    (
        BODY + '[rules]\nr = { rule = "a = a", level = "bad" }',
        5,
        31,
        "not one of error",
    ),
    (BODY + '[rules]\nr = { rule = "a = a", level = 5 }', 5, 31, "level is a word"),
    (BODY + '[rules]\nr = { rule = "a = a", since = true }', 5, 31, "since is a year"),
    (BODY + '[rules]\nr = { rule = "a = a", until = "x" }', 5, 31, "until is a year"),
    (BODY + '[rules]\nr = { rule = "a = a", holds = 5 }', 5, 31, "holds: a table is"),
    (
        BODY + '[rules]\nr = { rule = "a = a", breaks = { a = true } }',
        5,
        38,
        "an example has printed texts, or numbers",
    ),
    (
        BODY + '[rules]\nr = { rule = "a = a", level = { bad = "note" } }',
        5,
        39,
        "'bad'",
    ),
    (BODY + '[rules]\nr = { rule = "a = a", title = { fr = "x" } }', 5, 31, "title is"),
    (BODY + '[rules]\nr = { rule = "a = a", title = { en = 5 } }', 5, 31, "title is"),
    (BODY + '[rules]\nr = { rule = "a = a", title = nan }', 5, 31, "title is"),
    (BODY + "[rules]\nr = 1.5", 5, 5, "a notation, or a table"),
    (
        BODY + '[rules]\nr = { rule = "a = a", convention = { decimals = 2 } }',
        5,
        14,
        "decimals is read with the figures",
    ),
    (
        BODY + '[rules]\nr = { rule = "a = a", convention = { zero = 5 } }',
        5,
        45,
        "zero",
    ),
    (BODY + "b = 'x'", 4, 5, "cannot read 'x'"),
    ("format = 1\nrules = 5\n[figures]\na = 1", 2, 9, "rules are a table"),
    ('format = 1\nrules = ["a = a", "a = a"]\n[figures]\na = 1', 2, 19, "given twice"),
    (BODY + '[exception]\nr = "x"', 4, 1, "did you mean 'exceptions'?"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), FAULTS)
def test_a_fault_says_where_it_stands(
    text: str, line: int | None, column: int | None, words: str
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        loads(text, name="a.toml")
    (fault,) = faults_of(caught.value)

    assert words in str(fault)
    assert column is None or column == fault.column
    assert line is None or line == fault.line
    assert str(fault).startswith("a.toml")


def test_what_has_no_place_of_its_own_stands_where_its_table_does() -> None:
    source = source_of("[figures]\na = 1", "a.toml")

    assert source.position(("figures",)) == source.position(("figures", "b", "c"))
    assert 1 == source.position(("rules", "x")).line


def faults_of(error: UnreadableFileError) -> list[FileFault]:
    """Return the faults of a file, each with its place."""
    return [one for one in error.exceptions if isinstance(one, FileFault)]


def test_all_faults_of_a_file_are_told_at_once_in_their_order() -> None:
    text = (
        'format = 2\nlagn = "zh"\nunit = "5"\n[figures]\na = 1_0\nb = "x"\n'
        '[rules]\nr = "a == b"\ns = "a"\n[convention]\nzero = "x"\n'
    )
    with pytest.raises(UnreadableFileError) as caught:
        loads(text, name="a.toml")
    lines = [fault.line for fault in faults_of(caught.value)]

    assert [1, 2, 3, 5, 6, 8, 9, 11] == lines
    assert str(caught.value).startswith("a.toml cannot be read:\na.toml:1:10: format 2")
    assert str(caught.value) == str(pickle.loads(pickle.dumps(caught.value)))  # noqa: S301


def test_a_document_takes_another_convention_but_is_not_read_anew() -> None:
    document = loads(WHOLE)

    assert check(document, convention=Convention(zero_over_zero="accepted")).ok
    with pytest.raises(InvalidConventionError, match="decimals came too late"):
        check(document, decimals=1)


def test_what_is_no_file_of_text_is_refused(tmp_path: File) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes("format = 1\n# caf\xe9".encode("latin-1"))
    large = tmp_path / "large.toml"
    with large.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)

    for path, words in (
        (tmp_path, "it is a directory"),
        (tmp_path / "none.toml", "No such file"),
        (latin, "latin.toml:2: it is not in UTF-8"),
        (large, "the limit is 20 MB"),
    ):
        with pytest.raises(UnreadableFileError) as caught:
            load(path)
        assert words in str(caught.value)


def test_too_many_rules_are_one_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_tables, "RULES_LIMIT", 2)
    text = 'format = 1\nrules = ["a = a", "a <= a", "a >= a"]\n[figures]\na = 1'
    with pytest.raises(UnreadableFileError) as caught:
        loads(text, name="a.toml")

    assert str(caught.value).endswith(
        "a.toml:2:9: a file of 3 rules is refused: the limit is 2"
    )


def test_after_many_faults_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structuring, "FAULTS_LIMIT", 2)
    text = "format = 1\nrules = [1, 2, 3]\n[figures]\na = 1"
    with pytest.raises(UnreadableFileError) as caught:
        loads(text)

    assert 2 == len(caught.value.exceptions)
