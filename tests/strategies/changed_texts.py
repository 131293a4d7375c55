"""Files changed at random: in their characters, lines, words, numbers and structure.

What comes out is mostly wrong, and in ways in which files of people are wrong too.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from random import Random

from tests.strategies import random_texts

from budgetcheck.files import Format
from budgetcheck.files.positions import Digits
from budgetcheck.files.texts import json_text, toml_text

LONGEST = 60_000

NUMBERS = (
    *("0", "-0", "1", "-1", "0.00", "5%", "-5%", "1e5", "1e999999999", "nan", "-inf"),
    *("1_000", "0x1F", "12,34.5", "1,234.50", "２０.5", "(5.00)", "−3", "9" * 40),
    *("9" * 121, "0." + "0" * 60 + "1", "true", "2021-12-31", "12:00:00", "99:99"),
    *("70余", ">= 90%", "1以下", "5 元", "5 GBP", "5 XYZ", "5 thousand", "1/3", "٣"),
)
WORDS = (
    *("", "-", "—", "无", "n/c", "…", "..", "n/a", "increase", "flat", "withheld"),
    *("absent", "cut_off", "nearest", "zero", "exact", "last", "largest_remainder"),
    *("accepted", "not_computable", "negative", "absolute", "none", "error", "note"),
    *(
        "元",
        "万元",
        "亿",
        "件",
        "%",
        "GBP million",
        "en",
        "zh",
        "\u202e",
        "\x00",
        "e\u0301",
    ),
    *("\U0001f4a9", "\ufeff", "a" * 200, "a.b", "a[*]", '"', "\\", "\n", "r.1", "{}"),
)
KEYS = (
    *("format", "title", "unit", "decimals", "percent_decimals", "lang", "convention"),
    *("figures", "rules", "exceptions", "value", "also", "word", "missing", "where"),
    *("note", "exact", "rounding", "currency", "scale", "code", "name", "rule", "id"),
    *("level", "disabled", "source", "zero", "blank", "shares_adjusted", "a", "b", "l"),
    *("parentheses", "negative_base", "zero_over_zero", "en", "zh", "contradiction"),
)
RULES = (
    *("a = b", "s = b / a", "a = -b", "a = 2 * b", "a = b + 5", "a = b + 5元", "1 = 1"),
    *("a = a", "l[*].a = l[*].b", "t = sum(l[*].s)", "tree(l[*].b by name)", "a == b"),
    *("l[0].a = l[9].a", 'l["2"].a = t', "d = a", "s = s / s", "e = f", "a < b < c"),
    *(
        "when a > 0 then b = 0",
        "c = c.also",
        "k = k.x",
        "a / b = c",
        "(" * 60 + "a = b",
    ),
    *("s = (a - b) / (b - a)", "s = 1 - a / b", "a = 0.5%", "a = sum(k[*].x)", "sum"),
)
_TOKEN = re.compile(r"[\w.%-]+|\s+|.", re.DOTALL)
_NUMBER = re.compile(r"-?\d[\d.]*%?")


def changed(text: str, form: Format, random: Random) -> tuple[str, Format]:
    """Change a text a few times, in one way after the other."""
    for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3))):
        if random.random() < 0.45:
            text, form = in_structure(text, form, random)
        else:
            text = random.choice(IN_TEXT)(text, random)
        text = text[:LONGEST]
    return text, form


def cut(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return random.choice((text[:at], text[at:], text[:at] + text[at + 1 :]))


def insert(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    kind = random.random()
    more = chr(random.choice((random.randrange(128), random.randrange(0x3000))))
    if kind < 0.5:
        more = random.choice("[]{}\"'.,=#\\\n-+%() \t\r:_*<>/0９元")
    elif kind < 0.6:
        more = random.choice((*WORDS, *NUMBERS))
    return text[:at] + more * random.choice((1, 1, 1, 3, 200)) + text[at:]


def lines(text: str, random: Random) -> str:
    """Leave out, repeat, exchange or shuffle lines."""
    found = text.splitlines(keepends=True) or [""]
    one, other = random.randrange(len(found)), random.randrange(len(found))
    kind = random.randrange(4)
    if kind == 0:
        del found[one]
    elif kind == 1:
        found.insert(other, found[one])
    elif kind == 2:
        found[one], found[other] = found[other], found[one]
    else:
        random.shuffle(found)
    return "".join(found)


def tokens(text: str, random: Random) -> str:
    """Leave out, repeat, exchange or replace words and signs."""
    found = _TOKEN.findall(text) or [""]
    one, other = random.randrange(len(found)), random.randrange(len(found))
    kind = random.randrange(4)
    if kind == 0:
        del found[one]
    elif kind == 1:
        found.insert(other, found[one])
    elif kind == 2:
        found[one], found[other] = found[other], found[one]
    else:
        found[one] = random.choice((*WORDS, *KEYS, *NUMBERS, *RULES))
    return "".join(found)


def numbers(text: str, random: Random) -> str:
    """Put another number in the place of one."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    one = random.choice(found)
    new = random.choice((*NUMBERS, str(random.randrange(100)), "-" + one[0]))
    return text[: one.start()] + new + text[one.end() :]


