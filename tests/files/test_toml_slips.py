"""What people type who know figures, and not TOML, is told line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import budgetcheck as bc
from budgetcheck.files import loads
from budgetcheck.files.toml_slips import slips_in

HEAD = "format = 1\n[figures]\n"


def faults(text: str) -> list[str]:
    with pytest.raises(bc.UnreadableFileError) as caught:
        loads(HEAD + text)
    return [str(one) for one in caught.value.exceptions]


@pytest.mark.parametrize(
    ("line", "column", "problem", "hint"),
    [
        ("a =", 4, "nothing stands behind", "write what is printed, or put # first"),
        ("a =  # 收入", 6, "nothing stands behind", "put # first"),
        ("a = -8.68%", 5, "-8.68% is no number", 'a = "-8.68%"'),
        ("a = 2,282.77 # x", 5, "2,282.77 is no number", 'a = "2,282.77"'),
        ("  a = 98.34万元", 7, "98.34万元 is no number", 'a = "98.34万元"'),
        ("a = 持平", 5, "持平 is no number", 'a = "持平"'),
        ("a = “98.34”", 5, "“98.34” is no number", 'a = "98.34"'),
        ("a = 98.34 5", 5, "98.34 5 is no number", 'a = "98.34 5"'),
        ("收入 = 5", 1, "收入 is no bare name", '"收入" = …'),
        ("a ＝ 5", 3, "＝ is no equals sign", "write ="),
        ("【figures.b】", 1, "【 opens no table", "[ ]"),
        ("a = -8.68%\r", 5, "-8.68% is no number", 'a = "-8.68%"'),
    ],
)
def test_a_slip_is_told_with_its_remedy(
    line: str, column: int, problem: str, hint: str
) -> None:
    (fault,) = faults(line)

    assert fault.startswith(f"figures.toml:3:{column}: it is not TOML: {problem}")
    assert hint in fault.partition("\n  hint: ")[2]


def test_all_slips_are_told_at_once() -> None:
    found = faults("a = 1\nb = 5%\nc = 2\nd =\ne = 持平\n")

    assert ["4", "6", "7"] == [one.split(":")[1] for one in found]


def test_what_is_no_slip_is_told_as_the_parser_says_it() -> None:
    assert ["figures.toml:4:6: it is not TOML: a name is given twice"] == [
        one.partition(": cannot")[0] for one in faults("a = 1\na = 2\n")
    ]


@pytest.mark.parametrize(
    "sound",
    [
        'a = "x = 5%"',
        "a = '''\nb = 5%\n'''",
        'a = """\nb = 5%\n"""',
        "a = [\n  1,\n  2,\n]",
        "a = { b = 1 } # c = 5%",
        "a.b = -1.50",
        "# a = 5%",
        '"收入" = 5',
        "a = 2021-01-01",
    ],
)
def test_what_is_toml_is_no_slip(sound: str) -> None:
    assert [] == slips_in(sound)


def test_long_lines_and_many_are_left_alone() -> None:
    assert [] == slips_in("a = " + "5" * 1000 + "%")
    assert 1000 == len(slips_in("a = 5%\n" * 2000))


@given(st.text(alphabet="a=[]{}\"'#5%＝【 \n持", max_size=40))
def test_whatever_is_typed_is_an_answer(text: str) -> None:
    lines = text.count("\n") + 1

    assert all(1 <= one.line <= lines and one.problem for one in slips_in(text))
