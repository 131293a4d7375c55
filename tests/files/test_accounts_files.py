"""Accounts files: the forms of a standard, and every fault with its place."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from tests import city

import budgetcheck as bc
from budgetcheck.files import dumps, loads
from budgetcheck.files.accounts_files import document_in, rules_in
from budgetcheck.files.outlines import outline_of
from budgetcheck.files.sources import Format, source_of
from budgetcheck.standards import Standard

HEAD = f'standard = "{city.NAME}"\n'
INCOME = HEAD + "[accounts.income]\nfiscal = 1\nother = 2\ntotal = 3\n"
# What a class may have fields for, though they are group keys elsewhere.
OWN = Standard(name="own", entity=city.Accounts)


def find(name: str) -> Standard:
    if name != city.NAME:
        raise bc.InvalidRuleError(f"there is no standard {name!r}")
    return city.STANDARD


def read(text: str, form: Format = "toml", **more: object) -> bc.Document:
    source = source_of(text, f"a.{form}")
    return document_in(source, find=find, **more)  # type: ignore[arg-type]


def faults(text: str, form: Format = "toml") -> list[str]:
    with pytest.raises(bc.UnreadableFileError) as caught:
        read(text, form)
    return list(map(str, caught.value.exceptions))


def quantum_of(document: bc.Document) -> Decimal:
    total = document.figures[bc.Path.of("income", "total")]
    assert isinstance(total, bc.Amount)
    return total.quantum


class TestWhatIsRead:
    def test_figures_have_their_values_texts_and_places(self) -> None:
        document = read(city.ACCOUNTS)
        accounts = document.entity

        assert isinstance(accounts, city.Accounts)
        assert accounts.income is not None
        income = accounts.income
        assert ("60.80", "form 1", 8) == (
            income.fiscal.printed,
            income.fiscal.place.where,
            income.fiscal.place.line,
        )
        assert ("row 2", "fees") == (income.other.place.where, income.other.note)
        assert "City of Example" == document.title
        assert ("a.toml", "en") == (document.name, document.lang)
        assert bc.Convention(unit="万元", decimals=2) == document.convention

    def test_it_is_checked_by_the_rules_of_its_edition(self) -> None:
        report = bc.check(read(city.ACCOUNTS))

        assert {
            "income.total": bc.Verdict.EXACT,
            "income.share": bc.Verdict.UNCHECKED,
            "spending.total": bc.Verdict.EXACT,
            "spending.social": bc.Verdict.EXACT,
            "spending.lines at spending.lines[0]": bc.Verdict.EXACT,
            "spending.lines at spending.lines[1]": bc.Verdict.EXACT,
            "balance": bc.Verdict.EXACT,
        } == {
            f"{one.rule.id} at {one.at}" if one.at else one.rule.id: one.verdict
            for one in report
        }

    def test_it_is_read_as_its_region_prints(self) -> None:
        said = f"{HEAD}region = 'north'\n[accounts.income]\ntotal = 5\n"
        document = read(said)
        own = read(said.replace("'north'", "'north'\ndecimals = 1"))

        assert Decimal("0.001") == quantum_of(document)
        assert Decimal("0.1") == quantum_of(own)

    def test_what_only_some_editions_did_is_not_supposed(self) -> None:
        said = f"{HEAD}region = 'south'\n[accounts.income]\ntotal = 5\n"
        early = said.replace("region", "edition = 2020\nregion")

        assert Decimal("0.01") == quantum_of(read(said))
        assert Decimal(1) == quantum_of(read(early))
        assert Decimal("0.01") == quantum_of(read(early.replace("2020", "2021")))

    def test_without_an_edition_it_is_held_to_what_all_editions_have(self) -> None:
        text = city.ACCOUNTS.replace("edition = 2021\n", "")

        assert "income.share" not in {rule.id for rule in read(text).rules}

    def test_a_declaration_goes_over_the_one_of_the_standard(self) -> None:
        text = 'unit = "元"\n[convention]\nzero = "exact"\n'
        convention = read(INCOME.replace(HEAD, HEAD + text)).convention

        assert bc.Convention(unit="元", decimals=2, zero="exact") == convention

    def test_a_group_lends_its_unit_and_its_decimals(self) -> None:
        said = 'fiscal = 1\nunit = "元"\ndecimals = 0\nnote = "a"\n'
        document = read(INCOME.replace("fiscal = 1\n", said))
        fiscal = document.figures[bc.Path.of("income", "fiscal")]

        assert isinstance(fiscal, bc.Amount)
        assert ("元", "1") == (fiscal.unit.text, str(fiscal.quantum))

    def test_json_has_pointers(self) -> None:
        whole = {"standard": city.NAME, "accounts": {"income": {"total": 3.10}}}
        document = read(json.dumps(whole), "json")
        total = document.figures[bc.Path.of("income", "total")]

        assert "/accounts/income/total" == total.place.pointer
        whole["accounts"] = {"income": {"total": "x"}}
        assert ["a.json#/accounts/income/total: cannot read 'x' as a figure: "] == [
            one.partition("it is")[0] for one in faults(json.dumps(whole), "json")
        ]

    def test_it_cannot_be_written_as_a_figures_file(self) -> None:
        with pytest.raises(bc.UnwritableError, match="rules of a standard"):
            dumps(read(city.ACCOUNTS))


class TestWhatIsNotGiven:
    def test_forms_rows_and_figures_are_unchecked(self) -> None:
        report = bc.check(read(INCOME))
        unchecked = {
            one.rule.id for one in report if one.verdict is bc.Verdict.UNCHECKED
        }

        expected = {
            "spending.total",
            "spending.social",
            "spending.lines",
            "balance",
        }
        assert expected == unchecked
        assert ("spending",) == report.absent
        assert ["income.fiscal", "income.other", "income.total"] == sorted(
            map(str, report.figures)
        )

    def test_a_row_that_no_line_has_is_unchecked_too(self) -> None:
        text = city.ACCOUNTS.replace("code = 208", 'code = "205"')
        report = bc.check(read(text))

        assert bc.Verdict.UNCHECKED is report.verdicts["spending.social"]
        assert () == report.absent

    def test_own_rules_still_name_what_nobody_has(self) -> None:
        document = read(
            INCOME + "[rules]\nmine = 'spending.lines[\"2\"].outturn >= 0'\n"
            "yours = 'spending.total >= 0'\n"
        )
        report = bc.check(document)

        assert bc.Verdict.UNCHECKED is report.verdicts["yours"]
        whole = read(
            city.ACCOUNTS + "[rules]\nmine = 'spending.lines[\"2\"].outturn >= 0'\n"
        )
        with pytest.raises(bc.UnreadableFileError) as caught:
            bc.check(whole)
        assert "a.toml:21:8: rule 'mine' names" in str(caught.value)
        assert bc.check(whole, missing="unchecked").ok


class TestRulesAndExceptions:
    def test_own_rules_stand_behind_those_of_the_standard(self) -> None:
        document = read(INCOME + "[rules]\nmine = 'income.total >= 3'\n")

        assert "mine" == document.rules.rules[-1].id
        assert document.optional == {rule.id for rule in document.rules} - {"mine"}

    def test_exceptions_name_rules_of_the_standard_and_from_elsewhere(self) -> None:
        said = '[exceptions]\n"income.total" = "told"\nelsewhere = "told"\n'
        broken = INCOME.replace("total = 3", "total = 5") + said
        report = bc.check(read(broken, others=["elsewhere"]), city.RULES)

        assert not any(one.level is bc.Level.ERROR for one in report if one.exception)
        assert ["a.toml:8:13: there is no rule 'elsewhere'"] == faults(broken)

    def test_rules_are_taken_without_the_accounts(self) -> None:
        source = source_of(HEAD + "[rules]\nmine = 'income.total >= 3'\n", "a.toml")

        assert ["mine"] == [rule.id for rule in rules_in(source)]
        assert ["income.total", "mine"] == [
            rule.id
            for rule in rules_in(source, find)
            if rule.id in {"mine", "income.total"}
        ]

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (HEAD, "it has no [rules]"),
            (HEAD + "[rules]\na = 'a ='\n", "the rule ends"),
        ],
    )
    def test_rules_that_are_none_are_told(self, text: str, problem: str) -> None:
        with pytest.raises(bc.UnreadableFileError) as caught:
            rules_in(source_of(text, "a.toml"))

        assert problem in str(caught.value)

    def test_a_standard_that_nobody_knows_has_no_rules(self) -> None:
        source = source_of('standard = "x"', "a.toml")
        with pytest.raises(bc.UnreadableFileError) as caught:
            rules_in(source, find)

        assert "a.toml:1:12: there is no standard 'x'" in str(caught.value)

    def test_an_outline_has_the_rules_of_the_edition(self) -> None:
        also = 'fiscal = { value = 1, also = ["1.0"] }'
        text = INCOME.replace("fiscal = 1", also) + "[rules]\nmine = 'a = b'\n"
        for edition in ("", "edition = 2021\n", "edition = 'x'\n"):
            outline = outline_of(text.replace(HEAD, HEAD + edition), "a.toml", find)
            ids = {one.id: one.level for one in outline.rules}

            assert {"income.total", "mine"} < set(ids)
            assert ("2021" in edition) is ("warning" == ids.get("income.share"))
            assert outline.printings


FAULTS = [
    ('standard = "city"\n[accounts]\n', "1:12: there is no standard 'city'"),
    ("[accounts]\n", "1:1: standard is missing"),
    (HEAD, "1:1: accounts is missing"),
    (HEAD + "accounts = 3\n", "2:12: accounts: a table is expected, not 3"),
    (HEAD + "titel = 'x'\n[accounts]\n", "2:9: 'titel' is not known here: did you"),
    (
        HEAD + "edition = 2012\n[accounts]\n",
        "2:11: city-accounts has no edition 2012: did you mean 2021?",
    ),
    (
        HEAD + "edition = 1\n[accounts]\n",
        "2:11: city-accounts has no edition 1: one of 2020, 2021",
    ),
    (
        HEAD + "region = 'nort'\n[accounts]\n",
        "2:10: city-accounts knows nothing of the region 'nort': did you mean 'north'?",
    ),
    (
        HEAD + "region = '？'\n[accounts]\n",
        "2:10: city-accounts knows nothing of the region '？': one of north, south",
    ),
    (HEAD + "edition = '2021'\n[accounts]\n", "2:11: edition is a year, not '2021'"),
    (HEAD + "format = 2\n[accounts]\n", "2:10: format 2 is not known"),
    (HEAD + "[accounts]\n[figures]\n", "3:1: a file has figures or accounts, and not"),
    (HEAD + "[figures]\n", "2:1: what a standard's forms say stands in [accounts]"),
    (
        HEAD + "[accounts.incme]\n",
        "2:1: incme: 'incme' is not known here: did you mean 'income'?",
    ),
    (HEAD + "[accounts]\nincome = 3\n", "3:10: income: a mapping is expected"),
    (
        HEAD + "[accounts.spending]\nlines = 3\n",
        "3:9: spending.lines: a list of rows is expected",
    ),
    (INCOME + "x = 3\n", "6:5: income.x: 'x' is not known here: one of"),
    (INCOME + "where = true\n", "2:1: income: cannot read 'where = True' as a figure"),
    (
        INCOME + "fiscal_share = 'x'\n",
        "6:16: income.fiscal_share: cannot read 'x' as a figure",
    ),
    (
        INCOME + "[rules]\nmine = 'income.totl = income.total'\n",
        "7:8: rule 'mine' names 'income.totl', which the document does not have\n"
        "  hint: did you mean 'income.total'",
    ),
    (
        INCOME + "[rules]\nbalance = 'income.total = income.total'\n",
        "7:11: city-accounts has a rule 'balance'\n  hint: give yours another id",
    ),
    (
        INCOME + "[exceptions]\n'income.totl' = 'x'\n",
        "7:17: there is no rule 'income.totl': did you mean 'income.total'?",
    ),
]


@pytest.mark.parametrize(("text", "problem"), FAULTS)
def test_a_fault_says_where_it_stands(text: str, problem: str) -> None:
    (found,) = faults(text)

    assert found.removeprefix("a.toml:").startswith(problem)


def test_all_faults_are_told_at_once() -> None:
    text = HEAD + (
        "edition = 2012\nlang = 'fr'\n[figures]\n[accounts]\nincme = {}\n"
        "[accounts.spending]\ntotal = 'x'\n[rules]\na = 'a ='\n"
        "[exceptions]\nb = 'told'\n"
    )

    assert [2, 3, 4, 6, 8, 10, 12] == [int(one.split(":")[1]) for one in faults(text)]


def test_a_file_of_an_unknown_standard_tells_its_other_faults_too() -> None:
    text = "standard = 'x'\nlang = 'fr'\n[accounts]\n[rules]\na = 'a ='\n"

    assert [1, 2, 5] == [int(one.split(":")[1]) for one in faults(text)]


def test_figures_files_need_no_standard() -> None:
    assert 1 == len(read("format = 1\nfigures = { a = 1 }").figures)
    with pytest.raises(bc.UnreadableFileError) as caught:
        loads(INCOME)

    assert "'city-accounts' is not looked up here" in str(caught.value)
