"""The rules of the nine forms, each with its own examples."""

import re

import attrs
import pytest
from tests.cn_accounts.nine_forms import report_on

import budgetcheck as bc
from budgetcheck.cn_accounts import RULES, Accounts, labels_of
from budgetcheck.cn_accounts.examples import examples_of
from budgetcheck.cn_accounts.fields import FORMS
from budgetcheck.cn_accounts.pairs import origins_of
from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.conditions import named_paths
from budgetcheck.language.examples import nested
from budgetcheck.language.fields import GroupField, RowsField
from budgetcheck.language.nesting import names_in
from budgetcheck.language.notation import parse_condition
from budgetcheck.language.paths import Step
from budgetcheck.language.shapes import figure_paths, shape_of

EVERY_RULE = pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
# Some provinces print them beside the three, and no relation of theirs was seen.
WITHOUT_RULE = {
    f"three_public.{phase}.{name}"
    for phase in ("budget", "outturn")
    for name in ("conferences", "training")
}


@EVERY_RULE
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
    number = rule.id.split(".")[1].removeprefix("form")
    form = FORMS[number]

    assert re.fullmatch(r"cn\.form0\d\.[a-z0-9_]+\.[a-z0-9_]+", rule.id)
    assert rule.titled("en").startswith(f"{form.en}: ")
    assert rule.titled("zh").startswith(f"{form.zh}：")
    assert f"{form.code} {form.zh}: " in rule.source
    assert re.search(r"\. Evidence: \S", rule.source)
    assert "{" not in "".join((rule.titled("en"), rule.titled("zh"), rule.source))


def test_rules_stand_in_the_order_of_the_forms() -> None:
    forms = [rule.id.split(".")[1] for rule in RULES]

    assert sorted(forms) == forms
    assert {f"form{number}" for number in FORMS} == set(forms)


def test_no_two_rules_say_the_same() -> None:
    assert len(RULES) == len({rule.condition for rule in RULES})
    assert len(RULES) == len({rule.titled("en") for rule in RULES})
    assert len(RULES) == len({rule.titled("zh") for rule in RULES})


def test_the_rules_know_the_class() -> None:
    assert RULES.for_(Accounts).rules is RULES


def test_every_amount_is_under_a_rule_or_on_a_short_list() -> None:
    amounts = {path for path in figure_paths(Accounts) if not _is_chosen(path)}
    said = {
        names_in(path)
        for rule in RULES
        for named in named_paths(rule.condition)
        for printed in origins_of(Accounts, named)
        for path in (printed, bc.Path(tuple(_printed(printed.steps))))
    }
    without = {one for one in amounts if tuple(re.split(r"[\[\]*.]+", one)) not in said}

    assert WITHOUT_RULE == without
    assert len(without) <= 0.05 * len(amounts)


def _printed(steps: tuple[Step, ...]) -> list[Step]:
    """Return the steps with the rows of `lines` for those that are chosen of them."""
    return ["lines" if str(one).endswith("classes") else one for one in steps]


def _is_chosen(path: str) -> bool:
    form, _, rest = path.partition(".")
    field = shape_of(Accounts).fields[form.removesuffix("[*]")]
    if isinstance(field, RowsField):
        return True
    assert isinstance(field, GroupField)
    return rest.split("[")[0] not in shape_of(field.of).arguments and "[" in rest


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
    across = [rule for rule in RULES if re.search(r"_form\d\d$", rule.id)]

    assert {bc.Level.NOTE} == {
        dict(rule.levels)[bc.Verdict.STRAINED] for rule in across
    }
    for rule in across:
        assert len(forms_of(rule)) > 1
    for rule in {*RULES} - {*across}:
        assert len(forms_of(rule)) == 1


def forms_of(rule: bc.Rule) -> set[Step]:
    return {
        printed.steps[0]
        for path in named_paths(rule.condition)
        for printed in origins_of(Accounts, path)
    }


@pytest.mark.parametrize("said", ["basic.a = basic.b / basic.c", "basic.a = 5万元"])
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
