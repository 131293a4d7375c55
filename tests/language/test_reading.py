"""Reading numbers as people print them."""

from __future__ import annotations

from decimal import Decimal, localcontext

import attrs
import pytest
from moneyed import Money

from budgetcheck import (
    Amount,
    Convention,
    Count,
    InvalidConventionError,
    LimitError,
    Missing,
    NotComputable,
    Percent,
    Printing,
    Unit,
    UnreadableNumberError,
    Word,
    read_figure,
)
from budgetcheck.language.figures import Sense
from budgetcheck.language.places import Place

PUBLISHER = Convention(unit="万元", decimals=2)
WAN = Unit.read("万元")

AMOUNTS = [
    ("98.54", "98.54"),
    ("35", "35"),
    ("1,234.5", "1234.5"),
    ("1,234,567.89", "1234567.89"),
    ("１，２３４．５", "1234.5"),
    ("２０.5", "20.5"),
    ("−3.20", "-3.20"),
    ("－3.20", "-3.20"),
    ("- 3.20", "-3.20"),
    ("+5", "5"),
    (".5", "0.5"),
    (" 98.54 ", "98.54"),
    ("98.54 万元", "98.54"),
    ("98.54万元", "98.54"),
    ("\u3000" + "98.54", "98.54"),
]


@pytest.mark.parametrize(("text", "value"), AMOUNTS)
def test_an_amount_is_read_as_printed(text: str, value: str) -> None:
    assert Amount(value, "0.01", WAN) == read_figure(text, PUBLISHER)


@pytest.mark.parametrize(
    "text",
    [
        *("abc", "12,34.5", "1,2345", "1,234,5", "NaN", "Infinity", "1e5", "½"),
        *("1_000", "1 234", "5.", "1.2.3", "--5", "(5", "5)", "12abc", "5 %%", "% 5"),
        *("5²", "٣", "≥ 5 以上", "5余以上", "1 cup of tea", "0x10", "'5'", "1e99999"),
    ],
)
def test_what_is_no_number_is_an_error_that_names_the_text(text: str) -> None:
    with pytest.raises(UnreadableNumberError) as caught:
        read_figure(text, PUBLISHER)

    assert repr(text)[1:-1] in str(caught.value)


@pytest.mark.parametrize("value", [1.5, True, None, b"5", float("nan"), object()])
def test_what_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(UnreadableNumberError, match="not exact"):
        read_figure(value, PUBLISHER)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("-Infinity")])
def test_a_decimal_that_is_not_finite_is_refused(value: Decimal) -> None:
    with pytest.raises(UnreadableNumberError, match="not a finite number"):
        read_figure(value, PUBLISHER)


@pytest.mark.parametrize(
    "value", ["9" * 200, 10**200, Decimal("1e-200"), Decimal("1e300"), "1" * 5000]
)
def test_a_number_longer_than_anyone_prints_is_refused(value: object) -> None:
    with pytest.raises(LimitError, match="the limit is 120"):
        read_figure(value, PUBLISHER)


def test_money_decimals_and_whole_numbers_come_in_as_they_are() -> None:
    pounds = read_figure(Money("5.20", "GBP"), PUBLISHER)

    assert Amount("5.20", "0.01", Unit.currency("GBP")) == pounds
    assert Amount("5.2", "0.01", WAN) == read_figure(Decimal("5.2"), PUBLISHER)
    assert Amount("5", "0.01", WAN) == read_figure(5, PUBLISHER)
    assert pounds is read_figure(pounds, PUBLISHER)


def test_the_quantum_is_the_finer_of_document_and_print() -> None:
    quanta = [read_figure(text, PUBLISHER).quantum for text in ("35", "35.125")]  # type: ignore[union-attr]

    assert [Decimal("0.01"), Decimal("0.001")] == quanta
    assert Decimal(1) == read_figure("35").quantum  # type: ignore[union-attr]


def test_decimals_of_a_figure_override_those_of_the_document() -> None:
    rounded = read_figure(Printing(value="12000", decimals=-3), PUBLISHER)
    exact = read_figure(Printing(value="35", exact=True), PUBLISHER)

    assert Amount("12000", "1000", WAN) == rounded
    assert Amount("35", "0", WAN) == exact


def test_a_publisher_that_rounds_to_thousands_declares_negative_decimals() -> None:
    thousands = Convention(unit="元", decimals=-3)
    printed = [read_figure(text, thousands) for text in ("12000", "12340", "0", "1.5")]

    assert ["1000", "10", "1000", "0.1"] == [f"{one.quantum:f}" for one in printed]  # type: ignore[union-attr]


