"""Every number of the Yueyang disclosure is a figure, or it is known why it is none.

The text is cut into its sections. In each, the numbers that are printed must be those
that `examples/yueyang-2021-figures.toml` declares there: as often, with the same
digits, sign, bound and unit. So a figure, a repetition or a place that was forgotten
fails.

Numbers in Arabic digits are covered, and the words that stand for a figure (持平, 小于,
无法计算百分比). Numerals written as words (四个季度, 四大类, 二级等保) are not.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

Table: TypeAlias = dict[str, Any]

HERE = Path(__file__).parent
TEXT = (HERE / "yueyang-2021.txt").read_text(encoding="utf-8")
EXAMPLE = HERE.parents[1] / "examples" / "yueyang-2021-figures.toml"

# Where a section begins: its name in the figures file, and the words that open it.
# In the order of the text; what lies before the first has no name, and no figure.
SECTIONS = (
    ("第一部分 二（一）", "（一）内设机构设置"),
    ("第一部分 二（二）", "（2） 决算单位构成"),
    ("第三部分 一", "一、收入支出决算总体情况说明"),
    ("第三部分 二", "二、收入决算情况说明"),
    ("第三部分 三", "三、支出决算情况说明"),
    ("第三部分 四", "四、财政拨款收入支出决算总体情况说明"),
    ("第三部分 五（一）", "（一）财政拨款支出决算总体情况"),
    ("第三部分 五（二）", "（二）财政拨款支出决算结构情况"),
    ("第三部分 五（三）", "（三）财政拨款支出决算具体情况"),
    ("第三部分 五（三）1", "1、社会保障和就业支出（类）"),
    ("第三部分 五（三）2", "2、卫生健康支出（类）"),
    ("第三部分 五（三）3", "3、 城乡社区支出（类）"),
    ("第三部分 五（三）4", "4、 城乡社区支出（类）"),
    ("第三部分 六", "六、一般公共预算财政拨款基本支出"),
    ("第三部分 七（一）", "（一）“三公”经费财政拨款支出决算总体情况"),
    ("第三部分 七（二）", "（二）“三公”经费财政拨款支出决算具体情况"),
    ("第三部分 七（二）1", "1、因公出国（境）费"),
    ("第三部分 七（二）2", "2、公务接待费"),
    ("第三部分 七（二）3", "3、公务用车购置费及运行维护费"),
    ("第三部分 八", "八、政府性基金预算收入支出决算情况"),
    ("第三部分 九", "九、国有资本经营预算财政拨款支出"),
    ("第三部分 十", "十、机关运行经费支出说明"),
    ("第三部分 十一", "十一、一般性支出情况说明"),
    ("第三部分 十二", "十二、政府采购支出说明"),
    ("第三部分 十三", "十三、国有资产占用情况说明"),
    ("第三部分 十四（一）", "（一）绩效评价工作开展情况"),
    ("第三部分 十四（二）", "（二）部门决算中项目绩效自评结果"),
    ("第三部分 十四（三）", "（三）部门绩效评价结果"),
    ("第四部分", "第四部分  名词解释"),
    ("附件1 一、基本概况", "一、部门（单位）基本概况"),
    ("附件1 一、总体运行情况", "年度部门（单位）总体运行情况"),
    ("附件1 二、收入表", "年度收入情况（万元）"),
    ("附件1 二、支出和结余表", "部门（单位）年度支出和结余情况（万元）"),
    ("附件1 二、三公经费表", "三公经费\n合计"),
    ("附件1 二、固定资产表", "固定资产\n合计"),
    ("附件1 三、定性目标", "整体支出绩效定性目标"),
    ("附件1 三、质量指标", "质量指标"),
    ("附件1 三、数量指标", "数量指标"),
    ("附件1 三、时效指标", "时效指标"),
    ("附件1 三、成本指标", "成本指标"),
    ("附件1 三、满意度", "社会公众或服务对象满意度"),
    ("附件1 三、综合得分", "绩效自评综合得分"),
    ("附件1 四、评价人员", "四、评价人员"),
    ("附件1 报告", "评价报告综述"),
    ("附件1 报告 一（一）", "（一）单位基本情况"),
    ("附件1 报告 一（二）", "（二）单位整体支出规模"),
    ("附件1 报告 二（一）", "（一）基本支出"),
    ("附件1 报告 二（二）", "（二）专项支出"),
    ("附件1 报告 三（一）", "（一）专项组织情况分析"),
    ("附件1 报告 三（二）", "（二）专项管理情况分析"),
    ("附件1 报告 四", "单位整体支出绩效情况"),
    ("附件1 报告 四（一）", "（一）考核督办公正权威"),
    ("附件1 报告 四（二）", "（二）指挥调度畅通高效"),
    ("附件1 报告 四（三）", "(三）问题发现及时全面"),
    ("附件1 报告 四（四）", "（四）系统升级赋能增效"),
    ("附件1 报告 四（五）", "（五）一网一号高效宣传"),
    ("附件1 报告 五", "五、存在的主要问题"),
    ("附件2", "附件2、"),
)

# Cells: the unit stands in the table's head, or nowhere.
TABLES = (
    "附件1 一、基本概况",
    "附件1 二、收入表",
    "附件1 二、支出和结余表",
    "附件1 二、三公经费表",
    "附件1 二、固定资产表",
    "附件1 三、综合得分",
)

NOT_FIGURES = {
    r"\d{4}年": "a year",
    r"\d+月(?:\d+日)?": "a date",
    r"〔\d{4}〕\d+号": "the number of a decree",
    r"(?m)^[ \t（]*\d+[、）]": "a list numeral",
    r"；2、合理规划": "a list numeral inside a paragraph",
    r"附件\d": "the number of an annex",
    r"(?:任务|目标)\d": "the number of a task or a goal",
    r"二级机构\d": "the number of an agency",
    r"预 算 编 码：\s+\d+": "the code of the budgetary unit",
    r"12345(?=热线)": "the name of a telephone line",
    r"12319(?=运营经费|城管热线)": "the name of a telephone line",
    r"24小时": "round the clock, a manner of speaking",
    r"建党100周年": "an anniversary",
    r"单位价值\d+万元以上": "a threshold in the name of an asset class",
}

# One printing for several figures: “均为0万元，占0%”.
PRINTED_WITH = {
    "own.income.institution_services": "own.income.superior_grants",
    "own.income.business": "own.income.superior_grants",
    "own.income.subordinate_remittances": "own.income.superior_grants",
    "own.income.other": "own.income.superior_grants",
    "own.expenditure.business": "own.expenditure.superior_remittances",
    "own.expenditure.subordinate_grants": "own.expenditure.superior_remittances",
}

WORDS = {
    "由于预算数为0，无法计算百分比": "n/c",
    "持平": "flat",
    "无变化": "flat",
    "小于": "decrease",
    "大于": "increase",
}

# The target of “20万条” is met by “26.42万件”: the file counts both in 件, and says so.
UNITS = {"个百分点": "%", "％": "%", "万条": "万件"} | {
    unit: unit
    for unit in (
        *("%", "万元", "万件", "台（套）", "人次", "人", "名", "件", "个", "辆"),
        *("条", "篇", "次", "米", "分", "类", "台"),
    )
}

PRINTED = re.compile(
    rf"""
    (?P<word>{"|".join(WORDS)})
    | (?P<least>≧|≥|>=)?\ ?
      (?P<fall>-|减少|下降|降幅)?
      (?P<digits>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)
      (?P<more>余)?\ ?
      (?P<unit>{"|".join(UNITS)})?
      (?P<above>以上)?
    """,
    re.VERBOSE,
)
FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

DEFAULTS = ("where", "unit", "decimals", "note")
SUBSTANCE = ("value", "word", "missing")


class Printing(NamedTuple):
    """One printing of a figure: in which section, what, and the unit behind it."""

    section: str
    text: str
    unit: str


def test_every_number_of_the_text_is_a_figure_or_on_the_list() -> None:
    assert not undeclared(TEXT, example())


def test_every_figure_is_printed_in_the_text_where_it_says() -> None:
    assert not unprinted(TEXT, example())


def test_every_figure_names_a_section_of_the_text() -> None:
    lost = [path for path, one in declared(example()) if not one.section]

    assert not lost


@pytest.mark.parametrize(("pattern", "reason"), NOT_FIGURES.items())
def test_every_reason_for_not_being_a_figure_is_needed(
    pattern: str, reason: str
) -> None:
    assert re.search(pattern, TEXT), reason


def test_figures_of_one_printing_are_equal() -> None:
    figures = example()["figures"]

    assert all(at(figures, a) == at(figures, b) for a, b in PRINTED_WITH.items())


def test_a_forgotten_figure_is_reported() -> None:
    document = example()
    del document["figures"]["own"]["income"]["total"]
    expected = ["96.00万元, 第三部分 二, line 58"]

    assert expected == undeclared(TEXT, document)


def test_a_forgotten_repetition_is_reported() -> None:
    document = example()
    document["figures"]["merged"]["expenditure"]["project"]["also"].pop()
    expected = ["817.54万元, 附件1 报告 二（二）, line 597"]

    assert expected == undeclared(TEXT, document)


def test_a_misread_digit_is_reported_from_both_sides() -> None:
    document = example()
    document["figures"]["own"]["expenditure"]["total"] = "98.43"

    in_the_text = ["98.34万元, 第三部分 三, line 60"]
    in_the_file = ["98.43万元, 第三部分 三"]

    assert in_the_text == undeclared(TEXT, document)
    assert in_the_file == unprinted(TEXT, document)


@pytest.mark.parametrize(
    ("path", "key", "wrong"),
    [
        ("own.balancing.difference", "value", "23.14"),
        ("merged.patrols.target", "value", "50"),
        ("merged.hotline.transferred", "unit", "次"),
        ("own.items.planning.direction", "word", "decrease"),
        ("own.three_public.overseas_travel.completion", "value", "0%"),
        ("merged.carry_over.recovered", "where", "附件1 报告 二（一）"),
    ],
)
def test_a_wrong_sign_bound_unit_word_or_place_is_reported(
    path: str, key: str, wrong: str
) -> None:
    document = example()
    at(document["figures"], path)[key] = wrong

    assert undeclared(TEXT, document)
    assert unprinted(TEXT, document)


def test_a_number_added_to_the_text_is_reported() -> None:
    text = TEXT.replace("支出合计98.34万元", "支出合计98.34万元，另１,234.5万元")
    expected = ["1,234.5万元, 第三部分 三, line 60"]

    assert expected == undeclared(text, example())


def test_every_path_of_a_rule_is_a_figure() -> None:
    figures = example()["figures"]

    for notation in notations():
        for path in paths(notation):
            found = at(figures, path)

            assert not isinstance(found, dict) or set(SUBSTANCE) & set(found), path


def test_the_own_and_the_merged_entity_are_never_compared() -> None:
    for notation in notations():
        assert len({path.partition(".")[0] for path in paths(notation)}) == 1, notation


def example() -> Table:
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8"), parse_float=str)


def undeclared(text: str, document: Table) -> list[str]:
    """Return the numbers that the text prints more often than the file declares."""
    counts: Counter[Printing] = Counter()
    lines: defaultdict[Printing, set[int]] = defaultdict(set)
    for line, printing in printed(text):
        counts[printing] += 1
        lines[printing].add(line)
    missing = counts - Counter(printing for _, printing in declared(document))
    return [
        f"{text_of(printing)}, line {' or '.join(map(str, sorted(lines[printing])))}"
        for printing in missing.elements()
    ]


def unprinted(text: str, document: Table) -> list[str]:
    """Return the figures that the file declares more often than the text prints."""
    counts = Counter(printing for _, printing in declared(document))
    missing = counts - Counter(printing for _, printing in printed(text))
    return [text_of(printing) for printing in missing.elements()]


def text_of(printing: Printing) -> str:
    return f"{printing.text}{printing.unit}, {printing.section}"


def printed(text: str) -> Iterator[tuple[int, Printing]]:
    """Yield the line and the printing of every number that is not on the list."""
    starts = list(section_starts(text))
    text = text.translate(FULL_WIDTH_DIGITS)
    for pattern in NOT_FIGURES:
        text = re.sub(pattern, blanked, text)
    for found in PRINTED.finditer(text):
        here = [name for start, name in starts if start <= found.start()]
        line = text.count("\n", 0, found.start()) + 1
        yield line, read(found, here[-1] if here else "")


def section_starts(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for name, opening in SECTIONS:
        start = text.index(opening, start)
        yield start, name


def blanked(found: re.Match[str]) -> str:
    # As long as before and with the same line ends, so that no position moves.
    return re.sub(r"[^\n]", "□", found[0])


def read(found: re.Match[str], section: str) -> Printing:
    if found["word"]:
        return Printing(section, WORDS[found["word"]], "")
    least = ">=" if found["least"] or found["more"] or found["above"] else ""
    sign = "-" if found["fall"] else ""
    unit = UNITS.get(found["unit"] or "", "")
    return Printing(section, f"{least}{sign}{found['digits']}", unit)


def declared(document: Table) -> Iterator[tuple[str, Printing]]:
    """Yield path and printing of every figure that prints a number or a word."""
    for path, figure in leaves(document["figures"], {"unit": document["unit"]}):
        if any(path.startswith(f"{joint}.") for joint in PRINTED_WITH):
            continue
        for one in (figure, *(figure | also for also in figure.get("also", ()))):
            text = one.get("word") or str(one.get("value", ""))
            section = section_of(one.get("where", ""))
            found = PRINTED.search(text)
            if found:
                printing = read(found, section)
                unit = printing.unit or ("" if section in TABLES else one["unit"])
                yield path, printing._replace(unit=unit)
            elif text in WORDS.values():
                yield path, Printing(section, text, "")


def leaves(
    table: Table, defaults: dict[str, str], path: str = ""
) -> Iterator[tuple[str, Table]]:
    """Yield path and table of every figure, the defaults of its groups filled in."""
    own = {name: table[name] for name in DEFAULTS if isinstance(table.get(name), str)}
    defaults = defaults | own
    for name, value in table.items():
        here = f"{path}.{name}" if path else name
        if name in own:
            continue
        if not isinstance(value, dict):
            yield here, defaults | {"value": value}
        elif set(SUBSTANCE) & set(value):
            yield here, defaults | value
        else:
            yield from leaves(value, defaults, here)


def section_of(where: str) -> str:
    """Return the section that a place lies in: “…收入表 二级机构1行” in “…收入表”."""
    names = [name for name, _ in SECTIONS if f"{where} ".startswith(f"{name} ")]
    return max(names, key=len, default="")


def at(table: Table, path: str) -> Any:  # noqa: ANN401 (a figure in any of its forms)
    found: Any = table
    for name in path.split("."):
        found = found[name]
    return found


def notations() -> list[str]:
    rules = example()["rules"].values()
    return [rule["rule"] if isinstance(rule, dict) else rule for rule in rules]


def paths(notation: str) -> list[str]:
    return re.findall(r"(?:own|merged)(?:\.[a-z_]+)+", notation)
