"""Each public name has its one place in the reference."""

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted((DOCS / "reference").glob("*.md"))
DIRECTIVE = re.compile(r"^\.\. (auto\w+):: ([\w.]+)$", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
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


def blocks(page: Path) -> list[tuple[str, str]]:
    """Return the code of a page with its languages, comments and titles left out."""
    text = page.read_text(encoding="utf-8")
    return [
        (language, re.sub(r"(?m)^(#|title|reason).*|\s+#.*|--lang zh", "", code))
        for language, code in BLOCK.findall(text)
    ]


@pytest.mark.parametrize(
    ("page", "translated"),
    [
        ("README.md", "README.zh.md"),
        ("docs/tutorial/disclosure.md", "docs/zh/disclosure.md"),
    ],
)
def test_a_translation_has_the_examples_of_its_page(page: str, translated: str) -> None:
    english, chinese = blocks(ROOT / page), blocks(ROOT / translated)

    assert [language for language, _ in english] == [one for one, _ in chinese]
    for (_, code), (_, other) in zip(english, chinese, strict=True):
        assert _figures(code) <= _figures(other)


def _figures(code: str) -> set[str]:
    """Return the numbers and the paths of an example, which no language changes."""
    return set(re.findall(r"\d+\.\d+%?|[a-z_]+(?:\.[a-z_0-9]+)+|\[\d+\]", code))


def test_both_first_pages_lead_to_each_other() -> None:
    for page, other in (("README.md", "README.zh.md"), ("README.zh.md", "README.md")):
        assert f"]({other})" in (ROOT / page).read_text(encoding="utf-8")[:200]


def test_the_first_page_says_what_the_type_checkers_see() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    checked = (ROOT / "typing_tests" / "readme.py").read_text(encoding="utf-8")
    code = checked[checked.index("import attrs") :]

    assert f"```python\n{code}```" in page
