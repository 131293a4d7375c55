"""Grounding: rules met by the figures of a document, and what is near them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

import budgetcheck as bc
from budgetcheck.faults import FAULTS_LIMIT
from budgetcheck.files import loads
from budgetcheck.language.grounding import Ground, all_grounds, ground_in_row, grounds
from budgetcheck.language.lookups import NEAR_LIMIT, Known
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.notation import condition_text
from budgetcheck.language.paths import EVERY, ROW, Index, Key

ROWS: dict[str, object] = {
    "t": "5",
    "u": "7",
    "l": [{"x": "1", "y": "2"}, {"x": "3", "y": "4"}],
    "none": [],
    "gone": {"missing": "withheld"},
}
CODES = {
    "l": [
        {"code": "1", "x": "3"},
        {"code": "102", "x": "1"},
        {"code": "101", "x": "2"},
        {"code": "", "x": "9"},
        {"code": "10101", "x": "2"},
    ],
}


def said(
    nested: Mapping[str, object], rule: str, *, missing: bool = False
) -> list[str]:
    """Return where a rule is read, and what it says there."""
    known = Known(figures_of(nested), missing)
    return [
        f"{one.at}: {one.condition and condition_text(one.condition)}"
        for one in grounds(bc.Rule(rule), known)
    ]


@pytest.mark.parametrize(
    ("rule", "ground"),
    [
        ("t = u", [": t = u"]),
        ("l[*].x = t", ["l[0]: l[0].x = t", "l[1]: l[1].x = t"]),
        ("t = sum(l[*].x) + u", [": t = l[0].x + l[1].x + u"]),
        ("t = 2 * sum(l[*].x)", [": t = 2 * l[0].x + 2 * l[1].x"]),
        ("t = sum(none[*].x)", [": t = 0"]),
        ("t = sum(none[*].x) + u", [": t = u"]),
        ("t = sum(gone[*].x)", [": t = gone"]),
        ("gone[*].x = t", [": gone[0].x = t"]),
        ("none[*].x = t", [": None"]),
        ("t = u and u = t", [": t = u and u = t"]),
        ("t = u or u = t", [": t = u or u = t"]),
        ("when t > u then u = t", [": when t > u then u = t"]),
        ("u = t / sum(l[*].x)", [": u = t / (l[0].x + l[1].x)"]),
        (
            "l[i].y = l[i].x / sum(l[*].x)",
            [
                "l[0]: l[0].y = l[0].x / (l[0].x + l[1].x)",
                "l[1]: l[1].y = l[1].x / (l[0].x + l[1].x)",
            ],
        ),
    ],
)
def test_a_rule_becomes_one_about_single_figures(rule: str, ground: list[str]) -> None:
    percent = {**ROWS, "u": "7%", "l": [{"x": "1", "y": "2%"}, {"x": "3", "y": "4%"}]}

    assert ground == said(percent if "/" in rule else ROWS, rule)


def test_a_tree_becomes_one_sum_for_every_parent() -> None:
    sums = ["l[0]: l[0].x = l[2].x + l[1].x", "l[2]: l[2].x = l[4].x"]

    assert sums == said(CODES, "tree(l[*].x by code)")
    assert [f": ({' and '.join(one[6:] for one in sums)}) and l[0].x = l[0].x"] == said(
        CODES, "tree(l[*].x by code) and l[0].x = l[0].x"
    )
    two = {"l": CODES["l"][:3]}
    assert [": when l[0].x > l[1].x then l[0].x = l[2].x + l[1].x"] == said(
        two, "when l[0].x > l[1].x then tree(l[*].x by code)"
    )
    assert [": None"] == said({"l": []}, "tree(l[*].x by code)")


@pytest.mark.parametrize(
    "rule", ["tree(l[*].x by code)", "tree(l[*].x by code) and t = t"]
)
def test_a_tree_of_a_list_that_is_withheld_is_unchecked_and_not_empty(
    rule: str,
) -> None:
    report = bc.check({"l": {"missing": "withheld"}, "t": "1"}, [rule])

    assert [bc.Verdict.UNCHECKED] == [one.verdict for one in report]
    assert ["[withheld] = [withheld]"] == [
        one.filled.removesuffix(" and 1 = 1") for one in report
    ]
    assert [bc.Verdict.UNCHECKED] == [
        one.verdict for one in bc.check({"t": "1"}, [rule], missing="unchecked")
    ]


def test_one_row_is_grounded_as_all_rows_are() -> None:
    known = Known(figures_of(ROWS))
    rule = bc.Rule("l[*].x = t")
    every = list(grounds(rule, known))

    assert every == [ground_in_row(rule, known, Index(row)) for row in range(2)]
    assert rule is every[0].rule
    assert ["l[0].x", "t"] == [str(path) for path, _ in every[0].figures]


def test_a_cell_that_only_one_row_lacks_is_absent_there() -> None:
    known = Known(figures_of({"l": [{"x": "1"}, {"y": "2"}]}))
    first, second = grounds(bc.Rule("l[*].x = l[*].x"), known)

    assert [bc.Missing("absent")] == [one for _, one in second.figures]
    assert [bc.Missing] != [type(one) for _, one in first.figures]


def test_what_nobody_has_is_absent_where_that_is_admitted() -> None:
    assert [": a = t"] == said(ROWS, "a = t", missing=True)
    assert [": l[9].x = t"] == said(ROWS, "l[9].x = t", missing=True)
    assert [": none = t"] == said({"t": "1"}, "sum(none[*].x) = t", missing=True)
    with pytest.raises(bc.UnknownPathError, match=r"l\[9\]\.x"):
        said(ROWS, "l[9].x = t")


def test_what_is_missing_keeps_its_reason_in_all_that_is_inside() -> None:
    known = Known(figures_of(ROWS))
    (ground,) = grounds(bc.Rule("gone.deep.x = t"), known)

    assert bc.Missing("withheld") == ground.figures[0][1]


KEYED = {
    "l": [
        {"code": "208", "name": "基本", "x": "1"},
        {"code": "209", "name": "208", "x": "2"},
        {"name": "é", "x": "3"},
    ],
}


@pytest.mark.parametrize(
    ("key", "row"),
    [("208", Index(0)), ("209", Index(1)), ("基本", Index(0)), ("e\u0301", Index(2))],
)
def test_a_row_is_found_by_its_code_and_else_by_its_name(key: str, row: Index) -> None:
    known = Known(figures_of(KEYED))
    path = bc.Path(("l", Key(key), "x"))

    assert bc.Path(("l", row, "x")) == known.keyed(path)
    assert bc.Path(("l", row, "x")) == known.keyed(path)
    assert bc.Path(("t", "x")) == known.keyed(bc.Path(("t", "x")))
    assert bc.Path(("l", Key("?"))) == known.keyed(bc.Path(("l", Key("?"))))


def test_a_sibling_is_another_row_of_the_same_list() -> None:
    known = Known(
        figures_of({"l": [{"x": "1"}, {"y": "1"}], "m": [{"n": [{"x": "1"}]}]})
    )
    asked: dict[tuple[object, ...], bool] = {
        ("l", Index(1), "x"): True,
        ("l", Index(2), "x"): False,
        ("l", Index(1), "z"): False,
        ("m", Index(0), "n", Index(0), "x"): True,
        ("m", Index(0), "n", Index(1), "x"): False,
        ("l", "x"): False,
    }

    assert asked == {
        steps: known.has_sibling(bc.Path(steps))  # type: ignore[arg-type]
        for steps in asked
    }


def test_near_paths_are_looked_for_while_that_is_cheap() -> None:
    many: Sequence[dict[str, str]] = [{"x": "1"}] * NEAR_LIMIT
    known = Known(figures_of({"l": many, "total": "1"}))
    path = bc.Path(("l", Index(0), "y"))

    assert [2, 2, 2, 2, 0, 0] == [len(known.near(path)) for _ in range(6)]


def test_what_stands_behind_many_figures_is_near_to_none() -> None:
    many = {f"a{number}": "1" for number in range(NEAR_LIMIT)}

    assert ("total",) == Known(figures_of({"total": "1"} | many)).near(
        bc.Path.of("totl")
    )
    assert () == Known(figures_of(many | {"total": "1"})).near(bc.Path.of("totl"))


def test_a_rule_over_an_empty_list_is_grounded_without_figures() -> None:
    known = Known(figures_of(ROWS))
    for rule in (bc.Rule("none[*].x = t"), bc.Rule("tree(none[*].x by code)")):
        assert [Ground(rule, "", None, ())] == list(grounds(rule, known))


def test_the_faults_of_one_rule_are_told_together() -> None:
    with pytest.raises(bc.UnreadableFileError) as caught:
        list(grounds(bc.Rule("b = c"), Known(figures_of({"a": "1"}))))

    assert [
        "a rule cannot be checked:",
        "rule 'b = c' names 'b', which the document does not have",
        "rule 'b = c' names 'c', which the document does not have",
    ] == str(caught.value).splitlines()


def test_after_many_faults_no_more_rules_are_looked_at() -> None:
    known = Known(figures_of({"a": "1"}))
    rules = [bc.Rule(f"a = b{number}") for number in range(FAULTS_LIMIT)]
    _, faults = all_grounds(rules, known)
    found, same = all_grounds([*rules, bc.Rule("a = a"), bc.Rule("a = c")], known)

    assert FAULTS_LIMIT == len(faults) == len(same)
    assert [] == found


def test_every_fault_of_every_rule_is_told_with_its_place() -> None:
    text = """
    format = 1
    rules = ["a = zz", "tree(l[*].x by code)", "a = p", "tree(l[*].x by code) and a=a"]
    [figures]
    a = 1
    p = "5%"
    l = [{code = "1", x = 1}, {code = "1", x = 2}, {x = 3}]
    """
    with pytest.raises(bc.UnreadableFileError) as caught:
        bc.check(loads(text, name="a.toml"))

    assert str(caught.value).splitlines() == [
        "a.toml cannot be checked:",
        "a.toml:3:14: rule 'a = zz' names 'zz', which the document does not have",
        "a.toml:7:48: l[1] and l[0] have the same code '1'",
        "  hint: a code stands once in a tree",
        "a.toml:7:57: l[2] has no code, so it has no place in the tree",
        '  hint: give it code = "…", "" for a total',
        "a.toml:3:48: rule 'a = p' puts together what cannot be: a is an amount of no "
        "currency, p is a percentage",
    ]


def test_a_path_that_ranges_has_no_single_figure() -> None:
    known = Known(figures_of(ROWS))

    assert known.missing_above(bc.Path(("gone", ROW, "x"))) == bc.Missing("withheld")
    assert known.missing_above(bc.Path(("l", EVERY, "x"))) is None
