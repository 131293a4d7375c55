"""Every public object is a value: it hashes, copies, pickles, and stays as it is."""

from __future__ import annotations

import copy
import inspect
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from enum import Enum
from fractions import Fraction

import attrs
import pytest

import budgetcheck as bc
from budgetcheck.language.captions import Caption
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.paths import EVERY, ROW, Index, Key

PRINTED = {
    "lines": [
        {"code": "201", "x": "3.02", "s": "100%"},
        {"code": "20101", "x": "1.01", "s": "33.4%"},
        {"code": "20102", "x": "2.00", "s": "66.23%"},
    ],
    "total": {"value": "3.02", "unit": "万元", "also": ["3.0"], "where": "表01"},
    "rate": "n/c",
    "prior": {"missing": "withheld"},
    "direction": {"word": "increase"},
    "empty": [],
}
RULES = bc.rules(
    {"lines.tree": "tree(lines[*].x by code)"},
    "lines[i].s = lines[i].x / lines[0].x",
    "when prior > 0 then total = prior and rate = total / prior or total >= 0",
)
FIGURES = figures_of(PRINTED)
REPORT = bc.check(PRINTED, RULES)
WAN = bc.Unit.read("万元")
PATH = bc.Path(("lines", ROW, Index(0), Key("208"), "因公出国（境）费"))
EVERY_X = bc.Path(("lines", EVERY, "x"))
LINEAR = bc.Linear((bc.Term("-0.5", PATH), bc.Term(3, bc.Sum(EVERY_X))))
COMPARE = bc.Compare(LINEAR, "<=", LINEAR)
KNOWN = bc.KnownException(
    "r", at="lines[0]", reason="it was told", until=date(2026, 12, 31)
)
TABLE = bc.BudgetTable.read(
    [
        {"n": "Basic", "o": "60.80", "r": "98.8%"},
        {"n": "of which: staff", "o": "50.10", "r": "n/c"},
        {"n": "Total", "o": "60.80", "r": ""},
    ],
    columns={"name": "n", "outturn": "o", "execution_rate": "r"},
    unit="万元",
)
FAULT = bc.FileFault("a.toml", 3, None, "empty")

