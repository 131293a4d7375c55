"""Relations: the rules that budgets know, by name.

Each says in Python what the notation says in a line. Paths and expressions may be
given as notation (`"unit.total"`, `"now - before"`).
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetcheck.language.conditions import Compare, Share, Tree
from budgetcheck.language.expressions import Constant, Linear, Term, added
from budgetcheck.language.notation import parse_linear, parse_path
from budgetcheck.language.paths import EVERY, ROW, Path


def total_of(total: str, parts: Iterable[str]) -> Compare:
    """A total is the sum of its parts.

    Example:
        >>> from budgetcheck.language.notation import condition_text
        >>> condition_text(total_of("total", ["basic", "project"]))
        'total = basic + project'
    """
    return Compare(parse_linear(total), "=", _sum(parts))


def balances(
    *, opening: str, inflows: Iterable[str], outflows: Iterable[str], closing: str
) -> Compare:
    """The opening balance and what comes in, less what goes out, is the closing one.

    Example:
        >>> from budgetcheck.language.notation import condition_text
        >>> condition_text(
        ...     balances(opening="o", inflows=["i"], outflows=["x", "y"], closing="c")
        ... )
        'o + i - x - y = c'
    """
    held = added([parse_linear(opening), *map(parse_linear, inflows)])
    return Compare(held.minus(_sum(outflows)), "=", parse_linear(closing))


def at_most(parts: Iterable[str], whole: str) -> Compare:
    """The listed parts (其中) are not more than the whole, and need not be all of it.

    Example:
        >>> from budgetcheck.language.notation import condition_text
        >>> condition_text(at_most(["goods", "works"], "procurement"))
        'goods + works <= procurement'
    """
    return Compare(_sum(parts), "<=", parse_linear(whole))


def agrees(one: str, other: str) -> Compare:
    """Two figures, or two expressions, are the same.

    Example:
        >>> from budgetcheck.language.notation import condition_text
        >>> condition_text(agrees("form.total", "narrative.total"))
        'form.total = narrative.total'
    """
    return Compare(parse_linear(one), "=", parse_linear(other))


def share_of(stated: str, part: str, whole: str) -> Share:
    """A stated percentage is the share of a part in a whole.

    Example:
        >>> from budgetcheck.language.notation import condition_text
        >>> condition_text(share_of("basic_share", "basic", "total"))
        'basic_share = basic / total'
    """
    return Share(parse_path(stated), parse_linear(part), parse_linear(whole))


def completion_of(stated: str, actual: str, budget: str) -> Share:
    """A stated percentage is the actual over the budget (完成预算的).

    Example:
        >>> from budgetcheck.language.notation import condition_text
        >>> condition_text(completion_of("completion", "actual", "budget"))
        'completion = actual / budget'
    """
    return share_of(stated, actual, budget)


def change_of(stated: str, now: str, before: str) -> Share:
    """A stated percentage is the change of a figure against an earlier one.

    Example:
        >>> from budgetcheck.language.notation import condition_text
        >>> condition_text(change_of("change", "now", "before"))
        'change = now / before - 1'
    """
    base = parse_linear(before)
    return Share(parse_path(stated), parse_linear(now).minus(base), base)


def shares_to_100(shares: Iterable[str]) -> Compare:
    """Stated shares make 100 %.

    Example:
        >>> from budgetcheck.language.notation import condition_text
        >>> condition_text(shares_to_100(["a_share", "b_share"]))
        'a_share + b_share = 100%'
    """
    return Compare(_sum(shares), "=", Linear((Term(100, Constant("%")),)))


def tree_totals(figures: str, by: str) -> Tree:
    """Each parent of a classification is the sum of its nearest present descendants.

    Example:
        >>> from budgetcheck.language.notation import condition_text
        >>> condition_text(tree_totals("lines[*].actual", by="code"))
        'tree(lines[*].actual by code)'
    """
    path = parse_path(figures)
    steps = tuple(EVERY if step == ROW else step for step in path.steps)
    return Tree(Path(steps), by)


def _sum(parts: Iterable[str]) -> Linear:
    return added(map(parse_linear, parts))
