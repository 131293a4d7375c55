"""Programs: plain figures are settled at once, without the general way."""

from __future__ import annotations

import attrs
import pytest

import budgetcheck as bc
from budgetcheck.checking.layouts import layout_of
from budgetcheck.checking.plans import Plan
from budgetcheck.checking.programs import Program
from budgetcheck.checking.running import findings_of
from budgetcheck.checking.runs import NotLaidOutError, Run
from budgetcheck.language.documents import Figures
from budgetcheck.language.nesting import figures_of

WAN, THINGS = bc.Unit.read("万元"), bc.Unit.read("件")


def amount(value: str, **other: object) -> bc.Amount:
    return bc.Amount(value, "0.01", WAN, **other)  # type: ignore[arg-type]


def percent(value: str) -> bc.Percent:
    return bc.Percent(value, "0.01")


@attrs.frozen
class Line:
    a: bc.Figure
    b: bc.Figure
    share: bc.Figure
    code: str = ""


def line(code: str, a: str = "2.00") -> Line:
    return Line(amount(a), amount("1.00"), percent("50.00"), code)


@attrs.frozen
class Group:
    c: bc.Figure


@attrs.frozen
class Table:
    total: bc.Figure = amount("6.00")
    a: bc.Figure = amount("2.00")
    b: bc.Figure = amount("4.00")
    share: bc.Figure = percent("33.33")
    rest: bc.Figure = percent("66.67")
    things: bc.Figure = bc.Count("5", "0", THINGS)
    none: bc.Figure = bc.Amount("0", "0", WAN)
    group: Group = Group(amount("1.00"))
    lines: tuple[Line, ...] = (
        Line(amount("2.00"), amount("1.00"), percent("33.33")),
        Line(amount("4.00"), amount("4.00"), percent("66.67")),
    )
    more: tuple[Line, ...] = ()


def never() -> Figures:
    message = "the general way was taken"
    raise AssertionError(message)


def quick(document: Table, *said: str, **declared: object) -> list[bc.Finding]:
    """Return the findings of plain figures, which nothing else may be asked for."""
    layout, convention = layout_of(Table), bc.Convention.of(declared)
    program = Program.of(bc.rules(*said), layout, convention)
    return Run(program, document, never, unchecked=False).findings()


def test_plain_figures_are_settled_without_the_general_way() -> None:
    given = {
        "total = a + b": "exact",
        "total = a + a": "contradiction",
        "total - a = b": "exact",
        "2 * a = b": "exact",
        "a + a + a = total": "exact",
        "a = group.c + group.c": "exact",
        "share = a / total": "exact",
        "share = b / total": "contradiction",
        "share = (a + b) / (total + total)": "contradiction",
        "share = a / none": "contradiction",
        "share + rest = share + rest": "exact",
        "total = b": "contradiction",
        "total = sum(lines[*].b)": "contradiction",
        "total <= b": "contradiction",
        "a <= b": "exact",
        "b > a": "exact",
        "things = things": "exact",
        "total = sum(lines[*].a)": "exact",
        "total = sum(lines[*].b) + none": "contradiction",
        "a + b - group.c = sum(lines[*].b)": "exact",
        "share + rest = sum(lines[*].share)": "exact",
        "a <= sum(lines[*].a)": "exact",
        "share = a / sum(lines[*].a)": "exact",
        "share = a / (total + sum(lines[*].a))": "contradiction",
        "share = a / sum(more[*].a)": "contradiction",
    }
    nil = bc.Amount("0", "0", WAN)
    document = Table(more=(Line(nil, nil, percent("0.00")),))

    assert given == {one.rule.id: one.verdict.value for one in quick(document, *given)}


def test_what_is_usual_may_be_declared() -> None:
    usual: dict[str, object] = {
        "rounding": "nearest",
        "percent_rounding": "nearest",
        "negative_base": "signed",
        "shares_adjusted": "no",
        "zero": "rounded",
    }
    (found,) = quick(Table(), "share = a / total", **usual)

    assert bc.Verdict.EXACT is found.verdict


def test_equal_units_are_the_same_unit() -> None:
    other = bc.Amount("4.00", "0.01", attrs.evolve(WAN))
    lines = (Line(other, amount("4.00"), percent("66.67")),)
    found = quick(Table(b=other, lines=lines), "total = a + b", "lines[*].a = b")

    assert ["exact", "exact"] == [one.verdict.value for one in found]


