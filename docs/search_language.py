"""The search index of these pages: English by its words, Chinese by `chinese_search`.

A page in `zh` says to browsers and readers aloud that it is in Chinese.
"""

from chinese_search import SPLITTER, indexed
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish


class SearchBoth(SearchEnglish):
    """Indexes both languages, and cuts questions in the browser as texts were cut."""

    lang = "en-zh"
    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:  # noqa: A002 (Sphinx calls it so)
        """Return what a text is found by."""
        return indexed(input)

    def stem(self, word: str) -> str:
        """Return the stem of an English word; Chinese has none."""
        return super().stem(word) if word.isascii() else word


def name_language(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, object],
    doctree: nodes.document | None,
) -> None:
    """Tell the page's template in which language it is."""
    del app, template, doctree
    if page.startswith("zh/"):
        context["language"] = "zh-CN"


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the language to Sphinx."""
    app.add_search_language(SearchBoth)
    app.connect("html-page-context", name_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
