"""Expressions as text: paths, numbers, sums, and arithmetic that stays linear."""

from __future__ import annotations

from fractions import Fraction

import attrs

from budgetcheck.errors import BudgetCheckError
from budgetcheck.language.expressions import Constant, Linear, Sum, Term, figure
from budgetcheck.language.parsing.cursors import Cursor
from budgetcheck.language.parsing.tokens import Token
from budgetcheck.language.paths import (
    EVERY,
    ONE_INDEX_HINT,
    ROW,
    Index,
    Key,
    Path,
    Step,
    unquoted,
)
from budgetcheck.language.units import Unit

STEPS_LIMIT = 100

_ONE_INDEX = "a rule has one row index, and it ranges over the rows of one list"


@attrs.frozen
class Ratio:
    """A quotient while it is read: it becomes a `Share` once it is stated."""

    part: Linear
    whole: Linear
    start: int


class ExpressionParser(Cursor):
    """Reads one side of a relation."""

    def arithmetic(self) -> Linear | Ratio:
        start = self.next.start
        negative = self.meets("-") and bool(self.take())
        value = self.term()
        if negative:
            value = _negated(value)
        while self.meets("+", "-"):
            sign = self.take()
            other = self.term()
            value = self.added(
                value, _negated(other) if sign.text == "-" else other, start
            )
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
        value: Linear | Ratio = self.factor()
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
        # A plain number first: `5% * 2` is 10 %, and not a plain 0.1.
        for scale in (_plain_scale, _percent_scale):
            for scalar, linear in ((one, other), (other, one)):
                factor = scale(scalar)
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
        self.shallower()
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
        self.enter_sum()
        inner = self.arithmetic()
        self.leave_sum()
        if isinstance(inner, Ratio):
            self.fault("a ratio is not summed", hint, inner.start)
        self.expect(")", "a parenthesis is not closed", "end it with ')'")
        terms: list[Term] = []
        for term in inner.terms:
            if not isinstance(term.of, Path):
                self.fault("a number is summed over no list", hint, start)
            terms.append(Term(term.coefficient, Sum(term.of)))
        return Linear(tuple(terms))

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
        if path.steps.count(ROW) > 1:
            self.fault(_ONE_INDEX, ONE_INDEX_HINT, start)
        over = path.row_list
        if over is not None and self.over not in {None, over}:
            hint = 'pair two lists by key: lines["20805"]'
            self.fault(_ONE_INDEX, hint, start)
        self.range_over(over or self.over)
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
        self.name_row(index)
        return ROW


def _plain(value: Fraction) -> Linear:
    return Linear((Term(value, Constant()),))


def _plain_scale(linear: Linear) -> Fraction | None:
    return linear.plain_value if linear.is_plain else None


def _percent_scale(linear: Linear) -> Fraction | None:
    only = linear.terms[0]
    single = len(linear.terms) == 1 and only.of == Constant("%")
    return only.coefficient / 100 if single else None


def _negated(value: Linear | Ratio) -> Linear | Ratio:
    if isinstance(value, Ratio):
        return Ratio(value.part.times(-1), value.whole, value.start)
    return value.times(-1)
