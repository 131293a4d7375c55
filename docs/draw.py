"""Draws the pictures of the pages: `python docs/draw.py [FOLDER]`.

Numbers and arrows are taken from findings, verdicts and rules, so that a picture says
what the library does; `tests/test_pictures.py` draws them all again and compares.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path as File
from xml.etree.ElementTree import Element

from strokes import arrow, box, inside, picture, text, written

import budgetcheck as bc
from budgetcheck.cn_accounts import RULES, RevenueExpenditure, labels_of
from budgetcheck.language.conditions import Compare
from budgetcheck.language.expressions import paths_in
from budgetcheck.language.measures import Measure
from budgetcheck.reports.number_lines import NumberLine, draw

FOLDER = File(__file__).resolve().parent / "pictures"


# --- findings ---------------------------------------------------------------------

CLAIMS = FOLDER.parents[1] / "tests" / "cases" / "cn_claims.json"
RULES_OF = {
    "ratio": "stated = part / whole",
    "change": "stated = delta / (now - delta)",
}


def findings() -> Element:
    """Draw two claims that are equally far off, of which only one can be true."""
    claims = json.loads(CLAIMS.read_text(encoding="utf-8"))["claims"]
    chosen = {one["id"]: one for one in claims if one["id"] in {"T049", "P149"}}
    pieces: list[Element] = []
    for at, name in enumerate(("T049", "P149")):
        claim, top = chosen[name], 116 * at
        figures = claim["figures"] | {"stated": claim["stated_percent"] + "%"}
        rules = [RULES_OF[claim["kind"]]]
        [one] = bc.check(figures, rules, unit=claim["unit"], decimals=2).findings
        line = NumberLine.of(one.evidence)
        assert line is not None  # noqa: S101
        said = f"{name} {one.verdict.name}: {one.filled}"
        pieces += [
            text(0, top + 16, said, "strong", anchor="start"),
            text(0, top + 43, "stated", "small", anchor="start"),
            text(0, top + 65, "possible", "small", anchor="start"),
            inside(draw(line, said), 70, top + 28, 650),
        ]
    return picture(
        "findings",
        740,
        216,
        "Two number lines. What is stated as 9.55% ends at 9.555%, and what the"
        " figures allow begins beyond it. What is stated as -1.21% lies within what"
        " the figures allow.",
        *pieces,
    )


# --- rounding ---------------------------------------------------------------------


def rounding() -> Element:
    """Draw what stands behind a number, rounded to the nearest and cut off."""
    nearest, cut = bc.Convention(rounding="nearest"), bc.Convention(rounding="cut_off")
    pieces: list[Element] = []
    for at, printed in enumerate(("98.34", "-98.34", "0.00")):
        figure = bc.Amount(printed, "0.01", bc.Unit.read("元"))
        value = Fraction(printed)
        line = NumberLine(
            stated=_truths(figure, nearest),
            possible=_truths(figure, cut),
            printed=value,
            recomputed=value,
            low=value - Fraction("0.0125"),
            high=value + Fraction("0.0125"),
            measure=Measure(Fraction(1), 2),
        )
        top = 96 * at + 10
        pieces += [
            text(70, top + 30, printed, "strong", anchor="end"),
            text(90, top + 16, "nearest", "small", anchor="start"),
            text(90, top + 38, "cut off", "small", anchor="start"),
            inside(draw(line, printed), 160, top, 560),
        ]
    return picture(
        "rounding",
        740,
        300,
        "Three number lines. To the nearest, 98.34 stands for 98.335 to 98.345, and"
        " both ends belong to it. Cut off, it stands for 98.34 up to, but not"
        " including, 98.35; -98.34 for the same below zero; and 0.00 for all between"
        " -0.01 and 0.01.",
        *pieces,
    )


def _truths(figure: bc.Amount, convention: bc.Convention) -> bc.Interval:
    widest = figure.truths(convention).widest
    assert widest is not None  # noqa: S101
    return widest


# --- verdicts ---------------------------------------------------------------------


def verdicts() -> Element:
    """Draw the order of verdicts, what holds, and what stands apart."""
    ordered = [one for one in bc.Verdict if one is not bc.Verdict.UNDEFINED]
    places = {one: 8 + 148 * at for at, one in enumerate(ordered)}
    holding = [places[one] for one in ordered if one.holds]
    left, right = min(holding) - 8, max(holding) + 138
    pieces = [
        box(left, 44, right - left, 78, look="ground"),
        text((left + right) / 2, 64, "truths exist that print so", "small"),
        *(
            box(x, 76, 130, 34, one.name, look="box" if one.holds else "box dashed")
            for one, x in places.items()
        ),
        *(text(x - 9, 98, "<") for x in list(places.values())[1:]),
        arrow((300, 28), (20, 28)),
        text(160, 20, "and: the worst of its parts", "small"),
        arrow((440, 28), (720, 28)),
        text(580, 20, "or: the best of its parts", "small"),
        box(305, 158, 130, 34, bc.Verdict.UNDEFINED.name, look="box dashed"),
        text(450, 180, "beside the others it counts for nothing", "small", "start"),
    ]
    return picture(
        "verdicts",
        740,
        200,
        "Five verdicts in order, from the worst to the best: "
        + ", ".join(one.name for one in ordered)
        + ". Of the last three, truths exist that print so. Rules joined by and have"
        " the worst verdict of their parts, those joined by or the best. UNDEFINED"
        " stands apart.",
        *pieces,
    )


# --- the hourglass ----------------------------------------------------------------

ABOVE = ("mappings, rows", "your own classes", "figures files", "standards' forms")
BELOW = ("verdicts", "sentences", "reports", "test items", "test data")


def hourglass() -> Element:
    """Draw many kinds of documents, a narrow waist, and many kinds of output."""
    edge = "M0,0 H740 V82 L560,146 V240 L740,304 V386 H0 V304 L180,240 V146 L0,82 Z"
    ground = box(0, 0, 0, 0, look="ground")
    ground[0].tag = "path"
    ground[0].attrib = {"class": "ground", "d": edge}
    pieces = [
        ground,
        *_row(ABOVE, 26, 28),
        *_row(BELOW, 26, 318),
        box(200, 152, 162, 82, "path → figure", "what is printed", look="box waist"),
        box(378, 152, 162, 82, "ground rules", "how truths relate", look="box waist"),
        *(arrow((x, 72), (x, 146)) for x in (281, 459)),
        *(arrow((x, 240), (x, 312)) for x in (281, 459)),
        text(370, 114, "files, entities", "small"),
        text(370, 281, "checking, wording, strategies", "small"),
    ]
    return picture(
        "hourglass",
        740,
        386,
        f"An hourglass. Above: {', '.join(ABOVE)}. At the waist, two things only: a"
        " mapping of path to figure, and a tuple of ground rules. Below:"
        f" {', '.join(BELOW)}.",
        *pieces,
    )


def _row(names: tuple[str, ...], left: float, top: float) -> Iterator[Element]:
    gap = 12
    width = (740 - 2 * left - gap * (len(names) - 1)) / len(names)
    for at, name in enumerate(names):
        yield box(left + at * (width + gap), top, width, 40, name)


# --- a form -----------------------------------------------------------------------

FORM = "revenue_expenditure"
ROW, WIDE, APART = 48, 224, 34
Place = tuple[float, float]


def form() -> Element:
    """Draw the rules of form 01 that name its own figures: who is part of whom."""
    labels = labels_of(RevenueExpenditure)
    sums, equal = _relations()
    places = _places([name for name in labels if not name.startswith("_")], sums)
    pieces = [
        box(*place, WIDE, 40, labels[name].zh, labels[name].en)
        for name, place in places.items()
    ]
    for whole, parts in sums.items():
        pieces += [_joined(places[part], places[whole]) for part in parts]
    pieces += [_level(places[one], places[other]) for one, other in equal]
    said = [
        f"{labels[whole].en} is the sum of "
        + ", ".join(labels[one].en for one in parts)
        + "."
        for whole, parts in sums.items()
    ]
    said += [f"{labels[one].en} is {labels[other].en}." for one, other in equal]
    return picture(
        "form",
        740,
        int(max(y for _, y in places.values())) + 44,
        "The figures of the form, and an arrow from each part to its sum. "
        + " ".join(said),
        *pieces,
    )


def _relations() -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """Return each figure that is a sum, with its parts, and those that are equal."""
    sums: dict[str, list[str]] = {}
    equal: list[tuple[str, str]] = []
    for rule in RULES.select("cn.form01.*"):
        assert isinstance(rule.condition, Compare)  # noqa: S101
        left, right = (
            [str(path) for path in paths_in(side)]
            for side in (rule.condition.left, rule.condition.right)
        )
        if not all(path.startswith(f"{FORM}.") for path in (*left, *right)):
            continue  # It joins the form with another one.
        names = [[path.split(".")[1] for path in side] for side in (left, right)]
        [whole], parts = names
        if len(parts) == 1 and "[*]" not in parts[0]:
            equal.append((whole, parts[0]))
        else:
            sums[whole] = [part.removesuffix("[*]") for part in parts]
    return sums, equal


def _places(rows: list[str], sums: Mapping[str, list[str]]) -> dict[str, Place]:
    """Place parts in the order of the form, and each sum beside their middle."""
    single = [name for name in rows if name not in sums]
    places = {name: (0.0, 2.0 + ROW * at) for at, name in enumerate(single)}
    for name in sorted(sums, key=lambda one: any(part in sums for part in sums[one])):
        parts = [places[part] for part in sums[name]]
        x = max(x for x, _ in parts) + WIDE + APART
        places[name] = x, sum(y for _, y in parts) / len(parts)
    return places


def _joined(part: Place, whole: Place) -> Element:
    return arrow((part[0] + WIDE, part[1] + 20), (whole[0], whole[1] + 20))


def _level(one: Place, other: Place) -> Element:
    """Join two figures that are equal, one above the other."""
    (x, y), (_, below) = sorted((one, other), key=lambda place: place[1])
    middle = x + WIDE / 2
    return arrow((middle, y + 40), (middle, below), both=True)


PICTURES: Mapping[str, Callable[[], Element]] = {
    "findings": findings,
    "form": form,
    "hourglass": hourglass,
    "rounding": rounding,
    "verdicts": verdicts,
}


def main(folder: File) -> None:
    """Draw all pictures into a folder."""
    for name, drawn in PICTURES.items():
        file = folder / f"{name}.svg"
        file.write_text(written(drawn()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(File(sys.argv[1]) if sys.argv[1:] else FOLDER)
