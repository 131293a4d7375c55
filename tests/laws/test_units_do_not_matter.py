"""Law 8. Units do not matter.

The same accounts in 元, 万元 and 亿元 (exactly converted) get the same verdicts.
Nor does the ambient decimal context, nor the order of parts.
"""

from __future__ import annotations

import decimal
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import accounts
from tests.strategies.accounts import SCALES, Account
from tests.test_cases import CLAIMS, SEMANTICS, claim_case, decide

from budgetcheck import Convention, Verdict, check


def verdict_of(account: Account, printed: object = None, rule: str = "") -> Verdict:
    report = check(
        printed or account.printed,
        [rule or account.rule],
        convention=Convention.of(account.convention),
    )
    return report.findings[0].verdict


def converted(table: object, decimals: int, unit: str) -> object:
    """Write an amount in another unit, with the decimals that keep its quantum."""
    if not isinstance(table, dict):
        return table
    shift = len(str(SCALES[unit])) - len(str(SCALES[str(table["unit"])]))
    value = Fraction(str(table["value"])) / Fraction(10) ** shift
    own = decimals + shift
    text = accounts.decimal_text(int(value * 10 ** max(own, 0)), max(own, 0))
    return {"value": text, "unit": unit, "decimals": own}


@contextmanager
def hostile_context() -> Iterator[None]:
    """A caller's decimal context: three digits, rounded down, every trap on."""
    signals = list(decimal.Context().traps)
    context = decimal.Context(prec=3, rounding=decimal.ROUND_DOWN, traps=signals)
    with decimal.localcontext(context):
        yield


class TestUnits:
    """*The same accounts in 元, 万元 and 亿元 get the same verdicts.*"""

    @given(accounts.accounts(), st.sampled_from(sorted(SCALES)))
    def test_converting_every_amount_changes_no_verdict(
        self, account: Account, unit: str
    ) -> None:
        decimals = int(str(account.convention["decimals"]))
        printed = {
            name: converted(table, decimals, unit)
            for name, table in account.printed.items()
        }

        assert verdict_of(account) is verdict_of(account, printed)

    @given(accounts.accounts(), st.lists(st.sampled_from(sorted(SCALES)), min_size=9))
    def test_mixing_units_changes_no_verdict(
        self, account: Account, units: list[str]
    ) -> None:
        decimals = int(str(account.convention["decimals"]))
        printed = {
            name: converted(table, decimals, unit)
            for (name, table), unit in zip(account.printed.items(), units, strict=False)
        }

        assert verdict_of(account) is verdict_of(account, printed)


class TestTheAmbientContext:
    """*Nor does the ambient decimal context.*"""

    def test_a_hostile_context_changes_no_case_of_the_semantics(self) -> None:
        with hostile_context():
            met = [decide(case).name for case in SEMANTICS]

        assert [case["verdict"] for case in SEMANTICS] == met

    def test_a_hostile_context_changes_no_real_claim(self) -> None:
        def verdicts() -> list[str]:
            found = []
            for claim in CLAIMS:
                figures, rule = claim_case(claim)
                report = check(figures, [rule], unit="万元", decimals=claim["decimals"])
                found.append(str(report))
            return found

        usual = verdicts()
        with hostile_context():
            hostile = verdicts()

        assert usual == hostile

    @given(accounts.accounts())
    def test_a_hostile_context_changes_no_verdict(self, account: Account) -> None:
        usual = verdict_of(account)
        with hostile_context():
            hostile = verdict_of(account)

        assert usual is hostile


class TestOrder:
    """*Nor the order of parts.*"""

    @given(
        accounts.sums(relation="=", least_parts=2), st.randoms(use_true_random=False)
    )
    def test_the_order_of_parts_changes_no_verdict(
        self, account: Account, random: Random
    ) -> None:
        left, _, right = account.rule.partition(" = ")
        parts = right if left == "total" else left
        terms = (
            "+ " + parts if not parts.startswith("-") else "- " + parts[1:]
        ).split()
        signed = [" ".join(group) for group in _groups(terms)]
        random.shuffle(signed)
        shuffled = f"0元 {' '.join(signed)} = total"

        assert verdict_of(account) is verdict_of(account, rule=shuffled)

    @given(accounts.accounts())
    def test_the_order_of_figures_changes_no_verdict(self, account: Account) -> None:
        backwards = dict(reversed(list(account.printed.items())))

        assert verdict_of(account) is verdict_of(account, backwards)


def _groups(terms: list[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for term in terms:
        if term in {"+", "-"} and group:
            yield group
            group = []
        group.append(term)
    yield group
