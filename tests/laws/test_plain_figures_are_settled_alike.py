"""Law: what is settled at once is what the general way says.

`settling` decides plain figures in Decimals, without intervals; `judging` decides
everything. Where both decide, verdict, cause, level and evidence are the same.
"""

from decimal import Decimal

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import budgetcheck as bc
from budgetcheck.checking.running import findings_of
from budgetcheck.language.nesting import figures_of

YUAN, WAN = bc.Unit.read("元"), bc.Unit.read("万元")


@attrs.frozen
class Line:
    actual: bc.Figure
    budget: bc.Figure
    share: bc.Figure
    code: str = ""


@attrs.frozen
class Table:
    total: bc.Figure
    a: bc.Figure
    b: bc.Figure
    c: bc.Figure
    d: bc.Figure
    rate: bc.Figure
    lines: tuple[Line, ...] | None = ()


RULES = bc.rules(
    "total = a + b",
    "total = a + b + c + d",
    "total - a = b",
    "a = b",
    "total = 2 * a + b - 2 * c",
    "-a - b = c",
    "a + b <= total",
    "a - b >= c",
    "a < b",
    "a > b + c",
    "rate = a / total",
    "rate = a / b - 1",
    "rate = c / (a - b)",
    "rate = (a + b) / (a + b + c)",
    "rate = a / (2 * a - b)",
    "rate = (2 * a - c) / (2 * a + b)",
    "rate = c / (a - a + b)",
    "rate = (c - 2 * b) / b",
    "total = sum(lines[*].actual)",
    "total + a <= sum(lines[*].actual)",
    "rate = sum(lines[*].actual) / sum(lines[*].budget)",
    "lines[*].share = lines[*].actual / lines[*].budget",
    "lines[i].share = lines[i].actual / sum(lines[*].actual)",
    "lines[i].share = lines[i].actual / total",
    "lines[i].actual - lines[i].budget <= a",
    "lines[i].share = lines[i].actual / lines[i].budget - 1",
    "tree(lines[*].actual by code)",
    "tree(lines[*].share by code)",
    "when a > 0 then a + b <= total",
    "when a > 0 then rate = a / total",
    "when lines[i].actual > 0 then lines[i].budget > 0万元",
)
CHECKS = [(one, one.for_(Table)) for one in map(bc.rules, RULES)]
PART = bc.rules("a + b <= total")
CHECK_PART = PART.for_(Table)
ROUNDING = ("nearest", "cut_off")


def amounts(unit: bc.Unit = WAN) -> st.SearchStrategy[bc.Figure]:
    value = st.integers(-30, 30) | st.integers(-3000, 3000) | st.just(0)
    quantum = st.sampled_from(["0.01", "0.01", "0.01", "1", "0"])
    return st.builds(
        lambda cents, step: bc.Amount(Decimal(cents) / 100, step, unit), value, quantum
    )


PERCENTS = st.builds(
    lambda points, quantum: bc.Percent(Decimal(points) / 100, quantum),
    st.integers(-15000, 15000) | st.sampled_from([0, 5000, 10000, 3333]),
    st.sampled_from(["0.01", "1", "0.1", "0"]),
)
ODD: st.SearchStrategy[bc.Figure] = st.sampled_from(
    [
        bc.Missing("blank"),
        bc.Missing("absent"),
        bc.NotComputable(),
        bc.Word("nil"),
        bc.Word("increase"),
        bc.Amount("1.00", "0.01", WAN, bound="at_least"),
        bc.Amount("1.00", "0.01", WAN, rounding="cut_off"),
        bc.Amount("1.0", "0.1", WAN, also=(bc.Amount("1.02", "0.01", WAN),)),
    ]
)


def mostly(usual: st.SearchStrategy[bc.Figure]) -> st.SearchStrategy[bc.Figure]:
    return st.one_of(*[usual] * 15, ODD)


