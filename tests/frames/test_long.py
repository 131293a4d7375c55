"""Long frames: lines in rows, and the documents that they make up."""

from __future__ import annotations

from typing import Any

import pytest
from tests.frames.long_frames import YUAN, checked, said_singly, said_together
from tests.frames.natives import INSTALLED, Columns, kinds, rows_in

pytest.importorskip("narwhals")

import attrs

from budgetcheck import Convention, Verdict, frames
from budgetcheck.errors import (
    DimensionError,
    InvalidRuleError,
    LimitError,
    UnknownPathError,
    UnknownRowError,
    UnsupportedRuleError,
)

needs_polars = pytest.mark.skipif(
    "polars" not in INSTALLED, reason="there is no polars"
)
COUNTING_WIDELY = ("polars", "polars, lazy", "DuckDB")
LINES: Columns = {
    "year": [1, 1, 2, 2, 2, 3],
    "code": ["a", "b", "a", "b", "c", "a"],
    "a": ["3.00", "1.00", "2.00", None, "5.00", "4.00"],
    "b": ["1.00", "1.00", "2.00", "2.00", "6.00", "4.00"],
    "share": ["75.0%", "26.0%", "28.6%", "0.0%", "71.4%", "100.0%"],
}
TOTALS: Columns = {
    "year": [3, 1, 4],
    "t": ["4.01", "4.00", "0.00"],
    "s": ["100.0%", "50%", "0%"],
}
OF_DOCUMENTS = {
    "sum": "t = sum(lines[*].a)",
    "ratio": "s = sum(lines[*].b) / t",
    "both": "t = sum(lines[*].a) and sum(lines[*].b) <= t",
    "either": "t = sum(lines[*].b) or t = sum(lines[*].a)",
    "guarded": "when t > 0 then sum(lines[*].a) >= t",
    "constant": "sum(lines[*].share) = 100%",
}
OF_LINES = {
    "each": "lines[*].b <= lines[*].a",
    "share": "lines[i].share = lines[i].a / sum(lines[*].a)",
    "beside": "lines[*].a <= t",
    "guarded": "when t > 0 then lines[*].b <= lines[*].a",
    "rest": "lines[i].a <= sum(lines[*].a) - lines[i].a",
}


@kinds
@pytest.mark.parametrize("rule", OF_DOCUMENTS)
def test_documents_are_compared_with_their_lines(engine: str, rule: str) -> None:
    rules = {rule: OF_DOCUMENTS[rule]}

    assert said_singly(LINES, rules, TOTALS) == said_together(
        checked(engine, LINES, rules, TOTALS), rules
    )


@kinds
def test_lines_are_compared_with_all_lines_and_with_their_document(
    engine: str,
) -> None:
    found = said_together(checked(engine, LINES, OF_LINES, TOTALS), OF_LINES)

    assert said_singly(LINES, OF_LINES, TOTALS) == found
    assert {
        (1, 0, "share"): "EXACT",
        (1, 1, "share"): "CONTRADICTION",
        (2, 0, "share"): "UNCHECKED",
        (3, 0, "share"): "EXACT",
    }.items() <= found.items()


@kinds
def test_rules_of_lines_and_of_documents_are_asked_together(engine: str) -> None:
    rules = {"each": OF_LINES["share"], "document": OF_DOCUMENTS["sum"]}
    found = checked(engine, LINES, rules, TOTALS)

    assert said_singly(LINES, rules, TOTALS) == said_together(found, rules)
    assert (6, 4) == (found.summary().rows, found.summary().documents)
    assert [("each", 1, 1)] == [
        (row["rule"], row["year"], row.get("line")) for row in rows_in(found.failures())
    ]


@kinds
def test_failures_of_lines_and_of_documents_stand_below_each_other(
    engine: str,
) -> None:
    rules = {"each": OF_LINES["share"], "document": "t = sum(lines[*].b)"}
    found = rows_in(checked(engine, LINES, rules, TOTALS).failures())

    assert {("each", 1, 1), ("document", 1, None)} == {
        (row["rule"], row["year"], row["line"]) for row in found
    }


