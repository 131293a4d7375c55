"""Parsing: a rule's text into its condition, by recursive descent.

The grammar stands in the docs under "notation". Every refusal goes through
`tokens.fault()`, so that each shows the text with a caret.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NoReturn

import attrs

from budgetcheck.errors import BudgetCheckError, InvalidRuleError
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
from budgetcheck.language.expressions import Constant, Linear, Sum, Term, figure
from budgetcheck.language.paths import EVERY, ROW, Index, Key, Path, Step, unquoted
from budgetcheck.language.tokens import Token, composed, fault, tokens_of
from budgetcheck.language.units import Unit

DEPTH_LIMIT = 50
STEPS_LIMIT = 100

_RELATIONS: dict[str, Relation] = {
    "=": "=", "<=": "<=", ">=": ">=", "<": "<", ">": ">",
}
_GROUP_WORDS = frozenset({"when", "tree"})
_ONE_INDEX = "a rule has one row index, and it ranges over the rows of one list"


@attrs.frozen
class Ratio:
    """A quotient while it is read: it becomes a `Share` once it is stated."""

    part: Linear
    whole: Linear
    start: int


@attrs.define
class Parser:
    """One pass over the tokens of one rule."""

    text: str = attrs.field(converter=composed)
    tokens: list[Token] = attrs.field(init=False)
    at: int = 0
    depth: int = 0
    inside_sum: bool = False
    index: str = ""
    over: Path | None = None

    def __attrs_post_init__(self) -> None:
        self.tokens = tokens_of(self.text)

    # Moving over the tokens.

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def meets(self, *texts: str) -> bool:
        token = self.next
        return token.kind in {"sign", "keyword"} and token.text in texts

    def expect(self, text: str, problem: str, hint: str = "") -> Token:
        if not self.meets(text):
            self.fault(problem, hint)
        return self.take()

    def fault(self, problem: str, hint: str = "", at: int | None = None) -> NoReturn:
        fault(self.text, self.next.start if at is None else at, problem, hint)

    def finish(self) -> None:
        if self.next.kind == "end":
            return
        if self.meets(")"):
            self.fault("there is no '(' for this ')'")
        if self.meets("then"):
            self.fault("'then' without 'when'", "write 'when … then …'")
        if self.meets("when"):
            self.fault("'when' stands first, or in parentheses")
        self.fault("the rule ends before this", "join conditions with 'and' or 'or'")

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            self.fault(f"more than {DEPTH_LIMIT} levels deep", "write several rules")

    # Conditions.

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
        self.depth -= 1
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
            self.fault("'when' stands first, or in parentheses", "write (when … then …)")
        if not (self.meets("(") and self.groups_a_rule()):
            return self.relation()
        self.take()
        self.deeper()
        inner = self.rule()
        self.expect(")", "a parenthesis is not closed", "end it with ')'")
        self.depth -= 1
        return inner

    def groups_a_rule(self) -> bool:
        """Say whether the parenthesis ahead holds a rule, and no expression."""
        depth = 0
        for token in self.tokens[self.at :]:
            if token.kind == "sign":
                depth += (token.text == "(") - (token.text == ")")
                if depth == 0:
                    return False
                if token.text in _RELATIONS:
                    return True
            if token.kind == "keyword" and token.text in _GROUP_WORDS:
                return True
        return False

    def tree(self) -> Tree:
        start = self.take().start
        hint = "write tree(lines[*].actual by code)"
        self.expect("(", "expected '(' after 'tree'", hint)
        self.inside_sum = True
        path = self.path()
        self.inside_sum = False
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
        left = self.arithmetic()
        sign = self.next
        if not (sign.kind == "sign" and sign.text in _RELATIONS):
            if sign.kind in {"end", "keyword"}:
                self.fault("expected a relation", "write =, <=, >=, < or >")
            self.unexpected("a relation")
        self.take()
        right = self.arithmetic()
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
            return Share(left.single, ratio.part, ratio.whole)
        except InvalidRuleError as error:
            self.fault(error.problem, error.hint, start)

    # Expressions.

    def arithmetic(self) -> Linear | Ratio:
        start = self.next.start
        negative = self.meets("-") and bool(self.take())
        value = self.term()
        if negative:
            value = _negated(value)
        while self.meets("+", "-"):
            sign = self.take()
            other = self.term()
            value = self.added(value, _negated(other) if sign.text == "-" else other, start)
        return value

    def added(
        self, one: Linear | Ratio, other: Linear | Ratio, start: int
    ) -> Linear | Ratio:
        match one, other:
            case Linear(), Linear():
                return one.plus(other)
            case Ratio(), Linear() if other.is_plain:
                part = one.part.plus(one.whole.times(other.plain_value))
                return Ratio(part, one.whole, one.start)
            case Linear(), Ratio() if one.is_plain:
                part = other.whole.times(one.plain_value).plus(other.part)
                return Ratio(part, other.whole, other.start)
        if isinstance(one, Ratio) and isinstance(other, Ratio):
            self.fault("a relation states one ratio", "write two rules", other.start)
        hint = "s = a / b - 1; put the rest into part and whole: s = (a + c) / b"
        self.fault("only a plain number is added to a ratio", hint, start)

    def term(self) -> Linear | Ratio:
        value = self.factor()
        while self.meets("*", "/"):
            sign = self.take()
            other = self.factor()
            if sign.text == "*":
                value = self.multiplied(value, other, sign.start)
            else:
                value = self.divided(value, other, sign.start)
        return value

    def multiplied(self, one: Linear | Ratio, other: Linear, at: int) -> Linear:
        if isinstance(one, Ratio):
            hint = "a percentage needs no * 100: write s = p / t"
            self.fault("a ratio is not multiplied", hint, at)
        if one.is_plain and other.is_plain:
            return _plain(one.plain_value * other.plain_value)
        for scalar, linear in ((one, other), (other, one)):
            factor = _scalar(scalar)
            if factor is not None:
                return linear.times(factor)
        hint = "if one of them is a percentage, state it: s = p / t says p = s * t"
        self.fault("two figures are multiplied", hint, at)

    def divided(self, one: Linear | Ratio, other: Linear, at: int) -> Linear | Ratio:
        if isinstance(one, Ratio):
            self.fault("a ratio has one divisor", "write s = p / t", at)
        if not other.is_plain:
            if not any(isinstance(term.of, Path | Sum) for term in other.terms):
                hint = "a divisor is a plain number, or holds a figure"
                self.fault("a divisor has a unit and no figure", hint, at)
            return Ratio(one, other, at)
        if other.plain_value == 0:
            self.fault("nothing is divided by 0", at=at)
        if one.is_plain:
            return _plain(one.plain_value / other.plain_value)
        return one.times(1 / other.plain_value)

    def factor(self) -> Linear:
        if self.meets("-") and self.tokens[self.at + 1].kind == "number":
            self.take()
            return self.number().times(-1)
        if self.next.kind == "number":
            return self.number()
        if self.meets("sum"):
            return self.sum()
        if self.meets("("):
            return self.group()
        if self.next.kind in {"name", "string"}:
            return figure(self.path())
        self.unexpected("a figure or a number")

    def group(self) -> Linear:
        self.take()
        self.deeper()
        inner = self.arithmetic()
        if isinstance(inner, Ratio):
            hint = "the divisor comes last: s = (a + b) / c"
            self.fault("a ratio is no part of an expression", hint, inner.start)
        self.expect(")", "a parenthesis is not closed", "end it with ')'")
        self.depth -= 1
        return inner

    def number(self) -> Linear:
        value = Fraction(self.take().text)
        if self.meets("%"):
            self.take()
            return Linear((Term(value, Constant("%")),))
        if self.next.kind not in {"name", "string"}:
            return _plain(value)
        token = self.take()
        unit = unquoted(token.text) if token.kind == "string" else token.text
        try:
            Unit.read(unit)
        except BudgetCheckError as error:
            hint = "write 50万元, 100% or 3件"
            self.fault(str(error).splitlines()[0], hint, token.start)
        return Linear((Term(value, Constant(unit)),))

    def sum(self) -> Linear:
        start = self.take().start
        hint = "write sum(lines[*].actual)"
        if self.inside_sum:
            self.fault("a sum stands in a sum", "one sum ranges over all rows", start)
        self.expect("(", "expected '(' after 'sum'", hint)
        self.inside_sum = True
        inner = self.arithmetic()
        self.inside_sum = False
        if isinstance(inner, Ratio):
            self.fault("a ratio is not summed", hint, inner.start)
        self.expect(")", "a parenthesis is not closed", "end it with ')'")
        terms: list[Term] = []
        for term in inner.terms:
            if not isinstance(term.of, Path):
                self.fault("a number is summed over no list", hint, start)
            terms.append(Term(term.coefficient, Sum(term.of)))
        return Linear(tuple(terms))

    # Paths.

    def path(self) -> Path:
        start = self.next.start
        if self.next.kind not in {"name", "string"}:
            self.unexpected("the name of a figure")
        steps: list[Step] = [self.name()]
        while self.meets(".", "["):
            bracket = self.take().text == "["
            steps.append(self.step() if bracket else self.name())
            if len(steps) > STEPS_LIMIT:
                self.fault(f"a path has at most {STEPS_LIMIT} steps")
        path = Path(tuple(steps))
        if self.inside_sum and not path.ranges:
            hint = f"write {path}[*] for all rows of a list"
            self.fault("a sum ranges over the rows of a list", hint, start)
        over = path.row_list
        if over is not None and self.over not in {None, over}:
            hint = 'pair two lists by key: lines["20805"]'
            self.fault(_ONE_INDEX, hint, start)
        self.over = over or self.over
        return path

    def name(self) -> str:
        token = self.next
        if token.kind == "string":
            return unquoted(self.take().text)
        if token.kind == "name":
            return self.take().text
        if token.kind in {"keyword", "number"}:
            self.fault(f"{token.text!r} is no name", f'write "{token.text}" in quotes')
        self.unexpected("a name")

    def step(self) -> Step:
        token = self.next
        step: Step
        if self.meets("*"):
            self.take()
            step = EVERY if self.inside_sum else self.row("*", token)
        elif token.kind == "string":
            step = Key(unquoted(self.take().text))
        elif token.kind == "number" and token.text.isdigit():
            step = Index(int(self.take().text))
        elif token.kind == "name":
            step = self.row(self.take().text, token)
        else:
            hint = 'write lines[*], lines[i], lines[0] or lines["20805"]'
            self.fault("expected a row", hint)
        self.expect("]", "a bracket is not closed", "end it with ']'")
        return step

    def row(self, index: str, token: Token) -> Step:
        if self.index not in {"", index}:
            hint = f"write [{self.index}] here too"
            self.fault(_ONE_INDEX, hint, token.start)
        self.index = index
        return ROW

    def unexpected(self, wanted: str) -> NoReturn:
        token = self.next
        if token.kind == "end":
            self.fault(f"expected {wanted}, and the rule ends")
        if token.kind == "keyword":
            hint = f'a name that is a word of the notation stands in quotes: "{token.text}"'
            self.fault(f"expected {wanted}, not {token.text!r}", hint)
        if token.text == "=":
            self.fault(f"expected {wanted}, not '='", "write one '='")
        hint = "put a negative figure in parentheses" if token.text == "-" else ""
        self.fault(f"expected {wanted}, not {token.text!r}", hint)


def _plain(value: Fraction) -> Linear:
    return Linear((Term(value, Constant()),))


def _scalar(linear: Linear) -> Fraction | None:
    if linear.is_plain:
        return linear.plain_value
    only = linear.terms[0]
    if len(linear.terms) == 1 and only.of == Constant("%"):
        return only.coefficient / 100
    return None


def _negated(value: Linear | Ratio) -> Linear | Ratio:
    if isinstance(value, Ratio):
        return Ratio(value.part.times(-1), value.whole, value.start)
    return value.times(-1)
