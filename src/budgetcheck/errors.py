"""The exceptions of budgetcheck, under one base.

Wrong *figures* are findings and are returned; wrong *use* is an exception. A slip of
the calling program is Python's own error. Each keeps its facts, and writes its message.
"""

from __future__ import annotations

from typing import ClassVar

from budgetcheck.shortening import shortened, width


class BudgetCheckError(Exception):
    """Any misuse of budgetcheck, and any document that it cannot read.

    Example:
        >>> issubclass(NotationError, BudgetCheckError)
        True
    """


def _closing(hint: str) -> str:
    return f"\n  hint: {hint}" if hint else ""


class UnreadableNumberError(BudgetCheckError):
    """A printed text that is no number, or that could be read in two ways.

    Example:
        >>> print(UnreadableNumberError("12,34.5", "commas group three digits"))
        cannot read '12,34.5' as a figure: commas group three digits
    """

    def __init__(self, text: str, problem: str) -> None:
        super().__init__(text, problem)
        self.text = text
        self.problem = problem

    def __str__(self) -> str:
        return f"cannot read {shortened(self.text)!r} as a figure: {self.problem}"


class NotationError(BudgetCheckError):
    """A rule's text that is not in the notation; the caret shows where.

    Example:
        >>> print(NotationError("a == b", 3, "expected a figure", "write '='"))
        expected a figure
          a == b
             ^
          hint: write '='
    """

    context: ClassVar[int] = 60

    def __init__(self, text: str, position: int, problem: str, hint: str = "") -> None:
        super().__init__(text, position, problem, hint)
        self.text = text
        self.position = position
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        start = max(0, self.position - self.context)
        shown = self.text[start : self.position + self.context]
        line = "".join(" " if character.isspace() else character for character in shown)
        margin = width(line[: self.position - start])
        return f"{self.problem}\n  {line}\n  {' ' * margin}^{_closing(self.hint)}"


class InvalidRuleError(BudgetCheckError):
    """A rule or a rule set that cannot mean anything.

    Example:
        >>> print(InvalidRuleError("rule 'x' is given twice", "give it another id"))
        rule 'x' is given twice
          hint: give it another id
    """

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem, hint)
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        return self.problem + _closing(self.hint)


class InvalidConventionError(InvalidRuleError):
    """A convention, or a unit, that budgetcheck does not know.

    Example:
        >>> print(InvalidConventionError("rounding: 'up' is not known"))
        rounding: 'up' is not known
    """


