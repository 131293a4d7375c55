"""Where things stand in a TOML text, against what `tomllib` reads of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from budgetcheck.files.toml_places import positions_in
from budgetcheck.language.places import Keys

EVERYTHING = '''\
# a comment with "quotes" and [brackets]
format = 1
"quoted key" . 'other' = "a # no comment" # one
long = """
two "quoted" lines""" # behind
raw = \'\'\'it's\'\'\'
literal = 'C:\\path'
list = [ 1, # one
  [2.50, 3],
  { a = 1_000, b.c = true },
]
empty = []
date = 2021-12-31

[table.inner]
number = +98.50   # typed
[[rows]]
code = "208"
[[rows]]
code = "210"
[rows.more]
x = 0x1F
[[rows.parts]]
y = 1e5
[[rows.parts]]
y = -inf
'''


def leaves(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, object]]:
    """Yield every entry of what tomllib reads, tables and arrays included."""
    if keys:
        yield keys, value
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    if isinstance(value, list):
        inner = enumerate(value)
    for key, one in inner:
        yield from leaves(one, (*keys, key))


def test_every_entry_has_its_place_and_every_number_its_token() -> None:
    found = positions_in(EVERYTHING)
    read = dict(leaves(tomllib.loads(EVERYTHING)))

    assert set(read) == set(found)
    assert "+98.50" == found["table", "inner", "number"].token
    assert (16, 10) == (
        found["table", "inner", "number"].line,
        found["table", "inner", "number"].column,
    )
    assert "1_000" == found["list", 2, "a"].token
    assert "1e5" == found["rows", 1, "parts", 0, "y"].token
    assert "2021-12-31" == found["date",].token
    assert "" == found["raw",].token


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Draw a TOML text with every layout that its grammar allows."""
    names = st.sampled_from(("a", "b", "c-d", '"预算"', "'x.y'", "9"))
    space = st.sampled_from(("", " ", "\t "))
    breaks = st.sampled_from(("", " ", "\n", "  # a ] } comment\n", "\n\n"))
    scalars = st.sampled_from(
        ("1", "98.50", "-3", "1_000", "true", '"x"', "'y # z'", '"""a\n"b" """', "inf")
    )

    def arrays(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        items = st.lists(st.tuples(breaks, inner, breaks), max_size=3)
        return items.map(lambda found: f"[{','.join(map(''.join, found))}]")

    def inline(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pairs = st.dictionaries(names, inner, max_size=3)
        return pairs.map(
            lambda found: (
                "{ "
                + ", ".join(f"{name} = {one}" for name, one in found.items())
                + " }"
            )
        )

    values = st.recursive(
        scalars, lambda inner: arrays(inner) | inline(inner), max_leaves=5
    )
    text = ""
    for number in range(draw(st.integers(1, 3))):
        header = draw(
            st.sampled_from(("", f"[t{number}]", f"[t{number}.u]", "[[rows]]"))
        )
        if number == 0 or header:
            text += (
                draw(breaks).lstrip(" ") + (header or "[first]") + draw(space) + "\n"
            )
            for name, value in draw(st.dictionaries(names, values, max_size=3)).items():
                text += f"{name}{draw(space)}={draw(space)}{value}{draw(space)}\n"
    return text


@given(tables())
def test_every_entry_of_any_text_is_found_where_it_stands(text: str) -> None:
    found = positions_in(text)
    lines = text.split("\n")

    for keys, value in leaves(tomllib.loads(text, parse_float=str)):
        place = found[keys]
        rest = lines[place.line - 1][place.column - 1 :]
        assert rest.startswith(place.token)
        if isinstance(value, dict | list):
            assert rest[0] in "[{abcd9\"'" or rest[0].isalnum()
        elif isinstance(value, bool):
            assert str(value).lower() == place.token
        elif isinstance(value, int):
            assert value == int(place.token)
        elif place.token:
            assert value == place.token
        else:
            assert rest[0] in "\"'"
