"""Styles: how one department prints its figures and its rows."""

from __future__ import annotations

import attrs

_SMALLEST = 100  # Truths are in hundredths of a yuan.


@attrs.frozen(kw_only=True)
class Style:
    """How one document is printed.

    Attributes:
        scale: How many yuan one printed unit is.
        decimals: How many decimals amounts have.
        zero: What stands for nothing; None where the cell is left out.
        commas: Whether thousands are set apart.
        trims: Whether zeros at the end of decimals are left out.
        levels: How many digits the functional codes have that are printed.
        economic_levels: The same of the economic codes.
        all_rows: Whether there are also rows in which nothing stands.
        spaced: Whether the levels of a code are set apart.
        balances: Whether form 05 has the balances and the revenue.
        fund_balances: Whether forms 08 and 09 have them.
        empty_forms: Whether forms 08 and 09 are there when nothing is in them.
        beside: Whether form 07 has more than the three expenses.
        percent_decimals: How many decimals percentages have.
        unrounded: Whether these are of unrounded amounts, and not of printed ones.
        tells_prior: Whether the text tells last year's amounts, besides the change.
        words: Whether it says in a word what became more or less.
        revised: Whether it tells budgets after changes, too.
        mark: What stands for a percentage of nothing; None where it is left out.
        zero_of_zero: Whether nothing of nothing is printed as 0%.
    """

    scale: int = 10_000
    decimals: int = 2
    zero: str | None = "0.00"
    commas: bool = False
    trims: bool = False
    levels: tuple[int, ...] = (3, 5, 7)
    economic_levels: tuple[int, ...] = (3, 5)
    all_rows: bool = False
    spaced: bool = False
    balances: bool = False
    fund_balances: bool = True
    empty_forms: bool = True
    beside: bool = False
    percent_decimals: int = 2
    unrounded: bool = False
    tells_prior: bool = False
    words: bool = True
    revised: bool = False
    mark: str | None = "无法计算"
    zero_of_zero: bool = False

    @property
    def quantum(self) -> int:
        """What the last printed digit is worth, in fen, of which one is the least.

        Example:
            >>> Style().quantum, Style(decimals=9).quantum, Style(decimals=-2).quantum
            (10000, 1, 100000000)
        """
        power: int = 10 ** abs(self.decimals)
        whole = self.scale * _SMALLEST
        return whole * power if self.decimals < 0 else max(whole // power, 1)

    def amount(self, truth: int) -> str | None:
        """Print an amount, half up, or nothing where the cell is left out.

        Example:
            >>> Style(commas=True).amount(1_234_565_000_00)
            '123,456.50'
        """
        if truth < 0:  # What became less has a minus.
            return signed(str(self.amount(-truth)))
        if not truth:
            return self.zero
        text = rounded(truth, self.scale * _SMALLEST, self.decimals)
        if self.commas:
            whole, point, rest = text.partition(".")
            text = f"{int(whole):,}{point}{rest}"
        if self.trims and "." in text:
            text = text.rstrip("0").rstrip(".")
        return text

    def seen(self, truth: int) -> int:
        """Return an amount as percentages are computed of it.

        Example:
            >>> Style().seen(1_234_567), Style(unrounded=True).seen(1_234_567)
            (1230000, 1234567)
        """
        if self.unrounded:
            return truth
        quantum = self.quantum
        return (2 * truth + quantum) // (2 * quantum) * quantum

    def percent(self, part: int, whole: int) -> str | None:
        """Print a ratio as a percentage, half up, or what stands where there is none.

        Example:
            >>> Style().percent(2, 3), Style().percent(-1, 8), Style().percent(1, 0)
            ('66.67%', '-12.50%', '无法计算')
        """
        if not whole:
            return "0%" if self.zero_of_zero and not part else self.mark
        text = rounded(100 * abs(part), whole, self.percent_decimals) + "%"
        return signed(text) if part < 0 else text

    def code(self, code: str) -> str:
        """Print a code.

        Example:
            >>> Style(spaced=True).code("2080505")
            '208 05 05'
        """
        if not self.spaced:
            return code
        return " ".join((code[:3], code[3:5], code[5:])).strip()


def rounded(above: int, below: int, decimals: int) -> str:
    """Print a fraction with so many decimals, half up.

    Example:
        >>> rounded(2, 3, 2), rounded(1, 8, 2), rounded(1250, 1, -2)
        ('0.67', '0.13', '1300')
    """
    power: int = 10 ** abs(decimals)
    if decimals < 0:
        below *= power
    else:
        above *= power
    steps = (2 * above + below) // (2 * below)
    if decimals <= 0:
        return str(steps * power)
    digits = str(steps).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}"


def signed(text: str) -> str:
    """Put a minus before a number, unless it is zero.

    Example:
        >>> signed("23.14"), signed("0.00%")
        ('-23.14', '0.00%')
    """
    return f"-{text}" if text.strip("0.,%") else text
