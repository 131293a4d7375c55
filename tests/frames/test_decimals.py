from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.frames.engines import DECIMALS, decimal_frame
from tests.frames.rows import expected, read, read_with, source_of

from budgetcheck.errors import BudgetCheckError, UnreadableNumberError
from budgetcheck.frames.columns import Column
from budgetcheck.language.conventions import Convention

Values = Sequence[Decimal | None]
WAN = Convention(unit="万元", decimals=2, percent_decimals=1)
ENGINES = st.sampled_from(sorted(DECIMALS))
_LARGEST = 10**15
_DECLARED = st.sampled_from([None, None, 0, 1, 2, 4, -2])


@st.composite
def columns_of_decimals(draw: st.DrawFn) -> tuple[list[Decimal | None], int]:
    """Draw decimals of one scale, most of which have fewer decimals."""
    scale = draw(st.integers(0, 4))
    kept = draw(st.integers(-2, scale))
    step = 10 ** (scale - kept)
    units = st.integers(-_LARGEST // step, _LARGEST // step).map(step.__mul__)
    values = units.map(lambda number: Decimal(number).scaleb(-scale))
    return draw(st.lists(st.one_of(values, st.none()), max_size=6)), scale


class TestEveryRowIsReadAsTheObjectReaderReadsIt:
    @given(columns_of_decimals(), _DECLARED, _DECLARED, st.booleans(), ENGINES)
    def test_for_decimals_of_all_kinds(
        self,
        column: tuple[Values, int],
        own: int | None,
        declared: int | None,
        counted: object,
        engine: str,
    ) -> None:
        values, scale = column
        source = source_of(
            Column(decimals=own),
            Convention(unit="元", decimals=declared),
            counted=bool(counted),
            percent=False,
        )
        frame = decimal_frame(engine, values, scale)
        try:
            wanted = expected(values, source)
        except BudgetCheckError:
            with pytest.raises(BudgetCheckError):
                read(frame, source)
            return
        if source.is_coarse and not source.counted and engine != "pandas, classic":
            with pytest.raises(UnreadableNumberError, match="declare `decimals`"):
                read(frame, source)
            return

        assert wanted == read(frame, source)

    @pytest.mark.parametrize("engine", DECIMALS)
    @pytest.mark.parametrize("scale", [2, 4, 12, 18, 22])
    def test_in_every_engine(self, engine: str, scale: int) -> None:
        texts = ["98.34", "-0.05", "0", "-9.22"]
        shown = Decimal((0, (0,), -scale))
        values = [*(Decimal(text) + shown for text in texts), None]
        source = source_of(convention=WAN)
        printed, rows = read_with(decimal_frame(engine, values, scale), source)

        assert expected(values, source) == rows
        assert 2 == printed.decimals

    @pytest.mark.parametrize("engine", DECIMALS)
    @pytest.mark.parametrize("precision", [19, 38])
    def test_up_to_the_largest_that_64_bits_hold(
        self, engine: str, precision: int
    ) -> None:
        values = [Decimal("92233720368547758.07"), Decimal("-92233720368547758.07")]
        source = source_of(convention=WAN)
        frame = decimal_frame(engine, values, 2, precision)

        assert expected(values, source) == read(frame, source)

    @pytest.mark.parametrize("engine", DECIMALS)
    def test_with_more_decimals_than_the_type_has(self, engine: str) -> None:
        values = [Decimal("7.5"), Decimal("-1.0"), None]
        source = source_of(Column(decimals=17), WAN)
        assert expected(values, source) == read(
            decimal_frame(engine, values, 1), source
        )

    @pytest.mark.parametrize("engine", DECIMALS)
    @pytest.mark.parametrize("scale", [7, 9, 10, 18])
    def test_with_all_decimals_of_the_type(self, engine: str, scale: int) -> None:
        tiny = Decimal((0, (1,), -scale))
        values = [tiny, -tiny, 0 * tiny, Decimal("7.5") + tiny, None]
        source = source_of(convention=Convention(unit="元"))
        frame = decimal_frame(engine, values, scale)

        assert expected(values, source) == read(frame, source)

    @pytest.mark.parametrize("engine", DECIMALS)
    def test_as_percentages(self, engine: str) -> None:
        values = [Decimal("61.80"), None, Decimal("0.00")]
        source = source_of(Column(null="not_computable"), WAN, percent=True)
        assert expected(values, source) == read(
            decimal_frame(engine, values, 2), source
        )

    @pytest.mark.parametrize("engine", DECIMALS)
    @pytest.mark.parametrize("values", [[], [None]])
    def test_where_there_are_none(self, engine: str, values: Values) -> None:
        source = source_of(convention=WAN)

        assert expected(values, source) == read(
            decimal_frame(engine, values, 2), source
        )


class TestWhatIsRefused:
    @pytest.mark.parametrize("engine", DECIMALS)
    @pytest.mark.parametrize(
        ("value", "decimals"), [("98.345", 2), ("98.5", 0), ("1250", -2), ("-0.001", 2)]
    )
    def test_has_more_decimals_than_are_printed(
        self, engine: str, value: str, decimals: int
    ) -> None:
        values, source = [Decimal(value), None], source_of(Column(decimals=decimals))
        with pytest.raises(BudgetCheckError):
            expected(values, source)
        with pytest.raises(BudgetCheckError):
            read(decimal_frame(engine, values, 3), source)

    @pytest.mark.parametrize("engine", DECIMALS)
    def test_is_what_64_bits_do_not_hold(self, engine: str) -> None:
        values = [Decimal("-92233720368547758.08"), Decimal("1.00")]
        with pytest.raises(BudgetCheckError):
            read(decimal_frame(engine, values, 2), source_of(convention=WAN))

    @pytest.mark.parametrize("engine", sorted(set(DECIMALS) - {"pandas, classic"}))
    def test_is_a_type_of_more_decimals_than_64_bits_hold(self, engine: str) -> None:
        frame = decimal_frame(engine, [Decimal("1.5")], 20)
        with pytest.raises(UnreadableNumberError, match="64 bits hold 18 decimals"):
            read(frame, source_of())


@pytest.mark.parametrize("engine", DECIMALS)
def test_decimals_may_count_the_last_digit(engine: str) -> None:
    values = [Decimal(9834), Decimal(-5), None]
    source = source_of(convention=WAN, counted=True)

    assert expected(values, source) == read(decimal_frame(engine, values, 0), source)


@pytest.mark.parametrize("engine", sorted(set(DECIMALS) - {"pandas, classic"}))
def test_more_decimals_than_64_bits_hold_are_refused(engine: str) -> None:
    frame = decimal_frame(engine, [Decimal("0.12345678901234567891")], 20)

    with pytest.raises(UnreadableNumberError, match="64 bits hold 18 decimals"):
        read(frame, source_of())
