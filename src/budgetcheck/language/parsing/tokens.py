"""Tokens of the notation, and the one place that points at a fault in it."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NoReturn, TypeAlias

import attrs

from budgetcheck.errors import LimitError, NotationError
from budgetcheck.language.numbers import DIGITS_LIMIT
from budgetcheck.language.paths import KEYWORDS

NOTATION_LIMIT = 10_000

Kind: TypeAlias = Literal["number", "name", "string", "keyword", "sign", "end"]

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*+(?![^\x00-\x7f])")
_SPACE = re.compile(r"\s*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d+(?:[,_]\d+)*(?:\.\d+)?", re.ASCII)
_GROUPS = {",": "commas", "_": "underscores"}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_SIGN = re.compile(r"<=|>=|[=<>+\-*/().\[\]%]")

_FULL_WIDTH = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
_HINTS = {
    "==": "write '='",
    "!=": "a rule says what holds: write '=', '<', '>', '<=' or '>='",
    "<>": "a rule says what holds: write '=', '<', '>', '<=' or '>='",
    "≠": "a rule says what holds: write '=', '<', '>', '<=' or '>='",
    "=<": "write '<='",
    "=>": "write '>='",
    "≤": "write '<='",
    "≥": "write '>='",
    "&&": "write 'and'",
    "||": "write 'or'",
    "−": "write '-'",
    "×": "write '*'",
    "÷": "write '/'",
    "'": 'names in quotes have double quotes: "2080505"',
}
WRONG_WORDS = {
    "if": "write 'when … then …'",
    "else": "write two rules, or 'or'",
    "not": "a rule says what holds: turn the relation round",
    "AND": "write 'and'",
    "OR": "write 'or'",
    "WHEN": "write 'when'",
    "THEN": "write 'then'",
    "SUM": "write 'sum'",
}


@attrs.frozen
class Token:
    """One word, number or sign of a rule, and where it stands."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The position behind the token."""
        return self.start + len(self.text)


def composed(text: str) -> str:
    """Return the text in the Unicode form that rules are read in (NFC).

    Raises:
        LimitError: The text is longer than any rule.
    """
    if len(text) > NOTATION_LIMIT:
        raise LimitError("a rule", len(text), NOTATION_LIMIT, "characters")
    return unicodedata.normalize("NFC", text)


def fault(text: str, position: int, problem: str, hint: str = "") -> NoReturn:
    """Raise a `NotationError` with its caret at a position."""
    raise NotationError(text, position, problem, hint)


def tokens_of(text: str) -> list[Token]:
    """Cut a rule into tokens; the last one is its end.

    Raises:
        NotationError: A character or a number that the notation does not have.

    Example:
        >>> [token.text for token in tokens_of("a = 2.5 * b")]
        ['a', '=', '2.5', '*', 'b', '']
    """
    found: list[Token] = []
    position = _skipped(text, 0)
    while position < len(text):
        token = _token(text, position)
        found.append(token)
        position = _skipped(text, token.end)
    found.append(Token("end", "", len(text)))
    return found


def _skipped(text: str, position: int) -> int:
    space = _SPACE.match(text, position)
    return space.end() if space else position


def _token(text: str, position: int) -> Token:
    pair = text[position : position + 2]
    if pair in _HINTS:
        fault(text, position, f"{pair!r} is no relation", _HINTS[pair])
    character = text[position]
    if character in "0123456789":
        return _number(text, position)
    if character == '"':
        string = _STRING.match(text, position)
        if string is None:
            fault(text, position, "a quoted name is not closed", 'end it with "')
        return Token("string", string[0], position)
    if character.isidentifier():
        return _name(text, position)
    sign = _SIGN.match(text, position)
    if sign is not None:
        return Token("sign", sign[0], position)
    _unknown(text, position)


def _number(text: str, position: int) -> Token:
    match = _NUMBER.match(text, position)
    number = match[0] if match else ""
    if len(number) > DIGITS_LIMIT:
        raise LimitError("a number", len(number), DIGITS_LIMIT, "digits")
    end = position + len(number)
    after = text[end : end + 2]
    if after[:1] in _GROUPS and after[1:].isdigit():
        digits = re.sub("[,_]", "", _GROUPED.findall(text, position)[0])
        problem = f"a number in a rule has no {_GROUPS[after[0]]}"
        fault(text, end, problem, f"write {digits}")
    if after[:1] == "." and "." in number:
        fault(text, end, "a number has one decimal point")
    if after[:1] == ".":
        fault(text, end, "a number ends in a digit", f"write {number} or {number}.0")
    if re.fullmatch(r"[eE][\d+-]", after):
        fault(text, end, "a number in a rule has no exponent", "write all its digits")
    return Token("number", number, position)


def _name(text: str, position: int) -> Token:
    plain = _PLAIN_NAME.match(text, position)
    if plain is not None:
        name = plain[0]
    else:
        end = position + 1
        while end < len(text) and ("a" + text[end]).isidentifier():
            end += 1
        name = text[position:end]
    return Token("keyword" if name in KEYWORDS else "name", name, position)


def _unknown(text: str, position: int) -> NoReturn:
    character = text[position]
    if character in _HINTS:
        hint = _HINTS[character]
    elif character in _FULL_WIDTH:
        plain = _FULL_WIDTH[character]
        hint = f"write {plain!r}, or quote a name that has it"
    elif character in ",;#:!&|{}$@?\\^~`":
        hint = "one rule says one thing; join conditions with 'and'"
    else:
        hint = 'a name that is no identifier stands in quotes: "因公出国（境）费"'
    fault(text, position, f"{character!r} is not in the notation", hint)