def test_a_share_of_a_sum_that_contains_it_moves_with_it() -> None:
    one = (Line(amount("1.00"), amount("1.00"), percent("99.90")),)
    said = "lines[i].share = lines[i].a / sum(lines[*].a)"
    (found,) = quick(Table(lines=one), said)

    assert bc.Verdict.CONTRADICTION is found.verdict


def test_a_sum_of_rows_is_rounded_by_those_that_are_not_zero() -> None:
    zero = Line(amount("0.00"), amount("0.00"), percent("0.00"))
    rule = "share = a / sum(lines[*].a)"
    three = (*Table().lines, zero)
    (found,) = quick(Table(share=percent("33.25"), lines=three), rule)

    assert bc.Verdict.ROUNDING is found.verdict
    with pytest.raises(AssertionError, match="the general way was taken"):
        quick(Table(share=percent("33.18"), lines=three), rule)


def test_columns_that_cannot_be_added_leave_the_others_as_they_are() -> None:
    lines = (
        Line(amount("2.00"), bc.NotComputable(), bc.NotComputable()),
        Line(amount("4.00"), amount("1.00"), bc.NotComputable()),
    )
    said = (
        "total >= sum(lines[*].b)",
        "rest >= sum(lines[*].share)",
        "total = sum(lines[*].a)",
    )
    rules = bc.rules(*said)
    document = Table(lines=lines)
    found = rules.for_(Table)(document).findings
    general = findings_of(figures_of(document), rules, bc.Convention(), "error")

    assert list(general) == list(found)
    assert bc.Verdict.EXACT is quick(document, said[2])[0].verdict
    for rule in said[:2]:
        with pytest.raises(AssertionError, match="the general way was taken"):
            quick(document, rule, said[2])


def test_one_row_that_is_not_plain_leaves_the_others_as_they_are() -> None:
    lines = (
        Line(amount("2.00"), amount("2.00"), percent("33.33")),
        Line(bc.Missing("blank"), amount("1.00"), percent("33.33")),
        Line(amount("2.00"), amount("3.00"), percent("33.33")),
    )
    rules = bc.rules("lines[*].a <= lines[*].b", "lines[*].share = lines[*].a / total")
    document = Table(lines=lines)
    found = rules.for_(Table)(document).findings
    general = findings_of(figures_of(document), rules, bc.Convention(), "error")

    assert ["exact", "unchecked", "exact"] * 2 == [one.verdict.value for one in found]
    assert ["lines[0]", "lines[1]", "lines[2]"] * 2 == [one.at for one in found]
    for one, other in zip(found, general, strict=True):
        assert (other.figures, other.condition) == (one.figures, one.condition)


def test_further_printings_are_held_against_the_first() -> None:
    thrice = amount("2.00", also=(amount("2.00"), amount("2.01")))
    twice = amount("4.00", also=(amount("4.00"),))
    found = bc.rules().for_(Table)(Table(a=thrice, b=twice)).findings

    assert ["printings.a", "printings.b"] == [one.rule.id for one in found]
    assert ["a = a.also[0] and a = a.also[1]", "b = b.also[0]"] == [
        one.rule.notation for one in found
    ]
    assert [["a", "a.also[0]", "a.also[1]"], ["b", "b.also[0]"]] == [
        [str(path) for path, _ in one.figures] for one in found
    ]
    assert "同一数字在多处印出" == found[0].rule.titled("zh")


def test_plain_rows_are_settled_without_the_general_way() -> None:
    given = {
        "lines[*].b <= lines[*].a": ["exact", "exact"],
        "lines[*].a = lines[*].b + lines[*].b": ["exact", "contradiction"],
        "lines[*].share = lines[*].a / total": ["exact", "exact"],
        "lines[i].share = lines[i].a / sum(lines[*].a)": ["exact", "exact"],
        "lines[i].share = lines[i].b / sum(lines[*].a)": ["contradiction", "exact"],
        "lines[i].a <= sum(lines[*].b)": ["exact", "exact"],
    }
    for rule, verdicts in given.items():
        found = quick(Table(), rule)

        assert verdicts == [one.verdict.value for one in found]
        assert ["lines[0]", "lines[1]"] == [one.at for one in found]


LACKING = bc.Missing("absent")
NIL, BLANK = bc.Word("nil"), bc.Missing("blank")


