"""Expressions as text: paths, numbers, sums, and arithmetic that stays linear."""

from __future__ import annotations

from fractions import Fraction

from budgetcheck.errors import InvalidConventionError
from budgetcheck.language.expressions import Constant, Linear, Sum
from budgetcheck.language.parsing.cursors import Cursor
from budgetcheck.language.parsing.operands import Operand, Ratio
from budgetcheck.language.parsing.tokens import Token
from budgetcheck.language.paths import (
    EVERY,
    ONE_INDEX_HINT,
    ROW,
    STEPS_LIMIT,
    Index,
    Key,
    Path,
    Step,
    unquoted,
)

_ADDED = "write s = a / b - 1; put the rest into part and whole: s = (a + c) / b"
_ONE_INDEX = "a rule has one row index, and it ranges over the rows of one list"


class ExpressionParser(Cursor):
    """Reads one side of a relation."""

    def side(self) -> Linear | Ratio:
        value = self.arithmetic()
        return value if isinstance(value, Ratio) else value.linear()

    def arithmetic(self) -> Operand | Ratio:
        parts = [self.signed(self.take() if self.meets("-") else None)]
        while self.meets("+", "-"):
            parts.append(self.signed(self.take()))
        operands = [part for _, part in parts if isinstance(part, Operand)]
        if len(operands) < len(parts):
            return self.ratio_of(parts)
        return Operand.added(operands)

    def signed(self, sign: Token | None) -> tuple[int, Operand | Ratio]:
        start = self.next.start
        value = self.term()
        negative = sign is not None and sign.text == "-"
        return start, value.times(-1) if negative else value

    def ratio_of(self, parts: list[tuple[int, Operand | Ratio]]) -> Ratio:
        """Return the one ratio among the parts, with the plain number beside it."""
        ratios = [part for _, part in parts if isinstance(part, Ratio)]
        if len(ratios) > 1:
            start = ratios[1].start
            self.fault("a relation states one ratio", "write two rules", start)
        plain = [(start, part) for start, part in parts if isinstance(part, Operand)]
        for start, part in plain:
            if not part.is_plain:
                self.fault("only a plain number is added to a ratio", _ADDED, start)
        if len(plain) > 1:
            self.fault("one number is added to a ratio", _ADDED, plain[1][0])
        first = parts[0][1] is not ratios[0]
        values = [part.plain_value for _, part in plain]
        return ratios[0].plus(values[0], first=first) if values else ratios[0]

    def term(self) -> Operand | Ratio:
        value = self.factor()
        while self.meets("*", "/"):
            sign = self.take()
            other = self.factor()
            if sign.text == "*":
                value = self.multiplied(value, other, sign.start)
            elif other.is_plain:
                value = self.divided(value, other.plain_value, sign.start)
            else:
                return self.ratio(value, other, sign.start)
        return value

    def multiplied(self, one: Operand, other: Operand, at: int) -> Operand:
        if one.is_plain and other.is_plain:
            return Operand.of(Constant(), one.plain_value * other.plain_value)
        # A plain number first: `5% * 2` is 10 %, and not a plain 0.1.
        for scale in (Operand.plain_scale, Operand.percent_scale):
            for scalar, operand in ((one, other), (other, one)):
                factor = scale(scalar)
                if factor is not None:
                    return operand.times(factor)
        hint = "if one of them is a percentage, state it: s = p / t says p = s * t"
        self.fault("two figures are multiplied", hint, at)

    def divided(self, operand: Operand, divisor: Fraction, at: int) -> Operand:
        if divisor == 0:
            self.fault("nothing is divided by 0", at=at)
        if operand.is_plain:
            return Operand.of(Constant(), operand.plain_value / divisor)
        return operand.times(1 / divisor)

    def ratio(self, part: Operand, whole: Operand, at: int) -> Ratio:
        if not whole.has_figure:
            hint = "a divisor is a plain number, or holds a figure"
            self.fault("a divisor has a unit and no figure", hint, at)
        if self.meets("*"):
            hint = "a percentage needs no * 100: write s = p / t"
            self.fault("a ratio is not multiplied", hint)
        if self.meets("/"):
            self.fault("a ratio has one divisor", "write s = p / t")
        return Ratio(part, whole, at)

    def factor(self) -> Operand:
        token = self.next
        if token.kind in {"name", "string"}:
            path = self.path()
            return Operand.of(Sum(path) if self.inside_sum else path)
        if token.kind == "number":
            return self.number()
        if self.meets("(", "sum"):
            return self.group() if token.text == "(" else self.sum()
        if self.meets("-") and self.tokens[self.at + 1].kind == "number":
            self.take()
            return self.number().times(-1)
        self.unexpected("a figure or a number")

    def group(self) -> Operand:
        self.take()
        self.deeper()
        inner = self.arithmetic()
        if isinstance(inner, Ratio):
            hint = "the divisor comes last: s = (a + b) / c"
            self.fault("a ratio is no part of an expression", hint, inner.start)
        self.expect(")", "a parenthesis is not closed", "end it with ')'")
        self.shallower()
        return inner

    def number(self) -> Operand:
        value = Fraction(self.take().text)
        if self.meets("%"):
            self.take()
            return Operand.of(Constant("%"), value)
        if self.next.kind not in {"name", "string"}:
            return Operand.of(Constant(), value)
        token = self.take()
        unit = unquoted(token.text) if token.kind == "string" else token.text
        hint = "write 50万元, 100% or 3件"
        if not unit:
            self.fault("'' is not a unit", hint, token.start)
        try:
            return Operand.of(Constant(unit), value)
        except InvalidConventionError as error:
            self.fault(error.problem, hint, token.start)

    def sum(self) -> Operand:
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
        if not all(isinstance(term.of, Sum) for term in inner.terms()):
            self.fault("a number is summed over no list", hint, start)
        return inner

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
        if ROW in steps:
            self.check_rows(path, start)
        return path

    def check_rows(self, path: Path, start: int) -> None:
        if path.steps.count(ROW) > 1:
            self.fault(_ONE_INDEX, ONE_INDEX_HINT, start)
        over = path.row_list
        if self.over not in {None, over}:
            hint = 'pair two lists by key: lines["20805"]'
            self.fault(_ONE_INDEX, hint, start)
        self.range_over(over)

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
