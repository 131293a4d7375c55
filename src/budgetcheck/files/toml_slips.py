"""TOML slips: what people type who know figures, and not TOML.

A parser stops at the first thing that it does not understand, and says what it
expected. Most such lines are of a few kinds, of which each can be said how to mend it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import islice

import attrs

_LINE = re.compile(
    r"(?P<start>\s*(?P<name>[^\s#=\[{(\"'＝][^#=\[{\"'＝]*?)\s*=\s*)(?P<rest>.*)"
)
_OTHER_EQUALS = re.compile(r"\s*[^\s#=\[{\"'＝]+\s*(?P<sign>＝)")
_HEADING = re.compile(r"\s*(?P<open>[【［])")
_BARE = re.compile(r"[A-Za-z0-9_.\-]+")
_OPENS = ("[", "{", '"""', "'''")
_ORDINARY = re.compile(r"(?:[+-]?\d+(?:\.\d+)?|\"[^\"\\]*\"|true|false)\s*(?:#.*)?")
_LONG = 400  # Nobody typed such a line.
_MOST = 1000
_FENCES = ('"""', "'''")


@attrs.frozen
class Slip:
    """A line that is no TOML, what is wrong with it, and how to mend it."""

    line: int
    column: int
    problem: str
    hint: str


def slips_in(text: str) -> list[Slip]:
    r"""Return the lines of a text that are no TOML, as far as they are of a known kind.

    Shape: lines inside of texts and lists of several lines are left alone, and so is
    whatever comes after a thousand slips.

    Example:
        >>> for one in slips_in("total =\nchange = -8.68%\n"):
        ...     print(one.line, one.problem, "->", one.hint)
        1 nothing stands behind the equals sign -> write what is printed, or put # first
        2 -8.68% is no number of TOML -> write it in quotes: change = "-8.68%"
    """
    return list(islice(_slips(text), _MOST))


def _slips(text: str) -> Iterator[Slip]:
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        if any(line.count(fence) % 2 for fence in _FENCES):
            fenced = not fenced
        elif (
            not fenced
            and len(line) <= _LONG
            and (slip := _slip(number, line)) is not None
        ):
            yield slip


def _slip(number: int, line: str) -> Slip | None:
    if found := _HEADING.match(line):
        hint = "tables stand in [ ], and rows in [[ ]]"
        problem = f"{found['open']} opens no table"
        return Slip(number, found.start("open") + 1, problem, hint)
    if found := _OTHER_EQUALS.match(line):
        column = found.start("sign") + 1
        return Slip(number, column, "＝ is no equals sign", "write =")
    found = _LINE.fullmatch(line)
    return None if found is None else _slip_of_value(number, found)


def _slip_of_value(number: int, found: re.Match[str]) -> Slip | None:
    name, rest = found["name"], found["rest"].strip()
    if not _BARE.fullmatch(name):
        hint = f'write it in quotes: "{name}" = …'
        return Slip(number, found.start("name") + 1, f"{name} is no bare name", hint)
    value = rest.partition("#")[0].strip()
    column = found.end("start") + 1
    if not value:
        hint = "write what is printed, or put # first"
        return Slip(number, column, "nothing stands behind the equals sign", hint)
    if value.startswith(_OPENS) or _is_value(rest):
        return None
    inner = value.strip("“”„‘’「」\"' ")
    hint = f'write it in quotes: {name} = "{inner}"'
    return Slip(number, column, f"{value} is no number of TOML", hint)


def _is_value(rest: str) -> bool:
    if _ORDINARY.fullmatch(rest):
        return True
    try:
        tomllib.loads(f"x = {rest}\n")
    except tomllib.TOMLDecodeError:
        return False
    return True
