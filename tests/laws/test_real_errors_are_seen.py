"""Law 2. A real error is seen.

Move one figure past all slack in a direction that the rule forbids:
CONTRADICTION, and its evidence names the figure.
"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import accounts, obeyable
from tests.strategies.accounts import SCALES, Account

from budgetcheck import Convention, Document, Finding, Verdict, check
from budgetcheck.strategies import Corruption, Slip, corrupted

# Where nothing is rounded, a digit is wrong.
IN_THE_SLACK = (Slip.WITHIN_ROUNDING, Slip.CANCELLING_PAIR, Slip.ONE_DIGIT)


def finding_of(account: Account, figures: object) -> Finding:
    report = check(
        figures,
        [account.rule],
        convention=Convention.of(account.convention),
    )
    return report.findings[0]


def shifted(account: Account, name: str, distance: Fraction) -> dict[str, object]:
    """Print a figure anew, at least so far from where it is printed now."""
    printed = account.printed[name]
    assert isinstance(printed, dict)
    table: dict[str, object] = dict(printed)
    quantum = account.quanta[name]
    units = Fraction(str(table["value"])) * SCALES[str(table["unit"])] / quantum
    steps = -(-abs(distance) // quantum)
    moved = units + (steps if distance > 0 else -steps)
    decimals = int(str(account.convention["decimals"]))
    table["value"] = accounts.decimal_text(int(moved), decimals)
    return table


class TestSlips:
    """*CONTRADICTION, and its evidence names the figure*, whatever the slip is.

    What leaves the slack is decided without the checker.
    """

    @given(corrupted(obeyable.documents()))
    def test_every_slip_that_leaves_the_slack_contradicts_and_is_named(
        self, pair: tuple[Document, Corruption]
    ) -> None:
        document, corruption = pair
        found = {(one.rule.id, one.at): one for one in check(document).findings}
        failing = {
            name
            for name, finding in found.items()
            if finding.verdict is Verdict.CONTRADICTION
        }

        assert corruption.failing == failing
        for name in failing:
            named = {path for path, _ in found[name].figures}
            assert named & set(corruption.paths)

    @given(corrupted(obeyable.documents(), slips=IN_THE_SLACK))
    def test_what_stays_in_the_slack_is_not_accused(
        self, pair: tuple[Document, Corruption]
    ) -> None:
        document, corruption = pair
        accused = Verdict.CONTRADICTION in check(document).verdicts.values()

        assert corruption.is_silent is not accused
        assert corruption.is_silent or corruption.slip is not Slip.WITHIN_ROUNDING


class TestSums:
    """*Move one figure past all slack.*"""

    @given(accounts.sums(relation="="), st.data())
    def test_a_figure_moved_past_all_slack_contradicts(
        self, account: Account, data: st.DataObject
    ) -> None:
        name = data.draw(st.sampled_from(sorted(account.printed)))
        sign = data.draw(st.sampled_from((-1, 1)))
        # Twice every figure's whole quantum, by its greatest coefficient (2).
        slack = sum((4 * quantum for quantum in account.quanta.values()), Fraction(0))
        moved = shifted(account, name, sign * (slack + account.quanta[name]))
        finding = finding_of(account, account.moved(name, moved))

        assert finding.verdict is Verdict.CONTRADICTION
        assert name in [str(path) for path, _ in finding.figures]
        assert finding.evidence.unexplained is not None
        assert finding.evidence.unexplained > 0

    @given(accounts.sums(relation="<="))
    def test_a_whole_moved_below_its_parts_contradicts(self, account: Account) -> None:
        slack = sum((4 * quantum for quantum in account.quanta.values()), Fraction(6))
        moved = shifted(account, "total", -slack - account.quanta["total"])
        finding = finding_of(account, account.moved("total", moved))

        assert finding.verdict is Verdict.CONTRADICTION

    @given(accounts.sums(relation=">="))
    def test_a_floor_moved_above_its_parts_contradicts(self, account: Account) -> None:
        slack = sum((4 * quantum for quantum in account.quanta.values()), Fraction(6))
        moved = shifted(account, "total", slack + account.quanta["total"])
        finding = finding_of(account, account.moved("total", moved))

        assert finding.verdict is Verdict.CONTRADICTION


class TestTheLimit:
    """*All slack*, to the unit: half a unit for each rounded figure, no more."""

    @given(st.integers(1, 12), st.integers(0, 20), st.sampled_from((-1, 1)))
    def test_a_sum_contradicts_exactly_beyond_half_a_unit_per_figure(
        self, many: int, residual: int, sign: int
    ) -> None:
        total = 100 * many + sign * residual
        figures = {"total": accounts.decimal_text(total, 2), "parts": ["1.00"] * many}
        report = check(figures, ["total = sum(parts[*])"], decimals=2)
        impossible = 2 * residual > many + 1

        assert impossible is (report.findings[0].verdict is Verdict.CONTRADICTION)


class TestShares:
    """*In a direction that the rule forbids*: a stated percentage, both ways."""

    @given(
        st.integers(1, 20_000),
        st.integers(100, 20_000),
        st.integers(0, 3),
        st.sampled_from((-1, 1)),
    )
    def test_a_percentage_just_outside_what_its_figures_allow_contradicts(
        self, part: int, whole: int, decimals: int, sign: int
    ) -> None:
        unit = 100 * 10**decimals
        half = Fraction(1, 2)
        corners = [
            (part + dp) / (whole + dt) for dp in (-half, half) for dt in (-half, half)
        ]
        if sign > 0:
            units = (max(corners) * unit + half).__floor__() + 1
        else:
            units = (min(corners) * unit - half).__ceil__() - 1
        figures = {
            "s": accounts.decimal_text(units, decimals) + "%",
            "p": accounts.decimal_text(part, 2),
            "t": accounts.decimal_text(whole, 2),
        }
        finding = check(figures, ["s = p / t"], decimals=2).findings[0]
        inside = units - sign
        figures["s"] = accounts.decimal_text(inside, decimals) + "%"

        assert finding.verdict is Verdict.CONTRADICTION
        assert finding.evidence.unexplained is not None
        assert finding.evidence.unexplained > 0
        assert check(figures, ["s = p / t"], decimals=2).findings[0].verdict.holds

    @given(st.integers(1, 10**6), st.integers(-(10**5), 10**5))
    def test_a_percentage_on_a_zero_budget_contradicts(
        self, actual: int, stated: int
    ) -> None:
        figures = {
            "s": accounts.decimal_text(stated, 2) + "%",
            "actual": accounts.decimal_text(actual + 10**6, 2),
            "budget": "0",
        }
        finding = check(figures, ["s = actual / budget"], decimals=2).findings[0]

        assert finding.verdict is Verdict.CONTRADICTION

    @given(accounts.shares(large=True))
    def test_not_computable_contradicts_wherever_it_can_be_computed(
        self, account: Account
    ) -> None:
        finding = finding_of(account, account.moved("s", "n/c"))
        _, whole = accounts.share_of(
            account.rule, account.truths["p"], account.truths["t"]
        )
        far_from_zero = abs(whole) > 4 * sum(
            (account.quanta[name] for name in "pt"), Fraction(0)
        )

        assert not far_from_zero or finding.verdict is Verdict.CONTRADICTION


class TestWords:
    """*In a direction that the rule forbids*: a word that says the opposite."""

    @given(st.integers(-(10**6), 10**6), st.integers(2, 10**6), st.booleans())
    def test_a_word_that_says_the_opposite_contradicts(
        self,
        before: int,
        change: int,
        rises: bool,  # noqa: FBT001
    ) -> None:
        now = before + change if rises else before - change
        figures = {
            "word": {"word": "decrease" if rises else "increase"},
            "now": accounts.decimal_text(now, 2),
            "before": accounts.decimal_text(before, 2),
        }
        finding = check(figures, ["word = now - before"], decimals=2).findings[0]

        assert finding.verdict is Verdict.CONTRADICTION
        assert finding.evidence.flips == "direction"
