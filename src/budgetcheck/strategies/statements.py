"""Statements: what a budget says besides its lists, as rules on their totals.

Each passage of a budget is a few rules; its figures are those that the rules name
and no list has.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from budgetcheck.language.conditions import named_paths
from budgetcheck.language.conventions import Convention
from budgetcheck.language.fields import FigureField
from budgetcheck.language.figures import Count, Word
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule

LISTS = frozenset({"income", "expenditure", "economic"})
_ANY = FigureField()
_CASES = FigureField((Count,), Convention(unit="件"))


@attrs.frozen
class Passage:
    """A few rules that stand together, and what is special about their figures."""

    rules: tuple[Rule, ...]
    needs: str = ""
    fields: Mapping[Path, FigureField] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls,
        rules: Mapping[str, str],
        needs: str = "",
        fields: Mapping[str, FigureField] | None = None,
    ) -> Passage:
        """Read a passage.

        Args:
            rules: Notations by id.
            needs: The list, or the column of the lists, without which it says nothing.
            fields: What may stand for figures that may not be anything.
        """
        by_path = {
            Path.of(*name.split(".")): one for name, one in (fields or {}).items()
        }
        made = tuple(Rule(text, id=rule_id) for rule_id, text in rules.items())
        return cls(made, needs, by_path)

    @property
    def figures(self) -> dict[Path, FigureField]:
        """The figures that no list has."""
        named = (path for rule in self.rules for path in named_paths(rule.condition))
        return {
            path: self.fields.get(path, _ANY)
            for path in named
            if path.steps[0] not in LISTS
        }


PASSAGES: Mapping[str, Passage] = {
    "balance": Passage.of(
        {
            "balance.closing.total": "balance.opening + income.total.outturn"
            " - expenditure.total.outturn = balance.closing"
        }
    ),
    "said": Passage.of(
        {
            "said.income.agrees": "said.income = income.total.outturn",
            "said.expenditure.agrees": "said.expenditure = expenditure.total.outturn",
            "said.expenditure.completion": "said.completion"
            " = expenditure.total.outturn / expenditure.total.approved",
        }
    ),
    "change": Passage.of(
        {
            "change.expenditure.difference": "change.difference"
            " = expenditure.total.outturn - expenditure.total.prior",
            "change.expenditure.rate": "change.rate"
            " = expenditure.total.outturn / expenditure.total.prior - 1",
            "change.expenditure.direction": "change.direction"
            " = expenditure.total.outturn - expenditure.total.prior",
        },
        needs="prior",
        fields={"change.direction": FigureField((Word,))},
    ),
    "nature": Passage.of(
        {
            "nature.expenditure.total": "expenditure.total.outturn"
            " = nature.basic + nature.project",
            "nature.basic.share": "nature.basic_share"
            " = nature.basic / expenditure.total.outturn",
            "nature.project.share": "nature.project_share"
            " = nature.project / expenditure.total.outturn",
            "nature.shares.total": "nature.basic_share + nature.project_share = 100%",
        }
    ),
    "economic": Passage.of(
        {
            "economic.total.agrees": "economic.total.outturn"
            " = expenditure.total.outturn",
        },
        needs="economic",
    ),
    "procurement": Passage.of(
        {
            "procurement.total.sum": "procurement.total"
            " = procurement.goods + procurement.works + procurement.services",
            "procurement.total.of_which": "procurement.total"
            " <= expenditure.total.outturn",
            "procurement.small.of_which": "procurement.small + procurement.micro"
            " <= procurement.total",
            "procurement.small.share": "procurement.small_share"
            " = procurement.small / procurement.total",
        }
    ),
    "cases": Passage.of(
        {
            "cases.handled.total": "cases.handled = cases.online + cases.counter",
            "cases.handled.cost": "cases.cost"
            " = expenditure.total.outturn / cases.handled",
        },
        fields={f"cases.{name}": _CASES for name in ("handled", "online", "counter")},
    ),
    "fund": Passage.of(
        {
            "fund.accounts.total": "when fund.total > 0"
            " then fund.accounts = expenditure.total.outturn + fund.total",
            "fund.spent.of_which": "fund.spent <= fund.total",
        }
    ),
    "transfer": Passage.of(
        {"transfer.paid.agrees": "transfer.paid = transfer.due or transfer.paid = 0"}
    ),
}