@pytest.mark.parametrize(
    ("document", "rule", "verdict"),
    [
        (Table(a=LACKING), "total = a + b", "unchecked"),
        (Table(total=LACKING), "total = a + b", "unchecked"),
        (Table(total=BLANK, a=LACKING), "total = a + b", "unchecked"),
        (Table(total=LACKING), "share = a / total", "unchecked"),
        (
            Table(total=LACKING, a=LACKING, share=LACKING),
            "share = a / total",
            "unchecked",
        ),
        (Table(a=LACKING, b=NIL), "when a > 0 then a <= b", "unchecked"),
        (Table(a=LACKING), "a > 3万元", "unchecked"),
        (Table(share=LACKING), "share = 100% - share", "unchecked"),
        (Table(a=LACKING), "share = a / total", "unchecked"),
        (Table(share=BLANK, a=LACKING), "share = a / total", "unchecked"),
        (Table(share=LACKING), "share = a / total", "unchecked"),
        (Table(a=NIL, total=amount("4.00")), "total = a + b", "exact"),
        (Table(a=NIL, b=NIL, total=NIL), "total = a + b", "exact"),
        (Table(a=NIL), "total = a + b", "contradiction"),
        (Table(more=(line("1"),)), "total = sum(more[*].a)", "contradiction"),
        (Table(more=()), "more[*].a = more[*].b", "undefined"),
        (Table(more=()), "tree(more[*].a by code)", "undefined"),
    ],
)
def test_what_lacks_and_what_is_nil_needs_no_general_way(
    document: Table, rule: str, verdict: str
) -> None:
    if rule == "total = sum(more[*].a)":
        document = attrs.evolve(document, total=amount("9.00"), group=Group(NIL))
        rule = "total + group.c = sum(more[*].a) + sum(lines[*].b)"
    (found,) = quick(document, rule)

    assert verdict == found.verdict.value


def test_a_blank_is_nil_where_it_is_declared_so() -> None:
    document = Table(a=BLANK, total=amount("4.00"))
    (found,) = quick(document, "total = a + b", blank="zero")
    (other,) = quick(document, "total = a + b")

    assert ["exact", "unchecked"] == [found.verdict.value, other.verdict.value]


def test_a_column_with_blanks_is_added_up_as_each_rule_reads_them() -> None:
    rows = (*Table().lines, Line(BLANK, NIL, LACKING))
    reading = bc.Convention(blank="zero")
    rules = bc.rules(
        bc.Rule("total = sum(lines[*].a)", id="zero", convention=reading),
        bc.Rule("total = sum(lines[*].a)", id="unread"),
        bc.Rule("total >= sum(lines[*].b)", id="nil"),
        bc.Rule("share + rest = sum(lines[*].share)", id="lacking"),
    )
    program = Program.of(rules, layout_of(Table), bc.Convention())
    found = Run(program, Table(lines=rows), never, unchecked=False).findings()

    assert ["exact", "unchecked", "exact", "unchecked"] == [
        one.verdict.value for one in found
    ]


def test_plain_trees_are_settled_without_the_general_way() -> None:
    lines = (
        line("1", a="6.00"),
        line("11", a="2.00"),
        line("12", a="4.00"),
        line("121", a="1.00"),
        line("122", a="2.00"),
        line("", a="9.00"),
        line("2", a="1.01"),
        line("21", a="0.50"),
        line("22", a="0.50"),
        Line(LACKING, LACKING, LACKING, "3"),
        Line(NIL, NIL, NIL, "31"),
    )
    found = quick(Table(lines=lines), "tree(lines[*].a by code)")

    assert [
        ("lines[0]", "exact"),
        ("lines[2]", "contradiction"),
        ("lines[6]", "rounding"),
        ("lines[9]", "unchecked"),
    ] == [(one.at, one.verdict.value) for one in found]


def test_a_heading_that_is_left_open_is_judged_by_itself() -> None:
    lines = (line("1", a="1.01"), line("11", a="1.00"), line("2"), line("21"))
    rules = bc.rules("tree(lines[*].a by code)")
    document = Table(lines=lines)
    found = quick(document, *(rule.notation for rule in rules))
    general = list(findings_of(figures_of(document), rules, bc.Convention(), "error"))

    assert general == found
    assert ["strained", "exact"] == [one.verdict.value for one in found]


def test_kinds_of_rows_may_differ_where_a_whole_is_shared() -> None:
    lines = (
        Line(amount("2.00"), amount("1.00"), percent("33.33")),
        Line(amount("2.00"), amount("1.00"), bc.NotComputable()),
    )
    found = quick(Table(lines=lines), "lines[*].share = lines[*].a / none")

    assert ["contradiction", "undefined"] == [one.verdict.value for one in found]


