"""Texts: tables written as TOML or as JSON, for a person to read and to change.

This writes what a figures file holds and nothing else: texts, whole numbers, numbers
as they were typed, truth values, days, lists, and tables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

from budgetcheck.files.positions import Digits

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Inline(dict[str, object]):
    """A table that is written on one line: a figure, a unit, a rule.

    Example:
        >>> print(toml_text({"figures": {"a": Inline(value=Digits("1.50"))}}), end="")
        [figures]
        a = { value = 1.50 }
    """


def toml_text(tables: Mapping[str, object]) -> str:
    """Write tables as TOML, in their order.

    Example:
        >>> print(toml_text({"format": 1, "figures": {"a": {"b": Digits("2.0")}}}))
        format = 1
        <BLANKLINE>
        [figures.a]
        b = 2.0
        <BLANKLINE>
    """
    return "\n".join(_sections(tables, "")).lstrip("\n") + "\n"


def json_text(tables: Mapping[str, object]) -> str:
    """Write tables as JSON, in their order, numbers with the digits as typed.

    Example:
        >>> print(json_text({"format": 1, "a": Inline(value=Digits("2.0"))}), end="")
        {
          "format": 1,
          "a": {"value": 2.0}
        }
    """
    return _json(tables, "\n") + "\n"


def _sections(table: Mapping[str, object], header: str) -> Iterator[str]:
    """Write a table: its pairs, and behind them each group below a header of its own.

    A group that other pairs follow is written with dotted keys, so that the order of
    the figures stays what it is.
    """
    names = list(table)
    last = max(
        (at for at, name in enumerate(names) if _is_pair(table[name])), default=-1
    )
    if header and (last >= 0 or not names):
        yield ""
        yield f"[{header}]"
    for name in names[: last + 1]:
        yield from _pairs(toml_key(name), table[name])
    for name in names[last + 1 :]:
        group = table[name]
        below = f"{header}.{toml_key(name)}" if header else toml_key(name)
        yield from _sections(group if isinstance(group, Mapping) else {}, below)


def _is_pair(value: object) -> bool:
    return isinstance(value, Inline) or not isinstance(value, Mapping)


def _pairs(key: str, value: object) -> Iterator[str]:
    if isinstance(value, Mapping) and value and not isinstance(value, Inline):
        for name, one in value.items():
            yield from _pairs(f"{key}.{toml_key(name)}", one)
    else:
        yield f"{key} = {_toml(value, rows=True)}"


def _toml(value: object, *, rows: bool = False) -> str:
    match value:
        case Digits():
            return str(value)
        case str():
            return _quoted(value)
        case bool():
            return "true" if value else "false"
        case Mapping():
            inner = (f"{toml_key(name)} = {_toml(one)}" for name, one in value.items())
            return f"{{ {', '.join(inner)} }}" if value else "{}"
        case list():
            written = [_toml(one) for one in value]
            if rows and any(isinstance(one, Mapping) for one in value):
                return "".join(["[\n", *(f"    {one},\n" for one in written), "]"])
            return f"[{', '.join(written)}]"
        case _:
            return str(value)


def toml_key(name: str) -> str:
    """Return a name as TOML writes it: bare if it can be, else quoted.

    Example:
        >>> toml_key("total"), toml_key("合计")
        ('total', '"合计"')
    """
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_CONTROL.sub(_escape, escaped)}"'


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _json(value: object, line: str) -> str:
    """Write a value; `line` is what begins a new line, or nothing where all is one."""
    inner = line and line + "  "
    match value:
        case Digits():
            return str(value)
        case Inline():
            pairs = (
                f"{_json(name, '')}: {_json(one, '')}" for name, one in value.items()
            )
            return f"{{{', '.join(pairs)}}}"
        case Mapping():
            pairs = (
                f"{_json(name, '')}: {_json(one, inner)}" for name, one in value.items()
            )
            return _enclosed("{}", list(pairs), line)
        case list():
            return _enclosed("[]", [_json(one, inner) for one in value], line)
        case date():
            return json.dumps(value.isoformat())
        case _:
            return json.dumps(value, ensure_ascii=False)


def _enclosed(brackets: str, written: list[str], line: str) -> str:
    if not written or not line:
        return f"{brackets[0]}{', '.join(written)}{brackets[1]}"
    inside = f",{line}  ".join(written)
    return f"{brackets[0]}{line}  {inside}{line}{brackets[1]}"
