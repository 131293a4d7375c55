from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.frames.engines import TEXTS, text_frame
from tests.frames.rows import expected, read, read_with, source_of

from budgetcheck.errors import BudgetCheckError, LimitError, UnreadableFileError
from budgetcheck.frames import irregulars
from budgetcheck.frames.columns import Column
from budgetcheck.frames.sources import Source
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import Amount, Count, Number, Percent
from budgetcheck.language.phrases import (
    DIRECTION_MARKS,
    NIL_MARKS,
    NOT_AVAILABLE_MARKS,
    NOT_COMPUTABLE_MARKS,
)
from budgetcheck.language.units import Unit
from budgetcheck.strategies import amounts, percents

WAN = Convention(unit="万元", decimals=2)
Texts = Sequence[str | None]

_WORDS = (
    None,
    "",
    " ",
    "由于预算数为0，无法计算百分比",
    *sorted(NIL_MARKS | NOT_AVAILABLE_MARKS | NOT_COMPUTABLE_MARKS),
    *DIRECTION_MARKS,
)
_BOUNDS = ("{}余", "{}多", "{}以上", "{}以下", "≥ {}", "<={}", ">{}", "＜{}", "减少{}")
_WAYS = ("{}", "{}", "{}", "{}", " {}", "{}\n", "+{}", *_BOUNDS)
_FULL_WIDTH = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")
ENGINES = st.sampled_from(sorted(TEXTS))
CONVENTIONS = st.builds(
    Convention,
    unit=st.sampled_from([None, "元", "万元", "GBP thousand", "件", "万件"]),
    decimals=st.sampled_from([None, 0, 2, 4, -3]),
    percent_decimals=st.sampled_from([None, 0, 2]),
    parentheses=st.just("negative"),
)
COLUMNS = st.builds(
    Column,
    decimals=st.sampled_from([None, None, None, 0, 1, 3, -2]),
    exact=st.sampled_from([False, False, True]),
    null=st.sampled_from(["absent", "blank", "not_computable", "nil", "withheld"]),
)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Draw a number without a sign of percent, in one of many ways."""
    whole, decimals = draw(st.integers(0, 10**10)), draw(st.integers(0, 5))
    text = draw(st.sampled_from([f"{whole}", f"{whole:,}"]))
    if decimals:
        text += "." + str(draw(st.integers(0, 10**decimals - 1))).zfill(decimals)
    text = draw(st.sampled_from([text, text, "0", "12000", "0.00", "5"]))
    text = draw(st.sampled_from(_WAYS)).format(text)
    if text[0].isdigit():
        text = draw(st.sampled_from([text, text, f"-{text}", f"({text})"]))
    return text.translate(_FULL_WIDTH) if draw(_SELDOM) else text


_SELDOM = st.sampled_from([False, False, False, True])


@st.composite
def columns_of_texts(draw: st.DrawFn) -> tuple[Texts, Source]:
    """Draw a column of texts, and how they are printed."""
    percent = draw(st.sampled_from([None, True, False]))
    convention, column = draw(CONVENTIONS), draw(COLUMNS)
    texts = list(draw(st.lists(numbers(), max_size=6)))
    signed = percent or (percent is None and draw(st.booleans()))
    if signed:
        texts = [draw(_with_sign(text, must=percent is None)) for text in texts]
    elif convention.unit is not None and convention.unit.kind == "currency":
        other = {"CNY": "{}亿元", "GBP": "{}GBP"}[convention.unit.name]
        texts += [other.format(draw(st.integers(0, 999))) for _ in range(draw(_FEW))]
    said = [*texts, *draw(st.lists(st.sampled_from(_WORDS), max_size=4))]
    return draw(st.permutations(said)), source_of(column, convention, percent=percent)


_FEW = st.integers(0, 2)


def _with_sign(text: str, *, must: bool) -> st.SearchStrategy[str]:
    """Return a text as a percentage; without its sign if it need not have one."""
    signed = text.replace("余", "").replace("多", "").replace("(", "").replace(")", "")
    signed = signed.strip()
    end = signed[-2:] if signed.endswith(("以上", "以下")) else ""
    signed = f"{signed.removesuffix(end)}%{end}"
    return st.just(signed) if must else st.sampled_from([text, signed])


def refusal(engine: str, texts: Texts, source: Source) -> str:
    """Return why a column is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        read(text_frame(engine, texts), source)
    return str(caught.value)


