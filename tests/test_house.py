"""The house is in order: what is said nowhere, imported nowhere, and too long."""

import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import pytest

import budgetcheck

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(budgetcheck.__file__).parent
LONGEST = 300
METHODS = (FunctionType, classmethod, property, staticmethod)

# Taken apart, so that this file does not say them.
HOSTS = ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "debian" + ".org")
MACHINE = tuple(f"/{folder}/" for folder in ("work", "root", "tmp"))

# Opening a file of Babel's locale data leaves a trace here.
LISTEN = """
import sys
opened = []
sys.addaudithook(lambda event, given: event == "open" and opened.append(str(given[0])))
import budgetcheck
print(*sys.modules)
from budgetcheck import *
print(*sys.modules)
print(*(path for path in opened if "locale-data" in path))
"""

CHECK = """
import sys
from budgetcheck.cli import main
code = main(["check", sys.argv[1]])
print(*sys.modules, file=sys.stderr)
raise SystemExit(code)
"""


def tracked_files() -> Iterator[tuple[str, str]]:
    listed = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
    found = subprocess.run(listed, cwd=ROOT, capture_output=True, check=False)
    if found.returncode != 0:
        pytest.skip("not a git checkout")
    for name in found.stdout.decode().splitlines():
        path = ROOT / name
        if path.is_file():
            yield name, path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("words", [HOSTS, MACHINE], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_a_folder_of_one_machine(
    words: tuple[str, ...],
) -> None:
    saying = [
        f"{name}: {word}"
        for name, text in tracked_files()
        for word in words
        if word in text
    ]

    assert [] == saying


def test_the_root_imports_no_tool_and_opens_no_locale() -> None:
    unwanted = "duckdb hypothesis narwhals pandas polars pyarrow pyspark pytest rich"

    done = subprocess.run(
        (sys.executable, "-c", LISTEN), capture_output=True, text=True, check=True
    )
    _, modules, locales = done.stdout.splitlines()

    assert "budgetcheck.checking" in modules.split()
    assert set() == set(unwanted.split()) & set(modules.split())
    assert "" == locales


def test_checking_a_file_imports_no_data_frames(tmp_path: Path) -> None:
    unwanted = "duckdb hypothesis narwhals pandas polars pyarrow pyspark pytest rich"
    file = tmp_path / "a.toml"
    file.write_text('format = 1\nrules = ["a = b"]\nfigures = { a = 1, b = 1 }\n')

    done = subprocess.run(
        (sys.executable, "-c", CHECK, str(file)),
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(done.stderr.split())

    assert "budgetcheck.checking" in modules
    assert set() == set(unwanted.split()) & modules
    assert [] == [one for one in modules if one.startswith("budgetcheck.frame")]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("import budgetcheck.frames", 'pip install "budgetcheck[frames]"'),
        (
            "from budgetcheck.cli import main; "
            "raise SystemExit(main(['check-frame', 'a.parquet', '--rules', 'a.toml']))",
            'pip install "budgetcheck[frames]"',
        ),
    ],
)
def test_without_narwhals_frames_say_what_to_install(code: str, hint: str) -> None:
    hidden = "import sys; sys.modules['narwhals'] = None; " + code

    done = subprocess.run(
        (sys.executable, "-c", hidden), capture_output=True, text=True, check=False
    )

    assert 0 != done.returncode
    assert ("Traceback" in done.stderr) is code.startswith("import")
    assert hint in done.stderr


def test_the_root_loads_a_name_when_it_is_first_asked_for() -> None:
    done = subprocess.run(
        (sys.executable, "-c", LISTEN), capture_output=True, text=True, check=True
    )
    at_first, later, _ = (set(line.split()) for line in done.stdout.splitlines())

    assert {"budgetcheck"} == {one for one in at_first if one.startswith("budgetcheck")}
    assert {"attrs", "moneyed", "budgetcheck.checking"} <= later
    assert set(budgetcheck.__all__) <= set(dir(budgetcheck))
    with pytest.raises(AttributeError, match="has no attribute 'chekc'"):
        budgetcheck.chekc  # type: ignore[attr-defined]  # noqa: B018


def test_the_root_lists_its_names_in_order() -> None:
    assert sorted(budgetcheck.__all__) == list(budgetcheck.__all__)


@pytest.mark.parametrize("name", budgetcheck.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    thing = getattr(budgetcheck, name)

    if inspect.isclass(thing):
        documented = {name: thing.__doc__} | {
            f"{name}.{member}": inspect.getdoc(getattr(thing, member))
            for member, value in vars(thing).items()
            if not member.startswith("_") and isinstance(value, METHODS)
        }
    elif inspect.isroutine(thing):
        documented = {name: thing.__doc__}
    else:
        documented = {}  # An alias or a constant has no docstring of its own.

    assert [] == [one for one, text in documented.items() if not text]


@pytest.mark.parametrize(
    "module",
    sorted(PACKAGE.rglob("*.py")),
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_module_is_too_long(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").splitlines()

    assert len(lines) <= LONGEST
