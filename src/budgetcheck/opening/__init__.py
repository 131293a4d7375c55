"""Opening: files of data as frames that are never read as a whole, and back.

This is the only package that knows polars and DuckDB, of which one has to be there.
Frames stay lazy, so that rows go through a few at a time, and files may be larger than
the memory is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from budgetcheck.errors import BudgetCheckError, FileFault, UnwritableError
from budgetcheck.faults import unreadable
from budgetcheck.opening.suffixes import PARQUET, suffix_of

__all__ = ["Files", "files_of", "set_down", "suffix_of", "told"]

# In the order of choice, with what each needs; narwhals collects DuckDB by PyArrow.
_KNOWN = {
    "polars": ("budgetcheck.opening.polars_files", "PolarsFiles", ("polars",)),
    "duckdb": ("budgetcheck.opening.duck_files", "DuckFiles", ("duckdb", "pyarrow")),
}


class Files(Protocol):
    """What reads and writes files of data."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What the engine raises where a file cannot be read."""

    def opened(self, file: str, numbered: str = "") -> Any:  # noqa: ANN401 (a frame)
        """Return a file as a frame, with the numbers of its rows if they are named."""

    def types(self, frame: Any) -> Mapping[str, Any]:  # noqa: ANN401 (a frame)
        """Return the types of the columns."""

    def cast(self, frame: Any, types: Mapping[str, Any]) -> Any:  # noqa: ANN401 (frames)
        """Return a frame in which columns are of other types."""

    def value(self, text: str, type_: Any) -> object:  # noqa: ANN401 (of the engine)
        """Return a text as a value of a column's type."""

    def first(
        self,
        frame: Any,  # noqa: ANN401 (a frame)
        rule: str,
        limit: int,
        order: Sequence[str] = (),
    ) -> list[dict[str, Any]]:
        """Return the first rows of a rule, in an order if one is given."""

    def write(self, frame: Any, file: Path) -> None:  # noqa: ANN401 (a frame)
        """Write all rows."""


def files_of(engine: str | None) -> Files:
    """Return what reads files: the engine asked for, or one that is installed.

    Raises:
        BudgetCheckError: It is not installed.
    """
    for name, (module, made, needed) in _KNOWN.items():
        if engine in {None, name} and all(map(find_spec, needed)):
            found: Files = getattr(import_module(module), made)()
            return found
    *_, needed = _KNOWN[engine or "polars"]
    wanted = " and ".join(needed) if engine else "polars, or duckdb and pyarrow"
    message = f"files of data are read by {wanted}, which is not installed"
    hint = f'pip install "budgetcheck[frames]" {" ".join(needed)}'
    raise BudgetCheckError(f"{message}\n  hint: {hint}")


@contextmanager
def told(files: Files, file: str) -> Iterator[None]:
    """Tell what the engine complains of as a fault of a file.

    Raises:
        UnreadableFileError: It cannot be read.
    """
    try:
        yield
    except BudgetCheckError:
        raise
    except files.errors as error:
        said = str(error).strip() or type(error).__name__
        fault = FileFault(file, None, None, said.partition("\n")[0])
        raise unreadable(file, [fault]) from error


@contextmanager
def set_down(files: Files, frame: Any, file: str = "") -> Iterator[Any]:  # noqa: ANN401
    """Run what is still to be run, once, and yield all rows as a file has them.

    Args:
        files: What writes and reads them.
        frame: The rows.
        file: Where to keep them: the old file is there until the new one is whole. If
            not given, they are kept nowhere.

    Raises:
        UnwritableError: They cannot be written.
    """
    place = Path(file)
    try:
        with TemporaryDirectory(prefix=".", dir=place.parent if file else None) as name:
            rows, new = Path(name, "rows.parquet"), Path(name, f"new{place.suffix}")
            files.write(frame, rows)
            if place.suffix.lower() == PARQUET:
                rows.replace(place)
                rows = place
            elif file:
                files.write(files.opened(str(rows)), new)
                new.replace(place)
            yield files.opened(str(rows))
    except OSError as error:
        raise UnwritableError(file, error.strerror or str(error)) from error
