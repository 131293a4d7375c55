"""The rules of a standard as a page: `{rule-catalogue} NAME`, made as it is built.

Each rule has an anchor that is its id, as reports print it: what it says, its
notation and source, and an example that breaks it with the message in both languages.
"""

from collections.abc import Iterator

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from budgetcheck import Finding, Rule, Verdict
from budgetcheck.standards import Standard, check_example, standard_named
from budgetcheck.wording import label, word

_LANGUAGES = ("en", "zh")


class RuleCatalogue(Directive):
    """Writes a section for each form, and in it an entry for each of its rules."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        standard = standard_named(self.arguments[0])
        by_form: dict[str, list[Rule]] = {}
        for rule in standard.rules:
            by_form.setdefault(_form_of(rule), []).append(rule)
        return [_section(standard, form, rules) for form, rules in by_form.items()]


def _form_of(rule: Rule) -> str:
    """Return the form that a rule is titled by, which is what its id is grouped by."""
    return rule.id.split(".")[1]


def _section(standard: Standard, form: str, rules: list[Rule]) -> nodes.section:
    english, chinese = (_before(rules[0].titled(lang)) for lang in _LANGUAGES)
    section = nodes.section(ids=[form], names=[form])
    section += nodes.title("", f"{english} ({chinese})")
    section += nodes.paragraph("", f"{len(rules)} rules: cn.{form}.*")
    for rule in rules:
        section += _entry(standard, rule)
    return section


def _before(title: str) -> str:
    return title.replace("：", ": ").partition(": ")[0]


def _entry(standard: Standard, rule: Rule) -> nodes.container:
    entry = nodes.container(ids=[rule.id], classes=["rule"])
    entry += _line(nodes.strong("", "", nodes.literal("", rule.id)))
    titles = (nodes.line("", rule.titled(lang)) for lang in _LANGUAGES)
    entry += nodes.line_block("", *titles)
    entry += nodes.literal_block(rule.notation, rule.notation, language="text")
    level = label("rule_level", "en", level=label(rule.level.value, "en"))
    entry += _line(nodes.Text(level))
    entry += _line(nodes.Text(rule.source))
    for finding in _broken(standard, rule):
        entry += _line(nodes.Text("Broken: "), nodes.literal("", finding.filled))
        entry += nodes.bullet_list("", *_messages(finding))
    return entry


def _line(*pieces: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *pieces)


def _broken(standard: Standard, rule: Rule) -> Iterator[Finding]:
    for finding in check_example(standard, rule.id, "breaks"):
        if finding.verdict is Verdict.CONTRADICTION:
            yield finding


def _messages(finding: Finding) -> Iterator[nodes.list_item]:
    for lang in _LANGUAGES:
        said = word(finding, lang)
        text = " ".join(part for part in (said.what, said.why) if part)
        yield nodes.list_item("", _line(nodes.Text(text)))


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive to Sphinx."""
    app.add_directive("rule-catalogue", RuleCatalogue)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
