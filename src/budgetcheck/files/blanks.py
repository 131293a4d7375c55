"""Blanks: the accounts file of a standard, with nothing in it yet.

Every line of a form is a comment, so that the file reads back as it is: whatever is
not uncommented is not given.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetcheck.files.figure_writing import unit_said
from budgetcheck.files.texts import toml_key, toml_text
from budgetcheck.language.captions import Caption, caption_of
from budgetcheck.language.fields import (
    FIGURES,
    Field,
    FigureField,
    GroupField,
    RowsField,
    TextField,
)
from budgetcheck.language.figures import Amount, Count, Percent
from budgetcheck.language.shapes import shape_of
from budgetcheck.language.standards import Standard

_SAID = {
    "en": """\
# Take away the # before a table and before each of its lines that is printed,
# and write what is printed behind the equals sign: 98.34, 1200, "61.83%", "-".
# A decrease is a negative number: -23.14, "-19%".""",
    "zh": """\
# 去掉已公开的表（方括号一行）和数字行前面的“# ”，在等号后照原样填写；未公开的不必改动。
# 百分比和“-”加英文引号："61.83%"、"-"；减少填负数，或照原文："减少23.14"。""",
}
_ABOVE = "accounts"


def blank_of(standard: Standard, *, lang: str = "") -> str:
    """Return an accounts file of a standard with nothing filled in, in TOML.

    Shape: its tables and lines are comments, with their labels in Chinese and English
    and their rows, where the class says them; it reads back with no figure given.

    Args:
        standard: The standard.
        lang: `en` or `zh`, to have the labels in one language, where they are in both.

    Example:
        >>> @attrs.frozen
        ... class Accounts:
        ...     total: Amount
        >>> standard = Standard(name="city-accounts", entity=Accounts)
        >>> print(blank_of(standard).partition("[accounts]")[2])
        <BLANKLINE>
        # total =
        <BLANKLINE>
    """
    head: dict[str, object] = {"standard": standard.name}
    if standard.editions:
        head["edition"] = standard.editions[-1]
    if standard.regions:
        head["region"] = ""
    head |= {"title": "", "publisher": "", "source": ""}
    titles = {of: f"# {title}" for of, title in standard.title}
    languages = [lang] if lang else [*_SAID]
    titled = [titles[lang]] if lang in titles else [*titles.values()]
    said = [_SAID[one] for one in languages]
    lines = [*titled, *said, "", toml_text(head), *_declared(standard)]
    lines += [f"[{_ABOVE}]", *_Blank((), lang).lines(standard.entity, _ABOVE)]
    return "\n".join(lines) + "\n"


def _declared(standard: Standard) -> Iterator[str]:
    """Write what holds if a file declares nothing else."""
    said: dict[str, object] = {}
    for name in ("unit", "decimals", "percent_decimals"):
        value = getattr(standard.convention, name)
        if value is not None:
            said[name] = unit_said(value) if name == "unit" else value
    if said:
        yield from (f"# {line}" for line in toml_text(said).splitlines())
        yield ""


@attrs.frozen
class _Blank:
    """Writes the fields of classes.

    Attributes:
        chain: The classes that are being written, which none repeats inside.
        lang: The language of their labels; an empty text is both.
    """

    chain: tuple[type, ...]
    lang: str

    def lines(self, cls: type, above: str) -> Iterator[str]:
        shape = shape_of(cls)
        inner = attrs.evolve(self, chain=(*self.chain, cls))
        groups: list[tuple[str, GroupField | RowsField]] = []
        for name in shape.arguments:
            field = shape.fields[name]
            if isinstance(field, GroupField | RowsField) and field.of not in FIGURES:
                groups.append((name, field))
            else:
                caption = caption_of(cls, name)
                yield _line(caption.name, self.said(caption), field)
        for name, field in groups:
            if field.of not in inner.chain:
                yield ""
                yield from inner.table(caption_of(cls, name), field, above)

    def table(
        self, caption: Caption, field: GroupField | RowsField, above: str
    ) -> Iterator[str]:
        path = f"{above}.{toml_key(caption.name)}"
        said = self.said(caption)
        if said:
            yield f"# {said}"
        if isinstance(field, GroupField):
            yield f"# [{path}]"
        elif field.by_name:
            path = f'{path}."…"'
            yield f"# [{path}]"
        else:
            yield f"# [[{path}]]"
        yield from self.lines(field.of, path)

    def said(self, caption: Caption) -> str:
        """Write what a form calls a field, and where it stands in it."""
        labels = dict.fromkeys(one for one in (caption.zh, caption.en) if one)
        places = (caption.form, caption.row, caption.column)
        where = " ".join(one for one in places if one and one not in labels)
        asked = {"en": caption.en, "zh": caption.zh}.get(self.lang)
        said = asked or " / ".join(labels)
        # A comment is one line.
        whole = f"{said} ({where})" if said and where else said or where
        return " ".join(whole.split())


def _line(name: str, said: str, field: Field) -> str:
    value = ""
    if isinstance(field, TextField):
        value = ' ""'
    elif isinstance(field, RowsField):
        value = " []"
    remarks = ", ".join(filter(None, (said, _kind(field))))
    remark = f"  # {remarks}" if remarks else ""
    return f"# {toml_key(name)} ={value}{remark}"


def _kind(field: Field) -> str:
    """Return the unit that a figure is in, if it is not the publisher's."""
    if not isinstance(field, FigureField):
        return ""
    if field.convention.unit is not None:
        return field.convention.unit.text
    numbers = {Amount, Count, Percent} & set(field.admits)
    return "%" if numbers == {Percent} else ""
