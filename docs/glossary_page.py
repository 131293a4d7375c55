"""The glossary as a page: `{glossary-part} terms`, `verdicts` or `names`."""

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from glossary_terms import Term, names, terms, verdicts
from sphinx.application import Sphinx


def explained() -> nodes.definition_list:
    """Write each term in both languages, and what it means in both."""
    return nodes.definition_list("", *map(_item, terms()))


def _item(term: Term) -> nodes.definition_list_item:
    name = nodes.term("", "", nodes.strong("", term.zh), nodes.Text(f" · {term.en}"))
    if term.field:
        name += [nodes.Text(" · "), nodes.literal("", term.field)]
    said = (nodes.paragraph("", text) for text in (term.meant_en, term.meant_zh))
    return nodes.definition_list_item("", name, nodes.definition("", *said))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> nodes.table:
    """Write rows under heads."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=1) for _ in heads]
    group += nodes.thead("", _row(heads))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group)


def _row(texts: Sequence[str]) -> nodes.row:
    return nodes.row(
        "", *(nodes.entry("", nodes.paragraph("", text)) for text in texts)
    )


PARTS: dict[str, Callable[[], nodes.Node]] = {
    "terms": explained,
    "verdicts": lambda: table(("Verdict", "中文", "English"), verdicts()),
    "names": lambda: table(("中文", "English", "Field"), names()),
}


class GlossaryPart(Directive):
    """Writes one part of the glossary."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return it."""
        return [PARTS[directives.choice(self.arguments[0], tuple(PARTS))]()]


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive to Sphinx."""
    app.add_directive("glossary-part", GlossaryPart)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
