"""Blanks: an empty accounts file says everything that the class has room for."""

from __future__ import annotations

import dataclasses
import re

import attrs
from tests import city

import budgetcheck as bc
from budgetcheck.files.accounts_files import document_in
from budgetcheck.files.blanks import blank_of
from budgetcheck.files.sources import source_of
from budgetcheck.language.captions import caption_of
from budgetcheck.standards import Standard

BLANK = """\
# City accounts
# 市级决算
# Take away the # before a table and before each of its lines that is printed,
# and write what is printed behind the equals sign: 98.34, 1200, "61.83%", "-".
# A decrease is a negative number: -23.14, "-19%".
# 去掉已公开的表（方括号一行）和数字行前面的“# ”，在等号后照原样填写；未公开的不必改动。
# 百分比和“-”加英文引号："61.83%"、"-"；减少填负数，或照原文："减少23.14"。

standard = "city-accounts"
edition = 2021
region = ""
title = ""
publisher = ""
source = ""

# unit = "万元"
# decimals = 2

[accounts]
# remark = ""

# 收入决算表 / Income (1)
# [accounts.income]
# fiscal =  # 财政拨款收入 / Fiscal appropriation (1)
# other =  # 其他收入
# total =  # Total (9)
# fiscal_share =  # %

# [accounts.spending]
# total =
# trips =  # 件
# quarters = []

# 科目
# [[accounts.spending.lines]]
# code = ""  # 科目编码
# name = ""
# outturn =  # 决算数 / Outturn

# [accounts.spending.offices."…"]
# code = ""  # 科目编码
# name = ""
# outturn =  # 决算数 / Outturn
"""


@dataclasses.dataclass(frozen=True)
class Plain:
    total: bc.Amount | bc.Missing = dataclasses.field(
        default=bc.Missing("absent"), metadata={"form": "03", "row": 2}
    )
    合计: bc.Amount | bc.Missing = bc.Missing("absent")  # noqa: PLC2401 (its name is quoted)


@attrs.frozen
class Hidden:
    total: bc.Amount | bc.Missing = bc.Missing("absent")
    made: int = attrs.field(default=0, init=False)
    flag: bool = False


def test_it_is_written_form_by_form_with_the_labels() -> None:
    assert BLANK == blank_of(city.STANDARD)


def test_it_speaks_one_language_if_asked() -> None:
    en, zh = (blank_of(city.STANDARD, lang=lang) for lang in ("en", "zh"))

    assert en.startswith("# City accounts\n# Take away the #")
    assert zh.startswith("# 市级决算\n# 去掉")
    assert "# fiscal =  # Fiscal appropriation (1)\n" in en
    assert "# fiscal =  # 财政拨款收入 (1)\n" in zh
    # What has no label in the language keeps the one that it has.
    assert "# other =  # 其他收入\n" in en
    assert "# total =  # Total (9)\n" in zh


def test_it_reads_back_as_it_is_and_with_every_line_filled_in() -> None:
    filled = re.sub(
        r"= *(?=  #|$)", "= 1", BLANK.partition("[accounts]")[2], flags=re.MULTILINE
    )
    filled = re.sub(r"^# (?=\[|[\w\"]+ =)", "", filled, flags=re.MULTILINE)
    whole = BLANK.partition("[accounts]")[0] + "[accounts]\n" + filled

    for text in (BLANK, whole):
        source = source_of(text, "a.toml")
        document = document_in(source, find=lambda _: city.STANDARD)
        given = [one for one in document.figures.values() if one != city.ABSENT]
        assert (0 if text is BLANK else 8) == len(given)


def test_other_classes_have_fewer_words() -> None:
    assert blank_of(Standard(name="x", entity=Plain)).endswith(
        '\n\n[accounts]\n# total =  # 03 2\n# "合计" =\n'
    )
    assert blank_of(Standard(name="x", entity=Hidden)).endswith(
        "\n\n[accounts]\n# total =\n# flag =\n"
    )


@attrs.frozen
class Label:
    zh: str
    column: int = 7


@attrs.frozen
class Labelled:
    total: bc.Amount | bc.Missing = attrs.field(
        default=bc.Missing("absent"), metadata={"label": Label("合计"), "form": "02"}
    )


def test_a_label_may_be_an_object() -> None:
    assert blank_of(Standard(name="x", entity=Labelled)).endswith(
        "\n# total =  # 合计 (02 7)\n"
    )


def test_a_caption_is_what_the_metadata_say() -> None:
    class Bare:
        total: int

    captions = [
        caption_of(city.Income, "fiscal"),
        caption_of(Plain, "total"),
        caption_of(Bare, "total"),
    ]

    assert ["Fiscal appropriation", "total", "total"] == [
        one.in_language("en") for one in captions
    ]
    assert ["财政拨款收入", "total", "total"] == [
        one.in_language("zh") for one in captions
    ]
    assert ("03", "2") == (captions[1].form, captions[1].row)
