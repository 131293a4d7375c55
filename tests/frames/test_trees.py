"""Trees in long frames: headings and their items, told by the codes of the lines."""

from __future__ import annotations

from typing import Any

import pytest
from tests.frames.long_frames import checked, said_singly, said_together
from tests.frames.natives import Columns, kinds, most, rows_in

pytest.importorskip("narwhals")

from budgetcheck import Rule, Verdict
from budgetcheck.errors import (
    InvalidRuleError,
    LimitError,
    UnknownPathError,
    UnsupportedRuleError,
)

TREE = "tree(lines[*].a by code)"
RULES = {"tree": TREE}


def classified(*documents: dict[str | None, str | None]) -> dict[str, list[Any]]:
    """Return amounts by code as the lines of documents, numbered as years."""
    return {
        "year": [year for year, one in enumerate(documents) for _ in one],
        "code": [code for one in documents for code in one],
        "a": [amount for one in documents for amount in one.values()],
    }


DIGITS: dict[str | None, str | None] = {
    "": "9.00",
    "208": "5.00",
    "2080505": "3.00",
    "2082702": "2.00",
    "210": "4.00",
    "21011": "3.99",
    "2101101": "3.99",
}
SEPARATED: dict[str | None, str | None] = {
    "1": "6.00",
    "1.1": "2.00",
    "1.10": "4.00",
    "1.1.1": "3.00",
    "10": "1.00",
    "10.1": "1.01",
}
INSTITUTIONAL: dict[str | None, str | None] = {
    "208": "5.00",
    "208.05": "5.00",
    "208.0501": "4.00",
    "208.0502": "1.00",
    "A": "2.00",
    "A-1": "2.00",
}


def verdicts_of(engine: str, lines: dict[str, list[Any]], rules: dict[str, str]) -> Any:  # noqa: ANN401 (by place and rule)
    return said_together(checked(engine, lines, rules), rules)


@kinds
def test_headings_are_compared_with_their_nearest_items(engine: str) -> None:
    lines = classified(DIGITS)
    found = verdicts_of(engine, lines, RULES)

    assert {
        (0, 1, "tree"): "EXACT",
        (0, 4, "tree"): "STRAINED",
        (0, 5, "tree"): "EXACT",
    } == found
    assert said_singly(lines, RULES) == found


@kinds
def test_separators_end_levels_in_the_documents_that_have_them(engine: str) -> None:
    lines = classified(DIGITS, SEPARATED, INSTITUTIONAL, {"1": "2.00", "10": "2.00"})
    found = verdicts_of(engine, lines, RULES)

    assert said_singly(lines, RULES) == found
    # 1 is a heading of 1.1 and 1.10, and not of 10; 1.1 is none of 1.10.
    assert {
        (1, 0): "EXACT",
        (1, 1): "CONTRADICTION",
        (1, 4): "STRAINED",
    } == {(year, line): said for (year, line, _), said in found.items() if year == 1}
    # Where no code of a document has a separator, 1 is a heading of 10.
    assert "EXACT" == found[3, 0, "tree"]


@most
def test_codes_that_are_whole_numbers_are_read_as_texts(engine: str) -> None:
    lines = classified(SEPARATED | DIGITS) | {"code": [2, 21, 22]}
    lines |= {"year": [0, 0, 0], "a": ["3.00", "1.00", "2.00"]}

    assert {(0, 0, "tree"): "EXACT"} == verdicts_of(engine, lines, RULES)


@most
def test_items_that_lack_a_figure_leave_a_heading_unchecked(engine: str) -> None:
    lines = classified({"2": "3.00", "21": None, "22": "3.00", "221": "3.00"})
    found = verdicts_of(engine, lines, RULES)

    assert {
        (0, 0, "tree"): "UNCHECKED",
        (0, 2, "tree"): "EXACT",
    } == found
    assert said_singly(lines, RULES) == found


@most
def test_a_heading_that_fails_is_told_with_its_sum(engine: str) -> None:
    found = checked(engine, classified(DIGITS, {"2": "3.00", "21": "1.00"}), RULES)

    assert [(1, 0, "tree", "CONTRADICTION", "3.00", "1.00", 200)] == [
        tuple(row.values()) for row in rows_in(found.failures())
    ]
    assert 2 == found.summary().total(Verdict.EXACT)


@most
def test_two_trees_of_the_same_lines_are_checked_apart(engine: str) -> None:
    lines = classified(SEPARATED)
    lines["b"] = ["6.00", "3.00", "3.00", "3.00", "1.00", "1.00"]
    rules = {
        "a": TREE,
        "b": "tree(lines[*].b by code)",
        "same": "lines[*].a = lines[*].b",
    }

    assert said_singly(lines, rules) == verdicts_of(engine, lines, rules)


