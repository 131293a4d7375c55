"""What a publisher declares once about how its figures are printed.

A field that is `None` is not declared. What fits only under an undeclared
convention is a contradiction, so nothing here is ever guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, Literal, TypeAlias, get_args

import attrs

from budgetcheck.errors import InvalidConventionError
from budgetcheck.language.units import Unit
from budgetcheck.shortening import shortened

Rounding: TypeAlias = Literal["nearest", "cut_off"]
Zero: TypeAlias = Literal["rounded", "exact"]
ZeroOverZero: TypeAlias = Literal["accepted", "not_computable"]
NegativeBase: TypeAlias = Literal["signed", "absolute"]
Blank: TypeAlias = Literal["unchecked", "zero"]
SharesAdjusted: TypeAlias = Literal["no", "largest_remainder", "last"]
Parentheses: TypeAlias = Literal["refused", "negative"]

_DECIMALS_LIMIT = 30


def _one_of(words: object) -> Any:  # noqa: ANN401 (attrs wants its own field type)
    return attrs.field(default=None, validator=_known(get_args(words)))


def _known(
    words: tuple[str, ...],
) -> Callable[[object, attrs.Attribute[Any], object], None]:
    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is None or value in words:
            return
        near = get_close_matches(str(value), words, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(words)}"
        message = f"{attribute.name}: {shortened(str(value))!r} is not known"
        raise InvalidConventionError(message, hint)

    return check


def _whole(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int):
        message = f"{attribute.name}: {value!r} is not a whole number"
        raise InvalidConventionError(message)
    if abs(value) > _DECIMALS_LIMIT:
        message = f"{attribute.name}: {value} is out of range"
        raise InvalidConventionError(
            message, f"from -{_DECIMALS_LIMIT} to {_DECIMALS_LIMIT}"
        )


def _unit(value: object) -> Unit | None:
    return None if value is None else Unit.of(value)


@attrs.frozen(kw_only=True, cache_hash=True)
class Convention:
    """How a publisher prints: unit, decimals, rounding, zeros and blanks.

    Attributes:
        unit: Unit of figures that name none.
        decimals: Decimals of amounts; printed with fewer, zeros were trimmed.
        percent_decimals: The same for percentages; undeclared, each has its own.
        rounding: `nearest` (a tie may go either way) or `cut_off` (toward zero).
        percent_rounding: The same for percentages, apart.
        zero: A printed 0 may be `rounded` (hide less than half a unit) or is `exact`.
        zero_over_zero: 0 % of nothing is `accepted` with a note, or should have been
            `not_computable`.
        negative_base: A percentage of a negative base is `signed`, or taken of the
            `absolute` base.
        blank: A printed blank is `unchecked`, or means `zero`.
        shares_adjusted: Shares were adjusted to make 100 %: `no`,
            by `largest_remainder`, or in the `last` share of the same whole.
        parentheses: `(5.00)` is `refused`, or `negative`.

    Raises:
        InvalidConventionError: A word or number that is not known.

    Example:
        >>> Convention(unit="万元", decimals=2).unit.scale
        10000
    """

    unit: Unit | None = attrs.field(default=None, converter=_unit)
    decimals: int | None = attrs.field(default=None, validator=_whole)
    percent_decimals: int | None = attrs.field(default=None, validator=_whole)
    rounding: Rounding | None = _one_of(Rounding)
    percent_rounding: Rounding | None = _one_of(Rounding)
    zero: Zero | None = _one_of(Zero)
    zero_over_zero: ZeroOverZero | None = _one_of(ZeroOverZero)
    negative_base: NegativeBase | None = _one_of(NegativeBase)
    blank: Blank | None = _one_of(Blank)
    shares_adjusted: SharesAdjusted | None = _one_of(SharesAdjusted)
    parentheses: Parentheses | None = _one_of(Parentheses)

    @classmethod
    def of(cls, declared: Mapping[str, object]) -> Convention:
        """Make a convention from words, as a file or a keyword gives them.

        Raises:
            InvalidConventionError: A name or a word that is not known.

        Example:
            >>> Convention.of({"rounding": "cut_off"}).rounding
            'cut_off'
        """
        names = [attribute.name for attribute in attrs.fields(cls)]
        for name in declared:
            if name not in names:
                near = get_close_matches(name, names, n=1)
                hint = f"did you mean {near[0]!r}?" if near else ""
                message = f"a convention has no {shortened(name)!r}"
                raise InvalidConventionError(message, hint)
        arguments: dict[str, Any] = dict(declared)
        return cls(**arguments)

    def over(self, other: Convention) -> Convention:
        """Return this convention with the other's declarations where it has none.

        Example:
            >>> rule, publisher = Convention(blank="zero"), Convention(decimals=2)
            >>> rule.over(publisher).decimals
            2
        """
        if self == UNDECLARED:
            return other
        return Convention(
            **{
                name: getattr(other, name) if mine is None else mine
                for name, mine in attrs.asdict(self, recurse=False).items()
            }
        )


UNDECLARED = Convention()
READING_FIELDS = ("unit", "decimals", "percent_decimals", "parentheses")


def refuse_reading(own: Convention) -> None:
    """Refuse what would have had to be known when a document was read.

    Raises:
        InvalidConventionError: It declares a unit, decimals or parentheses.

    Example:
        >>> refuse_reading(Convention(zero="exact"))
    """
    for name in READING_FIELDS:
        if getattr(own, name) is not None:
            message = f"the document has been read already, and {name} came too late"
            raise InvalidConventionError(message, "declare it in the file")
