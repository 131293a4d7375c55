"""Units of amounts and counts, and the one door to py-moneyed.

A unit is a currency and a scale (万元 is ten thousand yuan), or a counted thing
(件, vehicles) and a scale. The scale is never a currency of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeAlias, TypeGuard
from unicodedata import category

import attrs
from moneyed import CurrencyDoesNotExist, Money, get_currency

from budgetcheck.errors import InvalidConventionError
from budgetcheck.shortening import shortened

UnitKind: TypeAlias = Literal["currency", "thing"]

NO_CURRENCY = "XXX"  # ISO 4217: no currency is involved, or none is declared.

_CHINESE_SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "万亿": 10**12,
}
_ENGLISH_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "thousands": 1000,
    "million": 10**6,
    "millions": 10**6,
    "billion": 10**9,
    "billions": 10**9,
}
_YUAN = re.compile(r"(?:人民币)?([十百千万亿]{0,2})元(?:人民币)?")
_CURRENCY = re.compile(r"([A-Z]{3})(?: ([a-z]+))?")
_THING = re.compile(r"([万亿]?)([^\s\d万亿].*)", re.DOTALL)
_NAME_LIMIT = 40
# £000, US$, GBP'000: money, which must not pass for a thing that is counted.
_OTHER_MONEY = re.compile(r"[A-Z]{3}[ '’]*0+")


def has_currency_sign(text: str) -> bool:
    """Say whether a text has a £, $, € or another sign of a currency."""
    return any(category(character) == "Sc" for character in text)


@attrs.frozen
class Unit:
    """What one printed unit stands for: a currency or a thing, and how many of it.

    Units: `scale` is how many base units (元, 件) one printed unit is.

    Example:
        >>> Unit.read("万元")
        Unit(name='CNY', scale=10000, kind='currency', label='万元')
        >>> Unit.read("万件") == Unit("件", 10_000, "thing")
        True
    """

    name: str
    scale: int = 1
    kind: UnitKind = "currency"
    label: str = attrs.field(default="", eq=False)

    @classmethod
    def read(cls, text: str) -> Unit:
        """Read a unit as people write it: 元, 万元, GBP, GBP thousand, million, 件.

        Raises:
            InvalidConventionError: The text is empty, too long or no unit.

        Example:
            >>> Unit.read("GBP thousand").scale
            1000
        """
        text = text.strip()
        if not text or len(text) > _NAME_LIMIT:
            message = f"{shortened(text)!r} is not a unit"
            raise InvalidConventionError(message, "write 万元, GBP thousand or 件")
        yuan = _YUAN.fullmatch(text)
        if yuan and yuan[1] in _CHINESE_SCALES:
            return cls("CNY", _CHINESE_SCALES[yuan[1]], "currency", text)
        if text in _ENGLISH_SCALES:
            return cls(NO_CURRENCY, _ENGLISH_SCALES[text], "currency", text)
        currency = _CURRENCY.fullmatch(text)
        if currency and (currency[2] or "") in {"", *_ENGLISH_SCALES}:
            scale = _ENGLISH_SCALES.get(currency[2] or "", 1)
            return cls.currency(currency[1], scale, text)
        if has_currency_sign(text) or _OTHER_MONEY.fullmatch(text):
            message = f"{shortened(text)!r} is not how a currency is written"
            raise InvalidConventionError(message, "write GBP, GBP thousand or 万元")
        thing = None if currency else _THING.fullmatch(text)
        if thing is None:
            message = f"{shortened(text)!r} is not a unit"
            raise InvalidConventionError(message, "write 万元, GBP thousand or 件")
        return cls(thing[2], _CHINESE_SCALES[thing[1]], "thing", text)

    @classmethod
    def of(cls, declared: object) -> Unit:
        """Take a unit as a document declares it: a text, or currency and scale.

        Raises:
            InvalidConventionError: It is neither.

        Example:
            >>> Unit.of({"currency": "GBP", "scale": 1000}).scale
            1000
        """
        if isinstance(declared, Unit):
            return declared
        if isinstance(declared, str):
            return cls.read(declared)
        if isinstance(declared, Mapping) and set(declared) <= {"currency", "scale"}:
            scale = declared.get("scale", 1)
            if not isinstance(scale, int) or isinstance(scale, bool):
                raise _no_scale(scale)
            return cls.currency(str(declared.get("currency", NO_CURRENCY)), scale)
        message = f"{shortened(repr(declared))} is not a unit"
        hint = 'write "万元" or { currency = "GBP", scale = 1000 }'
        raise InvalidConventionError(message, hint)

    @classmethod
    def currency(cls, code: str, scale: int = 1, label: str = "") -> Unit:
        """Make a unit of money from an ISO 4217 code.

        Raises:
            InvalidConventionError: No such currency, or the scale is not positive.

        Example:
            >>> Unit.currency("GBP", 1000).text
            'GBP×1000'
        """
        try:
            get_currency(code)
        except CurrencyDoesNotExist as error:
            message = f"{shortened(code)!r} is no ISO 4217 currency"
            raise InvalidConventionError(message) from error
        if scale < 1:
            raise _no_scale(scale)
        return cls(code, scale, "currency", label)

    @property
    def text(self) -> str:
        """The unit as it was written, or else as it is built."""
        if self.label:
            return self.label
        name = "" if self.name == NO_CURRENCY else self.name
        return name if self.scale == 1 else f"{name}×{self.scale}"

    def money(self, value: Decimal) -> Money:
        """Return a value in this unit as py-moneyed `Money`, exactly.

        Example:
            >>> Unit.read("万元").money(Decimal("98.54")).amount == Decimal(985400)
            True
        """
        # Built from digits, because Decimal arithmetic would obey the caller's context.
        sign, digits, exponent = value.as_tuple()
        whole = int("".join(map(str, digits))) * self.scale
        exact = Decimal((sign, tuple(map(int, str(whole))), int(exponent)))
        return Money(exact, get_currency(self.name))


def is_money(value: object) -> TypeGuard[Money]:
    """Say whether a value is py-moneyed `Money`."""
    return isinstance(value, Money)


def is_money_type(kind: object) -> bool:
    """Say whether a class is py-moneyed `Money`.

    Example:
        >>> is_money_type(Money), is_money_type(str)
        (True, False)
    """
    return isinstance(kind, type) and issubclass(kind, Money)


def split_money(money: Money) -> tuple[Decimal, Unit]:
    """Take py-moneyed `Money` apart into its number and its unit.

    Example:
        >>> split_money(Money("1.50", "GBP"))[1].name
        'GBP'
    """
    return money.amount, Unit.currency(money.currency.code)


def _no_scale(scale: object) -> InvalidConventionError:
    what = shortened(repr(scale))
    return InvalidConventionError(f"the scale {what} is not a whole number from 1 on")


NO_UNIT = Unit(NO_CURRENCY)