@most
@pytest.mark.parametrize(
    "rule",
    [
        f"{TREE} and sum(lines[*].a) <= 20元",
        f"{TREE} or sum(lines[*].a) <= 8元",
        f"when sum(lines[*].a) > 8元 then {TREE}",
        f"{TREE} and tree(lines[*].b by code)",
    ],
)
def test_a_tree_in_a_rule_of_documents_is_all_its_headings(
    engine: str, rule: str
) -> None:
    lines = classified(
        {"2": "3.00", "21": "3.00"},
        {"2": "3.00", "21": "2.00", "3": "4.00", "31": "4.00"},
        {"2": "7.00", "21": "7.01"},
        {"2": "7.00", "3": "9.00"},
        {"2": "7.00", "21": None},
    )
    lines["b"] = lines["a"]
    rules = {"rule": rule}

    assert said_singly(lines, rules) == verdicts_of(engine, lines, rules)


@most
def test_a_document_without_lines_has_no_heading(engine: str) -> None:
    lines = classified({"2": "3.00", "21": "2.00"})
    totals: Columns = {"year": [0, 7], "t": ["1.00", "1.00"]}
    rules = {"rule": f"t = 1元 and {TREE}", "tree": TREE}
    found = said_together(checked(engine, lines, rules, totals), rules)

    assert said_singly(lines, {"rule": rules["rule"]}, totals) == {
        place: said for place, said in found.items() if place[2] == "rule"
    }
    assert "EXACT" == found[7, None, "rule"]


@most
@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (classified({"2": "1.00", None: "1.00", "3": "1.00"}), "1 rows have no code"),
        (
            classified({"2": "1.00"})
            | {"year": [8, 8], "code": ["2", "2"], "a": ["1.00", "2.00"]},
            "2 rows of year = 8 have the code '2'",
        ),
    ],
)
def test_codes_that_lack_or_stand_twice_are_refused(
    engine: str, lines: dict[str, list[Any]], words: str
) -> None:
    with pytest.raises(InvalidRuleError, match=words):
        checked(engine, lines, RULES)


@most
def test_several_totals_without_a_code_are_no_doubles(engine: str) -> None:
    lines = classified({"2": "1.00", "21": "1.00"})
    lines = {name: [*values, *values] for name, values in lines.items()}
    lines["code"][2:] = ["", ""]

    assert {(0, 0, "tree"): "EXACT"} == verdicts_of(engine, lines, RULES)


@most
def test_codes_beyond_ascii_are_refused(engine: str) -> None:
    lines = classified({"类": "1.00", "类01": "1.00"})

    with pytest.raises(UnsupportedRuleError, match="letters beyond ASCII"):
        checked(engine, lines, RULES)


@most
def test_a_tree_by_a_column_that_is_not_there_is_unknown(engine: str) -> None:
    with pytest.raises(UnknownPathError, match="cod"):
        checked(engine, classified(DIGITS), ["tree(lines[*].a by cod)"])


def test_codes_of_very_many_lengths_are_refused() -> None:
    pytest.importorskip("polars")
    lines = classified({"1" * length: "1.00" for length in range(1, 60)})

    with pytest.raises(LimitError, match="codes"):
        checked("polars", lines, RULES)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (f"lines[*].a > 0 and {TREE}", "a tree is of a whole document"),
        (f"when {TREE} then sum(lines[*].a) > 0", "a tree guards another condition"),
    ],
)
def test_a_tree_that_lines_or_guards_would_need_is_refused(
    rule: str, words: str
) -> None:
    pytest.importorskip("polars")

    with pytest.raises(UnsupportedRuleError, match=words):
        checked("polars", classified(DIGITS), {"rule": rule})


@most
def test_a_tree_that_is_switched_off_asks_nothing(engine: str) -> None:
    rules = [Rule(TREE, disabled="not yet"), Rule("lines[*].a > 0", id="all")]
    found = checked(engine, classified(DIGITS), rules)

    assert ["all"] == list(found.summary().counts())


@most
def test_a_tree_is_explained_by_its_headings(engine: str) -> None:
    found = checked(engine, classified(DIGITS), RULES)

    assert "STRAINED      tree @ lines[4]: 4.00 ≈ 3.99" in str(found.explain(0))


@most
def test_a_line_that_is_no_heading_has_no_residual(engine: str) -> None:
    found = rows_in(
        checked(engine, classified({"2": "3.00", "21": "1.00"}), RULES).verdicts
    )

    assert [200, None] == [row["tree residual"] for row in found]
