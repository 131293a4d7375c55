"""Codes: which may be the heading of which, and which only count the rows."""

import pytest

from budgetcheck.language.codes import are_running_numbers, parents_in


@pytest.mark.parametrize(
    ("heading", "code", "expected"),
    [
        ("208", "20805", True),
        ("2", "20", True),
        ("208", "208.05", True),
        ("208.05", "208.0501", True),
        ("2-08", "2-08-05", True),
        ("208 05", "208 0501", True),
        ("20805", "20805-01", True),
        ("1", "1.10", True),
        ("1.", "1.10", True),
        ("1.1", "1.10", False),
        ("1.1", "1.100", False),
        ("2.10", "2.101", False),
        ("20", "208.05", False),
        ("类-1", "类-10", False),
        ("208", "", False),
        ("208", "2", False),
    ],
)
def test_a_heading_ends_where_a_level_does(
    heading: str, code: str, *, expected: bool
) -> None:
    assert expected == (parents_in([heading, code, ""]).get(code) == heading)


def test_where_codes_have_separators_a_number_is_no_heading_of_a_longer_one() -> None:
    assert {"10": "1"} == parents_in(["1", "10"])
    assert {"1-01": "1", "10-01": "10"} == parents_in(["1", "1-01", "10", "10-01"])
    assert {"20805": "208", "20805-01": "20805"} == parents_in(
        ["208", "20805", "20805-01"]
    )


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["1", "2", "3"], True),
        ([str(number) for number in range(1, 13)], True),
        (["A9", "A10"], True),
        (["1.9", "1.10"], False),
        (["1", "10", "11", "2", "20"], False),
        (["1", "11"], False),
        (["208"], False),
        (["1", "x"], False),
        ([], False),
    ],
)
def test_running_numbers_are_no_classification(
    codes: list[str], *, expected: bool
) -> None:
    assert expected == are_running_numbers(codes)