class UnknownPathError(BudgetCheckError):
    """A rule that names a figure which the document does not have.

    Example:
        >>> print(UnknownPathError("r1", "totl", ("total",)))
        rule 'r1' names 'totl', which the document does not have
          hint: did you mean 'total'?
    """

    def __init__(self, rule: str, path: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(rule, path, near)
        self.rule = rule
        self.path = path
        self.near = near

    def __str__(self) -> str:
        hint = f"did you mean {' or '.join(map(repr, self.near))}?" if self.near else ""
        return (
            f"rule {shortened(self.rule)!r} names {shortened(self.path)!r}, "
            f"which the document does not have{_closing(hint)}"
        )


class DimensionError(BudgetCheckError):
    """Figures that cannot be added or compared: 1.00 万元 and 5 %, CNY and GBP.

    Example:
        >>> print(DimensionError("r1", "a is an amount", "b is a percentage"))
        rule 'r1' puts together what cannot be: a is an amount, b is a percentage
    """

    def __init__(self, rule: str, one: str, other: str, hint: str = "") -> None:
        super().__init__(rule, one, other, hint)
        self.rule = rule
        self.one = one
        self.other = other
        self.hint = hint

    def __str__(self) -> str:
        return (
            f"rule {shortened(self.rule)!r} puts together what cannot be: "
            f"{self.one}, {self.other}{_closing(self.hint)}"
        )


class LimitError(BudgetCheckError):
    """An input larger than budgetcheck accepts, refused before it costs anything.

    Example:
        >>> print(LimitError("a rule", 20000, 10000, "characters"))
        a rule of 20000 characters is refused: the limit is 10000
    """

    def __init__(self, what: str, met: int, limit: int, of: str) -> None:
        super().__init__(what, met, limit, of)
        self.what = what
        self.met = met
        self.limit = limit
        self.of = of

    def __str__(self) -> str:
        return (
            f"{self.what} of {self.met} {self.of} is refused: the limit is {self.limit}"
        )


class FileFault(BudgetCheckError):  # noqa: N818 (one of many in an UnreadableFileError)
    """One fault of a document, and where it stands: line and column, or JSON pointer.

    Example:
        >>> print(FileFault("a.toml", 3, 9, "cannot read 'x' as a figure"))
        a.toml:3:9: cannot read 'x' as a figure
        >>> print(FileFault("a.json", 3, 9, "cannot read 'x' as a figure", "/lines/0"))
        a.json#/lines/0: cannot read 'x' as a figure
    """

    def __init__(
        self,
        file: str,
        line: int | None,
        column: int | None,
        problem: str,
        pointer: str = "",
    ) -> None:
        super().__init__(file, line, column, problem, pointer)
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.pointer = pointer

    def __str__(self) -> str:
        if self.pointer:
            pointer = shortened(self.pointer, limit=400)
            return f"{self.file}#{pointer}: {self.problem}"
        place = [str(part) for part in (self.line, self.column) if part is not None]
        return f"{':'.join([self.file, *place])}: {self.problem}"


class UnreadableFileError(BudgetCheckError, ExceptionGroup[BudgetCheckError]):
    """A file that cannot be read, with all its faults at once.

    Example:
        >>> fault = FileFault("a.toml", 1, 1, "empty")
        >>> print(UnreadableFileError("a.toml cannot be read", [fault]))
        a.toml cannot be read:
        a.toml:1:1: empty
    """

    def __str__(self) -> str:
        return "\n".join([f"{self.message}:", *map(str, self.exceptions)])


class UnwritableError(BudgetCheckError):
    """What no figures file can say, and a report in a format that there is none of.

    Example:
        >>> print(UnwritableError("figure 'total'", "no decimals make 0.05"))
        figure 'total' cannot be written: no decimals make 0.05
    """

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(what, problem)
        self.what = what
        self.problem = problem

    def __str__(self) -> str:
        return f"{shortened(self.what)} cannot be written: {self.problem}"


class UnsupportedRuleError(BudgetCheckError):
    """A rule that is a good one, and that one of its readers cannot work with.

    Example:
        >>> print(UnsupportedRuleError("r1", "strategies", "it is not linear"))
        rule 'r1' cannot be used by strategies: it is not linear
    """

    def __init__(self, rule: str, reader: str, problem: str) -> None:
        super().__init__(rule, reader, problem)
        self.rule = rule
        self.reader = reader
        self.problem = problem

    def __str__(self) -> str:
        rule = shortened(self.rule)
        return f"rule {rule!r} cannot be used by {self.reader}: {self.problem}"


class UnknownRowError(BudgetCheckError, LookupError):
    """A row of a data frame that is not there, or is not the only one.

    Example:
        >>> print(UnknownRowError("{'dept': 5}", 0))
        {'dept': 5} names 0 rows, and should name one
    """

    def __init__(self, which: str, rows: int) -> None:
        super().__init__(which, rows)
        self.which = which
        self.rows = rows

    def __str__(self) -> str:
        return f"{shortened(self.which)} names {self.rows} rows, and should name one"


class MissingExtraError(BudgetCheckError, ImportError):
    """A part of budgetcheck that needs a package which is not installed.

    Example:
        >>> print(MissingExtraError("budgetcheck.strategies", "hypothesis", "test"))
        budgetcheck.strategies needs hypothesis, which is not installed
          hint: pip install "budgetcheck[test]"
    """

    def __init__(self, part: str, package: str, extra: str) -> None:
        super().__init__(part, package, extra)
        self.part = part
        self.package = package
        self.extra = extra

    def __str__(self) -> str:
        hint = _closing(f'pip install "budgetcheck[{self.extra}]"')
        return f"{self.part} needs {self.package}, which is not installed{hint}"


class InconsistentFiguresError(BudgetCheckError):
    """What `Report.raise_if()` raises: the figures do not agree with themselves.

    Example:
        >>> print(InconsistentFiguresError("1 contradiction", ("3 ≠ 1 + 1 = 2",)))
        1 contradiction
        3 ≠ 1 + 1 = 2
    """

    def __init__(self, summary: str, lines: tuple[str, ...]) -> None:
        super().__init__(summary, lines)
        self.summary = summary
        self.lines = lines

    def __str__(self) -> str:
        return "\n".join([self.summary, *self.lines])