# Each public class and instances of it: a new one is missing here until it is added.
INSTANCES: dict[type, tuple[object, ...]] = {
    bc.All: (bc.All((COMPARE, COMPARE)),),
    bc.Amount: (
        bc.Amount("98.54", "0.01", WAN, printed="98.54", place=bc.Place("表01")),
        bc.Amount(
            "5", "0", WAN, bound="at_least", also=(bc.Amount("5.0", "0.1", WAN),)
        ),
    ),
    bc.AnyOf: (bc.AnyOf((COMPARE, COMPARE)),),
    bc.BudgetCheckError: (bc.BudgetCheckError("use .ok"),),
    bc.BudgetLine: (
        bc.BudgetLine(code="208", name="社会保障和就业支出"),
        *TABLE.lines,
    ),
    bc.BudgetTable: (
        bc.BudgetTable((bc.BudgetLine(code="208"),), title="表01"),
        TABLE,
    ),
    bc.Cause: tuple(bc.Cause),
    bc.Checker: (
        bc.rules("tree(lines[*].outturn by code)").for_(bc.BudgetTable),
        TABLE.rules.for_(bc.BudgetTable),
    ),
    bc.Compare: (COMPARE,),
    bc.Constant: (bc.Constant(), bc.Constant("%"), bc.Constant("万元")),
    bc.Convention: (bc.Convention(), bc.Convention(unit="万元", decimals=2)),
    bc.Count: (bc.Count("23.09", "0.01", bc.Unit.read("万件")),),
    bc.Coverage: (REPORT.coverage,),
    bc.DimensionError: (bc.DimensionError("r", "a is x", "b is y", "hint"),),
    bc.Document: (
        bc.Document(figures=FIGURES, rules=RULES, title="2021", name="a.toml"),
    ),
    bc.Evidence: (
        bc.Evidence(),
        bc.Evidence(stated=Fraction(1, 3), possible=bc.Interval(0, None)),
        *(finding.evidence for finding in REPORT),
    ),
    bc.Figures: (FIGURES, figures_of({})),
    bc.FileFault: (FAULT, bc.FileFault("a.toml", 1, 2, "empty")),
    bc.Finding: tuple(REPORT),
    bc.Heading: (bc.Heading(), bc.Heading("208", "社会保障和就业支出")),
    bc.InconsistentFiguresError: (
        bc.InconsistentFiguresError("1 finding", ("a = b", "c = d")),
    ),
    bc.Interval: (bc.Interval(None, None), bc.Interval(0, 1, high_open=True)),
    bc.InvalidConventionError: (bc.InvalidConventionError("no", "hint"),),
    bc.InvalidRuleError: (bc.InvalidRuleError("no"), bc.InvalidRuleError("no", "hint")),
    bc.KnownException: (KNOWN, bc.KnownException("r", reason="it was told")),
    bc.Level: tuple(bc.Level),
    bc.LimitError: (bc.LimitError("a rule", 2, 1, "characters"),),
    bc.Linear: (LINEAR,),
    bc.Measure: (bc.Measure(), bc.Measure(Fraction(1, 100), 2, "%")),
    bc.Missing: (bc.Missing("withheld"), bc.Missing("blank", note="a remark")),
    bc.NotComputable: (bc.NotComputable(), bc.NotComputable(printed="无法计算")),
    bc.NotationError: (bc.NotationError("a == b", 2, "no relation", "write '='"),),
    bc.Path: (PATH, EVERY_X, bc.Path(())),
    bc.Percent: (bc.Percent("-19", "1"),),
    bc.Place: (bc.Place(), bc.Place("表01", "a.toml", 3, 9)),
    bc.Printing: (
        bc.Printing(value="5", unit=WAN, also=({"value": "5.0", "where": "表01"},)),
        bc.Printing.of({"value": "5", "unit": "件", "also": [{"value": "5.0"}, "5"]}),
        bc.Printing(word="flat"),
    ),
    bc.Report: (
        *(REPORT, bc.Report(()), bc.check(TABLE)),
        bc.excuse(REPORT, [KNOWN]),
        bc.Report((), lacking={"income": ("income",)}),
        bc.Report(
            (),
            headings={bc.Path.of("income"): bc.Heading("1", "Income")},
            captions={"income": Caption(name="income", en="Income")},
        ),
    ),
    bc.Rule: (
        *RULES,
        bc.Rule("a = b", id="r", title={"en": "Total"}, disabled="an estimate"),
        bc.Rule("a = b", holds={"a": "1", "b": "1"}, breaks=[("a", "1")], since=2021),
    ),
    bc.RuleSet: (RULES, bc.RuleSet()),
    bc.Share: (bc.Share(bc.Path.of("stated"), LINEAR, LINEAR),),
    bc.StaleException: (
        bc.StaleException(KNOWN),
        bc.StaleException(KNOWN, expired=True, elsewhere=("lines[1]",)),
    ),
    bc.Sum: (bc.Sum(EVERY_X),),
    bc.Term: LINEAR.terms,
    bc.Tree: (bc.Tree(EVERY_X, "code"),),
    bc.Truths: (bc.Percent("-19", "1").truths(bc.Convention()),),
    bc.Unit: (WAN, bc.Unit("GBP", 1000)),
    bc.UnknownRowError: (bc.UnknownRowError("{'dept': 5}", 0),),
    bc.UnknownPathError: (
        bc.UnknownPathError("r", "totl"),
        bc.UnknownPathError("r", "totl", ("total", "totals")),
    ),
    bc.UnreadableFileError: (
        bc.UnreadableFileError("a.toml cannot be read", [FAULT]),
        bc.UnreadableFileError(
            "two files cannot be read",
            [FAULT, bc.UnreadableFileError("b.toml cannot be read", [FAULT, FAULT])],
        ),
    ),
    bc.UnreadableNumberError: (bc.UnreadableNumberError("x", "it is no number"),),
    bc.MissingExtraError: (bc.MissingExtraError("strategies", "hypothesis", "test"),),
    bc.UnsupportedRuleError: (bc.UnsupportedRuleError("r", "strategies", "why"),),
    bc.UnwritableError: (bc.UnwritableError("figure 'a'", "no decimals"),),
    bc.Verdict: tuple(bc.Verdict),
    bc.When: (bc.When(COMPARE, COMPARE),),
    bc.Word: (bc.Word("increase"), bc.Word("nil", printed="—")),
}
PUBLIC = [getattr(bc, name) for name in bc.__all__]
EVERYTHING = [thing for things in INSTANCES.values() for thing in things]
ERRORS = [thing for thing in EVERYTHING if isinstance(thing, Exception)]
VALUES = [thing for thing in EVERYTHING if not isinstance(thing, Exception)]


def kind(thing: object) -> str:
    return type(thing).__name__


def names(thing: object) -> list[str]:
    """Return the names of a value's public attributes."""
    if isinstance(thing, Enum):
        return ["name", "value"]
    fields = attrs.fields(type(thing))  # type: ignore[arg-type]
    return [field.name for field in fields if not field.name.startswith("_")]