def spliced(text: str, random: Random) -> str:
    """Go on with another part of the same file."""
    other = text or "\n"
    at, beyond = random.randrange(len(text) + 1), random.randrange(len(other))
    return text[:at] + other[beyond:]


IN_TEXT: tuple[Callable[[str, Random], str], ...] = (
    *(cut, insert, insert, lines, lines, tokens, tokens, tokens, numbers, numbers),
    spliced,
)


def in_structure(text: str, form: Format, random: Random) -> tuple[str, Format]:
    """Change the tables that a text holds, and write them as TOML or as JSON."""
    try:
        read = json.loads if form == "json" else tomllib.loads
        tables: object = read(text, parse_float=Digits)
    except (ValueError, RecursionError):
        return text, form
    if not isinstance(tables, dict) or not tables:
        return text, form
    places = list(holders(tables))
    holder, key = random.choice(places)
    change(holder, key, random, places)
    try:
        if random.random() < 0.5:
            return json_text(tables), "json"
        return toml_text(tables), "toml"
    except (RecursionError, TypeError, ValueError):
        return text, form  # It has come to hold itself, or what JSON cannot say.


Holder = dict[str, object] | list[object]
At = tuple[Holder, str | int]


def holders(table: object, depth: int = 0) -> Iterator[At]:
    """Yield every entry of a table, with what holds it."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(table, dict):
        inner = list(table.items())
    elif isinstance(table, list):
        inner = list(enumerate(table))
    for key, value in inner:
        yield table, key  # type: ignore[misc]
        if depth < 30:
            yield from holders(value, depth + 1)


def change(holder: Holder, key: str | int, random: Random, places: list[At]) -> None:
    """Replace, remove, wrap, rename or repeat one entry."""
    if isinstance(holder, list):
        at = int(key)
        if random.random() < 0.3:
            holder.insert(at, holder[at])
        else:
            holder[at] = other_value(holder[at], random, places)
        return
    name = str(key)
    kind = random.random()
    if kind < 0.15:
        del holder[name]
    elif kind < 0.3:
        holder[random.choice(KEYS)] = holder[name]
    elif kind < 0.4:
        holder[random.choice((*KEYS, *WORDS))] = holder.pop(name)
    else:
        holder[name] = other_value(holder[name], random, places)


def other_value(value: object, random: Random, places: list[At]) -> object:
    """Return something else, or the same inside something."""
    number, (holder, key) = random.choice(NUMBERS), random.choice(places)
    others: tuple[object, ...] = (
        *(Digits(number), number, random.choice(WORDS), random.choice(RULES)),
        *(random_texts.rule(random), random.choice((None, True, [], {}, [[]], 5))),
        *([value] * 3, {random.choice(KEYS): value, random.choice(KEYS): number}),
        {"value": value, random.choice(KEYS): random.choice(WORDS)},
        holder[key],  # type: ignore[index]
        nested(value, random),
    )
    return random.choice(others)


def nested(value: object, random: Random) -> object:
    for _ in range(random.choice((1, 2, 49, 60, 120))):
        value = random.choice(([value], {"a": value}))
    return value
