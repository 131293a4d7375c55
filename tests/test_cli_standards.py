"""The command line with standards and accounts files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from tests import city

from budgetcheck.cli import main
from budgetcheck.reports.lacks import told

INCOME, _, _ = city.ACCOUNTS.partition("[accounts.spending]")
BROKEN = INCOME.replace("98.34", "98.54")


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    city.install_city(monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "accounts.toml"


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert code == main(list(arguments))
    captured = capsys.readouterr()
    return captured.err if code == 2 else captured.out


@pytest.mark.parametrize(
    ("text", "code"), [(city.ACCOUNTS, 0), (INCOME, 0), (BROKEN, 1)]
)
def test_an_accounts_file_is_checked(
    file: Path, text: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(text, encoding="utf-8")
    out = said(capsys, "check", str(file), "--lang", "en", code=code)

    assert out.startswith("City of Example\n")
    assert ("98.54 ≠ 60.80 + 37.54 = 98.34" in out) is bool(code)


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Parts not given (1): spending; checks not made for that: 4."),
        ("zh", "未提供的部分（1）：spending；因此未核对：4项。"),
    ],
)
def test_forms_that_are_not_given_are_one_line(
    file: Path, lang: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(INCOME, encoding="utf-8")
    out = said(capsys, "check", str(file), "--lang", lang)

    assert 1 == out.count(line)
    assert "spending.social" not in out
    whole = json.loads(said(capsys, "check", str(file), "--format", "json"))
    assert "spending.social" in {
        one["rule"] for one in whole["documents"][0]["results"]
    }
    page = said(capsys, "check", str(file), "--format", "html", "--lang", lang)
    assert line in page
    assert "spending.social" in page


NOT_STATED = "Figures not given ({}): {}; checks not made for that: {}."


def test_what_nobody_states_is_one_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(INCOME + "[accounts.spending]\ntrips = 3\n", encoding="utf-8")
    out = said(capsys, "check", str(file), "--lang", "en")

    assert "Parts not given" not in out
    named = "income.fiscal_share, spending.total"
    assert NOT_STATED.format(2, named, 3) in " ".join(out.split())
    # A row that a rule names by its code may be misspelt.
    assert 'spending.social: spending.lines["208"].outturn is not printed' in out


def test_where_nothing_is_stated_there_is_nothing_to_check(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = INCOME.partition("[accounts.income]")[0]
    file.write_text(head + "[accounts.income]\nfiscal = 60.80\n", encoding="utf-8")
    out = said(capsys, "check", str(file), "--lang", "en")

    # Neither a total nor a share is given that the amount could be held against.
    assert "Not checked" not in out
    named = "income.total, income.other, income.fiscal_share"
    assert NOT_STATED.format(3, named, 2) in " ".join(out.split())


def test_a_figure_that_nothing_else_checks_is_listed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    share = 'fiscal_share = "50%"\n'
    alone = INCOME.partition("[accounts.income]")[0] + "[accounts.income]\n" + share
    file.write_text(alone, encoding="utf-8")
    out = said(capsys, "check", str(file), "--lang", "en")

    assert "income.share: income.fiscal is not printed" in " ".join(out.split())


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        (
            "en",
            'Rows not given (1): spending.lines["208"]; checks not made for that: 1.',
        ),
        ("zh", '未列出的行（1）：spending.lines["208"]；因此未核对：1项。'),
    ],
)
def test_rows_that_no_line_has_are_one_line(
    file: Path, lang: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(city.ACCOUNTS.replace("code = 208", "code = 205"), encoding="utf-8")
    out = said(capsys, "check", str(file), "--lang", lang)

    assert 1 == out.count(line)
    assert "spending.social" not in out
    page = said(capsys, "check", str(file), "--format", "html", "--lang", lang)
    assert line.replace('"', "&quot;") in page or line in page


def test_a_row_that_is_there_without_its_other_is_listed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = 'spending.lines["208"].outturn >= spending.lines["2"].outturn'
    file.write_text(f"{city.ACCOUNTS}[rules]\nr = '{rule}'\n", encoding="utf-8")
    command = ("check", str(file), "--missing", "unchecked", "--lang", "en")
    out = said(capsys, *command)

    assert 'r: spending.lines["2"].outturn is not printed' in out


def test_many_names_are_cut_short() -> None:
    lacks = [(f"form{number}",) for number in range(12)]
    line = told("parts_not_given", lacks, "en")

    assert "Parts not given (12): form0, " in line
    assert "form9, …; checks not made for that: 12." in line


def test_only_parts_have_titles() -> None:
    named = [("income",)]

    def titled(name: str, lang: str) -> str:
        return f"{name} in {lang}"

    assert "(1): income in en;" in told("parts_not_given", named, "en", titled)
    assert "（1）：income in zh；" in told("parts_not_given", named, "zh", titled)
    assert "(1): income;" in told("figures_not_given", named, "en", titled)


def test_rules_from_elsewhere_are_checked_too(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(INCOME, encoding="utf-8")
    more = tmp_path / "more.toml"
    command = ("check", str(file), "--rules", str(more))
    for form in ("income", "spending"):  # One of them is not given.
        rule = f"{form}.totl >= 3"
        more.write_text(f"format = 1\nrules = ['{rule}']\n", encoding="utf-8")
        err = said(capsys, *command, code=2)

        assert f"more.toml:2:10: rule '{rule}' names '{form}.totl'" in err
        assert f"did you mean '{form}.total'" in err
        said(capsys, *command, "--missing", "unchecked")


def test_an_unknown_standard_is_misuse(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(INCOME.replace(city.NAME, "city-acounts"), encoding="utf-8")

    for arguments in (
        ("check", str(file)),
        ("rules", "city-acounts"),
        ("explain", "balance", "city-acounts"),
        ("new", "city-acounts"),
    ):
        err = said(capsys, *arguments, code=2)
        assert "did you mean 'city-accounts'?" in err


def test_standards_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert ("City accounts  [city-accounts]\nEditions: 2020, 2021\nRules: 7\n") == said(
        capsys, "rules", "--lang", "en"
    )
    assert ("市级决算  [city-accounts]\n年版：2020、2021\n规则：7条\n") == said(
        capsys, "rules", "--lang", "zh"
    )


def test_a_catalogue_goes_form_by_form(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, "rules", city.NAME, "--lang", "zh").split("\n")

    places = [
        lines.index(one)
        for one in (
            "1  收入决算表  [income]",
            "收入合计  [income.total]",
            "  income.total = income.fiscal + income.other",
            "  依据：City order 5, article 2",
            "income.share",
            "  自2021年版起。",
            "spending",
            "  至2020年版止。",
            "跨表",
            "balance",
        )
    ]
    assert sorted(places) == places


def test_standards_and_files_are_listed_together(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(INCOME + "[rules]\nmine = 'income.total >= 0'\n", encoding="utf-8")
    out = said(capsys, "rules", str(file), city.NAME)

    assert 2 == out.count("[income.total]")
    assert 1 == out.count("mine")


def test_a_folder_does_not_hide_the_standard_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / city.NAME).mkdir()
    monkeypatch.chdir(tmp_path)

    assert "City accounts" in said(capsys, "rules", city.NAME, "--lang", "en")
    assert "balance" in said(capsys, "explain", "balance", city.NAME, "--lang", "en")


def test_a_rule_of_a_standard_is_explained_by_its_examples(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, "explain", "income.total", city.NAME, "--lang", "en")

    assert "Source: City order 5, article 2" in out
    assert "Holds, for example:\n\nEXACT  Total income" in out
    assert "Broken, for example:\n\nCONTRADICTION  Total income" in out
    assert "4.00 ≠ 2.00 + 1.00 = 3.00" in out
    chinese = said(capsys, "explain", "income.total", city.NAME, "--lang", "zh")
    assert "不成立的例子：" in chinese
    without = said(capsys, "explain", "balance", city.NAME, "--lang", "en")
    assert "There are no figures here" in without


@pytest.mark.parametrize("rule", ["income.total", "mine"])
def test_a_rule_is_explained_by_the_accounts(
    file: Path, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "[rules]\nmine = 'income.total >= 0'\n"
    file.write_text(INCOME + more, encoding="utf-8")
    out = said(capsys, "explain", rule, str(file))

    assert "98.34万元  form 1" in out
    file.write_text(f'standard = "{city.NAME}"\n{more}', encoding="utf-8")
    assert "EXACT" not in said(capsys, "explain", rule, str(file), "--lang", "en")


def test_an_empty_file_is_labelled_in_one_language_or_in_both(
    capsys: pytest.CaptureFixture[str],
) -> None:
    both = said(capsys, "new", city.NAME)
    zh = said(capsys, "new", city.NAME, "--lang", "zh")

    assert "财政拨款收入 / Fiscal appropriation" in both
    assert "财政拨款收入" in zh
    assert "Fiscal appropriation" not in zh


def test_an_empty_file_reads_back_with_nothing_given(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = said(capsys, "new", city.NAME)
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    )
    out = said(capsys, "check", "-", "--lang", "en")

    assert "<stdin>: 0 figures, 0 checks" in out
    assert out.endswith("errors 0, warnings 0, notes 0; of 0 checks: none\n")
    assert "Parts not given (2): Income, spending; checks not made for that: 6." in out


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Parts not given (1): Income; checks not made for that: 3."),
        ("zh", "未提供的部分（1）：收入决算表；因此未核对：3项。"),
    ],
)
def test_forms_that_are_not_given_are_told_by_their_titles(
    file: Path, lang: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    head, _, rest = city.ACCOUNTS.partition("[accounts.income]")
    _, table, spending = rest.partition("[accounts.spending]")
    file.write_text(head + table + spending, encoding="utf-8")

    assert line in said(capsys, "check", str(file), "--lang", lang)
    assert line in said(capsys, "check", str(file), "--format", "html", "--lang", lang)
