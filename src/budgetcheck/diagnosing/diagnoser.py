"""The diagnoser: rules × figures → what is wrong, where, and what it may have been."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from time import monotonic

import attrs

from budgetcheck.diagnosing.diagnoses import Diagnoses
from budgetcheck.diagnosing.opening import Opened, Rules, rule_set
from budgetcheck.diagnosing.plans import Plan, shape_of
from budgetcheck.diagnosing.searching import Search
from budgetcheck.diagnosing.sheets import Sheet
from budgetcheck.errors import UnknownPathError
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.lookups import MissingPaths
from budgetcheck.language.notation import parse_path
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import RuleSet
from budgetcheck.language.units import Unit

SECONDS = 5.0
_PLANS = 32  # So many shapes of documents are remembered.


def diagnose(  # noqa: PLR0913 (each is a keyword of its own)
    document: object,
    rules: Rules | None = None,
    *,
    convention: Convention | None = None,
    unit: Unit | str | None = None,
    decimals: int | None = None,
    missing: MissingPaths = "error",
    weights: Mapping[str, float] | None = None,
    seconds: float = SECONDS,
) -> Diagnoses:
    """Find the fewest figures whose correction makes all rules possible together.

    Tolerance is on figures, which are intervals of truths, and never on rules. It is
    exact: no smaller set of figures settles what is wrong, and each that is told does.
    Only where a percentage is stated by several rules at once, or compared with others,
    may that take more figures than are told; a `Diagnosis` says so.

    Shape: documents and rules as for `check()`. Several things that are wrong, and have
    no figure in common, are a `Diagnosis` each. None at all says that all rules can be
    true together, which is more than that each of them can.

    Args:
        document: The figures, as printed.
        rules: Rules, notations, or ids and notations; the document's own if not given.
        convention: What the publisher declares, over what the document says.
        unit: Short for a convention with this unit.
        decimals: Short for a convention with so many decimals.
        missing: A rule that names a figure which the document does not have is an
            `error`, or is `unchecked`.
        weights: How much figures are trusted, by path; `math.inf` is never doubted.
            Of answers with as many figures those that weigh least are kept. Without
            weights all are, and how many rules vouch for a figure only helps to
            order them.
        seconds: After how many seconds to give up, which is said.

    Raises:
        UnknownPathError: A rule names a figure which the document does not have.
        InvalidConventionError: A unit or decimals for a document read already.
        DimensionError: A rule puts an amount beside a percentage, or two currencies.
        NotationError: A rule is not in the notation.
        UnreadableFileError: Figures that are no numbers, or rules that cannot be read.

    Source:
        Fellegi and Holt, "A Systematic Approach to Automatic Edit and Imputation",
        Journal of the American Statistical Association 71 (1976).

    Example:
        >>> printed = {"total": "98.34", "basic": "60.80", "project": "37.54",
        ...            "share": "61.38%"}
        >>> rules = ["total = basic + project", "share = basic / total"]
        >>> [cause] = diagnose(printed, rules, unit="万元")
        >>> suspect = cause.suspects[0]
        >>> print(suspect.path, suspect.suggestions[0].figure.value)
        share 61.83
        >>> str(suspect.suggestions[0].slip.kind)
        'swapped_digits'
    """
    own = convention or UNDECLARED
    if unit is not None:
        own = Convention(unit=unit).over(own)
    if decimals is not None:
        own = Convention(decimals=decimals).over(own)
    diagnoser = Diagnoser(rules, convention=own, weights=weights or {}, seconds=seconds)
    return diagnoser(document, missing=missing)


def _weights(given: Mapping[str, float]) -> dict[Path, float]:
    return {parse_path(path): weight for path, weight in given.items()}


@attrs.frozen(eq=False)
class Diagnoser:
    """Diagnoses documents with the same rules, one after the other.

    What the rules come to is kept for documents of the same shape: as many rows, with
    the same codes. It may be shared by threads.

    Attributes:
        rules: The rules; those of each document if not given.
        convention: What the publisher declares, over what a document says.
        weights: How much figures are trusted, as for `diagnose()`.
        seconds: After how many seconds to give up, for each document.

    Example:
        >>> diagnoser = Diagnoser(["a = b"])
        >>> [len(diagnoser({"a": one, "b": "2"})) for one in ("9", "2")]
        [1, 0]
    """

    rules: RuleSet | None = attrs.field(default=None, converter=rule_set)
    convention: Convention = attrs.field(default=UNDECLARED, kw_only=True)
    weights: Mapping[Path, float] = attrs.field(
        factory=dict, converter=_weights, kw_only=True
    )
    seconds: float = attrs.field(default=SECONDS, kw_only=True)
    _plans: dict[Hashable, tuple[RuleSet, Plan]] = attrs.field(
        init=False, factory=dict, repr=False
    )

    def __call__(
        self, document: object, *, missing: MissingPaths = "error"
    ) -> Diagnoses:
        """Diagnose one document.

        Args:
            document: As for `check()`.
            missing: As for `check()`.

        Raises:
            UnknownPathError: A rule, or a weight, names a figure which the document
                does not have.
            InvalidConventionError: A unit or decimals for a document read already.
            DimensionError: A rule puts an amount beside a percentage.
            UnreadableFileError: Figures that are no numbers, or several faults.
        """
        opened = Opened.of(document, self.rules, self.convention, missing)
        plan = self._plan(opened)
        sheet = Sheet(plan, plan.named_in(opened.figures))
        unknown = self.weights.keys() - opened.figures.by_path.keys()
        for path in sorted(unknown, key=str):
            raise UnknownPathError("weights", str(path), opened.known.near(path))
        return Search.of(sheet, self.weights, monotonic() + self.seconds).causes()

    def _plan(self, opened: Opened) -> Plan:
        key = id(opened.rules), opened.declared, shape_of(opened.figures)
        _, plan = self._plans.get(key, (None, None))
        if plan is None:
            if len(self._plans) >= _PLANS:
                self._plans.clear()
            plan = Plan.of(opened.rules, opened.declared, opened.known)
            # With its rules, so that no others can get the same identity.
            self._plans[key] = opened.rules, plan
        return plan
