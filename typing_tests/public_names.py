"""What a type checker must see of the public names; checked, never run."""

from typing import assert_type

import attrs

import budgetcheck as bc
from budgetcheck.files import load
from budgetcheck.wording import Wording, word

report = bc.check({"a": "1", "b": "1"}, ["a = b"], unit="万元", decimals=2)
assert_type(report, bc.Report)
assert_type(report.ok, bool)
assert_type(report.findings, tuple[bc.Finding, ...])
assert_type(report.findings[0].verdict, bc.Verdict)
assert_type(report.coverage.vouched, tuple[bc.Path, ...])
assert_type(report.raise_if("error"), None)
assert_type(bc.rules("a = b"), bc.RuleSet)
assert_type(bc.rules("a = b").select("a*"), bc.RuleSet)
assert_type(bc.check(load("a.toml")), bc.Report)
assert_type(word(report.findings[0]), Wording)
assert_type(bc.parse_condition("a = b"), bc.Condition)
assert_type(bc.read_figure("98.54"), bc.Figure)

bc.Amount(1.5, "0.01", bc.Unit.read("万元"))  # type: ignore[arg-type]
bc.check({"a": "1"}, ["a = 1"], missing="perhaps")  # type: ignore[arg-type]


@attrs.frozen
class Spending:
    total: bc.Amount
    share: bc.Stated


spending = bc.read(Spending, {"total": "98.34"}, unit="万元", decimals=2)
assert_type(spending, Spending)
checker = bc.rules("share = total / total").for_(Spending)
assert_type(checker, bc.Checker[Spending])
assert_type(checker(spending), bc.Report)

checker({"total": "98.34"})  # type: ignore[arg-type]

table = bc.BudgetTable.read([{"a": "1"}], columns={"outturn": "a"}, unit="万元")
assert_type(table, bc.BudgetTable)
assert_type(table.rules, bc.RuleSet)
assert_type(table.rules_at("income"), bc.RuleSet)
assert_type(table.lines[0].rules, bc.RuleSet)
assert_type(table.rules.for_(bc.BudgetTable), bc.Checker[bc.BudgetTable])

bc.BudgetTable.read([], columns={}, budget="final")  # type: ignore[arg-type]
