"""Diagnosing beside a plain model of the same record for a solver of mixed integers.

`python3 dev.py bench diagnosing [--quick]`. The model is the usual one (de Jonge and
van der Loo's errorlocate): a figure lies in its interval, or a binary variable lets it
go by a large number M, and as few of these as possible are 1. HiGHS solves it in
floating point, finds one answer, and suggests nothing; ours is exact, finds every
answer, and says what each figure may have been. Every repetition has other figures.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median

import attrs
from benchmarks import documents
from benchmarks.timing import Line, Work, beside, in_turns

import budgetcheck as bc
from budgetcheck.diagnosing import Diagnoser

try:
    import highspy
except ImportError:  # It is no dependency of ours, only something to compare with.
    highspy = None

LARGE = 1e9
SLACK = 0.005  # Half of the last digit.
FAULTS = ((1, 0.003), (3, 0.100))
SMALL = (210, 154)
SMALL_FAULTS, SMALL_SECONDS = 5, 0.500
UNIT = bc.Convention(unit="万元", decimals=2)

Row = tuple[dict[str, float], float, float]


@attrs.frozen
class Record:
    """Figures and linear rows, as a solver takes them."""

    figures: Mapping[str, str]
    slack: Mapping[str, float]
    rows: tuple[Row, ...]


def lines(*, quick: bool) -> Iterator[Line]:
    """Time diagnosing records that nobody has seen before."""
    rounds = 9 if quick else 51
    rules = bc.rules(*documents.notations())
    diagnoser = Diagnoser(rules, convention=documents.CONVENTION)
    diagnoser(document(0, 1))
    for faults, seconds in FAULTS:
        ours, model = f"{faults} of 100 figures", f"plain model, {faults}"
        taken = in_turns(
            on_document(diagnoser, seed, faults, ours, model)
            for seed in range(1, rounds + 1)
        )
        yield from compared(taken, ours, model, seconds)
    taken = in_turns(on_sums(seed) for seed in range(1, (rounds + 3) // 4 + 1))
    yield from compared(taken, "5 of 210 figures", "plain model, 5", SMALL_SECONDS)


def compared(
    taken: Mapping[str, list[float]], ours: str, model: str, seconds: float
) -> Iterator[Line]:
    """Yield our time beside the target and, if there is a solver, beside the model."""
    spent = median(taken[ours])
    target = f"{ours} wrong / {seconds * 1000:g} ms"
    yield Line(f"diagnose {target}", spent / seconds, 1, spent)
    if highspy is not None:
        yield beside(taken, ours, model, 3)
    else:
        print(f"{model}: highspy is not installed (pip install --group bench)")


def document(seed: int, faults: int) -> documents.Texts:
    """Return a document that is right but for so many figures."""
    draw = random.Random(seed)  # noqa: S311 (figures, and no secrets)
    texts = documents.printed(seed)
    for name, leaf, wrong in (("s1", "b", Decimal("0.01")), ("s4", "c", Decimal(9))):
        texts[name][leaf] = f"{_number(texts[name][leaf]) - wrong:,.2f}"
    texts["s5"]["rate"] = "n/c"
    for name in draw.sample(documents.NAMES, faults):
        leaf = draw.choice(documents.LEAVES)
        wrong = Decimal(draw.choice((9, -90, 900, 7000)))
        texts[name][leaf] = f"{_number(texts[name][leaf]) + wrong:,.2f}"
    return texts


def on_document(
    diagnoser: Diagnoser, seed: int, faults: int, ours: str, model: str
) -> Mapping[str, Work]:
    """Return what is done with a document."""
    texts = document(seed, faults)
    record = record_of(texts)
    works: dict[str, Work] = {ours: lambda: diagnoser(texts)}
    if highspy is not None:
        works[model] = lambda: solved(record)
    return works


def record_of(texts: documents.Texts) -> Record:
    """Return a document as linear rows; a percentage is its interval, times a whole."""
    figures = {
        f"{name}.{key}": text
        for name, section in texts.items()
        for key, text in section.items()
        if not text.endswith("%") and text != "n/c"
    }
    leaves = [f"{name}.{one}" for name in documents.NAMES for one in documents.LEAVES]
    rows: list[Row] = []
    for at, name in enumerate(documents.NAMES):
        total, budget = f"{name}.total", f"{name}.budget"
        before = f"{documents.NAMES[at - 1]}.total"
        parts = dict.fromkeys(leaves[5 * at : 5 * at + documents.PARTS[at]], 1.0)
        rows += [({**parts, total: -1.0}, 0.0, 0.0)] * 2
        of_which = dict.fromkeys((f"{name}.{one}" for one in "abc"), 1.0)
        rows.append(({**of_which, total: -1.0}, -LARGE, 0.0))
        two = {f"{name}.a": 1.0, f"{name}.b": 1.0}
        section = texts[name]
        rows += ratio(section["rate"], {total: 1.0}, budget)
        rows += ratio(section["share"], two, total)
        rows += ratio(section["change"], {total: 1.0, before: -1.0}, before)
    return Record(figures, dict.fromkeys(figures, SLACK), tuple(rows))


def ratio(stated: str, part: dict[str, float], whole: str) -> Iterator[Row]:
    """Yield that part lies between two multiples of the whole."""
    if not stated.endswith("%"):
        return
    value = float(stated.removesuffix("%")) / 100
    for sign in (-1, 1):
        row = dict(part)
        row[whole] = row.get(whole, 0.0) - value - sign * SLACK / 100
        yield (row, -LARGE, 0.0) if sign > 0 else (row, 0.0, LARGE)


def on_sums(seed: int) -> Mapping[str, Work]:
    """Return what is done with a record of sums of sums."""
    draw = random.Random(seed)  # noqa: S311
    figures, equations = SMALL
    names = [f"x{number}" for number in range(figures)]
    values = [
        Decimal(draw.randint(100, 10**9)) / 100 for _ in range(figures - equations)
    ]
    rows: list[Row] = []
    said: list[str] = []
    for number in range(figures - equations, figures):
        parts = draw.sample(range(max(0, number - 60), number), draw.randint(2, 5))
        values.append(sum((values[one] for one in parts), Decimal(0)))
        rows.append(
            ({**{names[one]: 1.0 for one in parts}, names[number]: -1.0}, 0.0, 0.0)
        )
        said.append(f"{names[number]} = {' + '.join(names[one] for one in parts)}")
    for one in draw.sample(range(figures), SMALL_FAULTS):
        values[one] += Decimal(draw.choice((9, -90, 900, 7000)))
    texts = {name: f"{value:.2f}" for name, value in zip(names, values, strict=True)}
    record = Record(texts, dict.fromkeys(texts, SLACK), tuple(rows))
    diagnoser = Diagnoser(said, convention=UNIT)
    works: dict[str, Work] = {"5 of 210 figures": lambda: diagnoser(texts)}
    if highspy is not None:
        works["plain model, 5"] = lambda: solved(record)
    return works


def solved(record: Record) -> float:
    """Solve the plain model; how many figures it lets go."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)  # noqa: FBT003 (its own signature)
    columns = {name: number for number, name in enumerate(record.figures)}
    width = len(columns)
    for name, text in record.figures.items():
        model.addVar(-LARGE, LARGE)
        del name, text
    for number in range(width):
        model.addVar(0, 1)
        model.changeColIntegrality(width + number, highspy.HighsVarType.kInteger)
        model.changeColCost(width + number, 1)
    for name, text in record.figures.items():
        value, slack = float(_number(text)), record.slack[name]
        pair = [columns[name], width + columns[name]]
        model.addRow(-LARGE, value + slack, 2, pair, [1.0, -LARGE])
        model.addRow(value - slack, LARGE, 2, pair, [1.0, LARGE])
    for row, low, high in record.rows:
        at = [columns[name] for name in row]
        model.addRow(low, high, len(row), at, list(row.values()))
    model.run()
    return float(model.getObjectiveValue())


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
