from collections.abc import Iterator
from decimal import Decimal

import pytest
from tests.frames.engines import Native
from tests.frames.rows import expected, read, source_of

from budgetcheck.frames.columns import Column
from budgetcheck.language.conventions import Convention

WAN = Convention(unit="万元", decimals=2)
sql = pytest.importorskip("pyspark.sql")


@pytest.fixture(scope="module")
def spark() -> Iterator[Native]:
    made = sql.SparkSession.builder.master("local[1]")
    made = made.config("spark.ui.enabled", "false")
    session = made.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")  # PySpark's own, of pandas and of sockets.
class TestEveryRowIsReadAsTheObjectReaderReadsIt:
    def test_for_texts(self, spark: Native) -> None:
        texts = [
            "1,234.5",
            "-12",
            "1\n",
            "70余",
            "≥ 90",
            "",
            "-",
            "…",
            "5元",
            "增加",
            None,
        ]
        source = source_of(Column(null="not_computable"), WAN)
        frame = spark.createDataFrame([(text,) for text in texts], "a string")

        assert expected(texts, source) == read(frame, source)

    @pytest.mark.parametrize("scale", [2, 4, 12])
    def test_for_decimals(self, spark: Native, scale: int) -> None:
        values = [Decimal("98.34"), Decimal("-0.05"), Decimal(0), None]
        rows = [(value,) for value in values]
        frame = spark.createDataFrame(rows, f"a decimal(38, {scale})")
        source = source_of(convention=WAN)

        assert expected(values, source) == read(frame, source)

    @pytest.mark.parametrize("scale", [9, 18])
    def test_for_decimals_of_many_digits(self, spark: Native, scale: int) -> None:
        tiny = Decimal((0, (1,), -scale))
        values = [tiny, -tiny, 0 * tiny, Decimal("7.5") + tiny]
        rows = [(value,) for value in values]
        frame = spark.createDataFrame(rows, f"a decimal(38, {scale})")
        source = source_of(convention=Convention(unit="元"))

        assert expected(values, source) == read(frame, source)
