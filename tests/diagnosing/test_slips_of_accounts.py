"""Slips as real accounts and published examples have them, one question for each."""

from __future__ import annotations

from budgetcheck.diagnosing import SlipKind, Suspect, diagnose


def slips(suspect: Suspect) -> list[tuple[SlipKind, str] | None]:
    """Return how each suggestion for a suspect came about, and by which figure."""
    return [
        None if one.slip is None else (one.slip.kind, str(one.slip.of or ""))
        for one in suspect.suggestions
    ]


def test_a_change_that_is_divided_by_the_current_amount_has_the_wrong_base() -> None:
    figures = {"now": "116433.12", "delta": "16803.36", "change": "14.43%"}
    found = diagnose(figures, ["change = delta / (now - delta)"], unit="元", decimals=2)

    (first, *_) = found.causes[0].answers[0].suspects

    assert "change" == str(first.path)
    assert (SlipKind.WRONG_BASE, "now") == slips(first)[0]


def test_what_is_whole_of_itself_is_no_wrong_base() -> None:
    figures = {"done": {"value": 219392, "unit": "件"}, "rate": "100%"}
    figures["due"] = {"value": 230911, "unit": "件"}
    found = diagnose(figures, ["rate = done / due"])

    (rate,) = (one for one in found.causes[0].suspects if "rate" == str(one.path))

    assert [None] == slips(rate)


def test_shares_that_changed_places_are_those_of_their_neighbours() -> None:
    figures = {
        "total": "96.46",
        "lines": [
            {"amount": "5.73", "share": "2.03%"},
            {"amount": "1.96", "share": "5.94%"},
            {"amount": "88.77", "share": "92.03%"},
        ],
    }
    rules = ["lines[*].share = lines[*].amount / total", "total = sum(lines[*].amount)"]
    found = diagnose(figures, rules, unit="万元", decimals=2)

    answer = found.causes[0].answers[0]

    assert {
        "lines[0].share": (SlipKind.NEIGHBOUR_SHARE, "lines[1].share"),
        "lines[1].share": (SlipKind.NEIGHBOUR_SHARE, "lines[0].share"),
    } == {str(one.path): slips(one)[0] for one in answer.suspects}


def test_a_percentage_of_zero_is_never_another_percentage() -> None:
    figures = {"now": "307.82", "delta": "307.82", "change": "100.00%"}
    found = diagnose(
        figures, ["change = delta / (now - delta)"], unit="万元", decimals=2
    )

    (change,) = (one for one in found.causes[0].suspects if "change" == str(one.path))

    assert [(SlipKind.PERCENTAGE_OF_ZERO, "")] == slips(change)


def test_a_digit_typed_twice_is_likelier_than_a_point_lost_before_a_digit() -> None:
    figures = {"profit": 755, "cost": 125, "turnover": 200}
    found = diagnose(figures, ["profit + cost = turnover"], unit="件")

    (profit,) = found.causes[0].answers[0].suspects

    assert "profit" == str(profit.path)
    assert [(SlipKind.DOUBLED_DIGIT, "")] == slips(profit)


def test_ten_thousand_times_too_much_does_not_leave_a_single_digit() -> None:
    figures = {"whole": "88.77", "parts": ["88.77", "51.72"]}
    found = diagnose(figures, ["whole = sum(parts[*])"], unit="万元", decimals=2)

    kinds = {
        some.slip.kind
        for one in found.causes[0].suspects
        for some in one.suggestions
        if some.slip is not None
    }

    assert SlipKind.WRONG_UNIT not in kinds
