"""Bad input: a clear message that names the place, exit code 2, nothing half-reported.

Each entry of the tables is a file that somebody may have, or make. All of them go
through the real command line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.untraced import untraced

import budgetcheck as bc
from budgetcheck.cli import main
from budgetcheck.files import loads

HEAD = "format = 1\n"
ONE = HEAD + "[figures]\na = 1\n"

TOML = [
    # what is no file of figures
    ("", "a.toml: it is empty"),
    (b"\xff\xfe\x00", "a.toml:1: it is not in UTF-8: save it as UTF-8"),
    (HEAD.encode() + "# 预算".encode("gbk"), "a.toml:2: it is not in UTF-8"),
    (HEAD + "figures = {", "a.toml:2: it is not TOML"),
    (
        HEAD + "[figures]\na = 1\na = 2\n",
        "a.toml:4:6: it is not TOML: a name is given tw",
    ),
    (HEAD + "[figures]\na = 1\n[figures.a]", "a name is given twice"),
    (HEAD + "[figures]\né = 1", "a.toml:3:1: it is not TOML"),
    (HEAD + '[figures]\n"é" = 1\n"e\u0301" = 1', "a.toml:4:8: cannot read"),
    # keys that are not known
    (ONE + "[rule]\nr = 'a = a'", "a.toml:4:1: 'rule' is not known here: did you mean"),
    (
        "decimal = 2\n" + ONE,
        "a.toml:1:11: 'decimal' is not known here: did you mean 'd",
    ),
    (HEAD + "[figures]\na = { value = 1, unti = '元' }", "a.toml:3:5: a: cannot read"),
    (HEAD + "[figures]\na = { value = 1, unti = '元' }", "(did you mean 'unit'?)"),
    (
        ONE + "[convention]\nroundng = 'up'",
        "a.toml:5:11: a convention has no 'roundng'",
    ),
    (ONE + "[rules]\nr = { rule = 'a = a', titel = '' }", "a.toml:5:31: 'titel' is n"),
    # rules
    (
        ONE + '[rules]\nr = "1 = 1"',
        "a.toml:5:5: the rule names no figure\n  1 = 1\n  ^",
    ),
    (ONE + '[rules]\nr = "a == a"', "a.toml:5:5: '==' is no relation\n  a == a\n    ^"),
    (ONE + '[rules]\nr = "a = totl"', "a.toml:5:5: rule 'r' names 'totl'"),
    (ONE + 'total = 1\n[rules]\nr = "a = totl"', "hint: did you mean 'total'?"),
    (ONE + '[rules]\n[rules.x]\ny = "a = a"\n[rules]', "it is not TOML"),
    (
        'format = 1\nrules = [{ rule = "a = a", id = "x" },'
        ' { rule = "a < a", id = "x" }]\n[figures]\na = 1',
        "a.toml:2:40: rule 'x' is given twice",
    ),
    (
        ONE + '[rules]\nx.y = "a = a"\n"x.y" = "a < a"',
        "a.toml:6:9: rule 'x.y' is given",
    ),
    # numbers that are none
    (HEAD + "[figures]\na = '12,34.5'", "a.toml:3:5: a: cannot read '12,34.5'"),
    (HEAD + "[figures]\na = 'NaN'", "a.toml:3:5: a: cannot read 'NaN'"),
    (HEAD + "[figures]\na = nan", "a.toml:3:5: a: cannot read 'nan'"),
    (HEAD + "[figures]\na = -inf", "a.toml:3:5: a: cannot read '-inf'"),
    (HEAD + "[figures]\na = 1e999999999", "is an exponent: write all digits"),
    (HEAD + "[figures]\na = 1e999999999", "a.toml:3:5: a: cannot read '1e999999999'"),
    (HEAD + "[figures]\na = '1e999999999'", "a.toml:3:5: a: cannot read '1e999999999'"),
    (
        HEAD + "[figures]\na = 1_000",
        "a.toml:3:5: a: cannot read '1_000' as a figure: an",
    ),
    (HEAD + "[figures]\na = '1_000'", "an underscore is no digit"),
    (HEAD + "[figures]\na = 0x1F", "a.toml:3:5: a: cannot read '0x1F'"),
    (HEAD + "[figures]\na = 0o17", "a.toml:3:5: a: cannot read '0o17'"),
    (HEAD + "[figures]\na = true", "a.toml:3:5: a: cannot read 'True'"),
    (HEAD + "[figures]\na = 2021-12-31", "a.toml:3:5: a: cannot read '2021-12-31'"),
    (HEAD + f"[figures]\na = {'9' * 121}", "a.toml:3:5: a: a number of 121 digits"),
    (HEAD + f"[figures]\na = '{'9' * 500}'", "a.toml:3:5: a: a number of 500 digits"),
    # figures and rules that do not fit
    (
        ONE + 'b = "5%"\n[rules]\nr = "a = b"',
        "a.toml:6:5: rule 'r' puts together what c",
    ),
    (
        ONE + 'b = "5%"\n[rules]\nr = "a = b"',
        "a is an amount of no currency, b is a perc",
    ),
    (
        ONE + 'b = "5 GBP"\n[rules]\nr = "b = a + b"',
        "b is an amount in GBP, a is an am",
    ),
    (
        HEAD + 'rules = ["tree(l[*].a by code)"]\n[figures]\n'
        'l = [\n  { code = "2", a = 1 },\n  { code = "2", a = 1 },\n]',
        "a.toml:6:21: l[1] and l[0] have the same code '2'",
    ),
    (
        HEAD + 'rules = ["tree(l[*].a by code)"]\n[figures]\nl = [{ a = 1 }]',
        "a.toml:4:12: l[0] has no code",
    ),
]

JSON = [
    ("", "a.json: it is empty"),
    ("[1, 2]", "a.json: it is no table"),
    ('{"format": 1, "figures": {"a": 1}', "a.json:1:34: it is not JSON"),
    (b'{"format": 1, "figures": {"\xb0\xa1": 1}}', "a.json:1: it is not in UTF-8"),
    (
        '{"format": 1, "figures": {"a": 1, "a": 2}}',
        "a.json#/figures/a: 'a' is given tw",
    ),
    ('{"format": 1, "figures": {}, "decimal": 2}', "a.json#/decimal: 'decimal' is not"),
    ('{"format": 1, "figures": {"a": 1_000}}', "a.json:1:33: it is not JSON"),
    ('{"format": 1, "figures": {"a": NaN}}', "a.json#/figures/a: NaN is no number"),
    (
        '{"format": 1, "figures": {"a": Infinity}}',
        "a.json#/figures/a: Infinity is no n",
    ),
    (
        '{"format": 1, "figures": {"a": 1e999999999}}',
        "a.json#/figures/a: cannot read '1",
    ),
    (
        '{"format": 1, "figures": {"a": "12,34.5"}}',
        "a.json#/figures/a: cannot read '12",
    ),
    (
        '{"format": 1, "figures": {"a": false}}',
        "a.json#/figures/a: cannot read 'False'",
    ),
    (
        '{"format": 1, "figures": {"a": 1}, "rules": {"r": "1 = 1"}}',
        "a.json#/rules/r: the rule names no figure",
    ),
    (
        '{"format": 1, "figures": {"a": 1}, "rules": {"r": "a = = a"}}',
        "a.json#/rules/r: expected a figure",
    ),
    (
        '{"format": 1, "figures": {"total": 1}, "rules": {"r": "totl = 0"}}',
        "a.json#/rules/r: rule 'r' names 'totl', which the document does not have\n"
        "  hint: did you mean 'total'?",
    ),
    (
        '{"format": 1, "figures": {"a": "1%", "b": 1}, "rules": {"r": "a = b"}}',
        "a.json#/rules/r: rule 'r' puts together what cannot be",
    ),
    (
        '{"format": 1, "figures": {"l": [{"code": "2", "a": 1}, '
        '{"code": "2", "a": 1}]}, "rules": ["tree(l[*].a by code)"]}',
        "a.json#/figures/l/1/a: l[1] and l[0] have the same code '2'",
    ),
]

CASES = [
    *(
        (f"{form}{number}", f"a.{form}", text, words)
        for form, table in (("toml", TOML), ("json", JSON))
        for number, (text, words) in enumerate(table)
    ),
]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_bad_input_is_told_with_its_place(
    name: str,
    text: str | bytes,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())

    assert 2 == main(["check", name])
    said = capsys.readouterr()
    assert "" == said.out
    assert words in said.err


def test_a_directory_and_what_is_not_there_are_no_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == main(["check", str(tmp_path), str(tmp_path / "none.toml")])
    said = capsys.readouterr()
    assert "" == said.out
    assert f"{tmp_path}: it is a directory" in said.err
    assert "none.toml: No such file" in said.err


def test_full_width_digits_are_digits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.toml"
    file.write_text(HEAD + 'rules = ["a = 20.5"]\n[figures]\na = "２０.5"', "utf-8")

    assert 2 == main(["check", str(file)])  # A number beside an amount has a unit.
    file.write_text(
        HEAD + 'rules = ["a = b"]\n[figures]\na = "２０.5"\nb = 20.5', "utf-8"
    )
    assert 0 == main(["check", str(file)])
    assert "exact 1" in capsys.readouterr().out


EVERYTHING = """\
format = 1
titel = "x"
rules = [
    "a = = b",
    "totl = a + basc",
    "a = rate",
    "l[*].q = l[*].p",
    "tree(l[*].p by code)",
    "a = sum(l[*].q) + sum(k[*].q)",
    "bad = a",
]
[figures]
total = 1
basic = 1
a = 1
rate = "5%"
bad = "x"
l = [
    { code = "2", p = 1 },
    { code = "2", p = 1 },
]
"""


EXPECTED = [
    "a.toml cannot be read:",
    "a.toml:2:9: 'titel' is not known here: did you mean 'title'?",
    "a.toml:4:5: expected a figure or a number, not '='",
    "a.toml:5:5: rule 'totl = a + basc' names 'totl'",
    "a.toml:5:5: rule 'totl = a + basc' names 'basc'",
    "a.toml:6:5: rule 'a = rate' puts together what cannot be: a is an amount of no",
    "a.toml:7:5: rule 'l[*].q = l[*].p' names 'l[0].q'",
    "a.toml:9:5: rule 'a = sum(l[*].q) + sum(k[*].q)' names 'l[0].q'",
    "a.toml:9:5: rule 'a = sum(l[*].q) + sum(k[*].q)' names 'k'",
    "a.toml:17:7: bad: cannot read 'x' as a figure: it is not a number",
    "a.toml:20:23: l[1] and l[0] have the same code '2'",
]


def test_all_faults_of_a_file_are_told_at_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.toml").write_text(EVERYTHING, encoding="utf-8")

    assert 2 == main(["check", "a.toml"])
    lines = capsys.readouterr().err.split("\n")
    told = [line for line in lines if line.startswith("a.toml")]
    assert len(EXPECTED) == len(told)
    for expected, line in zip(EXPECTED, told, strict=True):
        assert line.startswith(expected)


def test_what_is_unchecked_is_no_fault_beside_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.toml"
    file.write_text(HEAD + 'rules = ["b = c"]\n[figures]\nb = "x"', encoding="utf-8")

    assert 2 == main(["check", str(file), "--missing", "unchecked"])
    assert "'c'" not in capsys.readouterr().err


FIGURES = {f"figure_{number}": number for number in range(30)}


@pytest.mark.parametrize(
    ("tables", "first"),
    [
        ({"figures": {"a": ["x"] * 1500}}, "#/figures/a/0: cannot read 'x'"),
        (
            {"figures": {}} | {f"k{n}": 1 for n in range(1500)},
            "#/k0: 'k0' is not known here",
        ),
        (
            {"figures": FIGURES, "rules": [f"figuer_{n} = 0" for n in range(1500)]},
            "#/rules/0: rule 'figuer_0 = 0' names 'figuer_0', which the document does "
            "not have\n  hint: did you mean 'figure_0'",
        ),
    ],
)
@untraced()
def test_nobody_reads_more_than_a_thousand_faults(
    tables: dict[str, object], first: str
) -> None:
    with pytest.raises(bc.UnreadableFileError) as met:
        bc.check(loads(json.dumps({"format": 1} | tables), name="a.json"))
    said = str(met.value).split("\na.json")

    assert 1001 == len(said)
    assert said[0].startswith("a.json cannot be ")
    assert said[0].endswith("; the first 1000 faults are:")
    assert said[1].startswith(first)


@untraced()
def test_a_file_of_too_many_rules_is_refused_before_they_are_read() -> None:
    rules = ["a = = a"] * 100_001
    with pytest.raises(bc.UnreadableFileError) as met:
        loads(json.dumps({"format": 1, "figures": {}, "rules": rules}), name="a.json")

    told = "a.json#/rules: a file of 100001 rules is refused: the limit is 100000"
    assert [told] == list(map(str, met.value.exceptions))


def test_what_has_no_place_of_its_own_is_told_with_the_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise bc.LimitError("a rule", 2, 1, "levels")

    monkeypatch.setattr("budgetcheck.examining.document_in", refuse)
    monkeypatch.setattr("budgetcheck.examining.read_text", lambda *_: "a = 1")

    assert 2 == main(["check", "a.toml"])
    assert "a.toml: a rule of 2 levels is refused" in capsys.readouterr().err


@attrs.frozen
class Alone:
    a: bc.Amount


class TestInPython:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (1.5, "cannot read '1.5' as a figure: a float is not exact; give a string"),
            (float("nan"), "a float is not exact"),
            (True, "a bool is not exact; give a string, Decimal or int"),
            (
                Decimal("NaN"),
                "cannot read 'NaN' as a figure: it is not a finite number",
            ),
            (Decimal("sNaN"), "it is not a finite number"),
            (Decimal("-Infinity"), "it is not a finite number"),
            (Decimal("1e999999"), "a number of 1000000 digits is refused"),
            (None, "a NoneType is not exact"),
            (b"1", "a bytes is not exact"),
            (1j, "a complex is not exact"),
        ],
        ids=repr,
    )
    def test_what_is_not_exact_is_refused_at_the_door(
        self,
        value: Any,  # noqa: ANN401 (it stands for what no type lets in)
        words: str,
    ) -> None:
        doors: dict[str, Callable[[], object]] = {
            "document cannot be read:\ndocument: a: ": lambda: bc.check(
                {"a": value}, []
            ),
            "Alone cannot be read:\nAlone: a: ": lambda: bc.read(Alone, {"a": value}),
            "": lambda: bc.Amount(value, "0.01", bc.Unit.read("元")),
        }
        for place, door in doors.items():
            with pytest.raises(bc.BudgetCheckError) as caught:
                door()
            assert words in str(caught.value)
            assert str(caught.value).startswith(place)

    def test_a_fault_by_itself_is_what_it_is(self) -> None:
        with pytest.raises(bc.UnknownPathError):
            bc.check({"a": "1"}, ["a = b"])

    def test_several_faults_are_told_at_once(self) -> None:
        with pytest.raises(
            bc.UnreadableFileError, match="this cannot be checked"
        ) as met:
            bc.check({"a": "1", "b": "5%"}, ["x = y", "a = b"])

        assert [bc.UnknownPathError, bc.UnknownPathError, bc.DimensionError] == [
            *map(type, met.value.exceptions)
        ]

    def test_a_checker_tells_all_that_a_class_does_not_have(self) -> None:
        with pytest.raises(
            bc.UnreadableFileError, match="Alone cannot be checked"
        ) as met:
            bc.rules("a = b", "b = c + b").for_(Alone)

        assert ["b", "b", "c"] == [
            one.path
            for one in met.value.exceptions
            if isinstance(one, bc.UnknownPathError)
        ]

    def test_a_rule_of_a_file_has_its_place_also_for_other_figures(self) -> None:
        rules = loads(
            'format = 1\nrules = ["a = b"]\nfigures = {}', name="r.toml"
        ).rules

        with pytest.raises(bc.UnreadableFileError) as met:
            bc.check({"a": "1"}, rules)

        said = str(met.value)
        assert said.startswith("r.toml cannot be checked:\nr.toml:2:10: rule 'a = b'")

    def test_rules_without_number_are_refused_before_they_are_read(self) -> None:
        with pytest.raises(bc.BudgetCheckError, match="100001 rules are refused"):
            bc.rules(*["a = = a"] * 100_001)
        with pytest.raises(bc.BudgetCheckError, match="100002 rules are refused"):
            bc.rules("a = b", dict.fromkeys(map(str, range(100_001)), "a = = a"))


BLANK = 200_000_000  # So many zero bytes, which a file system does not store.
MANY = 1_000_000
HEAVY: dict[str, tuple[Callable[[], str | int], str]] = {
    "200-mb.toml": (lambda: BLANK, "it is too large: the limit is 20 MB"),
    "200-mb.json": (lambda: BLANK, "it is too large: the limit is 20 MB"),
    "nested-lists.toml": (
        lambda: f"{ONE}b = {'[' * 10_000}{']' * 10_000}",
        "it is nested too deeply",
    ),
    "nested-tables.toml": (
        lambda: f"{ONE}b = {'{ a = ' * 10_000}1{' }' * 10_000}",
        "it is nested too deeply",
    ),
    "nested-names.toml": (
        lambda: f"{ONE}{'b.' * 10_000}b = 1",
        "nested-names.toml:4:1: it is nested too deeply: the limit is 100 levels",
    ),
    "nested.json": (
        lambda: f'{{"format": 1, "figures": {"[" * 10_000}{"]" * 10_000}}}',
        "it is nested too deeply",
    ),
    "rule.toml": (
        lambda: f"{ONE}[rules]\nr = '{'a + ' * 250_000}a = a'",
        "rule.toml:5:5: a rule of 1000005 characters is refused: the limit is 10000",
    ),
    "rule.json": (
        lambda: json.dumps(
            {"format": 1, "figures": {"a": 1}, "rules": [f"{'a + ' * 250_000}a = a"]}
        ),
        "rule.json#/rules/0: a rule of 1000005 characters is refused",
    ),
    "rules.toml": (
        lambda: "\n".join([ONE, "[rules]", *(f'r{n} = "a = a"' for n in range(MANY))]),
        "it may hold 1000004 entries, and the limit is 600000",
    ),
    "rules.json": (
        lambda: json.dumps(
            {"format": 1, "figures": {"a": 1}, "rules": ["a = a"] * MANY}
        ),
        "it may hold 1000004 entries, and the limit is 600000",
    ),
    "path-in-rule.toml": (
        lambda: f"{ONE}[rules]\nr = '{'a.' * 100_000}a = a'",
        "path-in-rule.toml:5:5: a rule of 200005 characters is refused",
    ),
    "path.toml": (
        lambda: f"{ONE}{'b.' * 100_000}b = 1",
        "path.toml:4:1: it is nested too deeply: the limit is 100 levels",
    ),
    "path-in-header.toml": (
        lambda: f"{HEAD}[figures.{'b.' * 100_000}b]\na = 1",
        "path-in-header.toml:2:2: it is nested too deeply: the limit is 100 levels",
    ),
    "digits.toml": (
        lambda: f"{ONE}b = {'9' * MANY}",
        "digits.toml:4:5: it holds a number, or a name, that is longer than any",
    ),
    "digits-in-text.toml": (
        lambda: f"{ONE}b = '{'9' * MANY}'",
        "digits-in-text.toml:4:5: b: a number of 1000000 digits is refused",
    ),
    "digits.json": (
        lambda: f'{{"format": 1, "figures": {{"a": {"9" * MANY}}}}}',
        "digits.json#/figures/a: a number of 1000000 digits is refused",
    ),
    "faults.json": (
        lambda: json.dumps({"format": 1, "figures": {"a": ["x"] * 50_000}}),
        "faults.json cannot be read; the first 1000 faults are:\n"
        "faults.json#/figures/a/0: cannot read 'x'",
    ),
    "name.json": (
        lambda: json.dumps({"format": 1, "figures": {"b" * MANY: "x"}}),
        "bbb…: cannot read 'x' as a figure",
    ),
    "misspelt.toml": (
        lambda: "\n".join(
            [
                HEAD + "[figures]",
                *(f"figure_{n} = 1" for n in range(3000)),
                "[rules]",
                *(f'r{n} = "figure_{n} = figuer_{n}"' for n in range(3000)),
            ]
        ),
        "misspelt.toml cannot be checked; the first 1000 faults are:\n"
        "misspelt.toml:3004:6: rule 'r0' names 'figuer_0', which the document does not "
        "have\n  hint: did you mean 'figure_0'",
    ),
}


# In between, because a process begins with the peak of the one that started it.
MEASURE = """
import os, subprocess, sys, time
started = time.monotonic()
with open("out", "wb") as out, open("err", "wb") as err:
    process = subprocess.Popen(sys.argv[1:], stdout=out, stderr=err)
    _, status, usage = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
print(time.monotonic() - started, usage.ru_maxrss, process.returncode)
"""


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="its memory cannot be measured")
@pytest.mark.parametrize("name", HEAVY)
def test_what_is_made_to_hurt_costs_little(name: str, tmp_path: Path) -> None:
    made, words = HEAVY[name]
    content = made()
    with (tmp_path / name).open("wb") as file:
        if isinstance(content, int):
            file.truncate(content)
        else:
            file.write(content.encode())
    command = (sys.executable, "-m", "budgetcheck", "check", name)
    # Coverage would be most of what is measured.
    environment = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith("COVERAGE_")
    }
    done = subprocess.run(
        (sys.executable, "-c", MEASURE, *command),
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    seconds, peak, code = map(float, done.stdout.split())
    told = (tmp_path / "err").read_text("utf-8")

    assert (2, b"") == (code, (tmp_path / "out").read_bytes())
    assert words in told
    assert len(told) < 200_000
    assert peak / (2**20 if sys.platform == "darwin" else 2**10) < 200
    assert seconds < 20  # A second on a machine with nothing else to do.
