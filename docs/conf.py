"""How the pages in this folder become the documentation (Sphinx, without network).

Docstrings are read at run time, which is what shows the fields of attrs classes in
their signatures; `hooks` makes them readable.
"""

import sys
import zlib
from importlib.metadata import version as version_of
from pathlib import Path

HERE = Path(__file__).resolve().parent

project = "budgetcheck"
author = "The budgetcheck authors"
project_copyright = author
release = version = version_of("budgetcheck")

sys.path.append(str(HERE))  # for the extensions that stand beside this file
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "rule_catalogue",
    "glossary_page",
    "search_language",
    "hooks",  # the last, because it listens to the others
]
exclude_patterns = ["inventories"]
default_role = "code"
nitpicky = True
# These stand in signatures, and are no public names: nobody builds them by hand.
nitpick_ignore = [
    ("py:class", f"budgetcheck.{name}")
    for name in (
        "frames.givens.Given",
        "frames.long.Lines",
        "frames.results.Answers",
        "frames.summaries.Counted",
        "language.captions.Caption",
        "language.evidence.Details",
        "language.findings.Conclusion",
        "language.paths.Every",
        "language.paths.Index",
        "language.paths.Key",
        "language.paths.Row",
    )
]
# Hypothesis has no page for its errors.
nitpick_ignore += [("py:exc", "InvalidArgument")]
maximum_signature_line_length = 130  # with the full names of its types
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = f"budgetcheck {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_sphinx = False
html_search_language = "en-zh"  # `search_language`
html_search_scorer = str(HERE / "search_scorer.js")

myst_heading_anchors = 3

autodoc_default_options = {
    "members": True,
    "member-order": "bysource",
    "special-members": "__call__",
    # Members of our own ancestors are shown, and these ancestors' are not.
    "inherited-members": "BaseException, BaseExceptionGroup, Enum, Generic, Mapping,"
    "ReprEnum, StrEnum, object, str",
}
napoleon_custom_sections = [("Attributes", "params_style")]
napoleon_numpy_docstring = False


# --- names of other projects ------------------------------------------------------


def inventory(name: str) -> str:
    """Build the inventory that intersphinx reads from the names in use; its path."""
    lines = (HERE / "inventories" / f"{name}.txt").read_text(encoding="utf-8")
    built = HERE.parent / "build" / "inventories" / f"{name}.inv"
    built.parent.mkdir(parents=True, exist_ok=True)
    head = f"# Sphinx inventory version 2\n# Project: {name}\n# Version: \n"
    note = "# The remainder of this file is compressed using zlib.\n"
    built.write_bytes((head + note).encode() + zlib.compress(lines.encode()))
    return str(built)


intersphinx_mapping = {
    "python": ("https://docs.python.org/3", inventory("python")),
    "hypothesis": (
        "https://hypothesis.readthedocs.io/en/latest",
        inventory("hypothesis"),
    ),
    "moneyed": ("https://py-moneyed.readthedocs.io/en/latest", inventory("moneyed")),
}