def test_a_whole_of_nothing_has_no_percentage_at_once() -> None:
    (found,) = quick(Table(share=bc.NotComputable()), "share = a / none")

    assert bc.Cause.NOT_COMPUTABLE is found.cause


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        (Table(share=bc.Missing()), "share = a / none"),
        (Table(share=bc.Missing("blank")), "share = a / total"),
        (Table(share=amount("1"), a=bc.Missing()), "share = a / total"),
        (Table(share=amount("1"), total=bc.Missing()), "share = a / total"),
        (Table(a=bc.Missing()), "a <= total - 3万元"),
        (Table(share=amount("1")), "share = a / total"),
        (Table(share=bc.NotComputable()), "share = a / total"),
        (Table(things=amount("6.00")), "share = a / rest"),
        (Table(), "total = a / 2 + a"),
        (Table(), "lines[0].a = a"),
        (Table(), "a = b and b = a"),
        (Table(), "total = a + 4万元"),
        (Table(a=amount("1.99")), "a = b - 2万元"),
        (Table(a=amount("2.00", bound="at_least")), "total = a + b"),
        (Table(b=bc.Amount("7", "1", WAN)), "total = b"),
        (Table(), "total < b"),
        (Table(lines=(line("1", a="1.00"), line("1"))), "tree(lines[*].a by code)"),
        (Table(), "tree(lines[*].a by share)"),
        (Table(), "tree(lines[*].code by code)"),
        (Table(a=bc.Word("nil")), "share = a / total"),
        (Table(), "when a > 0 then total = a + b"),
        (Table(a=bc.Missing()), "when total > 0 then total = a + b"),
        (Table(a=bc.Missing()), "when a > 0 then total = sum(lines[*].a)"),
        (Table(), "total = sum(more[*].a)"),
    ],
)
def test_what_is_not_plain_takes_the_general_way(document: Table, rule: str) -> None:
    with pytest.raises(AssertionError, match="the general way was taken"):
        quick(document, rule)


@pytest.mark.parametrize(
    "declared",
    [
        {"rounding": "cut_off"},
        {"percent_rounding": "cut_off"},
        {"negative_base": "absolute"},
        {"shares_adjusted": "largest_remainder"},
    ],
)
def test_an_unusual_convention_takes_the_general_way(
    declared: dict[str, object],
) -> None:
    with pytest.raises(AssertionError, match="the general way was taken"):
        quick(Table(), "total = a + b", **declared)


def test_where_the_last_share_is_adjusted_no_rule_is_judged_by_itself() -> None:
    usual = bc.Rule("total = a + b")
    last = bc.Rule(
        "share = a / total", convention=bc.Convention(shares_adjusted="last")
    )
    off = attrs.evolve(last, disabled="it is an estimate")
    layout, declared = layout_of(Table), bc.Convention()
    apart = [
        Program.of(bc.rules(*said), layout, declared).apart
        for said in ((usual,), (last, usual), (usual, last), (usual, off))
    ]

    assert [True, False, False, True] == apart
    with pytest.raises(NotLaidOutError):
        quick(Table(), "total = a + b", shares_adjusted="last")


def test_a_figure_printed_once_is_not_looked_for_in_the_general_way() -> None:
    assert [] == quick(Table())
    again = amount("2.00", also=(amount("2.01"),))
    for document in (Table(a=again), Table(lines=(Line(again, again, again),))):
        with pytest.raises(AssertionError, match="the general way was taken"):
            quick(document)


def test_a_rule_concludes_the_same_from_the_same_outcome() -> None:
    said = bc.rules("total = a + b", "lines[*].b <= lines[*].a")
    program = Program.of(said, layout_of(Table), bc.Convention())
    first, second = (
        Run(program, Table(), never, unchecked=False).findings() for _ in range(2)
    )

    for one, other in zip(first, second, strict=True):
        assert one.conclusion is other.conclusion
    assert first[1].conclusion is first[2].conclusion


def test_a_rule_is_made_ready_once_for_the_kinds_that_it_meets() -> None:
    said = bc.rules("total = a + b", "share = rest")
    program = Program.of(said, layout_of(Table), bc.Convention())
    for document in (Table(), Table(share=LACKING), Table(share=LACKING)):
        Run(program, document, never, unchecked=False).findings()

    assert [1, 2] == [len(one.known) for one in program.plans if isinstance(one, Plan)]


