"""Draws the pictures of the pages: `python docs/draw.py [FOLDER]`.

Numbers and arrows are taken from findings, verdicts and rules, so that a picture says
what the library does; `tests/test_pictures.py` draws them all again and compares.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from drawing.forms import form
from drawing.intervals import findings, idea, rounding
from drawing.shapes import hourglass, verdicts
from drawing.strokes import written

FOLDER = Path(__file__).resolve().parent / "pictures"
PICTURES: Mapping[str, Callable[[], Element]] = {
    "findings": findings,
    "form": form,
    "hourglass": hourglass,
    "idea": idea,
    "rounding": rounding,
    "verdicts": verdicts,
}


def main(folder: Path) -> None:
    """Draw all pictures into a folder."""
    for name, drawn in PICTURES.items():
        file = folder / f"{name}.svg"
        file.write_text(written(drawn()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
