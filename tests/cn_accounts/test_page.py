"""The page of the pack names every rule, and none that there is not."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

from budgetcheck.cn_accounts import RULES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "chinese-accounts.md"
NAMED = set(re.findall(r"`(cn\.[^`]*)`", PAGE.read_text(encoding="utf-8")))


def test_every_rule_is_on_the_page() -> None:
    ids = [rule.id for rule in RULES]

    assert [] == [one for one in ids if not any(fnmatchcase(one, at) for at in NAMED)]


def test_every_rule_on_the_page_is_there() -> None:
    ids = [rule.id for rule in RULES]

    assert [] == [at for at in NAMED if not any(fnmatchcase(one, at) for one in ids)]
