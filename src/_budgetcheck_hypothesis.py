"""The `hypothesis` entry point: `st.from_type()` knows the types of budgetcheck.

Hypothesis calls `register()` when it is imported, in every project where budgetcheck
is installed, so that this module imports nothing that is not there already. Types are
registered only once there are types: if budgetcheck has not been imported yet, its
root calls again when it is. `python3 dev.py bench` measures what `import hypothesis`
costs with the entry point and without.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

# The public strategy of each type, by name: it is made when a type is first drawn.
STRATEGIES = {
    "All": "conditions",
    "Amount": "figures",
    "AnyOf": "conditions",
    "BudgetTable": "budget_tables",
    "Compare": "conditions",
    "Convention": "conventions",
    "Count": "figures",
    "Document": "budgets",
    "Interval": "intervals",
    "Linear": "expressions",
    "Missing": "figures",
    "NotComputable": "figures",
    "Path": "paths",
    "Percent": "figures",
    "Rule": "rules",
    "RuleSet": "rule_sets",
    "Share": "conditions",
    "Tree": "conditions",
    "Unit": "units",
    "When": "conditions",
    "Word": "figures",
}
_OF_KINDS = {"conditions", "figures"}


def register() -> None:
    """Tell Hypothesis how the types of budgetcheck are drawn, if it is imported."""
    package: Any = sys.modules.get("budgetcheck")
    if package is None:
        return
    from hypothesis.strategies import register_type_strategy

    for name in (*STRATEGIES, "BudgetLine"):
        cls = getattr(package, name)
        register_type_strategy(cls, partial(_strategy_of, cls))


def _strategy_of(cls: type[Any], asked: object) -> SearchStrategy[Any]:
    if asked is not cls:
        # Or else `st.from_type(Sized)` would draw rule sets in every other project.
        return cast("SearchStrategy[Any]", NotImplemented)
    import budgetcheck
    from budgetcheck import strategies

    name = cls.__name__
    if name == "BudgetLine":
        return _lines()
    public = getattr(strategies, STRATEGIES[name])
    drawn: SearchStrategy[Any]
    drawn = public(kinds=(cls,)) if STRATEGIES[name] in _OF_KINDS else public()
    # The rule set that strategies draw does not check, and the public one does.
    return drawn.map(budgetcheck.rules) if name == "RuleSet" else drawn


def _lines() -> SearchStrategy[Any]:
    """Return the strategy of a line by itself, of which nothing need add up."""
    from hypothesis import strategies as st

    from budgetcheck import Amount, BudgetLine, Missing, NotComputable, Percent
    from budgetcheck.strategies import amounts, figures

    amount = st.one_of(amounts(), figures(kinds=(Amount, Missing)))
    rate = figures(kinds=(Percent, NotComputable, Missing))
    optional: dict[str, SearchStrategy[Any]] = {
        "code": st.text("0123456789", min_size=3, max_size=7),
        "name": st.text(),
        **dict.fromkeys(("approved", "revised", "outturn", "prior", "change"), amount),
        **dict.fromkeys(("execution_rate", "change_rate"), rate),
        "of_which": st.lists(st.builds(BudgetLine, outturn=amount), max_size=2),
    }
    return st.fixed_dictionaries({}, optional=optional).map(
        lambda said: BudgetLine(**said)
    )
