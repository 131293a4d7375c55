"""Each public name has its one place in the reference."""

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted((DOCS / "reference").glob("*.md"))
DIRECTIVE = re.compile(r"^\.\. (auto\w+):: ([\w.]+)$", re.MULTILINE)
INDEXED = re.compile(r"^[\w-]+/[\w-]+$", re.MULTILINE)


def public_modules() -> tuple[str, ...]:
    # Read and not imported, because Sphinx is no part of a test environment.
    for node in ast.parse((DOCS / "hooks.py").read_text(encoding="utf-8")).body:
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "PUBLIC_MODULES"
        ):
            return tuple(ast.literal_eval(node.value))
    message = "docs/hooks.py lists no PUBLIC_MODULES"
    raise AssertionError(message)


def public_names() -> set[str]:
    return {
        f"{module}.{name}"
        for module in public_modules()
        for name in import_module(module).__all__
    }


def documented() -> dict[str, list[str]]:
    """Where each name is documented."""
    places: dict[str, list[str]] = {}
    for page in PAGES:
        for _, name in DIRECTIVE.findall(page.read_text(encoding="utf-8")):
            places.setdefault(name, []).append(page.name)
    return places


def test_every_public_name_has_a_place_in_the_reference() -> None:
    without = sorted(public_names() - set(documented()))
    wanted = [f"a page in docs/reference needs `.. auto…:: {one}`" for one in without]

    assert "" == "\n".join(wanted)


def test_no_name_is_documented_twice() -> None:
    twice = {name: pages for name, pages in documented().items() if len(pages) > 1}

    assert {} == twice


def test_the_reference_has_no_name_that_is_not_public() -> None:
    assert set() == set(documented()) - public_names()


def test_every_page_is_in_the_table_of_contents_once() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = Counter(found[0] for found in INDEXED.finditer(index))
    pages = DOCS.glob("*/*.md")

    assert (
        Counter(page.relative_to(DOCS).with_suffix("").as_posix() for page in pages)
        == listed
    )


def test_the_first_page_says_what_the_type_checkers_see() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    checked = (ROOT / "typing_tests" / "readme.py").read_text(encoding="utf-8")
    code = checked[checked.index("import attrs") :]

    assert f"```python\n{code}```" in page
