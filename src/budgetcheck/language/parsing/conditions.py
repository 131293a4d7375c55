"""Conditions as text: relations, `and`, `or`, `when … then …` and trees."""

from __future__ import annotations

from functools import cached_property

from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Relation,
    Share,
    Tree,
    When,
    named_paths,
)
from budgetcheck.language.expressions import Linear
from budgetcheck.language.parsing.expressions import ExpressionParser
from budgetcheck.language.parsing.operands import Ratio
from budgetcheck.language.parsing.tokens import Token
from budgetcheck.language.paths import EVERY, unquoted

_RELATIONS: dict[str, Relation] = {
    "=": "=",
    "<=": "<=",
    ">=": ">=",
    "<": "<",
    ">": ">",
}
_GROUP_WORDS = frozenset({"when", "tree"})


class Parser(ExpressionParser):
    """Reads a whole rule."""

    def whole_rule(self) -> Condition:
        if self.next.kind == "end":
            self.fault("the rule is empty", "write total = basic + project")
        condition = self.rule()
        self.finish()
        if not any(True for _ in named_paths(condition)):
            self.fault("the rule names no figure", at=0)
        return condition

    def rule(self) -> Condition:
        if not self.meets("when"):
            return self.condition()
        self.take()
        self.deeper()
        given = self.condition()
        self.expect("then", "expected 'then'", "write 'when … then …'")
        then = self.rule()
        self.shallower()
        return When(given, then)

    def condition(self) -> Condition:
        parts = [self.conjunct()]
        while self.meets("or"):
            self.take()
            parts.append(self.conjunct())
        return AnyOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def conjunct(self) -> Condition:
        parts = [self.atom()]
        while self.meets("and"):
            self.take()
            parts.append(self.atom())
        return All(tuple(parts)) if len(parts) > 1 else parts[0]

    def atom(self) -> Condition:
        if self.meets("tree"):
            return self.tree()
        if self.meets("when"):
            self.fault(
                "'when' stands first, or in parentheses", "write (when … then …)"
            )
        if not (self.meets("(") and self.next.start in self.rule_groups):
            return self.relation()
        self.take()
        self.deeper()
        inner = self.rule()
        self.expect(")", "a parenthesis is not closed", "end it with ')'")
        self.shallower()
        return inner

    @cached_property
    def rule_groups(self) -> frozenset[int]:
        """Where the parentheses stand that hold a rule, and no expression."""
        opened: list[int] = []
        found: set[int] = set()
        for token in self.tokens:
            if token.text == "(":
                opened.append(token.start)
            elif token.text == ")" and opened:
                opened.pop()
            elif token.text in _RELATIONS or token.text in _GROUP_WORDS:
                found.update(opened)
                opened.clear()
        return frozenset(found)

    def tree(self) -> Tree:
        start = self.take().start
        hint = "write tree(lines[*].actual by code)"
        self.expect("(", "expected '(' after 'tree'", hint)
        self.enter_sum()
        path = self.path()
        self.leave_sum()
        if path.steps.count(EVERY) > 1:
            self.fault("a tree ranges over one list", hint, start)
        self.expect("by", "expected 'by' and the name of the code", hint)
        if self.next.kind not in {"name", "string"}:
            self.fault("expected the name of the code", hint)
        name = self.take()
        self.expect(")", "a parenthesis is not closed", "end it with ')'")
        return Tree(path, unquoted(name.text) if name.kind == "string" else name.text)

    def relation(self) -> Condition:
        start = self.next.start
        left = self.side()
        sign = self.next
        if not (sign.kind == "sign" and sign.text in _RELATIONS):
            if sign.kind in {"end", "keyword"}:
                self.fault("expected a relation", "write =, <=, >=, < or >")
            self.unexpected("a relation")
        self.take()
        right = self.side()
        if self.next.kind == "sign" and self.next.text in _RELATIONS:
            self.fault("a relation has two sides", "write a = b and b = c")
        if isinstance(left, Ratio):
            hint = "write c = a / b" if isinstance(right, Linear) else ""
            self.fault("a ratio stands on the right of '='", hint, left.start)
        if isinstance(right, Linear):
            return Compare(left, _RELATIONS[sign.text], right)
        return self.share(left, sign, right, start)

    def share(self, left: Linear, sign: Token, ratio: Ratio, start: int) -> Share:
        if sign.text != "=":
            hint = f"state it as a figure, s = a / b, and compare: x {sign.text} s"
            self.fault("a ratio is stated, with '='", hint, sign.start)
        if left.single is None:
            hint = "a ratio is stated by one figure: s = c / d"
            self.fault("one figure states a ratio", hint, start)
        try:
            return Share(left.single, ratio.part.linear(), ratio.whole.linear())
        except InvalidRuleError as error:
            self.fault(error.problem, error.hint, start)
