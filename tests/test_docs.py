"""Each public name has its one place in the reference."""

import argparse
import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from types import FunctionType

import pytest

from budgetcheck.commands import parser
from budgetcheck.files import schema

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


def test_the_command_line_has_each_verb_and_option_on_its_page() -> None:
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    (verbs,) = (
        one.choices
        for one in parser()._actions
        if isinstance(one, argparse._SubParsersAction)
    )

    assert {"check", "diagnose", "explain", "new", "rules", "schema"} <= set(verbs)
    for verb, command in verbs.items():
        assert f"`budgetcheck {verb}" in page
        for option in command._option_string_actions:
            assert not option.startswith("--") or f"`{option}" in page, option


def test_every_key_of_a_figures_file_is_on_its_page() -> None:
    page = (DOCS / "reference" / "files.md").read_text(encoding="utf-8")
    defined = schema()["definitions"]
    for kind in (schema(), *map(defined.get, ("printing", "rule", "exception"))):
        for key in kind["properties"]:
            assert re.search(rf"`\[?{re.escape(key)}]?`", page), key
    for key, told in defined["convention"]["properties"].items():
        values = told.get("enum", ())
        listed = ", ".join(f'`"{value}"`' for value in values)
        assert f"`{key}`" in page
        assert listed in page, key


# What is shown in the example of another name, which is told there.
SHOWN_ELSEWHERE = {
    "Answer": "diagnose",
    "AnyOf": "All",
    "Clash": "diagnose",
    "Diagnoses": "diagnose",
    "Diagnosis": "diagnose",
    "Doubt": "diagnose",
    "EconomicLine": "BasicExpenditure",
    "ExpenditureLine": "Expenditure",
    "FundLine": "GovernmentFunds",
    "GeneralPublicLine": "GeneralPublicExpenditure",
    "MicroSmallStatement": "ProcurementStatement",
    "ProjectStatement": "PerformanceStatement",
    "RevenueLine": "Revenue",
    "Suggestion": "apply",
    "Suspect": "diagnose",
    "Tree": "tree_totals",
    "VehicleStatement": "StateAssetsStatement",
    "Wording": "word",
}


def example_of(name: str) -> str:
    module, _, last = name.rpartition(".")
    thing = getattr(import_module(module), last)
    said = thing.__doc__ if isinstance(thing, type | FunctionType) else ">>>"
    return str(said)


def test_every_public_class_and_function_has_an_example_and_says_what_it_is() -> None:
    places = {name.rpartition(".")[2]: name for name in public_names()}
    without = {last for last, name in places.items() if ">>>" not in example_of(name)}

    assert set(SHOWN_ELSEWHERE) == without
    for shown in SHOWN_ELSEWHERE.values():
        assert ">>>" in example_of(places[shown])


def raised_in(thing: FunctionType) -> set[str]:
    """Return what a function raises by itself."""
    if thing.__code__.co_filename.startswith("<"):
        return set()  # attrs wrote it
    tree = ast.parse(dedent(inspect.getsource(thing)))
    return {
        ast.unparse(node.exc)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and node.exc is not None
    }


def test_every_public_function_and_class_says_what_it_raises() -> None:
    silent = []
    for name in public_names():
        module, _, last = name.rpartition(".")
        thing = getattr(import_module(module), last)
        for function, said in functions_of(thing):
            if raised_in(function) and "Raises:" not in said:
                silent.append(f"{name}: {function.__qualname__}")

    assert [] == silent


def functions_of(thing: object) -> Iterator[tuple[FunctionType, str]]:
    """Yield the functions of a public name, each with the text that has its errors."""
    if isinstance(thing, FunctionType):
        yield thing, thing.__doc__ or ""
    members = vars(thing).items() if isinstance(thing, type) else ()
    for name, member in members:
        found = getattr(member, "__func__", getattr(member, "fget", member))
        made = name == "__attrs_post_init__"
        if isinstance(found, FunctionType) and (made or not name.startswith("_")):
            yield found, (thing if made else found).__doc__ or ""