@kinds
def test_rows_keep_their_order_where_nothing_is_lazy(engine: str) -> None:
    if engine in ("DuckDB", "polars, lazy"):
        pytest.skip("what is lazy has no order")
    lines: Columns = {
        "year": [2, 1, 2, 1, 3] * 20,
        "a": [f"{number}.00" for number in range(100)],
    }
    rules = {"rule": "lines[i].a <= sum(lines[*].a)"}
    found = rows_in(checked(engine, lines, rules, key="a").verdicts)

    assert lines["a"] == [row["a"] for row in found]
    assert lines["year"] == [row["year"] for row in found]


@kinds
def test_total_rows_are_the_figures_of_documents(engine: str) -> None:
    lines: Columns = {
        "year": [1, 1, 1, 2, 2],
        "kind": ["line", "total", None, "total", "line"],
        "a": ["3.00", "4.00", "1.00", "5.00", "4.00"],
    }
    rules = {"rule": "t = sum(lines[*].a)"}
    found = checked(
        engine,
        lines,
        rules,
        total_rows={"kind": "total"},
        columns={"t": "a"},
    )

    assert {(1, None, "rule"): "EXACT", (2, None, "rule"): "CONTRADICTION"} == (
        said_together(found, rules)
    )
    assert 3 == found.summary().rows


@needs_polars
def test_totals_are_given_once() -> None:
    with pytest.raises(InvalidRuleError, match="in `totals`, or in `total_rows`"):
        checked("polars", LINES, OF_LINES, TOTALS, total_rows={"code": ""})


@kinds
def test_a_document_has_one_row_of_figures(engine: str) -> None:
    totals: Columns = {"year": [1, 1], "t": ["1.00", "2.00"]}

    with pytest.raises(InvalidRuleError, match="2 rows have the figures of year = 1\n"):
        checked(engine, LINES, ["t = sum(lines[*].a)"], totals)


@kinds
def test_lines_of_no_document_are_refused(engine: str) -> None:
    lines: Columns = {"year": ["1", None, None], "a": ["1.00", "1.00", "1.00"]}

    with pytest.raises(InvalidRuleError, match="2 rows have no year"):
        checked(engine, lines, ["sum(lines[*].a) = 2元"])


@kinds
def test_several_columns_may_tell_documents_apart(engine: str) -> None:
    lines: Columns = {
        "year": [1, 1, 1],
        "office": ["x", "y", "y"],
        "a": ["3.00", "1.00", "1.00"],
    }
    found = checked(
        engine, lines, {"rule": "sum(lines[*].a) = 2元"}, by=("year", "office")
    )

    assert {("x", "CONTRADICTION"), ("y", "EXACT")} == {
        (row["office"], row["rule"]) for row in rows_in(found.documents)
    }
    assert "EXACT" in str(found.explain((1, "y")))


@needs_polars
def test_documents_need_no_figures_of_their_own() -> None:
    rules = {"rule": "sum(lines[*].a) = sum(lines[*].b)"}
    found = checked("polars", LINES, rules)

    assert said_singly(LINES, rules) == said_together(found, rules)


@needs_polars
@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (["t = sum(lines[*].a)", "t = sum(parts[*].a)"], "not of lines and parts"),
        (["sum(lines[*].of[*].a) = 1元"], "is a list in a list"),
        (['lines["a"].a = 1元'], "is one row"),
        (["lines[0].a <= sum(lines[*].a)"], "is one row"),
    ],
)
def test_what_is_not_of_one_list_is_refused(rules: list[str], words: str) -> None:
    with pytest.raises(UnsupportedRuleError, match=words):
        checked("polars", LINES, rules, TOTALS)


