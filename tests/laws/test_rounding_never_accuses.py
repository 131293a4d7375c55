"""Law 1. Rounding never accuses.

Draw truths that obey the rules, print them under the declared convention at any
precision: the verdict is never CONTRADICTION.
"""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from tests.strategies import accounts, budget_tables
from tests.strategies.accounts import Account

from budgetcheck import BudgetTable, Convention, Report, Verdict, check
from budgetcheck.language.conventions import SharesAdjusted


def verdict_of(account: Account) -> Verdict:
    report = check(
        account.printed, [account.rule], convention=Convention.of(account.convention)
    )
    return report.findings[0].verdict


class TestPrintingTruths:
    """*Draw truths that obey the rules, print them at any precision.*"""

    @given(accounts.sums())
    def test_an_honest_sum_is_never_a_contradiction(self, account: Account) -> None:
        assert verdict_of(account).holds

    @given(accounts.shares())
    def test_an_honest_share_is_never_a_contradiction(self, account: Account) -> None:
        assert verdict_of(account) is not Verdict.CONTRADICTION

    @given(accounts.sums(), accounts.shares())
    def test_honest_rules_joined_by_and_are_never_a_contradiction(
        self, one: Account, other: Account
    ) -> None:
        figures = {"one": in_group(one), "other": in_group(other)}
        both = f"{prefixed(one, 'one')} and {prefixed(other, 'other')}"
        percent_rounding = other.convention["percent_rounding"]
        convention = Convention.of({"percent_rounding": percent_rounding})
        report = check(figures, [both], convention=convention)

        assert report.findings[0].verdict is not Verdict.CONTRADICTION

    @given(accounts.shares(large=True))
    def test_an_honest_share_of_a_large_whole_holds(self, account: Account) -> None:
        assert verdict_of(account).holds


def in_group(account: Account) -> dict[str, object]:
    """Return what an account prints, with its own rounding on each amount."""
    rounding = account.convention["rounding"]
    tables = {
        name: {**table, "rounding": rounding} if isinstance(table, dict) else table
        for name, table in account.printed.items()
    }
    return {**tables, "decimals": account.convention["decimals"]}


def prefixed(account: Account, group: str) -> str:
    """Return the account's rule with every figure inside a group."""
    names = sorted(account.printed, key=len, reverse=True)
    words = account.rule.split(" ")
    out = []
    for word in words:
        bare = word.strip("()-")
        out.append(word.replace(bare, f"{group}.{bare}") if bare in names else word)
    return " ".join(out)


class TestAdjustedShares:
    """*Under the declared convention*: shares that were made to add up to 100 %."""

    @given(st.lists(st.integers(1, 1000), min_size=2, max_size=6), st.integers(0, 2))
    @example(parts=[1, 1, 1], decimals=0)
    def test_a_last_share_that_takes_up_the_rest_is_never_accused(
        self, parts: list[int], decimals: int
    ) -> None:
        unit = 100 * 10**decimals
        rounded = [(2 * part * unit + sum(parts)) // (2 * sum(parts)) for part in parts]
        rounded[-1] = unit - sum(rounded[:-1])
        report = self.checked(parts, rounded, decimals, "last")

        assert all(one.verdict.holds for one in report)

    @given(st.lists(st.integers(1, 1000), min_size=2, max_size=6), st.integers(0, 2))
    def test_largest_remainders_are_never_accused(
        self, parts: list[int], decimals: int
    ) -> None:
        unit = 100 * 10**decimals
        rounded = [part * unit // sum(parts) for part in parts]
        order = sorted(
            range(len(parts)), key=lambda i: -((parts[i] * unit) % sum(parts))
        )
        for position in order[: unit - sum(rounded)]:
            rounded[position] += 1
        report = self.checked(parts, rounded, decimals, "largest_remainder")

        assert all(one.verdict.holds for one in report)

    def checked(
        self, parts: list[int], rounded: list[int], decimals: int, how: SharesAdjusted
    ) -> Report:
        figures: dict[str, object] = {
            f"p{i}": {"value": str(part), "exact": True} for i, part in enumerate(parts)
        } | {
            f"s{i}": accounts.decimal_text(units, decimals) + "%"
            for i, units in enumerate(rounded)
        }
        whole = " + ".join(f"p{i}" for i in range(len(parts)))
        rules = [f"s{i} = p{i} / ({whole})" for i in range(len(parts))]
        return check(figures, rules, convention=Convention(shares_adjusted=how))


class TestGuards:
    """*Truths that obey the rules*: a rule that applies only where its guard does."""

    @given(accounts.sums(relation="="))
    def test_a_guard_that_is_false_of_the_truth_never_lets_a_sum_accuse(
        self, account: Account
    ) -> None:
        figures = {**account.printed, "fund": "0.00", "other": "1.00"}
        report = check(
            figures,
            [f"when fund > 0 then {account.rule} and other = 2 * other"],
            convention=Convention.of(account.convention),
        )

        assert report.findings[0].verdict is Verdict.UNDEFINED


class TestTables:
    """*Truths that obey the rules*: those that a printed table comes with."""

    @given(budget_tables.printed_tables())
    def test_an_honest_table_is_never_accused(
        self, printed: tuple[list[budget_tables.Row], int]
    ) -> None:
        rows, decimals = printed
        columns = budget_tables.COLUMNS
        table = BudgetTable.read(rows, columns=columns, unit="万元", decimals=decimals)
        report = check(table)

        assert table.total is not None
        assert [] == [
            str(one) for one in report if one.verdict is Verdict.CONTRADICTION
        ]
