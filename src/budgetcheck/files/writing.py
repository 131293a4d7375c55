"""Writing: a document as the tables of a figures file, and these as text."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import attrs

from budgetcheck.errors import UnwritableError
from budgetcheck.files.figure_writing import figure_tables, unit_said
from budgetcheck.files.heads import FORMAT
from budgetcheck.files.rule_tables import LANGUAGES
from budgetcheck.files.sources import Format
from budgetcheck.files.texts import Inline, json_text, toml_text
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Document
from budgetcheck.language.rules import Rule
from budgetcheck.language.units import Unit
from budgetcheck.language.verdicts import Level, Verdict

_HEAD = ("unit", "decimals", "percent_decimals")


def text_of(document: Document, form: Format) -> str:
    """Write a document as the text of a figures file.

    Raises:
        UnwritableError: Something that no figures file can say.
    """
    tables = document_tables(document)
    text = json_text(tables) if form == "json" else toml_text(tables)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        problem = "it holds half a character: a surrogate stands alone"
        raise UnwritableError("the document", problem) from error
    return text


def document_tables(document: Document) -> dict[str, object]:
    """Return a document as the tables of a figures file.

    Raises:
        UnwritableError: Something that no figures file can say.
    """
    if document.lang not in {"", *LANGUAGES}:
        raise UnwritableError("the document", f"its language is {document.lang!r}")
    if document.optional:
        problem = "it has rules of a standard, whose forms need not all be given"
        raise UnwritableError("the document", problem)
    said = _convention(document.convention)
    head: dict[str, object] = {"format": FORMAT}
    for name in ("title", "publisher", "source", "lang"):
        head |= _unless_empty(name, getattr(document, name))
    head |= {name: said.pop(name) for name in _HEAD if name in said}
    figures = figure_tables(document.figures, document.convention)
    rules = {rule.id: _rule(rule) for rule in document.rules}
    return {
        **head,
        **_unless_empty("convention", dict(said)),
        "figures": figures,
        **_unless_empty("rules", rules),
        **_unless_empty("exceptions", _exceptions(document)),
    }


def write_text(path: str | Path, text: str) -> None:
    """Write a file as a whole: whoever reads it meets the old one or the new one.

    Raises:
        OSError: It cannot be written; what was there is there still.
    """
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file():  # A pipe, or the null device.
        place.write_text(text, encoding="utf-8", newline="")
        return
    with tempfile.TemporaryDirectory(prefix=".", dir=place.parent) as scratch:
        new = Path(scratch) / "new"
        new.write_text(text, encoding="utf-8", newline="")
        if place.exists():
            new.chmod(place.stat().st_mode)
        new.replace(place)


def _unless_empty(name: str, value: object) -> dict[str, object]:
    return {name: value} if value else {}


def _convention(convention: Convention) -> Inline:
    said = Inline()
    for name, value in attrs.asdict(convention, recurse=False).items():
        if value is not None:
            said[name] = _unit(value) if isinstance(value, Unit) else value
    return said


def _unit(unit: Unit) -> str | Inline:
    said = unit_said(unit)
    if said is None:
        raise UnwritableError(f"unit {unit.text!r}", "no file can say it")
    return said


def _rule(rule: Rule) -> str | Inline:
    """Return a rule as its notation, or as a table if there is more to say."""
    what = f"rule {rule.id!r}"
    said = Inline(rule=rule.notation)
    if rule.levels or rule.level is not Level.ERROR:
        said["level"] = _level(rule, what)
    if rule.title:
        said["title"] = _title(rule, what)
    for name in ("source", "note", "disabled"):
        said |= _unless_empty(name, getattr(rule, name))
    said |= _unless_empty("convention", _convention(rule.convention))
    said |= _unless_empty("holds", Inline(rule.holds))
    said |= _unless_empty("breaks", Inline(rule.breaks))
    years = {"since": rule.since, "until": rule.until}
    said |= {name: year for name, year in years.items() if year is not None}
    return rule.notation if list(said) == ["rule"] else said


def _exceptions(document: Document) -> dict[str, object]:
    by_rule: dict[str, list[Inline]] = {}
    for one in document.exceptions:
        said = Inline(_unless_empty("at", one.at) | {"reason": one.reason})
        said |= _unless_empty("until", one.until)
        by_rule.setdefault(one.rule, []).append(said)
    return {rule: said[0] if len(said) == 1 else said for rule, said in by_rule.items()}


def _level(rule: Rule, what: str) -> object:
    levels = dict(rule.levels)
    if levels.get(Verdict.CONTRADICTION, rule.level) is not rule.level:
        raise UnwritableError(what, "a contradiction has two levels")
    if not rule.levels:
        return rule.level.value
    own = {Verdict.CONTRADICTION: rule.level} | levels
    return Inline({verdict.value: level.value for verdict, level in own.items()})


def _title(rule: Rule, what: str) -> object:
    title = dict(rule.title)
    if not set(title) <= set(LANGUAGES):
        raise UnwritableError(what, f"a title is in {' or '.join(LANGUAGES)}")
    texts = set(title.values())
    if tuple(title) == LANGUAGES and len(texts) == 1 and "" not in texts:
        return title[LANGUAGES[0]]
    return Inline(title)
