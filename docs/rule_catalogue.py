"""The rules of a standard as a page: `{rule-catalogue} NAME`, made as it is built.

Each rule is a section whose title and anchor are its id, as reports print it, so that
the search leads there; with `:lang: zh` its pieces are named and told in Chinese.
"""

from typing import ClassVar

from catalogue_entries import NAMES, Entry, by_form, entry, heading
from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.application import Sphinx

from budgetcheck import Rule
from budgetcheck.standards import Standard, standard_named
from budgetcheck.wording import LANGUAGES, Language


class RuleCatalogue(Directive):
    """Writes a section for each form, and in it an entry for each of its rules."""

    required_arguments = 1
    option_spec: ClassVar = {"lang": lambda text: directives.choice(text, LANGUAGES)}

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        standard = standard_named(self.arguments[0])
        return [
            self.section(standard, form, rules)
            for form, rules in by_form(standard).items()
        ]

    @property
    def lang(self) -> Language:
        """The language of the page."""
        lang: Language = self.options.get("lang", "en")
        return lang

    def section(
        self, standard: Standard, form: str, rules: list[Rule]
    ) -> nodes.section:
        """Write the rules of one form."""
        section = nodes.section(ids=[form], names=[form])
        section += nodes.title("", heading(rules, self.lang))
        count = NAMES[self.lang]["rules"].format(count=len(rules), form=form)
        section += nodes.paragraph("", count)
        for rule in rules:
            section += written(entry(standard, rule, self.lang), self.lang)
        return section


def written(one: Entry, lang: Language) -> nodes.section:
    """Return an entry as nodes."""
    section = nodes.section(ids=[one.id], names=[one.id], classes=["rule"])
    section += nodes.title("", "", nodes.literal("", one.id))
    fields = nodes.field_list()
    codes = {NAMES[lang]["notation"], NAMES[lang]["example"]}
    for name, texts in one.pieces(lang):
        body = nodes.field_body()
        for text in texts:
            piece = nodes.literal("", text) if name in codes else nodes.Text(text)
            body += nodes.paragraph("", "", piece)
        fields += nodes.field("", nodes.field_name("", name), body)
    section += fields
    return section


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive to Sphinx."""
    app.add_directive("rule-catalogue", RuleCatalogue)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