@needs_polars
def test_unknown_figures_are_told_together_with_near_names() -> None:
    lines: Columns = {"year": [1], "actual": ["1.00"]}
    totals: Columns = {"year": [1], "total": ["1.00"]}
    rules = ["totl = sum(lines[*].actal)", "totl <= sum(lines[*].actual)", "x <= 2元"]
    with pytest.raises(ExceptionGroup, match="cannot be checked") as caught:
        checked("polars", lines, rules, totals)

    assert {("lines[*].actal", ("actual",)), ("totl", ("total",)), ("x", ())} == {
        (one.path.replace("[i]", "[*]"), one.near)
        for one in caught.value.exceptions
        if isinstance(one, UnknownPathError)
    }


@needs_polars
def test_a_figure_of_documents_needs_totals() -> None:
    with pytest.raises(UnknownPathError, match="t"):
        checked("polars", LINES, ["t = sum(lines[*].a)"])


@needs_polars
@pytest.mark.parametrize(
    "name", ["lines[*].part.a", "lines[i].part.a", "part.a", "a", "declared"]
)
def test_a_column_is_called_by_its_path_within_the_line_or_its_last_name(
    name: str,
) -> None:
    lines: Columns = {"year": [1, 1], name: ["1.00", "2.00"]}
    columns = {"lines[*].part.a": "declared"} if name == "declared" else {}
    rules = {"rule": "sum(lines[*].part.a) = 3元"}

    assert {(1, None, "rule"): "EXACT"} == said_together(
        checked("polars", lines, rules, columns=columns), rules
    )


@needs_polars
@pytest.mark.parametrize("name", ["lines[*]", "lines"])
def test_a_list_of_plain_figures_is_called_as_itself(name: str) -> None:
    lines: Columns = {"year": [1, 1], name: ["1.00", "2.00"]}
    rules = {"rule": "sum(lines[*]) = 3元"}

    assert {(1, None, "rule"): "EXACT"} == said_together(
        checked("polars", lines, rules), rules
    )


@needs_polars
def test_last_shares_that_were_adjusted_are_refused() -> None:
    convention = attrs.evolve(YUAN, shares_adjusted="last")
    with pytest.raises(UnsupportedRuleError, match="which share of a whole is its"):
        checked("polars", LINES, OF_LINES, TOTALS, convention=convention)

    found = checked(
        "polars", LINES, {"sum": OF_DOCUMENTS["sum"]}, TOTALS, convention=convention
    )

    assert 2 == found.summary().total(Verdict.EXACT)


@kinds
def test_what_is_cut_off_adds_up_to_one_side(engine: str) -> None:
    lines: Columns = {
        "year": [1, 1, 2, 2, 3, 3],
        "a": ["1.00", "2.00", "1.00", "2.00", "-1.00", "2.00"],
        "share": ["33.3%", "66.6%", "33.4%", "66.7%", "-99.0%", "199.0%"],
    }
    totals: Columns = {"year": [1, 2, 3], "t": ["3.01", "2.99", "0.99"]}
    rules = {
        "sum": "t = sum(lines[*].a)",
        "share": "lines[i].share = lines[i].a / sum(lines[*].a)",
        "rest": "lines[i].a <= sum(lines[*].a) - lines[i].a",
        "whole": "lines[*].a <= t",
    }
    convention = attrs.evolve(YUAN, rounding="cut_off")
    found = checked(engine, lines, rules, totals, convention=convention)

    assert said_singly(lines, rules, totals, convention) == said_together(found, rules)


@kinds
@pytest.mark.parametrize("rounding", ["nearest", "cut_off"])
def test_ranges_add_up_to_ranges(engine: str, rounding: Any) -> None:  # noqa: ANN401 (a word)
    lines: Columns = {
        "year": [1, 1, 2, 2, 3, 3],
        "a": ["<1.00", "2.00", "≥1.00", "2.00", ">1.00", "≤2.00"],
    }
    totals: Columns = {"year": [1, 2, 3], "t": ["3.00", "2.99", "4.00"]}
    rules = {
        "sum": "t = sum(lines[*].a)",
        "most": "sum(lines[*].a) < t",
        "rest": "lines[i].a <= sum(lines[*].a) - lines[i].a",
    }
    convention = Convention(unit="元", decimals=2, rounding=rounding)
    found = checked(engine, lines, rules, totals, convention=convention)

    assert said_singly(lines, rules, totals, convention) == said_together(found, rules)