def test_what_a_quick_verdict_rests_on_is_what_the_general_way_says() -> None:
    document = Table(more=(Line(amount("0.00"), amount("0.00"), percent("0.00")),))
    rules = bc.rules(
        "total = a + a",
        "share = b / total",
        "share = a / none",
        "total = sum(lines[*].b)",
        "lines[*].a = lines[*].b + lines[*].b",
        "lines[i].share = lines[i].b / sum(lines[*].a)",
        "more[*].share = more[*].a / total",
    )
    found = rules.for_(Table)(document).findings
    general = findings_of(figures_of(document), rules, bc.Convention(), "error")

    for one, other in zip(found, general, strict=True):
        assert other == one
        assert other.at == one.at
        assert other.evidence == one.evidence
        assert other.figures == one.figures
        assert other.decisive == one.decisive
        assert other.condition == one.condition


def test_evidence_of_figures_alone_needs_no_general_way() -> None:
    (found,) = quick(Table(), "total = a + a")

    assert 40_000 == found.evidence.recomputed
    assert ["total", "a"] == [str(path) for path, _ in found.figures]


def test_figures_of_many_digits_are_added_exactly() -> None:
    many = "1" + "0" * 70
    document = Table(total=amount(f"{many}.03"), a=amount(f"{many}.01"))
    found = quick(document, "total = a + group.c - group.c", "total = a + b")

    assert ["contradiction", "contradiction"] == [one.verdict.value for one in found]
    (same,) = quick(
        attrs.evolve(document, b=amount("0.02")), "total = a + b", zero="exact"
    )
    assert bc.Verdict.EXACT is same.verdict


@attrs.frozen
class Deep:
    one: Group
    two: Group


@attrs.frozen
class Deeper:
    deep: Deep


def test_groups_in_groups_are_laid_out() -> None:
    layout = layout_of(Deeper)

    assert ["deep.one.c", "deep.two.c"] == [str(path) for path in layout.paths]
    assert layout.complete


@attrs.frozen
class Listed:
    lines: tuple[Line, ...] | None = ()


@attrs.frozen
class PerhapsListed:
    total: bc.Figure
    group: Listed | None = None


@pytest.mark.parametrize("group", [None, Listed(None)])
def test_a_list_that_is_not_there_is_unchecked(group: Listed | None) -> None:
    rules = bc.rules(
        "total = sum(group.lines[*].a)",
        "group.lines[*].a <= group.lines[*].b",
        "group.lines[*].share = group.lines[*].a / total",
        "group.lines[*].share = group.lines[*].a / sum(group.lines[*].a)",
        "tree(group.lines[*].a by code)",
        "when group.lines[i].a > 0 then group.lines[i].b > total",
    )
    document = PerhapsListed(amount("1.00"), group)
    found = list(rules.for_(PerhapsListed)(document))
    general = findings_of(figures_of(document), rules, bc.Convention(), "error")

    assert {bc.Verdict.UNCHECKED} == {finding.verdict for finding in found}
    assert list(general) == found


@pytest.mark.parametrize(
    "document",
    [
        PerhapsListed(amount("1.00"), Listed(lines="no rows")),  # type: ignore[arg-type]
        PerhapsListed(amount("1.00"), Group(amount("1.00"))),  # type: ignore[arg-type]
    ],
)
@pytest.mark.parametrize("said", ["total = sum(group.lines[*].a)", "total = total"])
def test_a_document_unlike_its_class_is_not_laid_out(
    document: PerhapsListed, said: str
) -> None:
    program = Program.of(bc.rules(said), layout_of(PerhapsListed), bc.Convention())

    with pytest.raises(NotLaidOutError):
        Run(program, document, never, unchecked=False).findings()


def test_a_tree_with_mixed_kinds_is_for_the_general_way() -> None:
    lines = (line("1"), Line(percent("1"), LACKING, LACKING, "11"), line("12"))
    rules = bc.rules("tree(lines[*].a by code)")

    with pytest.raises(AssertionError, match="the general way was taken"):
        quick(Table(lines=lines), "tree(lines[*].a by code)")
    with pytest.raises(bc.DimensionError):
        rules.for_(Table)(Table(lines=lines))


def test_a_code_that_is_no_text_is_for_the_general_way() -> None:
    odd = Line(amount("1.00"), LACKING, LACKING, code=None)  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="the general way was taken"):
        quick(Table(lines=(line("1"), odd)), "tree(lines[*].a by code)")


def test_the_figures_of_a_report_are_listed_once() -> None:
    report = bc.rules("total = a + b").for_(Table)(Table())

    assert report.figures is report.figures
    assert "total" == str(report.figures[0])
