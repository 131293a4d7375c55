"""Templates: what to say for each cause, read once from the TOML files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from budgetcheck.errors import InvalidConventionError

Language: TypeAlias = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@cache
def templates(lang: str) -> Mapping[str, Mapping[str, Any]]:
    """Return all templates of a language.

    Raises:
        InvalidConventionError: There is no such language.
    """
    if lang not in LANGUAGES:
        message = f"there are no sentences in {lang!r}"
        raise InvalidConventionError(message, f"one of {', '.join(LANGUAGES)}")
    text = files(__package__).joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def template(lang: str, cause: str, shape: str, part: str) -> str:
    """Return a template: that of the shape, else that of the cause, else nothing."""
    entry = templates(lang)[cause]
    own = entry.get(shape)
    if isinstance(own, Mapping) and part in own:
        return str(own[part])
    return str(entry.get(part, ""))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into a template's placeholders; braces in values stay as they are.

    Example:
        >>> fill("{stated} is stated", {"stated": "{5%}"})
        '{5%} is stated'
    """
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the values that a template wants.

    Example:
        >>> sorted(placeholders("{stated} is stated, and {possible_range} possible"))
        ['possible_range', 'stated']
    """
    return frozenset(_PLACEHOLDER.findall(text))


def label(key: str, lang: str, **values: object) -> str:
    """Return a heading or a line of a report.

    Example:
        >>> label("unchecked", "en", count=3)
        'Not checked (3):'
    """
    section, _, name = key.rpartition(".")
    texts = {placeholder: str(value) for placeholder, value in values.items()}
    return fill(str(templates(lang)[section or "report"][name]), texts)