def test_a_percentage_has_its_own_decimals_unless_they_are_declared() -> None:
    declared = Convention(percent_decimals=2)

    assert Percent("19", "1") == read_figure("19%", PUBLISHER)
    assert Percent("61.83", "0.01") == read_figure("61.83％", PUBLISHER)
    assert Percent("19", "0.01") == read_figure("19 %", declared)
    assert Percent("5", "1") == read_figure(Printing.of({"value": 5, "unit": "%"}))


def test_plain_counts_are_exact_and_scaled_ones_are_not() -> None:
    assert Count("230911", "0", Unit.read("件")) == read_figure("230911件", PUBLISHER)
    assert Count("23.09", "0.01", Unit.read("万件")) == read_figure("23.09 万件")
    assert Count("0", "0", Unit.read("台（套）")) == read_figure("0台（套）")
    assert Count("1.5", "0.1", Unit.read("km")) == read_figure(
        Printing.of({"value": "1.5", "unit": "km"})
    )


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (">= 90%", "at_least"),
        ("≥90%", "at_least"),
        ("≧90%", "at_least"),
        ("<= 90%", "at_most"),
        ("≤ 90%", "at_most"),
        ("≦90%", "at_most"),
        ("> 90%", "above"),
        ("<90%", "below"),
        ("70余", "at_least"),
        ("70余次", "at_least"),
        ("70多次", "at_least"),
        ("20万条以上", "at_least"),
        ("20条以下", "at_most"),
    ],
)
def test_bounds_are_read_in_front_and_behind(text: str, bound: str) -> None:
    assert bound == read_figure(text, PUBLISHER).bound  # type: ignore[union-attr]


@pytest.mark.parametrize("mark", ["-", "—", "–", "——", "--", "无", "nil", "－"])
def test_a_nil_mark_is_an_exact_zero(mark: str) -> None:
    assert Word("nil") == read_figure(mark, PUBLISHER)


@pytest.mark.parametrize(
    ("word", "sense"),
    [
        *(("增加", "increase"), ("大于", "increase"), ("increase", "increase")),
        *(("减少", "decrease"), ("小于", "decrease"), ("降低", "decrease")),
        *(("持平", "flat"), ("无变化", "flat"), ("unchanged", "flat")),
    ],
)
def test_a_direction_is_read_as_it_is_printed(word: str, sense: Sense) -> None:
    figure = read_figure(word, PUBLISHER)

    assert Word(sense) == figure
    assert word == figure.printed


@pytest.mark.parametrize(
    ("phrase", "figure"),
    [
        ("与上年持平", Word("flat")),
        ("与预算数相同", Word("flat")),
        ("决算数等于预算数", Word("flat")),
        ("决算数小于年初预算数", Word("decrease")),
        ("支出决算大于预算", Word("increase")),
        ("同上年持平", Word("flat")),
        ("与预算一致", Word("flat")),
        ("比上年有所减少", Word("decrease")),
        ("负增长", Word("decrease")),
        ("由于预算数为0，无法计算百分比", NotComputable()),
        ("上年无此项，增长率无可比性", NotComputable()),
        ("不适用", NotComputable()),
    ],
)
def test_a_phrase_is_read_as_it_is_printed(phrase: str, figure: object) -> None:
    found = read_figure(phrase, PUBLISHER)

    assert figure == found
    assert phrase == found.printed


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("减少23.14", Amount("-23.14", "0.01", WAN)),
        ("减少 23.14万元", Amount("-23.14", "0.01", WAN)),
        ("比上年减少了２３.14万元", Amount("-23.14", "0.01", WAN)),
        ("增加1,062.85万元", Amount("1062.85", "0.01", WAN)),
        ("下降19%", Percent("-19", "1")),
        ("负增长5％", Percent("-5", "1")),
        ("增长12.08%", Percent("12.08", "0.01")),
        ("提高0.2个百分点", Percent("0.2", "0.1")),
        ("决算数大于预算数55.93万元", Amount("55.93", "0.01", WAN)),
        ("减少70余万元", Amount("-70", "0.01", WAN, bound="at_most")),
        ("减少5元以下", Amount("-5", "0.01", Unit.read("元"), bound="at_least")),
        ("(0)", Amount("0", "0.01", WAN)),
        ("（0.00）", Amount("0", "0.01", WAN)),
    ],
)
def test_words_say_the_sign_of_a_change(text: str, figure: object) -> None:
    assert figure == read_figure(text, PUBLISHER)


def test_the_ambient_context_rounds_no_change() -> None:
    with localcontext(prec=2):
        figure = read_figure("减少1,023.14万元", PUBLISHER)

    assert Amount("-1023.14", "0.01", WAN) == figure


