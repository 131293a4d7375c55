"""Cursors: moving over the tokens of one rule, and refusing what stands there."""

from __future__ import annotations

from typing import NoReturn

import attrs

from budgetcheck.language.conditions import DEPTH_LIMIT
from budgetcheck.language.parsing.tokens import (
    WRONG_WORDS,
    Token,
    composed,
    fault,
    tokens_of,
)
from budgetcheck.language.paths import Path


@attrs.define(on_setattr=attrs.setters.NO_OP)
class Cursor:
    """One pass over the tokens of one rule.

    Attributes:
        text: The rule, in composed Unicode form.
        at: Which token comes next.
        depth: How many parentheses and guards are open.
        inside_sum: Whether `[*]` means all rows.
        index: How the rule writes its row index.
        over: The list over whose rows the rule is read.
    """

    text: str = attrs.field(converter=composed)
    tokens: list[Token] = attrs.field(init=False)
    at: int = 0
    depth: int = 0
    inside_sum: bool = False
    index: str = ""
    over: Path | None = None

    def __attrs_post_init__(self) -> None:
        self.tokens = tokens_of(self.text)

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def meets(self, *texts: str) -> bool:
        token = self.tokens[self.at]
        return token.kind in {"sign", "keyword"} and token.text in texts

    def expect(self, text: str, problem: str, hint: str = "") -> Token:
        if not self.meets(text):
            self.fault(problem, hint)
        return self.take()

    def fault(self, problem: str, hint: str = "", at: int | None = None) -> NoReturn:
        fault(self.text, self.next.start if at is None else at, problem, hint)

    def refuse_wrong_words(self) -> None:
        """Point at a word of another language, where it is what confuses."""
        for token in (self.next, self.tokens[max(0, self.at - 1)]):
            if token.kind == "name" and token.text in WRONG_WORDS:
                hint = WRONG_WORDS[token.text]
                self.fault(f"{token.text!r} is not in the notation", hint, token.start)

    def finish(self) -> None:
        if self.next.kind == "end":
            return
        self.refuse_wrong_words()
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

    def shallower(self) -> None:
        self.depth -= 1

    def enter_sum(self) -> None:
        self.inside_sum = True

    def leave_sum(self) -> None:
        self.inside_sum = False

    def range_over(self, path: Path | None) -> None:
        self.over = path

    def name_row(self, index: str) -> None:
        self.index = index

    def unexpected(self, wanted: str) -> NoReturn:
        self.refuse_wrong_words()
        token = self.next
        if token.kind == "end":
            self.fault(f"expected {wanted}, and the rule ends")
        if token.kind == "keyword":
            hint = f'a name that is a word of the notation: "{token.text}" in quotes'
            self.fault(f"expected {wanted}, not {token.text!r}", hint)
        if token.text == "=":
            self.fault(f"expected {wanted}, not '='", "write one '='")
        hint = "put a negative figure in parentheses" if token.text == "-" else ""
        if token.text == "*" and self.tokens[self.at + 1].text == ".":
            hint = "lines[*].x is x of every row of a list; of tables, name each"
        if token.text == "." and self.tokens[self.at + 1].kind == "number":
            hint = f"write 0.{self.tokens[self.at + 1].text}"
        self.fault(f"expected {wanted}, not {token.text!r}", hint)
