"""Captions: what a field of a class is called in print, as its metadata say."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import attrs

_WORDS = ("en", "zh", "form", "row", "column")


@attrs.frozen(kw_only=True)
class Caption:
    """What a field is called in print.

    Attributes:
        name: The field's own name.
        en: Its English label.
        zh: Its Chinese label.
        form: The form that it is, or stands in.
        row: The row of the form.
        column: Its column.
    """

    name: str
    en: str = ""
    zh: str = ""
    form: str = ""
    row: str = ""
    column: str = ""

    def in_language(self, lang: str) -> str:
        """Return the label in a language, else in the other, else the name.

        Example:
            >>> Caption(name="total", zh="合计").in_language("en")
            '合计'
        """
        first, other = (self.zh, self.en) if lang == "zh" else (self.en, self.zh)
        return first or other or self.name


def caption_of(cls: type, name: str) -> Caption:
    """Return the caption of a field, of which metadata may say nothing.

    Shape: the metadata have `zh`, `en`, `form`, `row` and `column`, or a `label`, an
    object that has them.

    Example:
        >>> @attrs.frozen
        ... class Spending:
        ...     total: int = attrs.field(metadata={"zh": "合计", "row": 3})
        >>> caption_of(Spending, "total")
        Caption(name='total', en='', zh='合计', form='', row='3', column='')
    """
    said = _metadata(cls).get(name, {})
    label = said.get("label")
    texts = {key: said.get(key, getattr(label, key, "")) for key in _WORDS}
    return Caption(name=name, **{key: str(text) for key, text in texts.items()})


def _metadata(cls: type) -> dict[str, Mapping[Any, Any]]:
    if attrs.has(cls):
        return {one.name: one.metadata for one in attrs.fields(cls)}
    if dataclasses.is_dataclass(cls):
        return {one.name: one.metadata for one in dataclasses.fields(cls)}
    return {}
