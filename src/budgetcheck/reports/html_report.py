"""The HTML report: one page for an auditor, which asks nothing of any network.

What documents say goes through `markup`, where every text is inert. The style and
the script are our own files, the only ones that the page allows, by their hashes.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from xml.etree.ElementTree import Element

import attrs

from budgetcheck.language.reports import Report
from budgetcheck.language.verdicts import Level
from budgetcheck.reports.causes import Causes, Diagnosed, paired
from budgetcheck.reports.html_documents import Document
from budgetcheck.reports.html_findings import Cards
from budgetcheck.reports.markup import own, tag, tell_languages, unique, written
from budgetcheck.wording import label

_TAGS = {"en": "en", "zh": "zh-Hans"}
_MAIN = "page:main"
_LEVELS = {
    Level.ERROR: "count_errors",
    Level.WARNING: "count_warnings",
    Level.NOTE: "count_notes",
    Level.NONE: "none",
}


def render_html(
    reports: Iterable[Report],
    *,
    version: str,
    diagnoses: Diagnosed | None = None,
    lang: str = "en",
    catalogue: str = "",
) -> str:
    r"""Write reports as one page of HTML, the same for the same figures and rules.

    Shape: a whole page that asks for nothing outside it, for a screen of any width,
    light or dark, or for paper. Each finding has its name as `id`, so that it can be
    linked to. What documents say is text and nothing else.

    Args:
        reports: One report per document.
        version: The version of budgetcheck that made them.
        diagnoses: What is wrong in each, or None where that was not asked.
        lang: `en` or `zh`.
        catalogue: The page that tells more of each rule, if there is one: `render()`.

    Raises:
        InvalidConventionError: There are no sentences in this language.
        UnwritableError: The catalogue is no page to link to.

    Example:
        >>> from budgetcheck.checking import check
        >>> report = check({"a": "1", "b": "3"}, {"x.same": "a = b"})
        >>> page = render_html([report], version="1")
        >>> page[:32], '<article id="x.same"' in page
        ('<!DOCTYPE html>\n<html lang="en">', True)
    """
    pairs = paired(reports, diagnoses)
    page = _Page(
        reports=tuple(report for report, _ in pairs),
        causes=tuple(causes for _, causes in pairs),
        version=version,
        lang=lang,
        catalogue=catalogue,
    )
    whole = page.whole()
    if lang != "zh":
        tell_languages(whole)
    return f"<!DOCTYPE html>\n{written(whole)}\n"


@attrs.frozen(kw_only=True)
class _Page:
    reports: tuple[Report, ...]
    causes: tuple[Causes, ...]
    version: str
    lang: str
    catalogue: str

    def say(self, key: str, **values: object) -> str:
        return label(key, self.lang, **values)

    @property
    def is_one(self) -> bool:
        return len(self.reports) == 1

    @property
    def title(self) -> str:
        if self.is_one:
            return self.titled(self.reports[0])
        return self.say("page.documents", count=len(self.reports))

    def titled(self, report: Report) -> str:
        return report.title or report.name or self.say("page.title")

    def documents(self) -> tuple[Document, ...]:
        """Prepare each report, and an address for each of its findings."""
        addresses = unique(tuple(self.addresses()))
        return tuple(
            Document(
                report=report,
                causes=causes,
                cards=Cards(
                    lang=self.lang,
                    catalogue=self.catalogue,
                    depth=3 if self.is_one else 4,
                    anchors={id(one): next(addresses) for one in report},
                    rows_of=report.rows_of,
                ),
                name=f"page:{number}",
                is_one=self.is_one,
            )
            for number, (report, causes) in enumerate(
                zip(self.reports, self.causes, strict=True), 1
            )
        )

    def addresses(self) -> Iterator[str]:
        """Yield what each finding might be called on the page."""
        for number, report in enumerate(self.reports, 1):
            for one in report:
                # What begins with "page:" is an address of the page's own.
                is_own = one.name.startswith("page:")
                name = f"rule:{one.name}" if is_own else one.name
                yield name if self.is_one else f"{number}:{name}"

    def whole(self) -> Element:
        documents = self.documents()
        style, script = _text("report.css"), _text("report.js")
        allowed = {
            "default-src": "'none'",
            "style-src": _hash(style),
            "script-src": _hash(script),
            "base-uri": "'none'",
            "form-action": "'none'",
        }
        policy = "; ".join(map(" ".join, allowed.items()))
        return tag(
            "html",
            tag(
                "head",
                tag("meta", charset="utf-8"),
                tag("meta", http_equiv="Content-Security-Policy", content=policy),
                tag("meta", name="viewport", content="width=device-width"),
                tag("meta", name="color-scheme", content="light dark"),
                tag("title", self.title),
                own("style", style),
            ),
            tag("body", *self.body(documents), own("script", script)),
            lang=_TAGS[self.lang],
        )

    def body(self, documents: tuple[Document, ...]) -> Iterator[Element]:
        yield tag("a", self.say("page.skip"), href=f"#{_MAIN}", class_="skip")
        yield tag(
            "header",
            tag("p", self.say("page.title"), class_="eyebrow"),
            tag("h1", self.title),
            *(self.counts(documents[0]) if self.is_one else ()),
        )
        told = tuple(self.told(documents))
        yield self.contents(documents, told)
        yield self.controls()
        yield tag("main", *told, id=_MAIN, tabindex="-1")
        made_by = self.say("page.made_by", version=self.version)
        yield tag("footer", tag("p", made_by))

    def counts(self, document: Document) -> Iterator[Element]:
        """Write which file it was, and how much stands in it."""
        report, made = document.report, document.groups.made
        counts = self.say("counts", figures=len(report.figures), results=len(made))
        name = f"{report.name}: " if report.name else ""
        yield tag("p", name, counts, class_="counts")

    def told(self, documents: tuple[Document, ...]) -> Iterator[Element]:
        """Write every document, under a heading of its own if there are several."""
        for one in documents:
            if self.is_one:
                yield from one.sections()
            else:
                heading = tag("h2", self.titled(one.report), id=f"{one.name}:title")
                yield tag(
                    "section",
                    heading,
                    *self.counts(one),
                    *one.sections(),
                    id=one.name,
                    class_="document",
                    aria_labelledby=f"{one.name}:title",
                )

    def contents(
        self, documents: tuple[Document, ...], told: tuple[Element, ...]
    ) -> Element:
        """Link to what stands on the page: the sections, or the documents."""
        links = map(_link, told) if self.is_one else map(self.document_link, documents)
        items = (tag("li", link) for link in links)
        return tag("nav", tag("ul", *items), aria_label=self.say("page.contents"))

    def document_link(self, document: Document) -> Element:
        """Link to a document, and say how many errors and warnings it has."""
        counts = document.tallies()
        pieces = (
            tag("span", f"{self.say(f'page.count_{key}')} {counts[key]}", class_=key)
            for key in ("errors", "warnings")
            if counts[key]
        )
        spaced = (piece for one in pieces for piece in (" ", one))
        title = self.titled(document.report)
        return tag("a", title, *spaced, href=f"#{document.name}")

    def controls(self) -> Element:
        """Offer to show some findings only; the script shows what offers it."""
        boxes = (
            tag(
                "label",
                tag("input", type="checkbox", value=level.value, checked=""),
                " ",
                self.say(f"page.{_LEVELS[level]}"),
            )
            for level in Level
        )
        field = tag("input", type="search", id="page:search", autocomplete="off")
        shown = self.say("page.shown", shown="{shown}", total="{total}")
        return tag(
            "div",
            tag(
                "fieldset",
                tag("legend", self.say("page.show")),
                *boxes,
            ),
            tag("label", self.say("page.search"), " ", field, class_="search"),
            tag("output", id="page:shown", data_shown=shown, role="status"),
            id="page:controls",
            role="search",
            hidden="",
        )


def _link(section: Element) -> Element:
    """Link to a section by its heading, which stands first in it."""
    return tag("a", "".join(section[0].itertext()), href=f"#{section.get('id')}")


def _hash(text: str) -> str:
    digest = sha256(text.encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
