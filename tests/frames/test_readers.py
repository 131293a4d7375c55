from datetime import date
from decimal import Decimal

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from tests.frames.engines import Native
from tests.frames.rows import expected, read, source_of

from budgetcheck.errors import UnreadableFileError, UnreadableNumberError
from budgetcheck.frames.columns import Column
from budgetcheck.frames.readers import reader_of
from budgetcheck.language.conventions import Convention

WAN = Convention(unit="万元", decimals=2)
THOUSANDS = Convention(unit="元", decimals=-3)


def _polars(values: object, dtype: object = None) -> Native:
    return pl.DataFrame({"a": pl.Series(values, dtype=dtype)})  # type: ignore[arg-type]


class TestWholeNumbers:
    @pytest.mark.parametrize(
        "dtype", [pl.Int8, pl.UInt8, pl.Int64, pl.UInt64, pl.Int128]
    )
    @pytest.mark.parametrize("counted", [True, False])
    def test_are_read(self, dtype: object, counted: object) -> None:
        values = [98, 0, 100, None]
        source = source_of(convention=WAN, counted=bool(counted))

        assert expected(values, source) == read(_polars(values, dtype), source)

    @pytest.mark.parametrize("dtype", [pl.UInt64, pl.Int128])
    def test_beyond_64_bits_are_refused(self, dtype: object) -> None:
        frame = _polars([2**63, 1], dtype)
        with pytest.raises(UnreadableNumberError, match=r"column a.*64 bits"):
            read(frame, source_of(counted=True))

    def test_that_are_rounded_to_thousands_are_refused_unless_counted(self) -> None:
        with pytest.raises(UnreadableNumberError, match="declare `decimals`"):
            read(_polars([12000]), source_of(convention=THOUSANDS))
        counted = source_of(convention=THOUSANDS, counted=True)
        declared = source_of(Column(decimals=-3), THOUSANDS)

        assert expected([12, 0], counted) == read(_polars([12, 0]), counted)
        assert expected([12000], declared) == read(_polars([12000]), declared)


class TestFloats:
    def test_are_read_where_their_decimals_are_declared(self) -> None:
        values = [98.34, -0.05, 0.0, None]
        source = source_of(Column(decimals=2), WAN)

        assert expected(values, source) == read(_polars(values), source)
        assert expected([], source) == read(_polars([], pl.Float64), source)

    def test_are_refused_otherwise(self) -> None:
        with pytest.raises(UnreadableNumberError, match="floats are not exact"):
            read(_polars([98.34]), source_of(convention=WAN))
        with pytest.raises(UnreadableNumberError, match="not all of its floats"):
            read(_polars([98.345]), source_of(Column(decimals=2)))


class TestObjects:
    def test_of_all_types_are_read_one_by_one(self) -> None:
        values = ["98.34", Decimal("1.50"), Decimal("2E+3"), 35, None, "n/c", 0.5]
        frame = pd.DataFrame({"a": pd.Series(values, dtype=object, index=range(3, 10))})
        source = source_of(convention=WAN)

        assert expected(values, source) == read(frame, source)

    @pytest.mark.parametrize("value", [True, date(2024, 1, 1), Decimal("1.505")])
    def test_that_are_no_figures_are_refused(self, value: object) -> None:
        frame = pd.DataFrame({"a": pd.Series([1, value], dtype=object)})
        with pytest.raises(UnreadableFileError):
            read(frame, source_of(convention=WAN))

    def test_are_read_the_same_whatever_rows_are_taken(self) -> None:
        values = [Decimal("98.34"), "n/c", None, Decimal("-0.05")]
        frame = nw.from_native(pd.DataFrame({"a": pd.Series(values, dtype=object)}))
        reader = reader_of(source_of(convention=WAN), nw.Object(), "1")
        reading = reader.read({"lacking": 1}, frame)
        whole = frame.with_columns(**reading.columns).select(*reading.columns)
        part = frame[2:].with_columns(**reading.columns).select(*reading.columns)

        assert whole.rows()[2:] == part.rows()


class TestOtherColumns:
    @pytest.mark.parametrize("null", ["absent", "blank", "nil", "not_computable"])
    def test_with_nothing_in_them_are_read(self, null: object) -> None:
        source = source_of(Column(null=null), WAN)  # type: ignore[arg-type]

        assert expected([None, None], source) == read(_polars([None, None]), source)

    @pytest.mark.parametrize("values", [[True], [date(2024, 1, 1)], [[1]]])
    def test_with_no_figures_are_refused(self, values: object) -> None:
        with pytest.raises(UnreadableNumberError, match=r"column a.*and no figures"):
            read(_polars(values), source_of())

    def test_of_unknown_types_are_refused(self) -> None:
        frame = pd.DataFrame({"a": pd.Series(pd.period_range("2024", periods=1))})
        with pytest.raises(UnreadableNumberError, match="narwhals has no type"):
            read(frame, source_of())
