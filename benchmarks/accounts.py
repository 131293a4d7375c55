"""Nine forms of Chinese accounts, read and checked beside loops written by hand.

`python3 dev.py bench accounts [--quick]`. Every repetition has new figures, so that
nothing that was kept of the last one helps. The loop by hand makes the comparisons of
the rules of the nine forms on the same objects: it adds Decimals, knows one tolerance
and counts failures. `budgetcheck` also says of each of the other rules, on the text
and the self-evaluation, which are not given, that it was not checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median

from benchmarks import forms
from benchmarks.loops import Loop
from benchmarks.timing import Line, Work, beside, in_turns

from budgetcheck.checking import Checker
from budgetcheck.cn_accounts import RULES, Accounts

CHECK_SECONDS = 0.010


def lines(*, quick: bool) -> Iterator[Line]:
    """Time reading and checking nine forms that nobody has seen before."""
    checker = RULES.for_(Accounts)
    known = forms.read(forms.printed(0))
    checker(known)
    rounds = 9 if quick else 61
    taken = in_turns(on_forms(checker, seed) for seed in range(1, rounds + 1))
    rows, findings = forms.coded_rows(forms.printed(0)), len(checker(known))
    compared = Loop(known).count()
    print(f"{rows} coded rows, {findings} findings; {compared} comparisons by hand")
    check = median(taken["check nine forms"])
    yield beside(taken, "check nine forms", "by hand", 4)
    yield Line("check nine forms / 10 ms", check / CHECK_SECONDS, 1, check)
    yield beside(taken, "read nine forms", "load by hand")
    yield beside(taken, "read and check", "load and check by hand")


def on_forms(checker: Checker[Accounts], seed: int) -> Mapping[str, Work]:
    """Return what is done with new forms."""
    texts = forms.printed(seed)
    accounts = forms.read(texts)
    return {
        "check nine forms": lambda: checker(accounts),
        "by hand": lambda: Loop(accounts).failures(),
        "read nine forms": lambda: forms.read(texts),
        "load by hand": lambda: loaded(texts),
        "read and check": lambda: checker(forms.read(texts)),
        "load and check by hand": lambda: (loaded(texts), Loop(accounts).failures()),
    }


def loaded(texts: object) -> object:
    """Read nested texts into nested Decimals."""
    if isinstance(texts, dict):
        return {
            name: one if name in {"code", "name"} else loaded(one)
            for name, one in texts.items()
        }
    if isinstance(texts, list):
        return [loaded(one) for one in texts]
    return Decimal(str(texts).replace(",", ""))
