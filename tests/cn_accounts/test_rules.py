"""The rules of the accounts, each with its own examples."""

import re

import attrs
import pytest
from tests.cn_accounts.nine_forms import report_on
from tests.untraced import untraced

import budgetcheck as bc
from budgetcheck.cn_accounts import RULES, Accounts, labels_of
from budgetcheck.cn_accounts.pairs import origins_of
from budgetcheck.cn_accounts.rules.examples import examples_of
from budgetcheck.cn_accounts.rules.saying import PRINTED_IN
from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.conditions import named_paths
from budgetcheck.language.examples import nested
from budgetcheck.language.fields import GroupField, RowsField
from budgetcheck.language.nesting import names_in
from budgetcheck.language.notation import parse_condition
from budgetcheck.language.paths import Step
from budgetcheck.language.shapes import figure_paths, shape_of

EVERY_RULE = pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
# No relation of theirs was seen: what things cost is in no proportion to their number.
WITHOUT_RULE = {
    *(f"three_public.budget.{name}" for name in ("conferences", "training")),
    "narrative.three_public.vehicles_bought",
    *(f"narrative.general_expenses.{name}" for name in ("trainees", "events")),
    *(f"narrative.state_assets.{name}_equipment" for name in ("general", "special")),
}


@EVERY_RULE
@untraced()
def test_the_example_that_holds_does(rule: bc.Rule) -> None:
    verdicts = {one.verdict for one in report_on(nested(rule.holds), rule.id)}

    assert any(verdict.holds for verdict in verdicts)
    assert bc.Verdict.CONTRADICTION not in verdicts


@EVERY_RULE
def test_the_example_that_breaks_is_a_contradiction(rule: bc.Rule) -> None:
    report = report_on(nested(rule.breaks), rule.id)
    contradicted = [one for one in report if one.verdict is bc.Verdict.CONTRADICTION]

    assert [rule.level] == [one.level for one in contradicted]


@EVERY_RULE
def test_no_example_has_a_negative_amount(rule: bc.Rule) -> None:
    assert not any(value.startswith("-") for _, value in (*rule.holds, *rule.breaks))


@EVERY_RULE
def test_every_rule_says_what_it_is_about(rule: bc.Rule) -> None:
    form = PRINTED_IN[rule.id.split(".")[1]]

    assert re.fullmatch(r"cn\.[a-z]+(\d\d)?\.[a-z0-9_]+\.[a-z0-9_]+", rule.id)
    assert rule.titled("en").startswith(f"{form.en}: ")
    assert rule.titled("zh").startswith(f"{form.zh}：")
    assert f"{form.code} {form.zh}: " in rule.source
    assert re.search(r"\. Evidence: \S", rule.source)
    assert "{" not in "".join((rule.titled("en"), rule.titled("zh"), rule.source))


def test_rules_stand_in_the_order_of_the_forms() -> None:
    forms = dict.fromkeys(rule.id.split(".")[1] for rule in RULES)

    assert list(PRINTED_IN) == list(forms)
    assert 9 + 14 + 1 == len(forms)


def test_no_two_rules_say_the_same() -> None:
    assert len(RULES) == len({rule.condition for rule in RULES})
    assert len(RULES) == len({rule.titled("en") for rule in RULES})
    assert len(RULES) == len({rule.titled("zh") for rule in RULES})


def test_the_rules_know_the_class() -> None:
    assert RULES.for_(Accounts).rules is RULES


def test_every_amount_is_under_a_rule_or_on_a_short_list() -> None:
    figures = {
        tuple(one for one in re.split(r"[\[\]*.]+", path) if one): path
        for path in figure_paths(Accounts)
    }
    amounts = {path for names, path in figures.items() if _is_given(names)}
    said = {
        names_in(path)
        for rule in RULES
        for named in named_paths(rule.condition)
        for printed in origins_of(Accounts, named)
        for path in (printed, bc.Path(tuple(_printed(printed.steps))))
    }
    without = {path for names, path in figures.items() if names not in said} & amounts

    assert WITHOUT_RULE == without
    assert len(without) <= 0.05 * len(amounts)


def _printed(steps: tuple[Step, ...]) -> list[Step]:
    """Return the steps with the rows of `lines` for those that are chosen of them."""
    return ["lines" if str(one).endswith("classes") else one for one in steps]


def _is_given(names: tuple[str, ...]) -> bool:
    """Say whether a figure is read, and not one that the document chooses itself."""
    cls: type = Accounts
    for name in names:
        shape = shape_of(cls)
        if name not in shape.arguments:
            return False
        field = shape.fields[name]
        cls = field.of if isinstance(field, GroupField | RowsField) else cls
    return True


def test_every_field_has_its_label() -> None:
    classes: list[type] = [Accounts]
    for cls in classes:
        labels, shape = labels_of(cls), shape_of(cls)

        assert {*shape.arguments} == {*labels}
        assert all(label.zh and label.en for label in labels.values())

        nested_in = (shape.fields[name] for name in labels)
        classes += [
            one.of for one in nested_in if isinstance(one, GroupField | RowsField)
        ]


def test_state_capital_has_its_form_since_2019() -> None:
    early = {rule.id for rule in RULES if not rule.in_edition(2018)}

    assert "cn.form09.totals.sum" in early
    assert "cn.form08.totals.sum" not in early


def test_what_another_form_says_differently_by_one_unit_is_a_note() -> None:
    elsewhere = r"_((form|text)\d\d|evaluation)$"
    across = [rule for rule in RULES if re.search(elsewhere, rule.id)]

    assert {bc.Level.NOTE} == {
        dict(rule.levels)[bc.Verdict.STRAINED] for rule in across
    }
    for rule in across:
        assert len(forms_of(rule)) > 1
    for rule in {*RULES} - {*across}:
        assert len(forms_of(rule)) == 1


def forms_of(rule: bc.Rule) -> set[object]:
    return {
        printed.steps[: 2 if printed.steps[0] == "narrative" else 1]
        for path in named_paths(rule.condition)
        for printed in origins_of(Accounts, path)
    }


@pytest.mark.parametrize(
    "said",
    [
        "basic.exp_personnel > 0 or basic.exp_goods_services > 0",
        "basic.exp_personnel > 0 and basic.exp_goods_services > 0",
    ],
)
def test_no_example_is_worked_out_of_other_rules(said: str) -> None:
    with pytest.raises(InvalidRuleError, match="an example is worked out of"):
        examples_of(parse_condition(said))


def test_accounts_cannot_be_given_what_they_choose_themselves() -> None:
    with pytest.raises(bc.UnreadableFileError) as refused:
        bc.read(Accounts, {"revenue": {"classes": []}})

    assert "'classes' is not known here" in str(refused.value.exceptions[0])


def test_accounts_hash_and_compare() -> None:
    accounts = bc.read(Accounts, {"entity": "某局"})

    assert accounts == attrs.evolve(accounts)
    assert hash(accounts) == hash(attrs.evolve(accounts))
