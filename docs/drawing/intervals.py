"""Intervals on number lines, as the page of a report draws them."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path as File
from xml.etree.ElementTree import Element

import attrs
from drawing.strokes import inside, picture, text

import budgetcheck as bc
from budgetcheck.language.measures import Measure
from budgetcheck.reports.number_lines import NumberLine, draw

ROOT = File(__file__).resolve().parents[2]
CLAIMS = ROOT / "tests" / "cases" / "cn_claims.json"
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


def idea() -> Element:
    """Draw what the parts of one total can be, for three projects."""
    figures = {"total": "98.34", "basic": "60.80"}
    rules = ["total = basic + project"]
    pieces: list[Element] = []
    for at, project in enumerate(("37.54", "37.55", "37.56")):
        printed = figures | {"project": project}
        [one] = bc.check(printed, rules, decimals=2).findings
        line = NumberLine.of(one.evidence)
        assert line is not None  # noqa: S101
        # All three from 98.325 to 98.375, so that they can be compared.
        line = attrs.evolve(line, low=Fraction("98.325"), high=Fraction("98.375"))
        top = 86 * at
        pieces += [
            text(0, top + 21, "total 98.34", "small", anchor="start"),
            text(0, top + 43, f"60.80 + {project}", "small", anchor="start"),
            text(740, top + 32, one.verdict.name, "strong", anchor="end"),
            inside(draw(line, one.filled), 110, top + 6, 490),
        ]
    return picture(
        "idea",
        740,
        256,
        "Three number lines. The interval of the total, 98.335 to 98.345, lies inside"
        " that of the parts for a project of 37.54, meets its lower half for 37.55,"
        " and does not reach it for 37.56.",
        *pieces,
    )


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
