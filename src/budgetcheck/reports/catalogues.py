"""Catalogues: the rules of a standard form by form, and which standards there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from budgetcheck.language.captions import caption_of
from budgetcheck.language.conditions import named_paths
from budgetcheck.language.rules import Rule
from budgetcheck.language.safety import safe
from budgetcheck.language.shapes import shape_of
from budgetcheck.language.standards import Standard
from budgetcheck.reports.blocks import BOLD
from budgetcheck.reports.explaining import Explainer


def render_catalogue(
    standard: Standard,
    *,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write the rules of a standard for people, form by form.

    Raises:
        InvalidConventionError: There are no labels in this language.

    Example:
        >>> from budgetcheck.entities import BudgetTable
        >>> from budgetcheck.language.rules import RuleSet
        >>> rules = RuleSet((Rule("tree(lines[*].outturn by code)", id="x.tree"),))
        >>> standard = Standard(name="x", entity=BudgetTable, rules=rules)
        >>> print(render_catalogue(standard))
        x
        Rules: 1
        <BLANKLINE>
        lines
        <BLANKLINE>
        x.tree
          tree(lines[*].outturn by code)
          Level if it fails: ERROR.
        <BLANKLINE>
    """
    catalogue = _Catalogue(lang=lang, width=width, colour=colour)
    return "\n".join(catalogue.lines(standard)) + "\n"


def render_standards(
    standards: Iterable[Standard],
    *,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write which standards there are: name, title, editions, and how many rules.

    Raises:
        InvalidConventionError: There are no labels in this language.

    Example:
        >>> print(render_standards(()), end="")
        No standards are installed.
    """
    catalogue = _Catalogue(lang=lang, width=width, colour=colour)
    texts = ["\n".join(catalogue.head(one)) for one in standards]
    return "\n\n".join(texts or [catalogue.say("no_standards")]) + "\n"


@attrs.frozen(kw_only=True)
class _Catalogue(Explainer):
    def lines(self, standard: Standard) -> Iterator[str]:
        yield from self.head(standard)
        for form, rules in _by_form(standard).items():
            heading = self.heading(standard.entity, form)
            yield ""
            yield from self.wrap(safe(heading), code=BOLD)
            for rule in rules:
                yield ""
                yield from self.rule(rule)

    def head(self, standard: Standard) -> Iterator[str]:
        title, name = standard.titled(self.lang), safe(standard.name)
        yield from self.wrap(f"{safe(title)}  [{name}]" if title else name, code=BOLD)
        if standard.editions is not None:
            years = ("、" if self.lang == "zh" else ", ").join(
                map(str, standard.editions)
            )
            yield from self.wrap(self.say("editions", years=years))
        yield self.say("rules_count", count=len(standard.rules))

    def heading(self, cls: type, form: str) -> str:
        if not form:
            return self.say("across")
        caption = caption_of(cls, form)
        label = caption.in_language(self.lang)
        named = label if label == form else f"{label}  [{form}]"
        return f"{caption.form}  {named}" if caption.form else named


def _by_form(standard: Standard) -> dict[str, list[Rule]]:
    """Return rules by the form that they are about, in its order; "" for several."""
    cls: type = standard.entity
    found: dict[str, list[Rule]] = {name: [] for name in (*shape_of(cls).fields, "")}
    for rule in standard.rules:
        forms = {str(path.steps[0]) for path in named_paths(rule.condition)}
        found.setdefault("" if len(forms) > 1 else forms.pop(), []).append(rule)
    return {form: rules for form, rules in found.items() if rules}
