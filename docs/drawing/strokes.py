"""What the pictures are drawn with: boxes, arrows and texts that follow the theme.

A picture stands in its page as SVG, and not as an image, so that it takes its colours
from the page, light or dark, whatever the system says. By itself it is grey, which
reads on both.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring

from budgetcheck.reports.markup import Piece, own, tag

STYLE = """
.picture {
  --ink: var(--color-foreground-primary, #808080);
  --soft: var(--color-foreground-secondary, #808080);
  --line: var(--color-foreground-muted, #808080);
  --brand: var(--color-brand-primary, #3b82c4);
  display: block;
  width: 100%;
  height: auto;
  margin: 1.5rem 0;
  overflow: visible;
  font-family: inherit;
}
.picture text { fill: var(--ink); font-size: 14px; }
.picture text.small { fill: var(--soft); font-size: 11.5px; }
.picture text.strong { font-weight: 600; }
.picture .box { fill: none; stroke: var(--line); stroke-width: 1.25; }
.picture .waist { fill: var(--brand); fill-opacity: 0.16; stroke: var(--brand); }
.picture .ground { fill: var(--line); fill-opacity: 0.09; stroke: none; }
.picture .dashed { stroke-dasharray: 4 4; }
.picture .arrow { fill: none; stroke: var(--line); stroke-width: 1.25; }
.picture .head { fill: var(--line); stroke: none; }
.picture .axis, .picture .tick { stroke: var(--line); stroke-width: 0.75; }
.picture .stated rect { fill: var(--line); fill-opacity: 0.45; }
.picture .possible rect { fill: var(--brand); fill-opacity: 0.45; }
.picture .stated line, .picture .possible line {
  stroke: var(--ink); stroke-width: 2;
}
.picture .stated path, .picture .stated circle {
  fill: var(--line); stroke: var(--ink);
}
.picture .possible path, .picture .possible circle {
  fill: var(--brand); stroke: var(--ink);
}
"""
HEAD = 7


def picture(name: str, width: int, height: int, told: str, *pieces: Piece) -> Element:
    """Make a picture of pieces.

    Args:
        name: Its file's name, which keeps its parts apart from another picture's.
        width: How wide it is, in its own units.
        height: How high.
        told: The text for those who do not see it.
        pieces: What is drawn, from the back to the front.
    """
    return tag(
        "svg",
        own("style", STYLE),
        *pieces,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=told,
        id=f"picture-{name}",
        class_="picture",
    )


def text(
    x: float, y: float, said: str, look: str = "", anchor: str = "middle"
) -> Element:
    """Write a line of text; `look` is `small`, `strong`, or nothing."""
    return tag(
        "text", said, x=f"{x:g}", y=f"{y:g}", text_anchor=anchor, class_=look or None
    )


def box(
    x: float, y: float, width: float, height: float, *said: str, look: str = "box"
) -> Element:
    """Draw a box with a line of text, and perhaps a smaller one below it."""
    middle, centre = x + width / 2, y + height / 2
    first = centre + 5 if len(said) == 1 else centre - 2
    lines = [
        text(middle, first + 16 * at, one, "small" if at else "")
        for at, one in enumerate(said)
    ]
    size = {"width": f"{width:g}", "height": f"{height:g}"}
    rect = tag("rect", x=f"{x:g}", y=f"{y:g}", rx="4", **size, class_=look)
    return tag("g", rect, *lines)


def arrow(*points: tuple[float, float], both: bool = False) -> Element:
    """Draw an arrow along points, with a head at the last, or one at either end."""
    path = "M" + " L".join(f"{x:g},{y:g}" for x, y in points)
    heads = [_head(points[-2], points[-1])]
    if both:
        heads.append(_head(points[1], points[0]))
    return tag("g", tag("path", class_="arrow", d=path), *heads)


def _head(before: tuple[float, float], tip: tuple[float, float]) -> Element:
    """Draw the head of an arrow."""
    (x, y), (across, down) = tip, (tip[0] - before[0], tip[1] - before[1])
    length = (across**2 + down**2) ** 0.5
    along = across / length * HEAD, down / length * HEAD
    side = -along[1] / 2, along[0] / 2
    ends = [
        (x - along[0] + sign * side[0], y - along[1] + sign * side[1])
        for sign in (1, -1)
    ]
    path = f"M{x:g},{y:g} " + " ".join(f"L{a:.2f},{b:.2f}" for a, b in ends) + " Z"
    return tag("path", class_="head", d=path)


def inside(drawn: Element, x: float, y: float, width: float) -> Element:
    """Put a drawing that has its own coordinates into a picture."""
    for name, value in (("x", x), ("y", y), ("width", width)):
        drawn.set(name, f"{value:g}")
    drawn.set("overflow", "visible")
    for name in ("role", "aria-label"):  # the picture says it
        drawn.attrib.pop(name, None)
    return drawn


def written(drawn: Element) -> str:
    """Write a picture as a file, one element a line."""
    indent(drawn)
    return tostring(drawn, encoding="unicode") + "\n"