@needs_polars
@pytest.mark.parametrize(
    "rule",
    [
        "t = sum(lines[*].share)",
        "t <= 1元 or t = sum(lines[*].share)",
        "when t > 0 then t = sum(lines[*].share)",
        "tree(lines[*].a by code) and t = sum(lines[*].share)",
    ],
)
def test_amounts_are_not_compared_with_percentages(rule: str) -> None:
    percent = {"lines[*].share": frames.Column(percent=True)}

    with pytest.raises(DimensionError, match=r"percentage|unit"):
        checked("polars", LINES, [rule], TOTALS, columns=percent)


@kinds
def test_a_document_is_explained_from_its_lines(engine: str) -> None:
    rules = {"sum": "t = sum(lines[*].a)", "each": "lines[*].b <= lines[*].a"}
    found = checked(engine, LINES, rules, TOTALS)

    assert [
        "EXACT         sum: 4.00 = 3.00 + 1.00",
        "EXACT         each @ lines[0]: 1.00 <= 3.00",
        "EXACT         each @ lines[1]: 1.00 <= 1.00",
    ] == sorted(str(found.explain(1)).splitlines(), key=lambda line: "each" in line)


@kinds
@pytest.mark.parametrize(
    ("year", "verdict"), [(2, Verdict.UNCHECKED), (4, Verdict.EXACT)]
)
def test_what_a_document_lacks_is_explained(
    engine: str, year: int, verdict: Verdict
) -> None:
    rules = {"sum": "t = sum(lines[*].a)"}
    found = checked(engine, LINES, rules, TOTALS)

    assert {"sum": verdict} == found.explain(year).verdicts
    assert verdict.name == said_together(found, rules)[year, None, "sum"]


@kinds
def test_documents_that_are_not_there_are_not_explained(engine: str) -> None:
    with pytest.raises(UnknownRowError, match="'year': 9"):
        checked(engine, LINES, OF_LINES, TOTALS).explain(9)
    with pytest.raises(UnknownRowError, match="'year': 9"):
        checked(engine, LINES, {"each": OF_LINES["each"]}).explain(9)


@kinds
def test_sums_beyond_what_an_engine_counts_are_refused(engine: str) -> None:
    most = 2**62
    lines: Columns = {"year": [1, 1, 1], "a": [most, most, most]}
    rules = {"rule": "sum(lines[*].a) > 0"}

    if engine in COUNTING_WIDELY:
        found = checked(engine, lines, rules)

        assert 1 == found.summary().total(Verdict.EXACT)
    else:
        with pytest.raises(UnsupportedRuleError, match="whole numbers end at"):
            checked(engine, lines, rules)


@kinds
def test_sums_that_64_bits_do_not_hold_are_refused_by_name(engine: str) -> None:
    lines: Columns = {"year": [1] * 12, "a": [2**60 + at for at in range(12)]}
    rules = {"rule": "sum(lines[*].a) > 0"}

    if engine in COUNTING_WIDELY:
        found = checked(engine, lines, rules)

        assert 1 == found.summary().total(Verdict.EXACT)
    else:
        with pytest.raises(LimitError, match="the sum of column"):
            checked(engine, lines, rules)


@kinds
def test_lines_have_the_column_that_tells_documents_apart(engine: str) -> None:
    with pytest.raises(InvalidRuleError, match="no column 'office'"):
        checked(engine, LINES, ["sum(lines[*].a) > 0"], by=("year", "office"))


@kinds
def test_large_numbers_are_added_up_to_the_last_digit(engine: str) -> None:
    lines: Columns = {"year": [1, 1, 2, 2], "a": [2**58 + at for at in range(1, 5)]}
    totals: Columns = {"year": [1, 2], "t": [2**59 + 3, 2**59 + 7]}
    rules = {"rule": "t = sum(lines[*].a)"}

    assert {(1, None, "rule"): "EXACT", (2, None, "rule"): "EXACT"} == said_together(
        checked(engine, lines, rules, totals), rules
    )
