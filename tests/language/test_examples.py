import pytest

from budgetcheck.errors import InvalidRuleError, NotationError
from budgetcheck.language.examples import nested
from budgetcheck.language.rules import Rule


def test_names_nest_and_rows_are_listed_by_number() -> None:
    example = {
        "spending.lines[1].total": "2.00",
        "spending.lines[0].total": "1.00",
        "spending.lines[0].code": "208",
        "rates[0]": "50%",
        "year": "2024",
    }

    assert {
        "spending": {"lines": [{"total": "1.00", "code": "208"}, {"total": "2.00"}]},
        "rates": ["50%"],
        "year": "2024",
    } == nested(example)


def test_the_example_of_a_rule_nests() -> None:
    rule = Rule("total = a", holds={"total": "1", "a": "1"})

    assert {"total": "1", "a": "1"} == nested(rule.holds)


@pytest.mark.parametrize(
    "example",
    [
        {"lines[1].total": "1.00"},
        {"lines[0].total": "1.00", "lines.total": "1.00"},
        {"lines[*].total": "1.00"},
        {'lines["208"].total': "1.00"},
        {"total": "1.00", "total.basic": "1.00"},
        {"total.basic": "1.00", "total": "1.00"},
    ],
)
def test_rows_without_numbers_and_crossed_paths_are_refused(
    example: dict[str, str],
) -> None:
    with pytest.raises(InvalidRuleError, match="an example cannot have"):
        nested(example)


def test_a_path_is_notation() -> None:
    with pytest.raises(NotationError):
        nested({"total +": "1.00"})