def again(thing: object) -> Iterator[object]:
    """Yield a thing after each way of passing it on."""
    yield copy.copy(thing)
    yield copy.deepcopy(thing)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        yield pickle.loads(pickle.dumps(thing, protocol))  # noqa: S301 (our own bytes)


def test_every_public_class_has_an_instance_here() -> None:
    classes = [thing for thing in PUBLIC if inspect.isclass(thing)]

    assert set(classes) == set(INSTANCES)
    assert [] == [one for one, things in INSTANCES.items() if not things]
    assert all(type(thing) is one for one in INSTANCES for thing in INSTANCES[one])


@pytest.mark.parametrize("thing", VALUES, ids=kind)
def test_a_value_is_equal_and_hashes_alike_however_it_is_passed_on(
    thing: object,
) -> None:
    for other in again(thing):
        assert type(thing) is type(other)
        assert thing == other
        assert hash(thing) == hash(other)


@pytest.mark.parametrize("thing", VALUES, ids=kind)
def test_a_value_takes_along_what_takes_no_part_in_equality(thing: object) -> None:
    for other in again(thing):
        for name in names(thing):
            assert getattr(thing, name) == getattr(other, name)


@pytest.mark.parametrize("thing", VALUES, ids=kind)
def test_no_attribute_of_a_value_can_be_set(thing: object) -> None:
    for name in names(thing):
        with pytest.raises(AttributeError):
            setattr(thing, name, None)
        with pytest.raises(AttributeError):
            delattr(thing, name)


@pytest.mark.parametrize("thing", VALUES, ids=kind)
def test_a_value_differs_from_values_of_other_kinds(thing: object) -> None:
    others = [one for one in VALUES if type(one) is not type(thing)]

    assert thing not in others
    assert len({thing, *others}) == len({*others}) + 1


def told(error: object) -> object:
    """Return what an error is made of, and what it says, errors within it too."""
    if isinstance(error, Exception):
        return type(error), str(error), [told(one) for one in error.args], facts(error)
    if isinstance(error, list | tuple):
        return type(error), [told(one) for one in error]
    return error


def facts(error: Exception) -> dict[str, object]:
    return {name: told(fact) for name, fact in vars(error).items()}


@pytest.mark.parametrize("error", ERRORS, ids=kind)
def test_an_error_says_the_same_however_it_is_passed_on(error: Exception) -> None:
    for other in again(error):
        assert isinstance(other, bc.BudgetCheckError)
        assert told(error) == told(other)


TERM = bc.Term(1, bc.Path.of("a"))
LISTED = [
    (bc.All, [COMPARE, COMPARE]),
    (bc.AnyOf, [COMPARE, COMPARE]),
    (bc.Linear, [TERM, TERM]),
    (bc.RuleSet, [bc.Rule("a = b")]),
    (bc.BudgetTable, [bc.BudgetLine(code="208")]),
]


@pytest.mark.parametrize(("cls", "parts"), LISTED, ids=lambda one: repr(one)[:30])
def test_parts_may_be_given_as_a_list_and_are_held_as_a_tuple(
    cls: type, parts: list[object]
) -> None:
    one, other = cls(parts), cls(tuple(parts))

    assert one == other
    assert hash(one) == hash(other)


def test_levels_may_be_given_as_words_by_verdict() -> None:
    rule = bc.Rule("a = b", levels={bc.Verdict.EXACT: "note"})
    report = bc.check({"a": "1", "b": "1"}, [rule])

    assert ((bc.Verdict.EXACT, bc.Level.NOTE),) == rule.levels
    assert hash(rule) == hash(copy.deepcopy(rule))
    assert 1 == len(report.at_least("note"))
    with pytest.raises(bc.InvalidRuleError, match="is no level"):
        bc.Rule("a = b", levels={bc.Verdict.EXACT: "loud"})


def test_values_hash_alike_in_another_process() -> None:
    # Texts hash differently in each process, and paths keep their hashes.
    script = (
        "import pickle, sys\n"
        "values = pickle.load(sys.stdin.buffer)\n"
        "for value in values:\n"
        "    assert value in {pickle.loads(pickle.dumps(value))}\n"
        "    for path in getattr(value, 'by_path', ()):\n"
        "        assert value[type(path)(path.steps)] is value[path]\n"
    )
    done = subprocess.run(
        (sys.executable, "-c", script),
        input=pickle.dumps(VALUES),
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        check=False,
    )

    assert b"" == done.stderr
