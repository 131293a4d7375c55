"""Forms: their figures, and the rules that join them."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from drawing.strokes import arrow, box, picture

from budgetcheck.cn_accounts import RULES, RevenueExpenditure, labels_of
from budgetcheck.language.conditions import Compare
from budgetcheck.language.expressions import paths_in

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