def _printed(number: Number) -> str:
    return number.printed


# Those that 64 bits hold.
AMOUNTS = amounts(-(10**12), 10**12, unit="万元", decimals=2).map(_printed)
RATES = percents(-(10**12), 10**12).map(_printed)


class TestEveryRowIsReadAsTheObjectReaderReadsIt:
    @given(columns_of_texts(), ENGINES)
    def test_for_texts_of_all_kinds(
        self, column: tuple[Texts, Source], engine: str
    ) -> None:
        texts, source = column
        frame = text_frame(engine, texts)
        try:
            wanted = expected(texts, source)
        except BudgetCheckError:
            with pytest.raises(UnreadableFileError):
                read(frame, source)
            return

        assert wanted == read(frame, source)

    @given(st.lists(AMOUNTS, max_size=8), ENGINES)
    def test_for_amounts_as_publishers_print_them(
        self, texts: Texts, engine: str
    ) -> None:
        source = source_of(convention=WAN)

        assert expected(texts, source) == read(text_frame(engine, texts), source)

    @given(
        st.lists(st.one_of(RATES, st.just("n/c")), max_size=8),
        ENGINES,
        st.sampled_from([True, None]),
    )
    def test_for_percentages_as_publishers_print_them(
        self, texts: Texts, engine: str, percent: object
    ) -> None:
        source = source_of(percent=True if percent else None)

        assert expected(texts, source) == read(text_frame(engine, texts), source)

    @pytest.mark.parametrize("engine", TEXTS)
    @pytest.mark.parametrize(
        "source",
        [
            source_of(convention=WAN),
            source_of(Column(null="nil"), WAN),
            source_of(Column(null="not_computable"), WAN),
            source_of(Column(exact=True), WAN),
            source_of(Column(decimals=0), WAN),
            source_of(Column(decimals=4), WAN),
            source_of(Column(unit=Unit.read("亿元"), rounding="cut_off"), WAN),
            source_of(convention=Convention(unit="万元", decimals=-3)),
            source_of(convention=Convention(unit="元")),
        ],
    )
    def test_in_every_engine(self, engine: str, source: Source) -> None:
        texts = [*_TABLE, None, *(word for word in _WORDS if word)]

        assert expected(texts, source) == read(text_frame(engine, texts), source)

    @pytest.mark.parametrize("engine", TEXTS)
    @pytest.mark.parametrize("texts", [[], [None, None], ["", None], ["n/c"], ["-"]])
    def test_where_there_is_no_number(self, engine: str, texts: Texts) -> None:
        source = source_of(convention=WAN)

        assert expected(texts, source) == read(text_frame(engine, texts), source)

    @pytest.mark.parametrize("engine", TEXTS)
    def test_where_all_texts_are_regular(self, engine: str) -> None:
        texts = ["98.34", "1,000.00", "-0.05"]
        source = source_of(convention=WAN)
        printed, rows = read_with(text_frame(engine, texts), source)

        assert expected(texts, source) == rows
        assert (printed.quantum.value, printed.decimals) == (1, 2)
        assert (printed.value.low, printed.value.high) == (-5, 100_000)

    @pytest.mark.parametrize("engine", TEXTS)
    def test_where_numbers_are_as_long_as_64_bits_hold(self, engine: str) -> None:
        texts = [
            "999999999999999999",
            "-999999999999999999",
            "9223372036854775807",
            "1",
        ]
        source = source_of(convention=Convention(unit="元"))

        assert expected(texts, source) == read(text_frame(engine, texts), source)


_TABLE = (
    *("1,234.5", "-12", "0", "0.00", "１，２34.50", " 7", "1\n", "-0.05", "12000"),
    *(
        "70余",
        "≥ 90",
        "<=1.5",
        "80以上",
        "3以下",
        "＜5",
        ">6",
        "增加2.5",
        "减少 23.14万元",
    ),
    *("5元", "2亿元", "1.5亿元", "20 亿元以上"),
)


