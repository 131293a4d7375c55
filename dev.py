"""The one door for people and CI: `python3 dev.py VERB [ARGUMENT…]`.

It needs Python 3.11 and nothing else. Each verb makes the environment `.venv`
when that is needed, or adds to it, and then runs.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        f"budgetcheck needs Python 3.11 or newer, and {sys.executable} is Python "
        f"{sys.version.split()[0]}: try one such as `python3.12 dev.py demo`."
    )

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# What is known to be wrong is what there is to show.
DEMO = ("budgetcheck", "check", "--no-exceptions", "examples/yueyang-2021.toml")
# The command leaves with 1 if accounts are wrong, which is what there is to show, but
# Python does so after a crash as well: only what the command returns tells them apart.
SHOW = "import sys; from budgetcheck.cli import main; sys.exit(main() not in (0, 1))"
AT_ONCE = ("--numprocesses", "auto", "--dist", "loadfile")
# Where tests look at data files, entry points, commands and public names.
PACKED = (
    *("tests/drawing/test_entry_point.py", "tests/files/test_schemas.py"),
    *("tests/plugin/test_reports.py", "tests/test_cli.py", "tests/test_wording.py"),
    *("tests/test_public_objects.py", "tests/test_standards.py", "README.md"),
)
# Where our code meets a dependency; the contracts in pyproject.toml say which modules
# may. What lies behind them is ours alone, and no other version changes it.
MEETING = (
    # attrs is everywhere: what is said, checked, told and written, one of each.
    *("tests/entities", "tests/published", "tests/test_cases.py", "tests/test_cli.py"),
    *("tests/test_public_objects.py", "tests/test_standards.py", "README.md"),
    # py-moneyed, cattrs, and wcwidth in reports for the screen.
    *("tests/language/test_figures.py", "tests/language/test_units.py", "tests/files"),
    *("tests/reports/test_causes.py", "tests/reports/test_diagnosed.py"),
    *("tests/reports/test_formats.py", "tests/reports/test_reports.py"),
    # Hypothesis: what is drawn, what shrinks, what registers itself, and two laws.
    *("tests/drawing/test_entry_point.py", "tests/drawing/test_expecting.py"),
    *("tests/drawing/test_figures.py", "tests/drawing/test_numbers.py"),
    *("tests/drawing/test_obeying.py", "tests/laws/test_rounding_never_accuses.py"),
    "tests/laws/test_there_and_back.py",
    # pytest.
    "tests/plugin",
    # narwhals, with the libraries that the pins have.
    "tests/frames/test_edges.py",
)
# What Chromium is called, by those who pack it.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
VENV = ROOT / ".venv"
STAMP = VENV / "budgetcheck.json"
# Settings of the caller that would install elsewhere, or something else.
NOT_OURS = (
    *("PIP_DRY_RUN", "PIP_EDITABLE", "PIP_NO_BUILD_ISOLATION", "PIP_NO_DEPS"),
    *("PIP_PREFIX", "PIP_PYTHON", "PIP_REQUIREMENT", "PIP_REQUIRE_HASHES"),
    *("PIP_ROOT", "PIP_TARGET", "PIP_USER", "PYTHONHOME", "PYTHONPATH"),
)


def demo(arguments: list[str]) -> None:
    """Check a real published account, and print what disagrees in it."""
    environment()
    run(python(VENV), "-c", SHOW, *DEMO[1:], *arguments)


def test(arguments: list[str]) -> None:
    """Run all tests with coverage; arguments go to pytest, without coverage."""
    environment("tests")
    if arguments:
        run(python(VENV), "-m", "pytest", *arguments)
        return
    # A newcomer's first run draws what CI draws, so that both end alike; other runs
    # draw anew each time, and find what this one cannot.
    os.environ.setdefault("HYPOTHESIS_PROFILE", "ci")
    run(python(VENV), "-m", "coverage", "erase")
    run(python(VENV), "-m", "coverage", "run", "-m", "pytest", *AT_ONCE)
    run(python(VENV), "-m", "coverage", "combine", "--quiet")
    run(python(VENV), "-m", "coverage", "report")


def laws(arguments: list[str]) -> None:
    """Run the property tests with many examples: minutes, not seconds."""
    environment("tests")
    os.environ["HYPOTHESIS_PROFILE"] = "thorough"
    run(python(VENV), "-m", "pytest", *AT_ONCE, "tests/laws", *arguments)


def lint(arguments: list[str]) -> None:
    """Run ruff and import-linter; with --fix, let ruff repair what it can."""
    environment("lint")
    fix = "--fix" in arguments
    run(VENV / SCRIPTS / "ruff", "check", *(["--fix"] if fix else []))
    run(VENV / SCRIPTS / "ruff", "format", *([] if fix else ["--check"]))
    run(VENV / SCRIPTS / "lint-imports")


def types(arguments: list[str]) -> None:
    """Run mypy, and basedpyright on typing_tests and on the types of public names."""
    environment("tests", "typing")
    run(python(VENV), "-m", "mypy", *arguments)
    verify = ("--verifytypes", "budgetcheck", "--ignoreexternal")
    run(VENV / SCRIPTS / "basedpyright", *verify)
    run(VENV / SCRIPTS / "basedpyright", "typing_tests")


def docs(arguments: list[str]) -> None:
    """Build the pages in build/docs, and run all examples; with --pages, only build."""
    environment("docs", "tests")
    # All anew each time: a page that is not read again repeats no warning.
    strict = ("--fresh-env", "--nitpicky", "--fail-on-warning", "--keep-going")
    build = ("--builder", "html", "--doctree-dir", "build/doctrees", "--quiet")
    run(python(VENV), "-m", "sphinx", *strict, *build, "docs", "build/docs")
    if "--pages" in arguments:
        return
    places = (
        *("README.md", "README.zh.md", "docs", "examples", "src/budgetcheck"),
        "tests/test_built_pages.py",
    )
    present = [place for place in places if (ROOT / place).exists()]
    run(python(VENV), "-m", "pytest", *present, *arguments)


def fuzz(arguments: list[str]) -> None:
    """Change files at random: none may end in a traceback; [COUNT] [--seed N]."""
    environment("tests")
    run(python(VENV), "-m", "tests.fuzz", *arguments)


def slips(arguments: list[str]) -> None:
    """Break honest budgets, one figure each: is it found? [COUNT] [--seed N]."""
    environment("tests")
    run(python(VENV), "-m", "tests.slips", *arguments)


def misprints(arguments: list[str]) -> None:
    """Diagnose known errors: are they found? [COUNT] [--errors N] [--seed N]."""
    environment("tests")
    run(python(VENV), "-m", "tests.misprints", *arguments)


def bench(arguments: list[str]) -> None:
    """Measure what checking costs beside loops by hand; with --quick, in a minute."""
    environment("bench", "tests")
    run(python(VENV), "-m", "benchmarks", *arguments)


def look(arguments: list[str]) -> None:
    """Look at the site and the reports in Chromium, as people do; [--all] [WORD…]."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        say(f"look: skipped, there is none of {', '.join(CHROMIUM)} on the path")
        return
    environment("docs", "look", "tests")
    docs(["--pages"])
    run(python(VENV), "-m", "tests.look", chromium, *arguments)


