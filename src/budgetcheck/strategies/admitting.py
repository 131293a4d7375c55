"""Admitting: which kinds of figures may stand at a path of a class's objects."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from budgetcheck.language.documents import Document
from budgetcheck.language.fields import FIGURES, Field, FigureField, GroupField
from budgetcheck.language.figures import Amount, Count, Percent
from budgetcheck.language.paths import Index, Path
from budgetcheck.language.shapes import field_at, is_entity, shape_of

_NUMBERS = (Amount, Count, Percent)


def admitting(cls: type) -> Callable[[Path, type], bool]:
    """Return whether a figure of a kind may be put at a path of a class's objects.

    Example:
        >>> import attrs
        >>> from budgetcheck.language.figures import Missing
        >>> @attrs.frozen
        ... class Spending:
        ...     total: Amount
        >>> admits = admitting(Spending)
        >>> admits(Path.of("total"), Amount), admits(Path.of("total"), Missing)
        (True, False)
    """

    @cache
    def admitted(path: Path) -> tuple[type, ...]:
        field: Field | None = GroupField(cls)
        for length, step in enumerate(path.steps, 1):
            if isinstance(field, GroupField) and isinstance(step, str):
                argument = shape_of(field.of).arguments.get(step)
                if not argument:
                    return ()  # Nobody can give it, so that nobody can change it.
            field = field_at(cls, Path(path.steps[:length]))
        if not isinstance(field, FigureField):
            return FIGURES
        return _NUMBERS if field.bare else field.admits

    def admits(path: Path, kind: type) -> bool:
        # Rows are alike, so that one stands for all.
        steps = (Index(0) if isinstance(one, Index) else one for one in path.steps)
        return kind in admitted(Path(tuple(steps)))

    # The figures of a `Document` are by path, and of any kind.
    declared = is_entity(cls) and not issubclass(cls, Document)
    return admits if declared else lambda _path, _kind: True
