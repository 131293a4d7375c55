"""The pictures of the pages are what their script draws."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"
PICTURES = sorted((DOCS / "pictures").glob("*.svg"))
PAGES = [page.read_text(encoding="utf-8") for page in DOCS.glob("*/*.md")]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    subprocess.run([sys.executable, DOCS / "draw.py", folder], check=True)
    return folder


def test_the_script_draws_every_picture_that_is_there(drawn: Path) -> None:
    names = [file.name for file in sorted(drawn.iterdir())]

    assert [file.name for file in PICTURES] == names


@pytest.mark.parametrize("picture", PICTURES, ids=[file.stem for file in PICTURES])
def test_a_picture_is_what_the_script_draws(picture: Path, drawn: Path) -> None:
    now = (drawn / picture.name).read_text(encoding="utf-8")

    assert picture.read_text(encoding="utf-8") == now, "run docs/draw.py"


@pytest.mark.parametrize("picture", PICTURES, ids=[file.stem for file in PICTURES])
def test_a_picture_is_on_a_page_and_tells_what_it_shows(picture: Path) -> None:
    [told] = re.findall(r'aria-label="([^"]+)"', picture.read_text(encoding="utf-8"))
    shown = re.compile(rf"^:file: \.\./pictures/{picture.name}$", re.MULTILINE)

    assert len(told.split()) > 20
    assert any(shown.search(page) for page in PAGES)
