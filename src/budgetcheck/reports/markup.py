"""Markup: a page as a tree, in which every text is inert.

Texts and values are escaped when the tree is written, and control and bidirectional
characters in them are written out when it is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

from budgetcheck.language.safety import safe

Piece: TypeAlias = Element | str | None

_MAY_BREAK = re.compile(r"(?<=[._\[/])(?=\w)")
_CHINESE = re.compile("[\u3400-\u9fff]")
# Latin words, and the letters of Japanese and Korean.
_NOT_CHINESE = re.compile("[A-Za-z]{2,}|[\u3040-\u30ff\uac00-\ud7af]")
_NOT_IN_AN_ID = re.compile(r"[\s<>&\"'`]+")


def tag(name: str, /, *pieces: Piece, **values: str | None) -> Element:
    """Build an element.

    Args:
        name: Its name.
        pieces: What stands in it; None is nothing.
        values: Its attributes: `class_` is `class`, `aria_label` is `aria-label`, and
            what is None is left out.

    Example:
        >>> written(tag("p", "a < b", tag("br"), "c", class_="x", id=None))
        '<p class="x">a &lt; b<br>c</p>'
    """
    named = {
        key.rstrip("_").replace("_", "-"): safe(value)
        for key, value in values.items()
        if value is not None
    }
    element = Element(name, named)
    for piece in pieces:
        if isinstance(piece, str):
            _write(element, safe(piece))
        elif piece is not None:
            element.append(piece)
    return element


def _write(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def own(name: str, text: str, /, **values: str) -> Element:
    """Build a `style` or `script` of a text that is our own, as it is."""
    element = tag(name, **values)
    element.text = text
    return element


def breakable(text: str) -> tuple[Piece, ...]:
    """Return a long name that may go on in a new line where it has a joint.

    Example:
        >>> written(tag("code", *breakable("own.three_public.total")))
        '<code>own.<wbr>three_<wbr>public.<wbr>total</code>'
    """
    first, *others = _MAY_BREAK.split(text)
    return (first, *(piece for one in others for piece in (tag("wbr"), one)))


def unique(names: Iterable[str]) -> Iterator[str]:
    """Yield an `id` for each name, without spaces or quotes, none twice.

    Example:
        >>> list(unique(["total", "a = b", "a  =  b"]))
        ['total', 'a_=_b', 'a_=_b.2']
    """
    taken: set[str] = set()
    for name in names:
        plain = _NOT_IN_AN_ID.sub("_", name)
        made, number = plain, 1
        while made in taken:
            number += 1
            made = f"{plain}.{number}"
        taken.add(made)
        yield made


def tell_languages(page: Element) -> None:
    """Name the language of what is Chinese, for those who have a page read to them.

    Shape: only texts that have an element of their own and no other words; a sentence
    with a Chinese unit in it is one of the page's language.

    Example:
        >>> page = tag("p", tag("b", "决算表"), " and ", tag("b", "5万元 in all"))
        >>> tell_languages(page)
        >>> written(page)
        '<p><b lang="zh-Hans">决算表</b> and <b>5万元 in all</b></p>'
    """
    for element in page.iter():
        text = "" if len(element) else element.text or ""
        if _CHINESE.search(text) and not _NOT_CHINESE.search(text):
            element.set("lang", "zh-Hans")


def written(element: Element) -> str:
    """Write a tree as HTML."""
    return tostring(element, encoding="unicode", method="html")
