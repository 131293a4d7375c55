"""The shapes of the whole: the order of verdicts, and the hourglass."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from drawing.strokes import arrow, box, picture, text

import budgetcheck as bc

ABOVE = ("mappings, rows", "your own classes", "figures files", "standards' forms")
BELOW = ("verdicts", "sentences", "reports", "test items", "test data")


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
