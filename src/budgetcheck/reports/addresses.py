"""Addresses: where a catalogue of rules tells more about a rule.

A catalogue is a page on which each rule of a standard has its id for an anchor, such
as the page that our own documentation makes. We know of no place where it is
published, so that whoever has one says where.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, urlsplit

from budgetcheck.errors import UnwritableError
from budgetcheck.language.rules import Rule

_WEB = frozenset({"http", "https"})
_LEFT_ALONE = "/:?&=%+,;~@!$*[]"


def catalogue_address(catalogue: str) -> str:
    """Return the address of a catalogue as a link has it.

    Args:
        catalogue: A page of the web, or a file, named from where the report will be.

    Raises:
        UnwritableError: It is neither, or leads to a place on a page already.

    Example:
        >>> catalogue_address("docs/规则.html")
        'docs/%E8%A7%84%E5%88%99.html'
        >>> catalogue_address("javascript:alert(1)")
        Traceback (most recent call last):
        ...
        budgetcheck.errors.UnwritableError: a link to 'javascript:alert(1)' cannot be...
    """
    if not _leads_to_a_page(catalogue):
        problem = "a catalogue is a page of http or https, or a file named from the "
        raise UnwritableError(f"a link to {catalogue!r}", problem + "report")
    return quote(catalogue, safe=_LEFT_ALONE)


def rule_address(catalogue: str, rule: Rule) -> str | None:
    """Return where a catalogue tells of a rule, or None if it does not.

    Shape: a rule that stands in a file, or has no id of its own, is in no catalogue.

    Example:
        >>> rule_address("rules.html", Rule("a = b", id="x.same"))
        'rules.html#x.same'
    """
    if not catalogue or rule.place.file or rule.id == rule.notation:
        return None
    return f"{catalogue_address(catalogue)}#{quote(rule.id, errors='replace')}"


def is_of_the_web(address: str) -> bool:
    """Say whether an address leads to the same page from everywhere."""
    return urlsplit(address).scheme in _WEB


def _leads_to_a_page(catalogue: str) -> bool:
    # Browsers drop some of these characters, and then read something else.
    named = catalogue.replace(" ", "")
    unseen = any(unicodedata.category(one)[0] in "CZ" for one in named)
    if unseen or "#" in catalogue or "\\" in catalogue:
        return False
    try:
        parts = urlsplit(catalogue)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in _WEB and bool(parts.netloc)
    # Before the first slash, a colon may end a scheme for one reader or another.
    first = catalogue.partition("/")[0]
    return bool(parts.path) and not parts.netloc and ":" not in first
