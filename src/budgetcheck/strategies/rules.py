"""Rules and rule sets: conditions with anything in their header, each id once."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st

from budgetcheck.language.conditions import Condition
from budgetcheck.language.rules import Rule, RuleSet
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.strategies.conditions import conditions
from budgetcheck.strategies.conventions import conventions

_TEXT = st.one_of(
    st.sampled_from(("《部门决算公开》第三条", 'a "b"\\\n', "form 1, row 3")), st.text()
)
_LEVELS = st.sampled_from(Level)
_VERDICTS = [one for one in Verdict if one is not Verdict.CONTRADICTION]
_YEARS = st.integers(1990, 2040)
_EXAMPLES = st.dictionaries(
    st.one_of(st.sampled_from(("total", "lines[0].actual", "支出.合计")), st.text()),
    st.one_of(st.sampled_from(("98.34", "61.83%", "")), _TEXT),
    max_size=3,
)
_HEADER: dict[str, st.SearchStrategy[Any]] = {
    "id": st.one_of(
        st.sampled_from(("rule", "a.b", "a.b.c", "支出.合计")), st.text(min_size=1)
    ),
    "level": _LEVELS,
    "levels": st.dictionaries(st.sampled_from(_VERDICTS), _LEVELS),
    "title": st.dictionaries(st.sampled_from(("en", "zh")), _TEXT),
    "source": _TEXT,
    "convention": conventions(reading=False),
    "note": _TEXT,
    "disabled": _TEXT,
    "holds": _EXAMPLES,
    "breaks": _EXAMPLES,
    "since": _YEARS,
    "until": _YEARS,
}
_ANY = conditions()
_TOLD = st.lists(st.sampled_from(sorted(_HEADER)), max_size=4)


@st.composite
def rules(
    draw: st.DrawFn, condition: st.SearchStrategy[Condition] | None = None
) -> Rule:
    """Draw a rule with anything in its header, and at first with nothing in it.

    Args:
        draw: Given by Hypothesis.
        condition: What it says, such as `conditions(figures=…)`; anything, if it is
            not given.

    Example:
        >>> rules(conditions(figures=["total", "basic"]))
        rules(condition=conditions(figures=['total', 'basic']))
    """
    said = draw(_ANY if condition is None else condition)
    return Rule(
        said, **{name: draw(_HEADER[name]) for name in dict.fromkeys(draw(_TOLD))}
    )


@st.composite
def rule_sets(
    draw: st.DrawFn,
    rule: st.SearchStrategy[Rule] | None = None,
    *,
    min_size: int = 0,
    max_size: int = 5,
) -> RuleSet:
    """Draw rules in order, each id once.

    Shape: `budgetcheck.rules(drawn)` has the same rules, and checks.

    Args:
        draw: Given by Hypothesis.
        rule: What each is, such as `rules(conditions(figures=…))`; anything, if it is
            not given. An id that is there already gets a number behind it.
        min_size: The fewest rules.
        max_size: The most rules.

    Raises:
        InvalidArgument: The sizes are no sizes, when drawn.

    Example:
        >>> rule_sets(min_size=1)
        rule_sets(min_size=1)
    """
    several = st.lists(
        _RULES if rule is None else rule, min_size=min_size, max_size=max_size
    )
    taken: dict[str, Rule] = {}
    for one in draw(several):
        own, number = one.id, 1
        while own in taken:
            number += 1
            own = f"{one.id}.{number}"
        taken[own] = one if own == one.id else attrs.evolve(one, id=own)
    return RuleSet(taken.values())


_RULES = rules()