def spark(arguments: list[str]) -> None:
    """Put the rules to a real PySpark, with two threads of this machine; needs Java."""
    if shutil.which("java") is None:
        say("spark: skipped, there is no Java on this machine")
        return
    environment("spark", "tests")
    places = ("tests/frames/test_pyspark.py", "tests/frames/test_spark_verdicts.py")
    run(python(VENV), "-m", "pytest", *places, *arguments)


def planted(arguments: list[str]) -> None:
    """Plant errors in the code, one at a time: some test must catch each."""
    environment("tests")
    run(python(VENV), "tests/planted.py", *arguments)


def mutants(arguments: list[str]) -> None:
    """Change the code in ten thousand ways, [MODULE…]: tests must catch nine of ten."""
    environment("mutants")
    os.environ |= {"HYPOTHESIS_PROFILE": "mutants", "BUDGETCHECK_PLANTED": "1"}
    # What is not written cannot be stale, and sets are in the same order each time.
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    run(python(VENV), "tests/mutants.py", *arguments)


def wheel(_: list[str]) -> None:
    """Build, and test the wheel: newest, with lowest dependencies, other Pythons."""
    environment("tests", "build")
    os.environ["HYPOTHESIS_PROFILE"] = "few"
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    run(python(VENV), "-m", "hatchling", "build", "--target", "sdist")
    (source,) = dist.glob("*.tar.gz")
    # Out of the sdist, so that a file missing there is missing here.
    pip("wheel", "--no-deps", "--wheel-dir", dist, source)
    (built,) = dist.glob("*.whl")
    _compare(built)
    bare = ("-m", "venv", "--without-pip")
    with tempfile.TemporaryDirectory() as scratch:
        clean = Path(scratch) / "clean"
        quietly(sys.executable, *bare, clean)
        pip("install", built, *_group("tests"), into=clean)
        # At the pins, only what is packed can differ from what `test` runs.
        _test_installed(clean, *PACKED)
        lowest = Path(scratch) / "lowest.txt"
        lowest.write_text("\n".join(_lowest_constraints()), encoding="utf-8")
        pip("install", f"{built}[frames,test]", into=clean, constraints=lowest)
        run(python(VENV), "-m", "pip", "--python", python(clean), "list")
        # Schemas are ours alone, and dear.
        _test_installed(clean, "--deselect=tests/files/test_schemas.py", *MEETING)
        for version in _other_versions():
            interpreter = _interpreter(version)
            if interpreter is None:
                say(f"Python {version}: skipped, there is none on this machine")
                continue
            say(f"Python {version}: {interpreter}")
            other = Path(scratch) / version
            quietly(interpreter, *bare, other)
            pip("install", built, into=other)
            run(python(other), "-c", "import budgetcheck")
            run(other / SCRIPTS / "budgetcheck", "--version")
            run(python(other), "-c", SHOW, *DEMO[1:])