@pytest.mark.parametrize("text", ["(0)", "（0.00）", "减少0", "下降0.00"])
def test_nothing_has_no_sign(text: str) -> None:
    figure = read_figure(text, PUBLISHER)

    assert isinstance(figure, Amount)
    assert not figure.value.is_signed()


@pytest.mark.parametrize("text", ["减少-5", "约23.14", "减少增加5", "持平5", "(-0)"])
def test_what_says_no_number_or_two_signs_is_refused(text: str) -> None:
    with pytest.raises(UnreadableNumberError):
        read_figure(text, PUBLISHER)


def test_what_is_almost_flat_is_no_direction() -> None:
    with pytest.raises(UnreadableNumberError):
        read_figure("基本持平", PUBLISHER)


@pytest.mark.parametrize(
    ("mark", "figure"),
    [
        ("", Missing("blank")),
        ("  ", Missing("blank")),
        ("\u3000", Missing("blank")),
        ("…", Missing("not_available")),
        ("..", Missing("not_available")),
        ("n/a", Missing("not_available")),
        ("n/c", NotComputable()),
        ("无法计算百分比", NotComputable()),
    ],
)
def test_marks_that_are_no_numbers_stay_different(mark: str, figure: object) -> None:
    assert figure == read_figure(mark, PUBLISHER)


def test_parentheses_are_negative_only_where_that_is_declared() -> None:
    declared = Convention(parentheses="negative", unit="万元", decimals=2)

    assert Amount("-5.00", "0.01", WAN) == read_figure("(5.00)", declared)
    assert Amount("-5.00", "0.01", WAN) == read_figure("（5.00）", declared)
    with pytest.raises(UnreadableNumberError, match="parentheses"):
        read_figure("(5.00)", PUBLISHER)
    with pytest.raises(UnreadableNumberError, match="parentheses"):
        read_figure("(-5.00)", declared)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"value": 1, "unti": "件"}, "did you mean 'unit'"),
        ({"value": 1, "zzz": "件"}, "no such key"),
        ({"unit": "件"}, "one of value, word and missing"),
        ({"value": 1, "word": "flat"}, "one of value, word and missing"),
        ({"word": "up"}, "one of increase"),
        ({"missing": "gone"}, "one of blank"),
        ({"value": 1, "exact": "yes"}, "it should be bool"),
        ({"value": 1, "decimals": True}, "it should be int"),
        ({"value": 1, "where": 3}, "it should be str"),
        ({"value": 1, "rounding": "up"}, "one of nearest"),
        ({"value": 1, "also": 3}, "a list of printings"),
    ],
)
def test_a_table_that_is_no_figure_is_an_error(
    table: dict[str, object], words: str
) -> None:
    with pytest.raises(UnreadableNumberError, match=words):
        Printing.of(table)


def test_further_printings_are_of_the_same_kind() -> None:
    with pytest.raises(UnreadableNumberError, match="cannot be the same figure"):
        read_figure(Printing.of({"value": "5", "also": ["5%"]}), PUBLISHER)
    with pytest.raises(UnreadableNumberError, match="cannot be the same figure"):
        read_figure(Printing.of({"value": "5件", "also": ["5人"]}), PUBLISHER)
    with pytest.raises(UnreadableNumberError, match="only a number"):
        read_figure(Printing.of({"value": "n/c", "also": ["5%"]}), PUBLISHER)


@pytest.mark.parametrize("text", ["", "  ", "ABC", "GBP zillion", "5", "x" * 50, "%"])
def test_what_is_no_unit_is_an_error(text: str) -> None:
    if text == "%":
        assert "%" == Unit.read(text).name
        return
    with pytest.raises(InvalidConventionError):
        Unit.read(text)


AT = Place("表01", "a.toml", 3, 9, "/a")
PRINTED: list[tuple[dict[str, object], str]] = [
    ({"value": " 5.00 "}, "5.00"),
    ({"value": "５"}, "５"),
    ({"value": 5}, "5"),
    ({"value": Decimal("5.10")}, "5.10"),
    ({"value": Money("5.20", "GBP")}, "5.20"),
    ({"value": " "}, " "),
    ({"value": "－"}, "－"),
    ({"value": "…"}, "…"),
    ({"value": " n/c"}, "n/c"),
    ({"value": "5%"}, "5%"),
    ({"value": 5, "unit": "%"}, "5%"),
    ({"value": 5, "unit": "％"}, "5%"),
    ({"value": "5件"}, "5件"),
    ({"word": "flat"}, "flat"),
]