class TestPercentages:
    def test_need_no_sign_where_the_column_is_declared_to_have_them(self) -> None:
        texts = ["61.83", "19%", "90以上", "≥ 5", "增加3个百分点", "预算数为0，不可比"]
        source = source_of(Column(), WAN, percent=True)
        rows = read(text_frame("polars", texts), source)

        assert expected(texts, source) == rows
        assert [True] * 5 == [row.percent for row in rows[:5]]
        assert rows[5].not_computable

    def test_are_seen_from_their_signs(self) -> None:
        printed, rows = read_with(text_frame("polars", ["5%", "７％"]), source_of())

        assert isinstance(printed.like, Percent)
        assert [Fraction(5, 100), Fraction(7, 100)] == [row.value for row in rows]

    @pytest.mark.parametrize(
        "texts", [["5%", "7"], ["５％", "7"], ["5%", "７"], ["５％", "７"]]
    )
    def test_do_not_stand_among_other_numbers(self, texts: Texts) -> None:
        problem = f"'{texts[0]}' as a figure: it is a percentage, and '{texts[1]}' is"

        assert problem in refusal("polars", texts, source_of())

    @pytest.mark.parametrize("engine", TEXTS)
    @pytest.mark.parametrize("texts", [["5%"], ["５％"]])
    def test_are_refused_where_there_should_be_none(
        self, engine: str, texts: Texts
    ) -> None:
        told = refusal(engine, texts, source_of(percent=False))

        assert f"{texts[0]!r} as a figure: it is a percentage, and the column" in told

    def test_are_no_amounts_with_a_unit(self) -> None:
        assert "cannot read '5万元" in refusal(
            "polars", ["5万元"], source_of(percent=True)
        )


class TestUnits:
    def test_are_those_that_all_texts_name_if_none_is_declared(self) -> None:
        texts = ["5万元", "2亿元", ""]
        printed, rows = read_with(text_frame("polars", texts), source_of())

        assert isinstance(printed.like, Amount)
        assert Unit.read("万元") == printed.like.unit
        assert expected(texts, source_of()) == rows

    def test_of_things_are_read_so_too(self) -> None:
        texts = ["5件", "2.5万件"]
        printed, rows = read_with(text_frame("polars", texts), source_of())

        assert isinstance(printed.like, Count)
        assert expected(texts, source_of()) == rows

    @pytest.mark.parametrize("texts", [["5 GBP"], ["5件"], ["1", "5 GBP"]])
    def test_that_differ_are_refused(self, texts: Texts) -> None:
        told = refusal("polars", texts, source_of(convention=WAN))

        assert f"{texts[-1]!r} as a figure: the column is in '万元', and it is" in told

    def test_that_are_no_decimal_part_of_the_column_s_are_refused(self) -> None:
        dozen = Column(unit=Unit.currency("CNY", 12))

        assert "it has no end" in refusal("polars", ["5元"], source_of(dozen))


class TestWhatIsRefused:
    def test_is_told_all_at_once(self) -> None:
        texts = [*(f"about {number}" for number in range(30)), "5"]
        told = refusal("polars", texts, source_of())

        assert 21 == len(told.splitlines())
        assert told.startswith("column 'a' cannot be read; 20 of 30 faults are:")

    @pytest.mark.parametrize("engine", TEXTS)
    @pytest.mark.parametrize(
        ("texts", "said"),
        [
            (["9223372036854775808"], "it counts 9223372036854775808 of the last"),
            (["999999999999999999", "0.55"], "counts 99999999999999999900 of the"),
            (["-99999999999999999", "0.555"], "counts 99999999999999999000 of the"),
        ],
    )
    def test_is_what_64_bits_do_not_hold(
        self, engine: str, texts: Texts, said: str
    ) -> None:
        assert said in refusal(engine, texts, source_of())

    @pytest.mark.parametrize("engine", TEXTS)
    def test_are_too_many_different_texts(
        self, engine: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(irregulars, "TEXTS_LIMIT", 3)
        texts = [f"{number}余" for number in range(4)]
        read(text_frame(engine, texts[1:] * 2), source_of())
        with pytest.raises(LimitError, match="column 'a' of 4 texts that are no plain"):
            read(text_frame(engine, texts), source_of())


@pytest.mark.parametrize("engine", TEXTS)
def test_each_text_is_rounded_to_the_decimals_that_it_shows(engine: str) -> None:
    texts = ["1.00", "1.5", "2", None]
    source = source_of(Column(null="not_computable"), Convention(unit="元"))

    assert expected(texts, source) == read(text_frame(engine, texts), source)
