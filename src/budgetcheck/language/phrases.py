"""Phrases: words that are printed where a number could stand.

Publishers write 持平, 决算数小于预算数, 由于预算数为0，无法计算百分比, 减少23.14万元.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from budgetcheck.language.figures import Sense
from budgetcheck.language.units import has_currency_sign

Sign: TypeAlias = Literal[1, -1]

NIL_MARKS = frozenset({"-", "–", "—", "——", "--", "无", "nil"})
NOT_AVAILABLE_MARKS = frozenset({"…", "……", "...", "..", "n/a", "N/A"})
NOT_COMPUTABLE_MARKS = frozenset(
    {"n/c", "无法计算", "无法计算百分比", "不可比", "无可比性", "不适用"}
)
# 基本持平 is left out: it says that there is a difference.
_DIRECTIONS: tuple[tuple[Sense, str], ...] = (
    ("increase", "increase 增加 增长 上升 提高 大于 高于"),
    ("decrease", "decrease 减少 下降 降低 小于 低于 负增长"),
    ("flat", "flat unchanged 持平 等于 相同 一致 相等 无变化 无增减 无增减变化"),
)
DIRECTION_MARKS = {
    mark: sense for sense, marks in _DIRECTIONS for mark in marks.split()
}
_NIL: Sense = "nil"
_WORDS: Mapping[str, Sense] = {**dict.fromkeys(NIL_MARKS, _NIL), **DIRECTION_MARKS}
# Full width, and signs and spaces that look like others: each is one character.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00A0: " ",
    0x202F: " ",
    0x2009: " ",
    0x2212: "-",
}
# What is said around a direction: with what something is compared.
_AROUND = re.compile(
    r"与|同(?=上|去|预|年|全)|和|较|比|相比|，|,|有所|略有|了|支出|决算数?|执行数|预算数?"
    r"|年初|全年|调整后?|上年度?|去年|本年"
)
_CHINESE = "|".join(
    mark
    for sense, marks in _DIRECTIONS
    if sense != "flat"
    for mark in marks.split()
    if not mark.isascii()
)
_SIGNED = re.compile(
    rf"(?:{_AROUND.pattern}|\s)*(?P<word>{_CHINESE})(?:{_AROUND.pattern}|\s)*"
    r"(?P<rest>[\d.].*)"
)
PARENTHESES = (
    "parentheses mean a negative only where the convention says "
    'parentheses = "negative"; a file says it under [convention]'
)
_NOT_COMPUTABLE = re.compile(r".*(?:无法计算(?:百分比|比例)?|不可比|无可比性)[。.]?")


def sense_of(text: str) -> Sense | None:
    """Return what a word or a phrase says, or None if it is none that is known.

    Example:
        >>> sense_of("决算数小于年初预算数"), sense_of("与上年持平"), sense_of("无")
        ('decrease', 'flat', 'nil')
    """
    return _WORDS.get(text) or DIRECTION_MARKS.get(_AROUND.sub("", text))


def says_not_computable(text: str) -> bool:
    """Say whether a text states that there is no such percentage.

    Example:
        >>> says_not_computable("由于预算数为0，无法计算百分比")
        True
    """
    return text in NOT_COMPUTABLE_MARKS or _NOT_COMPUTABLE.fullmatch(text) is not None


def without_sign(text: str) -> tuple[Sign, str]:
    """Return whether a change is a decrease, as words say, and the number alone.

    Example:
        >>> without_sign("比上年减少23.14万元"), without_sign("增长 5%")
        ((-1, '23.14万元'), (1, '5%'))
        >>> without_sign("23.14")
        (1, '23.14')
    """
    found = _SIGNED.fullmatch(text)
    if found is None:
        return 1, text
    sign: Sign = -1 if DIRECTION_MARKS[found["word"]] == "decrease" else 1
    return sign, found["rest"]


def why_unreadable(digits: str, text: str) -> str:
    """Return why a text, or the digits found in it, is no number.

    Example:
        >>> why_unreadable("1,23", "1,23元")
        'commas group three digits, and none stands behind the point'
    """
    if has_currency_sign(text):
        return "it has a currency sign: leave that out, the unit says it, such as GBP"
    if "," in digits:
        return "commas group three digits, and none stands behind the point"
    if "_" in digits:
        return "an underscore is no digit"
    return "it is not a number"
