"""Searching Chinese: text is cut into pairs of characters, and so is what is asked.

Sphinx's own Chinese index wants a dictionary to cut text into words, and does not cut
what a reader types, so that it finds only single words of that dictionary. Pairs need
no dictionary: 决算数 is 决算 and 算数, in the index and in the question alike, and a
page is found if it has all pairs. English is searched as ever.
"""

import re
from itertools import pairwise

# Signs that stand in the midst of a term, as in “三公”经费, and are not typed.
MARKS = "“”‘’\"'《》〈〉「」"
CHINESE = "\u3400-\u4dbf\u4e00-\u9fff"
MARKED = re.compile(rf"(?<=[{CHINESE}])[{MARKS}]|[{MARKS}](?=[{CHINESE}])")
PIECE = re.compile(rf"[{CHINESE}]+|[^\W{CHINESE}]+")
SINGLE = re.compile(rf"[{CHINESE}]")
WORD = re.compile(r"\w+")

# The same in the browser; where a pair is made, a single character is not asked for.
SPLITTER = f"""
var splitQuery = (query) =>
  (query
    .replace(/(?<=[{CHINESE}])[{MARKS}]|[{MARKS}](?=[{CHINESE}])/gu, "")
    .match(/[{CHINESE}]+|(?:(?![{CHINESE}])[\\p{{Letter}}\\p{{Number}}_])+/gu) || [])
    .flatMap((piece) =>
      /[{CHINESE}]/u.test(piece) && piece.length > 1
        ? [...piece].slice(1).map((one, at) => piece[at] + one)
        : [piece],
    );
"""


def asked(text: str) -> list[str]:
    """Return what a question is looked up by.

    Example:
        >>> asked("“三公”经费 budget")
        ['三公', '公经', '经费', 'budget']
    """
    return [
        word
        for piece in PIECE.findall(MARKED.sub("", text))
        for word in (_pairs(piece) if SINGLE.match(piece) else [piece])
    ]


def indexed(text: str) -> list[str]:
    """Return what a text is found by: its single characters as well.

    Example:
        >>> indexed("决算 2021")
        ['决算', '2021', '决', '算']
    """
    if text.isascii():  # most of what there is, and pages are many
        return WORD.findall(text)
    return [*asked(text), *SINGLE.findall(text)]


def _pairs(piece: str) -> list[str]:
    return [one + other for one, other in pairwise(piece)] or [piece]
