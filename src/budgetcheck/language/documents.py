"""Documents: figures by path, as a publisher prints them, with their rules.

This is the waist of the hourglass: whatever a document was (nested mappings, a
file, later an entity), rules meet a mapping of path to figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.exceptions import KnownException
from budgetcheck.language.figures import Figure
from budgetcheck.language.paths import Path, Step
from budgetcheck.language.rules import RuleSet


@attrs.frozen
class Figures(Mapping[Path, Figure]):
    """The figures of a document: `path → figure`, every row of every list by its index.

    Attributes:
        by_path: The figures.
        rows: The rows of each list and group, in order; an empty list has none.
        labels: Codes and names of rows, which are texts and no figures.

    Example:
        >>> from budgetcheck.language.nesting import figures_of
        >>> from budgetcheck.language.paths import Index
        >>> figures = figures_of({"lines": [{"code": "208", "actual": "5.73"}]})
        >>> [str(path) for path in figures]
        ['lines[0].actual']
        >>> figures.label(Path(("lines", Index(0))), "code")
        '208'
    """

    by_path: Mapping[Path, Figure]
    rows: Mapping[Path, tuple[Step, ...]] = attrs.field(factory=dict)
    labels: Mapping[Path, str] = attrs.field(factory=dict)

    def __hash__(self) -> int:
        # A mapping cannot be frozen and pickled, so that its paths stand for it.
        return hash(frozenset(self.by_path))

    def __getitem__(self, path: Path) -> Figure:
        return self.by_path[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self.by_path)

    def __len__(self) -> int:
        return len(self.by_path)

    def label(self, row: Path, name: str) -> str | None:
        """Return the code or name of a row: its label, or the name it is kept under."""
        text = self.labels.get(row.then(name))
        last = row.steps[-1]
        return text if text is not None or not isinstance(last, str) else last


@attrs.frozen(kw_only=True)
class Document:
    r"""Figures and the rules that bind them, as a figures file holds them.

    Attributes:
        figures: The figures by path.
        rules: The document's own rules.
        convention: What its publisher declares about printing.
        exceptions: Rules that are known to fail, with the reasons.
        optional: Ids of rules that may name figures which the document does not
            have: those of a standard, whose forms need not all be given.
        entity: The object of a class that the figures were read into, if they were;
            it stands for nothing that the figures do not.
        title: What the document is.
        lang: The language that its readers speak (`en`, `zh`).
        name: The file that it was read from; no part of what it is.

    Example:
        >>> from budgetcheck.files import loads
        >>> text = 'format = 1\n[figures]\na = 1\nb = 1\n[rules]\n"x.same" = "a = b"'
        >>> document = loads(text)
        >>> len(document.figures), [rule.id for rule in document.rules]
        (2, ['x.same'])
    """

    figures: Figures
    rules: RuleSet = RuleSet()
    convention: Convention = UNDECLARED
    exceptions: tuple[KnownException, ...] = ()
    optional: frozenset[str] = frozenset()
    entity: object = attrs.field(default=None, eq=False, repr=False)
    title: str = ""
    publisher: str = ""
    source: str = ""
    lang: str = ""
    name: str = attrs.field(default="", eq=False)