def all(_: list[str]) -> None:  # noqa: A001 (it is a verb here)
    """Run everything that CI runs."""
    run("bash", ".ci/run")


def environment(*groups: str) -> None:
    """Make `.venv` hold the package, at its pins, and these dependency groups."""
    wanted = {"fingerprint": _fingerprint(), "groups": sorted(groups)}
    have = json.loads(STAMP.read_text("utf-8")) if STAMP.exists() else {}
    current = have.get("fingerprint") == wanted["fingerprint"] and python(VENV).exists()
    if current and set(groups) <= set(have["groups"]):
        return
    if current:
        say(f"adding {', '.join(groups)} to the environment in .venv (once) …")
    else:
        say("making the environment in .venv (once) …")
    STAMP.unlink(missing_ok=True)
    if not _usable():
        quietly(sys.executable, "-m", "venv", "--clear", VENV)
    requirements = {line for group in groups for line in _group(group)}
    package = [] if current else ["--editable", "."]
    if requirements or package:
        pip("install", *package, *sorted(requirements))
    if current:
        wanted["groups"] = sorted({*groups, *have["groups"]})
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def pip(
    verb: str,
    *arguments: str | Path,
    into: Path = VENV,
    constraints: Path = Path("constraints.txt"),
) -> None:
    """Run `.venv`'s pip for any environment; what it prints is shown if it fails."""
    target = () if into == VENV else ("--python", python(into))
    # The variable reaches build environments too, and takes no path with a space;
    # the option does.
    quietly(
        *(python(VENV), "-m", "pip", *target, verb),
        *("--constraint", constraints, *arguments),
        PIP_CONSTRAINT="constraints.txt" if constraints.parent == Path() else "",
        PIP_DISABLE_PIP_VERSION_CHECK="1",
    )


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; leave with its exit code if it fails."""
    sys.stdout.flush()
    variables = _variables(command[0])
    code = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    if code != 0:
        say(f"failed with exit code {code}: {' '.join(map(str, command))}")
        sys.exit(code if code > 0 else 1)


def quietly(*command: str | Path, **variables: str) -> None:
    """Run a command and show what it prints only if it fails."""
    done = _captured(*command, **variables)
    if done.returncode != 0:
        say(done.stdout)
        say(f"failed: {' '.join(map(str, command))}")
        sys.exit(1)


def say(line: str) -> None:
    """Tell people; what commands print stays alone on standard output."""
    print(line, file=sys.stderr, flush=True)


def python(environment: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return environment / SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def _captured(
    *command: str | Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=_variables(command[0]) | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _usable() -> bool:
    if not python(VENV).exists():
        return False
    probe = "import pip, sys; print(sys.version)"
    return _captured(python(VENV), "-c", probe).stdout.strip() == sys.version


def _fingerprint() -> str:
    made_from = (
        json.dumps([PROJECT["build-system"], PROJECT["project"]]),
        json.dumps([PROJECT["dependency-groups"], PROJECT["tool"]["hatch"]]),
        (ROOT / "constraints.txt").read_text("utf-8"),
        sys.version,
        str(ROOT),
    )
    return hashlib.sha256("\n".join(made_from).encode()).hexdigest()


def _group(name: str) -> list[str]:
    # pip learned --group in 25.1, and Python 3.11 brings an older one.
    lines: list[str] = []
    for line in PROJECT["dependency-groups"][name]:
        lines += [line] if isinstance(line, str) else _group(line["include-group"])
    return lines


def _variables(program: str | Path) -> dict[str, str]:
    ours = {name: text for name, text in os.environ.items() if name not in NOT_OURS}
    if Path(program).is_absolute():
        # basedpyright looks on the path for the interpreter whose packages it reads.
        ours["PATH"] = f"{Path(program).parent}{os.pathsep}{ours.get('PATH', '')}"
    return ours


def _compare(built: Path) -> None:
    source = ROOT / "src"
    files = filter(Path.is_file, source.rglob("*"))
    expected = {path.relative_to(source).as_posix() for path in files}
    expected = {name for name in expected if "__pycache__" not in name}
    names = zipfile.ZipFile(built).namelist()
    packed = {name for name in names if ".dist-info/" not in name}
    if packed != expected:
        sys.exit(f"{built.name} and src/ differ: {sorted(packed ^ expected)}")


def _test_installed(clean: Path, *places: str) -> None:
    where = "import budgetcheck; print(budgetcheck.__file__)"
    found = _captured(python(clean), "-c", where).stdout
    if not found.startswith(str(clean)):
        sys.exit(f"not the wheel would be tested, but {found or 'nothing'}")
    tests = (*AT_ONCE, "-p", "no:cacheprovider", *places)
    run(python(clean), "-m", "pytest", *tests)


def _lowest_constraints() -> Iterator[str]:
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    bounds = project["dependencies"] + extras["test"] + extras["frames"]
    lowest = {bound.split(">=")[0]: bound.replace(">=", "==") for bound in bounds}
    yield from lowest.values()
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        if line.split("==")[0] not in lowest:
            yield line


def _other_versions() -> list[str]:
    prefix = "Programming Language :: Python :: "
    current = "{}.{}".format(*sys.version_info)
    listed = (line.removeprefix(prefix) for line in PROJECT["project"]["classifiers"])
    return [one for one in listed if re.fullmatch(r"3\.\d+", one) and one != current]


def _interpreter(version: str) -> str | None:
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = [shutil.which(f"python{version}")]
    found += map(str, sorted(pyenv.glob(f"versions/{version}.*/{SCRIPTS}/python")))
    for one in filter(None, found):
        probe = "import sys; print('%d.%d' % sys.version_info[:2])"
        # A pyenv shim is on the path even where it leads nowhere.
        if _captured(one, "-c", probe).stdout.strip() == version:
            return one
    return None


VERBS = {
    verb.__name__: verb
    for verb in (
        *(demo, test, laws, lint, types, docs),
        *(bench, wheel, fuzz, slips, misprints, look, spark, planted, mutants, all),
    )
}


def main(arguments: list[str]) -> None:
    """Run one verb, or tell which there are."""
    if arguments and arguments[0] in VERBS:
        VERBS[arguments[0]](arguments[1:])
        return
    print("usage: python3 dev.py VERB [ARGUMENT…]\n")
    for name, verb in VERBS.items():
        print(f"  {name:8} {verb.__doc__}")
    sys.exit(0 if arguments in ([], ["-h"], ["--help"]) else 2)


if __name__ == "__main__":
    main(sys.argv[1:])
