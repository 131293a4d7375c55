"""Checks of frames: keys, rules and columns, given in every way they may be."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import pytest
from tests.frames.natives import INSTALLED, Columns, engines, native, rows_in

pytest.importorskip("narwhals")

from budgetcheck import Convention, Rule, RuleSet, Verdict, check, frames
from budgetcheck.errors import (
    BudgetCheckError,
    DimensionError,
    InvalidRuleError,
    NotationError,
    UnknownPathError,
    UnknownRowError,
    UnsupportedRuleError,
)
from budgetcheck.language.verdicts import Level

# DuckDB took a column with a dot in its name for one of a table.
BEFORE_2 = "DuckDB" in INSTALLED and int(version("duckdb").partition(".")[0]) < 2
COUNTING_WIDELY = ("polars", "polars, lazy", "DuckDB")
YUAN = Convention(unit="元", decimals=2)
needs_polars = pytest.mark.skipif(
    "polars" not in INSTALLED, reason="there is no polars"
)
FIGURES: Columns = {
    "id": [1, 2, 3],
    "office": ["x", "y", "y"],
    "t": ["3.00", "4.00", None],
    "a": ["1.00", "1.00", "1.00"],
    "b": ["2.00", "2.00", "2.00"],
}
SUM = "t = a + b"


def checked(
    figures: Columns = FIGURES,
    rules: Any = SUM,  # noqa: ANN401 (as `frames.check()`)
    engine: str = "polars",
    **more: Any,  # noqa: ANN401 (as `frames.check()`)
) -> frames.Checked:
    return frames.check(native(engine, figures), rules, convention=YUAN, **more)


@engines
@pytest.mark.parametrize("key", ["id", ("id",), ("id", "office"), ()])
def test_a_key_is_one_column_or_several_or_all(engine: str, key: Any) -> None:  # noqa: ANN401 (names)
    found = rows_in(checked(engine=engine, key=key).verdicts)
    names = (key,) if isinstance(key, str) else key

    assert {*(names or FIGURES), SUM, f"{SUM} residual"} == set(found[0])
    assert ["CONTRADICTION", "EXACT", "UNCHECKED"] == sorted(row[SUM] for row in found)


@engines
@pytest.mark.parametrize(
    ("key", "value", "verdict"),
    [
        ("id", 1, "EXACT"),
        ("id", 3, "UNCHECKED"),
        (("office", "id"), ("y", 2), "CONTRADICTION"),
    ],
)
def test_a_row_is_explained_as_its_document_is(
    engine: str,
    key: Any,  # noqa: ANN401 (names)
    value: Any,  # noqa: ANN401 (of these)
    verdict: str,
) -> None:
    row = value if isinstance(value, int) else value[1]
    document = {name: FIGURES[name][row - 1] for name in ("t", "a", "b")}
    document = {
        name: {"missing": "absent"} if one is None else one
        for name, one in document.items()
    }
    found = checked(engine=engine, key=key).explain(value)

    assert {SUM: Verdict[verdict]} == found.verdicts
    assert str(check(document, [SUM], convention=YUAN)) == str(found)


@needs_polars
@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ((), 1, "1 values name no row of this frame\n.*see `key`"),
        ("id", (1, 2), "2 values name no row of this frame\n.*give one for id"),
        (("id", "office"), 1, "give one for id and office"),
    ],
)
def test_a_row_that_no_key_names_is_not_explained(
    key: Any,  # noqa: ANN401 (names)
    value: Any,  # noqa: ANN401 (of these)
    words: str,
) -> None:
    with pytest.raises(InvalidRuleError, match=words):
        checked(key=key).explain(value)


@engines
@pytest.mark.parametrize("office", ["y", "z"])
def test_a_row_has_to_be_there_and_alone(engine: str, office: str) -> None:
    with pytest.raises(UnknownRowError, match=f"'office': '{office}'"):
        checked(engine=engine, key="office").explain(office)


@needs_polars
@pytest.mark.parametrize(
    "rules",
    [
        SUM,
        [SUM],
        Rule(SUM),
        [Rule(SUM)],
        {SUM: SUM},
        RuleSet([Rule(SUM)]),
        Rule(SUM).condition,
    ],
)
def test_rules_are_given_as_anywhere_else(rules: Any) -> None:  # noqa: ANN401 (of any kind)
    assert {SUM} == set(checked(rules=rules).summary().counts())


@needs_polars
@pytest.mark.parametrize("rules", [[], RuleSet([]), [Rule(SUM, disabled="not yet")]])
def test_without_a_rule_there_is_nothing_to_check(rules: Any) -> None:  # noqa: ANN401 (of any kind)
    with pytest.raises(InvalidRuleError, match="there is no rule to check"):
        checked(rules=rules)


@needs_polars
def test_a_rule_that_is_switched_off_is_not_asked() -> None:
    rules = [Rule(SUM, disabled="not yet"), Rule("a <= b")]

    assert ["a <= b"] == list(checked(rules=rules).summary().counts())


@pytest.mark.parametrize("given", [3, "a frame", [{"a": 1}], None])
def test_what_is_no_data_frame_is_refused(given: object) -> None:
    with pytest.raises(InvalidRuleError, match="is no data frame"):
        frames.check(given, [SUM])


@needs_polars
@pytest.mark.parametrize("level", ["loud", "", "ERRORS"])
def test_levels_that_are_not_known_are_refused(level: str) -> None:
    with pytest.raises(InvalidRuleError, match="level"):
        checked().failures(level)
    with pytest.raises(InvalidRuleError, match="level"):
        checked().summary().at_least(level)


@engines
def test_levels_say_which_rows_fail(engine: str) -> None:
    columns: Columns = {
        "id": [1, 2, 3, 4],
        "t": ["3.00", "3.01", "9.00", None],
        "a": ["1.00"] * 4,
        "b": ["2.00"] * 4,
    }
    quiet = Rule(SUM, id="quiet", level=Level.NOTE)
    own = Rule(SUM, id="own", levels={Verdict.UNCHECKED: "error"})
    found = checked(columns, [SUM, quiet, own], engine=engine, key="id")

    for level, rows in (("error", 3), ("warning", 3), ("note", 9)):
        assert rows == len(rows_in(found.failures(level)))
        assert rows == found.summary().at_least(level)


@needs_polars
def test_a_summary_counts_and_says_how_loud() -> None:
    summary = checked(rules={"sum": SUM, "ratio": "a <= b"}).summary()

    assert 1 == summary.count("sum", Verdict.CONTRADICTION)
    assert {"sum": 1, "ratio": 0} == summary.failing("error")
    assert Level.ERROR is summary.level("sum", Verdict.CONTRADICTION)
    assert Level.NOTE is summary.level("sum", Verdict.ROUNDING)
    assert not summary.ok
    assert [
        "rule   CONTRADICTION  UNCHECKED  STRAINED  ROUNDING  EXACT  UNDEFINED",
        "sum                1          1         0         0      1          0",
        "ratio              0          0         0         0      3          0",
    ] == str(summary).splitlines()
    with pytest.raises(KeyError):
        summary.count("other", Verdict.EXACT)
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(summary)


@needs_polars
def test_documents_of_a_wide_frame_are_its_rows() -> None:
    found = checked(key="id")

    assert rows_in(found.verdicts) == rows_in(found.documents)
    assert found.summary().documents is None


@engines
def test_lists_of_a_wide_frame_are_columns_by_number(engine: str) -> None:
    columns: Columns = {
        "t": ["3.00", "4.00"],
        "lines[0].a": ["1.00", "2.00"],
        "lines[1].a": ["2.00", "1.50"],
    }
    rules = {"sum": "t = sum(lines[*].a)", "each": "lines[*].a <= t"}
    if engine == "DuckDB" and BEFORE_2:
        with pytest.raises(InvalidRuleError, match="its column 'lines"):
            checked(columns, rules, engine=engine)
        return
    found = rows_in(checked(columns, rules, engine=engine, key="t").verdicts)
    by_total = {row["t"]: row for row in found}

    for at, total in enumerate(columns["t"]):
        lines = [{"a": columns[f"lines[{number}].a"][at]} for number in (0, 1)]
        report = check({"t": total, "lines": lines}, rules, convention=YUAN)
        assert {name: said.name for name, said in report.verdicts.items()} == {
            name: by_total[total][name] for name in report.verdicts
        }


@needs_polars
def test_a_list_that_a_wide_frame_does_not_have_is_unknown() -> None:
    with pytest.raises(UnknownPathError, match="lines"):
        checked(rules="t = sum(lines[*].a)")
    with pytest.raises(UnknownPathError, match="did you mean 'total'"):
        checked({"total": ["1.00"]}, "totl = 1元")


@needs_polars
def test_several_unknown_figures_are_told_together() -> None:
    with pytest.raises(ExceptionGroup, match="cannot be checked") as caught:
        checked(rules=["x = a", "y = b"])

    assert 2 == len(caught.value.exceptions)


@needs_polars
def test_a_tree_of_a_wide_frame_is_of_its_columns() -> None:
    with pytest.raises(BudgetCheckError, match="code"):
        checked({"lines[0].a": ["1.00"]}, "tree(lines[*].a by code)")


@needs_polars
@pytest.mark.parametrize(
    ("columns", "name"),
    [({"a": "aa"}, "aa"), ({"x.y": frames.Column(unit="万元")}, "x.y")],
)
def test_columns_that_are_declared_have_to_be_there(columns: Any, name: str) -> None:  # noqa: ANN401 (as `frames.check()`)
    with pytest.raises(InvalidRuleError, match=f"has no column '{name}'\n.*are id, "):
        checked(columns=columns)


@needs_polars
def test_columns_are_declared_by_paths_of_the_notation() -> None:
    with pytest.raises(NotationError):
        checked(columns={"a +": "a"})


@engines
def test_columns_may_be_called_otherwise(engine: str) -> None:
    declared = {"total": "t", "a": frames.Column(unit="万元"), "b": frames.Column("b")}
    found = checked(
        rules="total <= a + b", engine=engine, columns=declared, key="id"
    ).summary()

    assert 2 == found.total(Verdict.EXACT)


@engines
def test_a_constant_with_a_percent_sign_makes_percentages(engine: str) -> None:
    columns: Columns = {"s": ["61.8", "99.9"], "u": ["38.2", "0.2"]}
    rules = {"all": "s + u = 100%"}
    found = rows_in(checked(columns, rules, engine=engine, key="s").verdicts)

    for row in found:
        percent = {
            "s": f"{row['s']}%",
            "u": {"61.8": "38.2%", "99.9": "0.2%"}[row["s"]],
        }
        (verdict,) = check(percent, rules, convention=YUAN).verdicts.values()
        assert verdict.name == row["all"]


@needs_polars
def test_what_cannot_be_compared_is_refused() -> None:
    columns = {"a": frames.Column(percent=True)}

    with pytest.raises(DimensionError, match="percentage"):
        checked(columns=columns)


@engines
def test_numbers_beyond_what_an_engine_counts_are_refused(engine: str) -> None:
    columns: Columns = {name: [2**62, 100] for name in ("t", "a", "b")}
    rules = {"sum": "3 * t = a + b"}

    if engine in COUNTING_WIDELY:
        found = rows_in(checked(columns, rules, engine=engine).verdicts)
        assert ["CONTRADICTION", "CONTRADICTION"] == sorted(row["sum"] for row in found)
    else:
        with pytest.raises(UnsupportedRuleError, match=r"column \w has numbers up to"):
            checked(columns, rules, engine=engine)


@engines
def test_hundreds_of_millions_are_made_of_cents(engine: str) -> None:
    rows: Columns = {
        "t": [1, 9, 2],
        "a": [500_000_000, 0, 1_500_000_001],
        "b": [499_999_999, 0, 1],
        "c": [3, 1, 1],
    }
    columns = {"t": frames.Column(unit="亿元", decimals=1)}
    found = checked(rows, {"sum": "t = a + b + c"}, engine=engine, columns=columns)

    verdicts = [row["sum"] for row in rows_in(found.verdicts)]
    assert ["ROUNDING", "CONTRADICTION", "ROUNDING"] == verdicts


@pytest.mark.parametrize("kind", ["pandas", "pandas with Arrow"])
def test_residuals_are_of_the_kind_that_columns_of_pandas_are(kind: str) -> None:
    if kind not in INSTALLED:
        pytest.skip(f"there is no {kind}")
    columns: Columns = {"t": [2**53 + 1, None], "a": [0, 1]}
    found = frames.check(native(kind, columns), {"same": "t = a"}, convention=YUAN)

    for answer in (found.verdicts["same residual"], found.failures("note")["residual"]):
        assert native(kind, columns)["t"].dtype == answer.dtype
        assert 2**53 + 1 == answer[0]


@engines
def test_rows_are_taken_some_at_a_time(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetcheck.frames.tables.BLOCK", 3)
    monkeypatch.setattr("budgetcheck.frames.computing._ROWS", 2)
    stated = [100 * (number % 4) for number in range(10)]
    printed = [100 * (number % 3) for number in range(10)]
    rows: Columns = {"id": list(range(10)), "t": stated, "a": printed}
    found = checked(rows, {"same": "t = a"}, engine=engine, key="id")
    apart = [one - other for one, other in zip(stated, printed, strict=True)]

    answers = sorted(rows_in(found.verdicts), key=lambda row: row["id"])
    failures = sorted(rows_in(found.failures()), key=lambda row: row["id"])
    assert apart == [row["same residual"] for row in answers]
    assert 7 == found.summary().count("same", Verdict.CONTRADICTION)
    assert [(number, one) for number, one in enumerate(apart) if one] == [
        (row["id"], row["residual"]) for row in failures
    ]


@engines
@pytest.mark.parametrize("asked_before", [True, False])
def test_numbers_beyond_every_type_are_not_told(
    engine: str, *, asked_before: bool
) -> None:
    if engine not in COUNTING_WIDELY:
        pytest.skip("what is too wide to be told is too wide to be compared")
    figures: Columns = {name: [2**62, 100] for name in ("t", "a")}
    found = checked(figures, {"rule": f"t * {10**25} = a"}, engine=engine)
    if asked_before:
        assert "rule residual" not in rows_in(found.verdicts)[0]

    assert [(None, None)] * 2 == [
        (row["stated"], row["residual"]) for row in rows_in(found.failures())
    ]


@pytest.mark.skipif("DuckDB" not in INSTALLED, reason="there is no DuckDB")
def test_a_column_with_a_dot_is_declared_under_another_name_in_duckdb() -> None:
    figures: Columns = {"total_actual": ["3.00"], "basic": ["3.00"]}
    found = checked(
        figures,
        {"same": "total.actual = basic"},
        engine="DuckDB",
        columns={"total.actual": "total_actual"},
    )

    assert ["EXACT"] == [row["same"] for row in rows_in(found.verdicts)]