# Made once, because to make a strategy costs as much as to draw from it.
AMOUNT = mostly(amounts())
PERCENT = mostly(PERCENTS | st.just(bc.NotComputable()))
CODES = st.sampled_from(["1", "11", "12", "111", "1101", "2", "21", "3", ""])
LINES = st.none() | st.lists(
    st.builds(Line, AMOUNT, AMOUNT, PERCENT, CODES),
    max_size=5,
    # Codes that stand twice are seldom of interest.
    unique_by=lambda line: line.code or object(),
).map(tuple)
TWICE = st.builds(Line, AMOUNT, AMOUNT, PERCENT, st.sampled_from(["1", "11"]))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables in which most rules nearly hold."""
    a, b, c, d = (draw(AMOUNT) for _ in "abcd")
    total = draw(AMOUNT)
    numbers = [one for one in (a, b) if isinstance(one, bc.Amount)]
    if draw(st.booleans()) and numbers:
        cents = draw(st.integers(-2, 2)) + 100 * sum(one.value for one in numbers)
        total = bc.Amount(Decimal(cents) / 100, "0.01", WAN)
    lines = draw(LINES)
    if lines and not draw(st.integers(0, 9)):
        lines = (*lines, draw(TWICE))
    if lines and draw(st.booleans()):
        lines = _added(lines)
    return Table(total, a, b, c, d, _near(draw, a, total), lines)


def _added(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return lines of which the first may be the sum of the others."""
    others = [one.actual for one in lines[1:] if isinstance(one.actual, bc.Amount)]
    total = sum((one.value for one in others), Decimal(0))
    first = attrs.evolve(lines[0], actual=bc.Amount(total, "0.01", WAN), code="1")
    rest = (
        attrs.evolve(line, code=f"1{at}") for at, line in enumerate(lines[1:], start=1)
    )
    return (first, *rest)


def _near(draw: st.DrawFn, a: object, total: object) -> bc.Figure:
    both = isinstance(a, bc.Amount) and isinstance(total, bc.Amount)
    if not both or not total.value or draw(st.booleans()):  # type: ignore[attr-defined]
        return draw(PERCENT)
    ratio = round(10000 * a.value / total.value)  # type: ignore[attr-defined]
    assume(abs(ratio) < 10**12)
    return bc.Percent(Decimal(ratio + draw(st.integers(-1, 1))) / 100, "0.01")


def _line(actual: str, budget: str, share: str) -> Line:
    one, other = bc.Amount(actual, "0.01", WAN), bc.Amount(budget, "0.01", WAN)
    return Line(one, other, bc.Percent(share, "0.01"))


ZERO = bc.Amount("0", "0.01", WAN)


@pytest.mark.costly
@given(
    table=tables(),
    declared=st.sampled_from(
        [bc.Convention(), bc.Convention(zero="exact"), bc.Convention(blank="zero")]
    ),
)
@example(
    Table(ZERO, ZERO, ZERO, ZERO, ZERO, bc.NotComputable(), (_line("0", "0", "0"),)),
    bc.Convention(),
)
def test_both_ways_say_the_same(table: Table, declared: bc.Convention) -> None:
    figures = figures_of(table)
    for one, check in CHECKS:
        try:
            general = list(findings_of(figures, one, declared, "error"))
        except bc.BudgetCheckError as error:
            with pytest.raises(type(error)):
                check(table, convention=declared)
            continue
        found = list(check(table, convention=declared))

        assert general == found
        assert [one.at for one in general] == [one.at for one in found]


@given(table=tables(), rounding=st.sampled_from(ROUNDING))
def test_a_convention_that_is_not_plain_goes_the_general_way(
    table: Table, rounding: str
) -> None:
    declared = bc.Convention.of({"rounding": rounding})
    try:
        general = list(findings_of(figures_of(table), PART, declared, "error"))
    except bc.DimensionError:
        return

    assert general == list(CHECK_PART(table, convention=declared))


def test_a_sum_over_one_row_is_one_figure_which_may_be_rounded() -> None:
    total, line = bc.Amount("1", "1", WAN), _line("1.04", "1.00", "0")
    table = Table(total, ZERO, ZERO, ZERO, ZERO, bc.NotComputable(), (line,))
    (finding,) = bc.rules("total = sum(lines[*].actual)").for_(Table)(table)

    assert bc.Verdict.EXACT is finding.verdict


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("33.16", bc.Verdict.ROUNDING),
        ("33.37", bc.Verdict.ROUNDING),
        ("32.00", bc.Verdict.CONTRADICTION),
    ],
)
def test_a_figure_of_the_row_is_in_the_sum_as_well(
    stated: str, verdict: bc.Verdict
) -> None:
    lines = (_line("1.00", "1.00", stated), _line("2.01", "1.00", "66.78"))
    table = Table(ZERO, ZERO, ZERO, ZERO, ZERO, bc.NotComputable(), lines)
    rule = bc.rules("lines[i].share = lines[i].actual / sum(lines[*].actual)")
    general = list(findings_of(figures_of(table), rule, bc.Convention(), "error"))
    found = list(rule.for_(Table)(table))

    assert general == found
    assert verdict is found[0].verdict


def test_different_units_go_the_general_way() -> None:
    wan, yuan = bc.Amount("1.00", "0.01", WAN), bc.Amount("10000", "1", YUAN)
    table = Table(wan, yuan, ZERO, ZERO, ZERO, bc.NotComputable())

    assert bc.rules("total = a").for_(Table)(table).ok
