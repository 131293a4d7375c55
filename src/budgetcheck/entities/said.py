"""Said: the rules that budget lines and their tables come with.

The id of a rule says what it is about, and never which row, so that a row that is
put in between changes no id. What is not printed has no rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from budgetcheck.language.codes import are_running_numbers, parents_in
from budgetcheck.language.conditions import Compare, Condition
from budgetcheck.language.expressions import Linear, Sum, Term, added, figure
from budgetcheck.language.notation import parse_path
from budgetcheck.language.paths import EVERY, Index, Path
from budgetcheck.language.rules import Rule

PHASES = ("approved", "revised", "outturn", "prior")

_TITLES = {
    "total": ("Total of the lines", "合计等于各项之和"),
    "tree": ("Each heading is the sum of its items", "上级科目等于下级科目之和"),
    "of_which": ("Of which: not more than the line", "其中项不大于该项"),
    "execution_rate": ("Execution rate", "预算执行率"),
    "change": ("Change on the prior year", "比上年增减"),
    "change_rate": ("Rate of change on the prior year", "比上年增减率"),
}


def sums(
    at: str, phases: Collection[str], codes: Sequence[str], *, total: bool
) -> Iterator[Rule]:
    """Yield that headings are the sums of their items, and the total of all lines.

    Args:
        at: Where the table stands, as a prefix: "" or "income.".
        phases: The phases that are printed.
        codes: The code of every line.
        total: Whether there is a line of totals.
    """
    lines = parse_path(f"{at}lines")
    tops = _tops(codes)
    for phase in phases:
        if len(tops) < len(codes):
            tree = f"tree({at}lines[*].{phase} by code)"
            yield _rule(f"{at}lines.{phase}", "tree", tree)
        if total:
            whole = figure(parse_path(f"{at}total.{phase}"))
            added_up = _sum_of(lines, tops, len(codes), phase)
            yield _rule(f"{at}lines.{phase}", "total", Compare(whole, "=", added_up))


def parts(where: str, phases: Collection[str]) -> Iterator[Rule]:
    """Yield that what a line is made of, among other things, is not more than it.

    Args:
        where: The line, or the lines, as a prefix: "", "total." or "lines[*].".
        phases: The phases that are printed of such parts.
    """
    for phase in phases:
        # A line without such parts says nothing, and parts below 0 bound nothing.
        every = f"sum({where}of_which[*].{phase})".replace("lines[*]", "lines[i]")
        whole = f"{where}{phase}".replace("lines[*]", "lines[i]")
        text = f"when {every} > 0 then {every} <= {whole}"
        yield _rule(f"{where.replace('[*]', '')}{phase}", "of_which", text)


def rates(where: str, said: Collection[str], base: str) -> Iterator[Rule]:
    """Yield how the phases of a line make its rate of execution and its change.

    Args:
        where: The line, or the lines, as a prefix: "", "total." or "lines[*].".
        said: The fields that are printed.
        base: What execution is measured by, where both budgets are printed.
    """
    budgets = [one for one in ("revised", "approved") if one in said]
    budget = base if base in budgets else next(iter(budgets), "")
    change_rate: tuple[str, set[str]] = (
        ("{0}outturn / {0}prior - 1", {"outturn", "prior"})
        if "prior" in said
        else ("{0}change / ({0}outturn - {0}change)", {"outturn", "change"})
    )
    for name, right, needs in (
        ("execution_rate", "{0}outturn / {0}{1}", {"outturn", budget}),
        ("change", "{0}outturn - {0}prior", {"outturn", "prior"}),
        ("change_rate", *change_rate),
    ):
        if name in said and needs <= {*said}:
            text = f"{where}{name} = {right.format(where, budget)}"
            yield _rule(where.replace("[*]", "").removesuffix("."), name, text)


def _rule(about: str, kind: str, said: str | Condition) -> Rule:
    english, chinese = _TITLES[kind]
    rule_id = f"{about}.{kind}" if about else kind
    return Rule(said, id=rule_id, title=(("en", english), ("zh", chinese)))


def _sum_of(lines: Path, tops: list[int], count: int, phase: str) -> Linear:
    if len(tops) == count:
        return Linear((Term(1, Sum(lines.then(EVERY, phase))),))
    return added(figure(lines.then(Index(number), phase)) for number in tops)


def _tops(codes: Sequence[str]) -> list[int]:
    """Return the lines that no other line is a heading of."""
    if are_running_numbers([code for code in codes if code]):
        return list(range(len(codes)))
    below = parents_in(codes)
    return [number for number, code in enumerate(codes) if code not in below]
