"""The strategies of whole accounts: what is drawn, and how it is printed."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, settings
from hypothesis.errors import InvalidArgument
from tests.cn_accounts.drawn import WAN, pool

from budgetcheck import MissingExtraError
from budgetcheck.cn_accounts import Accounts, strategies
from budgetcheck.cn_accounts.forms.classes import FUNCTIONAL
from budgetcheck.cn_accounts.strategies import catalogue
from budgetcheck.cn_accounts.strategies.drawing import PARTS, printed_document
from budgetcheck.cn_accounts.strategies.forms import FORMS, printed_forms
from budgetcheck.cn_accounts.strategies.styles import Style, rounded
from budgetcheck.cn_accounts.strategies.truths import Item, Public, Reserves, Truths
from budgetcheck.language.shapes import shape_of

Printed = Mapping[str, Any]

PACKAGE = Path(strategies.__file__).parent
MODULES = sorted(PACKAGE.glob("*.py"))
WASTEFUL = {"assume", "filter", "reject"}
PLAINLY = settings(database=None, phases=(Phase.generate, Phase.shrink))


TRUTHS = Truths(
    entity="示例市财政局",
    year="2024",
    items=(
        Item(
            code="2010601",
            basic=30 * WAN,
            project=12 * WAN + 3_333,
            closing=2 * WAN,
            opening=WAN,
            earned={"rev_other": 3 * WAN},
            paid={"exp_business": 4 * WAN},
        ),
        Item(code="2080505", basic=5 * WAN),
        Item(code="2120803", fund="government_funds", project=9 * WAN, closing=WAN),
        Item(code="21901", project=WAN),
    ),
    basic={"30101": 20 * WAN, "30201": 8 * WAN, "30217": 2 * WAN, "30108": 5 * WAN},
    reserves=Reserves(used=WAN, distributed=2 * WAN, kept=7 * WAN),
    public=Public(budget={"hospitality": 3 * WAN}, more={"hospitality": WAN // 2}),
)


def printed(**style: object) -> dict[str, Any]:
    return printed_forms(TRUTHS, Style(**style))  # type: ignore[arg-type]


def row(lines: list[Printed], code: str) -> Printed:
    (found,) = (line for line in lines if line["code"] == code)
    return found


class TestForms:
    """*All nine forms are derived from the truths.*"""

    def test_every_form_of_the_accounts_can_be_drawn(self) -> None:
        assert {"entity", "year", *PARTS} == {*shape_of(Accounts).arguments}

    def test_both_balances_close(self) -> None:
        forms = printed()
        one, four = forms["revenue_expenditure"], forms["appropriation"]

        assert ("62.00", "1.00", "10.00", "73.00") == (
            one["revenue_total"],
            one["use_of_nonappropriation_surplus"],
            one["opening_balance"],
            one["revenue_grand_total"],
        )
        assert ("59.00", "1.00", "60.00") == (
            four["revenue_total"],
            four["opening_balance"],
            four["expenditure_grand_total"]["total"],
        )

    def test_rows_are_headings_and_items_in_the_order_of_their_codes(self) -> None:
        lines = printed()["expenditure"]["lines"]

        assert ["201", "20106", "2010601", "208", "20805", "2080505"] == [
            line["code"] for line in lines[:6]
        ]
        assert {
            "code": "20106",
            "name": "财政事务",
            "total": "46.00",
            "exp_basic": "30.00",
            "exp_project": "12.00",
            "exp_superior_remittances": "0.00",
            "exp_business": "4.00",
            "exp_subordinate_grants": "0.00",
        } == row(lines, "20106")

    def test_a_section_without_items_is_printed_once(self) -> None:
        lines = printed()["general_public"]["lines"]

        assert ["219", "21901"] == [
            line["code"] for line in lines if line["code"].startswith("219")
        ]

    @pytest.mark.parametrize(
        ("levels", "codes"),
        [
            ((3,), ["201", "208", "219"]),
            ((3, 7), ["201", "2010601", "208", "2080505", "219", "21901"]),
            ((7,), ["2010601", "2080505", "21901"]),
        ],
    )
    def test_levels_may_be_left_out(
        self, levels: tuple[int, ...], codes: list[str]
    ) -> None:
        lines = printed(levels=levels)["general_public"]["lines"]

        assert codes == [line["code"] for line in lines]

    def test_all_classes_may_have_a_row(self) -> None:
        forms = printed(all_rows=True, zero="")
        classes = forms["revenue_expenditure"]["classes"]

        assert len(FUNCTIONAL) == len(classes)
        assert "" == row(classes, "205")["outturn"]
        assert "" == row(forms["basic"]["lines"], "30111")["outturn"]

    def test_form_06_is_by_economic_codes(self) -> None:
        basic = printed(spaced=True)["basic"]

        assert "8.00" == row(basic["lines"], "302 01")["outturn"]
        assert "25.00" == basic["exp_personnel"]
        assert "10.00" == basic["exp_goods_services"]

    def test_form_07_covers_what_form_06_has(self) -> None:
        form = printed()["three_public"]

        assert ("3.00", "2.50") == (
            form["budget"]["hospitality"],
            form["outturn"]["hospitality"],
        )
        assert "admin_operating_costs" not in form
        assert "10.00" == printed(beside=True)["three_public"]["admin_operating_costs"]

    def test_a_form_with_nothing_in_it_is_empty_or_left_out(self) -> None:
        assert [] == printed()["state_capital"]["lines"]
        assert "state_capital" not in printed(empty_forms=False)
        assert "government_funds" in printed(empty_forms=False)

    def test_balances_may_be_printed_of_each_item(self) -> None:
        total = printed(balances=True)["general_public"]["total"]
        funds = printed(fund_balances=False)["government_funds"]["total"]

        assert ("1.00", "49.00", "2.00") == (
            total["opening_balance"],
            total["revenue"],
            total["closing_balance"],
        )
        assert {"name", "expenditure", "exp_basic", "exp_project"} == {*funds}

    def test_a_cell_of_nothing_may_be_left_out(self) -> None:
        total = printed(zero=None)["government_funds"]["total"]

        assert {"opening_balance", "exp_basic"}.isdisjoint(total)


def narrated(**style: object) -> dict[str, Any]:
    said = Style(**style)  # type: ignore[arg-type]
    found: dict[str, Any] = printed_document(TRUTHS, said, PARTS)
    return found


class TestTexts:
    """*Statements agree with the forms.*"""

    def test_a_share_is_of_printed_amounts_or_of_unrounded_ones(self) -> None:
        said = narrated()["narrative"]["general_public"]
        exact = narrated(unrounded=True, percent_decimals=4)["narrative"]

        assert ("48.00", "78.69%") == (said["outturn"], said["share"])
        assert "78.6897%" == exact["general_public"]["share"]

    def test_what_became_less_has_a_minus_and_a_word(self) -> None:
        told = attrs.evolve(TRUTHS.told, prior=(60 * WAN, 0, 0, 0))
        less: Any = printed_document(
            attrs.evolve(TRUTHS, told=told), Style(), ["narrative"]
        )
        said = less["narrative"]["general_public"]

        assert ("-12.00", "-20.00%", "减少") == (
            said["difference"],
            said["change"],
            said["against_prior"],
        )

    @pytest.mark.parametrize(
        ("style", "said"),
        [
            ({}, "无法计算"),
            ({"mark": "", "zero_of_zero": True}, ""),
            ({"mark": None}, None),
        ],
    )
    def test_of_a_budget_of_nothing_there_is_no_percentage(
        self, style: dict[str, Any], said: str | None
    ) -> None:
        item = narrated(**style)["narrative"]["general_public"]["items"][0]

        assert said == item.get("completion")
        assert ("0.00", "大于") == (item["budget"], item["direction"])

    def test_nothing_of_nothing_may_be_zero_percent(self) -> None:
        said = narrated(zero_of_zero=True)["narrative"]["three_public"]

        assert ("0%", "持平") == (
            said["overseas_travel"]["completion"],
            said["overseas_travel"]["direction"],
        )

    def test_what_is_not_told_is_left_out(self) -> None:
        few = narrated(words=False)["narrative"]["balancing"]
        all_of_it = narrated(tells_prior=True, revised=True)["narrative"]

        assert {"prior", "against_prior"}.isdisjoint(few)
        assert "0.00" == all_of_it["balancing"]["prior"]
        assert "50.00" == all_of_it["general_public"]["revised_budget"]

    def test_where_there_are_no_funds_the_text_says_so(self) -> None:
        said = narrated()["narrative"]

        assert "无" == said["state_capital"]["expenditure"]
        assert "9.00" == said["government_funds"]["expenditure"]

    def test_an_evaluation_has_no_column_for_business(self) -> None:
        plain = [attrs.evolve(item, paid={}) for item in TRUTHS.items]
        truths = attrs.evolve(TRUTHS, items=tuple(plain))
        found: Any = printed_document(truths, Style(), PARTS)

        assert "self_evaluation" not in narrated()
        assert "57.00" == found["self_evaluation"]["aggregate"]["expenditure"]["total"]


class TestStyles:
    """*Each cell is printed half up.*"""

    @pytest.mark.parametrize(
        ("style", "truth", "text"),
        [
            ({}, 1_234_565_000, "1234.57"),
            ({}, 4_999, "0.00"),
            ({}, 5_000, "0.01"),
            ({"commas": True}, 1_234_565_000_00, "123,456.50"),
            ({"trims": True}, 1_500_000, "1.5"),
            ({"trims": True}, 3_000_000, "3"),
            ({"decimals": 0, "trims": True}, 30 * WAN, "30"),
            ({"decimals": -2}, 1_250 * WAN, "1300"),
            ({"scale": 1}, 123, "1.23"),
            ({"zero": "-"}, 0, "-"),
            ({"zero": None}, 0, None),
        ],
    )
    def test_it_prints(
        self, style: dict[str, Any], truth: int, text: str | None
    ) -> None:
        assert text == Style(**style).amount(truth)

    def test_halves_go_up(self) -> None:
        assert ["0.01", "0.02", "0.13"] == [
            rounded(above, below, 2) for above, below in ((1, 200), (3, 200), (1, 8))
        ]


class TestCatalogue:
    """*Codes whose prefixes are right.*"""

    def test_every_code_has_its_headings(self) -> None:
        codes = [code for items in catalogue.ITEMS.values() for code in items]
        headings = {code[:end] for code in codes for end in (3, 5)}

        assert len({*codes}) == len(codes)
        assert headings <= {*catalogue.NAMES}
        assert {code[:3] for code in catalogue.ECONOMIC_ITEMS} <= {*catalogue.NAMES}
        assert {*catalogue.PAYS_FOR.values()} <= {*catalogue.ECONOMIC_ITEMS}

    def test_no_class_of_another_budget_is_in_form_05(self) -> None:
        general = catalogue.ITEMS[catalogue.GENERAL_PUBLIC]

        assert {"223", "234"}.isdisjoint(code[:3] for code in general)


@pytest.fixture(scope="module")
def drawn() -> list[Printed]:
    return pool(strategies.printed_accounts(forms=tuple(FORMS)), 120)


def has_a_cell(text: object, form: str = "revenue") -> Callable[[Printed], bool]:
    return lambda one: one[form]["total"].get("rev_business") == text


class TestWhatIsDrawn:
    """*What real accounts have.*"""

    @pytest.mark.parametrize(
        "is_so",
        [
            pytest.param(has_a_cell("0.00"), id="zeros"),
            pytest.param(has_a_cell("-"), id="dashes"),
            pytest.param(has_a_cell(""), id="blanks"),
            pytest.param(has_a_cell(None), id="cells left out"),
            pytest.param(lambda one: "state_capital" not in one, id="no form 09"),
            pytest.param(
                lambda one: one.get("state_capital", {}).get("lines"), id="form 09"
            ),
            pytest.param(
                lambda one: (
                    one["government_funds"]["lines"]
                    if "government_funds" in one
                    else None
                ),
                id="funds",
            ),
            pytest.param(
                lambda one: (
                    len(one["revenue"]["lines"]) > len(one["expenditure"]["lines"])
                ),
                id="money that was kept",
            ),
            pytest.param(
                lambda one: any(
                    "," in line.get("total", "") for line in one["revenue"]["lines"]
                ),
                id="commas",
            ),
        ],
    )
    def test_some_accounts_have(
        self, drawn: list[Printed], is_so: Callable[[Printed], object]
    ) -> None:
        assert any(map(is_so, drawn))

    def test_the_simplest_have_one_item_and_round_numbers(self) -> None:
        drawn = strategies.printed_accounts(forms=["expenditure"])
        found = find(drawn, lambda _: True, settings=PLAINLY)
        expenditure: Any = found["expenditure"]

        assert {"201", "20103", "2010301"} == {
            line["code"] for line in expenditure["lines"]
        }
        assert "100.00" == expenditure["total"]["total"]

    def test_only_forms_that_are_asked_for_are_drawn(self) -> None:
        (found,) = pool(strategies.printed_accounts(forms=["revenue", "basic"]), 1)

        assert {"entity", "year", "revenue", "basic"} == {*found}

    def test_as_many_items_are_drawn_as_asked_for(self) -> None:
        (found,) = pool(strategies.accounts(min_items=30, max_items=30), 1)

        assert found.revenue is not None
        assert found.revenue_expenditure is not None
        assert 10 <= len(found.revenue_expenditure.classes or ())

    @pytest.mark.parametrize(
        ("asked", "problem"),
        [
            ({"forms": ["revenues"]}, "there are no forms revenues"),
            ({"min_items": 0}, "min_items=0 and max_items=6 are not from 1 to"),
            ({"min_items": 3, "max_items": 2}, "min_items=3 and max_items=2"),
            ({"unit": "件"}, "is a thing, and not a currency"),
            ({"decimals": 2.5}, "is not a whole number"),
        ],
    )
    def test_wrong_arguments_are_refused_when_drawn(
        self, asked: dict[str, Any], problem: str
    ) -> None:
        strategy = strategies.printed_accounts(**asked)

        with pytest.raises(InvalidArgument, match=problem):
            find(strategy, lambda _: True, settings=PLAINLY)


class TestTheHouse:
    def test_without_hypothesis_it_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "hypothesis", None)
        monkeypatch.delitem(sys.modules, strategies.__name__)

        with pytest.raises(MissingExtraError, match=r'install "budgetcheck\[test\]"'):
            importlib.import_module(strategies.__name__)

    @pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
    def test_nothing_is_drawn_and_thrown_away(self, module: Path) -> None:
        assert set() == WASTEFUL & {*called(module)}

    def test_no_strategy_is_filtered(self) -> None:
        strategy = strategies.accounts()
        strategy.validate()

        assert ".filter(" not in repr(strategy)


def called(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name | ast.Attribute):
            yield node.id if isinstance(node, ast.Name) else node.attr