@pytest.mark.parametrize(("table", "text"), PRINTED)
def test_a_figure_keeps_its_print_its_place_and_its_note(
    table: dict[str, object], text: str
) -> None:
    printing = Printing.of({**table, "note": "an estimate"})
    figure = read_figure(printing, PUBLISHER, place=AT)

    assert (text, AT, "an estimate") == (
        figure.printed,
        figure.place,
        figure.note,
    )


def test_what_is_missing_keeps_its_place_and_its_note() -> None:
    printing = Printing.of({"missing": "withheld", "note": "secret"})
    figure = read_figure(printing, PUBLISHER, place=AT)

    assert (AT, "secret") == (figure.place, figure.note)


def test_a_figure_that_says_where_it_is_printed_stays_where_it_stands() -> None:
    printing = Printing.of({"value": "5", "where": "表02"})

    assert attrs.evolve(AT, where="表02") == (
        read_figure(printing, PUBLISHER, place=AT).place
    )


@pytest.mark.parametrize("value", ["5.00", "5%", "5件"])
def test_a_figure_keeps_how_it_was_rounded(value: str) -> None:
    printing = Printing.of({"value": value, "rounding": "cut_off"})

    assert "cut_off" == read_figure(printing, PUBLISHER).rounding  # type: ignore[union-attr]


def test_a_further_printing_takes_the_unit_of_the_first() -> None:
    things = read_figure(Printing.of({"value": "5件", "also": ["6"]}), PUBLISHER)
    shares = read_figure(Printing.of({"value": "5%", "also": ["6.1%"]}), PUBLISHER)
    scaled = read_figure(Printing.of({"value": "5", "also": ["60000元"]}), PUBLISHER)

    assert (Count("6", "0", Unit.read("件")),) == things.also  # type: ignore[union-attr]
    assert (Percent("6.1", "0.1"),) == shares.also  # type: ignore[union-attr]
    assert (Amount("60000", "0.01", Unit.read("元")),) == scaled.also  # type: ignore[union-attr]


def test_a_figure_has_a_hundred_further_printings_at_most() -> None:
    printing = Printing.of({"value": "5", "also": ["5"] * 100})

    assert 100 == len(read_figure(printing, PUBLISHER).also)  # type: ignore[union-attr]


@pytest.mark.parametrize("decimals", [121, -121])
def test_more_decimals_than_anyone_prints_are_refused(decimals: int) -> None:
    with pytest.raises(LimitError, match="a number of 121 digits is refused"):
        read_figure(Printing(value="5", decimals=decimals), PUBLISHER)


@pytest.mark.parametrize(
    ("table", "quantum"),
    [
        ({"value": "5件", "decimals": 0}, "1"),
        ({"value": "5.5件"}, "0.1"),
        ({"value": "5.50件", "exact": True}, "0"),
        ({"value": "5万件"}, "1"),
        ({"value": "1200", "unit": "件", "decimals": -2}, "100"),
        ({"value": "5.125", "decimals": 1}, "0.1"),
        ({"value": "5.125"}, "0.001"),
        ({"value": "5%", "exact": True}, "0"),
        ({"value": "5.1%", "decimals": 3}, "0.001"),
    ],
)
def test_a_quantum_is_the_one_declared_and_else_the_one_shown(
    table: dict[str, object], quantum: str
) -> None:
    figure = read_figure(Printing.of(table), PUBLISHER)

    assert quantum == f"{figure.quantum:f}"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5.20 GBP thousand", "GBP thousand"),
        ("5.20GBP", "GBP"),
        ("5.20 台（套）", "台（套）"),
        ("5.20余万件", "万件"),
        ("5.20", "万元"),
    ],
)
def test_a_unit_behind_a_number_is_the_unit_of_the_figure(text: str, unit: str) -> None:
    assert unit == read_figure(text, PUBLISHER).unit.text  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["{}", "value and word", "value and word and missing"])
def test_a_table_says_one_thing(name: str) -> None:
    told = {"value": "1", "word": "flat", "missing": "blank"}
    table = {} if name == "{}" else {key: told[key] for key in name.split(" and ")}
    with pytest.raises(UnreadableNumberError) as caught:
        Printing.of(table)

    assert (
        f"cannot read {name!r} as a figure: a figure has one of value, word and missing"
    ) == str(caught.value)


def test_a_key_that_is_like_no_other_has_no_hint() -> None:
    with pytest.raises(UnreadableNumberError) as caught:
        Printing.of({"value": 1, "zzz": "件"})

    assert "cannot read 'zzz' as a figure: a figure has no such key" == str(
        caught.value
    )
