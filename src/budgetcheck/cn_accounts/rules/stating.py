"""Stating: what a text says of any amount, how it changed and completes its budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetcheck.cn_accounts.rules.saying import MEANING, TEXTS, Grade, said
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level

STATED = Grade(evidence=TEXTS)
MEANT = Grade(evidence=MEANING)
LIKELY = Grade(evidence=MEANING, level=Level.WARNING)
# Shares of printed amounts are not 100 % where these do not add up exactly: of 7.15,
# 5.96 and 1.20 are 83.36 % and 16.78 %.
ADDED = Grade(evidence=TEXTS, level=Level.WARNING)


def changes(
    where: tuple[str, str], at: str, amount: str, subject: tuple[str, str]
) -> Iterator[Rule]:
    """Yield how an amount changed on the prior year, in money, percent and word.

    Args:
        where: The section's key and what the id names in it: ("text05", "outturn").
        at: The object that has the change, as a prefix: "narrative.balancing.".
        amount: The field of it that changed.
        subject: What changed, in English and Chinese.
    """
    now, before = f"{at}{amount}", f"{at}prior"
    by = f"{at}difference"
    for saying, notation in (
        ("difference", f"{by} = {now} - {before}"),
        ("change", f"{at}change = {by} / ({now} - {by})"),
        ("rate", f"{at}change = {now} / {before} - 1"),
        ("against_prior", f"{at}against_prior = {now} - {before}"),
        ("against_difference", f"{at}against_prior = {by}"),
    ):
        yield said(f"cn.{'.'.join(where)}.{saying}", notation, subject, STATED)


def completions(
    where: tuple[str, str], at: str, subject: tuple[str, str], *, revised: bool = True
) -> Iterator[Rule]:
    """Yield how an outturn completes its budget, in percent and in a word.

    Args:
        where: The section's key and what the id names in it.
        at: What has both budgets, as a prefix.
        subject: What was spent, in English and Chinese.
        revised: Whether a revised budget may be printed, too.
    """
    about = ".".join(where)
    spent, budget = f"{at}outturn", f"{at}budget"
    completion = f"{at}completion = {spent} / {budget}"
    yield said(f"cn.{about}.completion", completion, subject, STATED)
    if revised:
        notation = f"{at}revised_completion = {spent} / {at}revised_budget"
        yield said(f"cn.{about}.revised_completion", notation, subject, STATED)
    for saying, notation in (
        ("over_budget", f"{at}over_budget = {spent} - {budget}"),
        ("direction", f"{at}direction = {spent} - {budget}"),
        ("direction_over", f"{at}direction = {at}over_budget"),
        # Nothing of nothing is printed as 0%, and is as much as was budgeted.
        (
            "direction_completion",
            f"when {at}completion > 0 then {at}direction = {at}completion - 100%",
        ),
    ):
        yield said(f"cn.{about}.{saying}", notation, subject, STATED)


def plus(names: Iterable[str]) -> str:
    """Return figures added up, as a rule writes them.

    Example:
        >>> plus(["basic", "project"])
        'basic + project'
    """
    return " + ".join(names)
