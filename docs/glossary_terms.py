"""The glossary: what terms are called is read from the code, and is never stale.

Their meaning stands in `glossary.toml`, under the field that has the term.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs

from budgetcheck import Verdict, cn_accounts
from budgetcheck.cn_accounts import Label, labels_of
from budgetcheck.wording import label

MEANINGS = Path(__file__).with_name("glossary.toml")


@attrs.frozen
class Term:
    """A term in both languages, what it means in both, and its field if it has one."""

    zh: str
    en: str
    meant_zh: str
    meant_en: str
    field: str = ""


def labelled() -> Iterator[tuple[str, Label]]:
    """Yield each field of the Chinese final accounts with what it is called."""
    for name in cn_accounts.__all__:
        found = getattr(cn_accounts, name)
        if isinstance(found, type) and attrs.has(found):
            for field, one in labels_of(found).items():
                yield f"{name}.{field}", one


def terms() -> list[Term]:
    """Return the terms that are explained, those of fields first.

    Raises:
        KeyError: A meaning is given for a field that there is none of.
    """
    meanings = tomllib.loads(MEANINGS.read_text(encoding="utf-8"))
    labels = dict(labelled())
    of_fields = [
        Term(labels[name].zh, labels[name].en, said["zh"], said["en"], name)
        for name, said in meanings["fields"].items()
    ]
    of_words = [
        Term(said["zh"][0], said["en"][0], said["zh"][1], said["en"][1])
        for said in meanings["words"].values()
    ]
    return [*of_fields, *of_words]


def verdicts() -> list[tuple[str, str, str]]:
    """Return each verdict with what reports call it in both languages."""
    return [
        (
            one.name,
            label(f"verdict_name.{one.value}", "zh"),
            label(f"verdict_name.{one.value}", "en"),
        )
        for one in Verdict
    ]


def names() -> list[tuple[str, str, str]]:
    """Return everything that is called something: Chinese, English, and the fields."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, one in labelled():
        found.setdefault((one.zh, one.en), []).append(name.partition(".")[2])
    return [
        (zh, en, ", ".join(dict.fromkeys(fields)))
        for (zh, en), fields in sorted(found.items())
    ]
