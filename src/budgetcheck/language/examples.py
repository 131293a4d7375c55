"""Examples: printed figures by path, nested as `check()` and `read()` take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.notation import parse_path
from budgetcheck.language.paths import Index, Step


def nested(example: Mapping[str, str] | Iterable[tuple[str, str]]) -> dict[str, object]:
    """Return printed figures by path as a nested document.

    Shape: names nest, and rows are numbered without gaps (`lines[0].code`), as in
    `Rule.holds` and `Rule.breaks`.

    Raises:
        NotationError: A path is not in the notation.
        InvalidRuleError: A row is not numbered, or rows are left out, or one path goes
            on where another ends.

    Example:
        >>> nested({"total": "5.73", "lines[0].code": "208", "lines[0].total": "5.73"})
        {'total': '5.73', 'lines': [{'code': '208', 'total': '5.73'}]}
    """
    tree: dict[Step, object] = {}
    for path, printed in _pairs(example):
        *above, last = parse_path(path).steps
        at = tree
        for step in above:
            below = at.setdefault(step, {})
            if not isinstance(below, dict):
                raise _refused(path)
            at = below
        if at.setdefault(last, printed) is not printed:
            raise _refused(path)
    return {str(name): _opened(below) for name, below in tree.items()}


def _pairs(
    example: Mapping[str, str] | Iterable[tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    yield from example.items() if isinstance(example, Mapping) else example


def _opened(found: object) -> object:
    """Return a group as a mapping, and numbered rows as a list."""
    if not isinstance(found, dict):
        return found
    if all(isinstance(step, str) for step in found):
        return {name: _opened(below) for name, below in found.items()}
    rows = [found.get(Index(number)) for number in range(len(found))]
    if None in rows:
        raise _refused(str(next(iter(found))))
    return [_opened(row) for row in rows]


def _refused(path: str) -> InvalidRuleError:
    message = f"an example cannot have {path!r} there"
    return InvalidRuleError(message, "number rows from 0: lines[0].code")
