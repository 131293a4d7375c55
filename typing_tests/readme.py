"""The code of README.md on one's own classes, word for word; checked, never run."""
# ruff: noqa: E401, I001 (as the README has it)

import attrs, budgetcheck as bc


@attrs.frozen
class Spending:
    total: bc.Amount
    basic: bc.Amount
    project: bc.Amount
    share: bc.Stated  # Percent | Word | NotComputable | Missing


RULES = bc.rules("total = basic + project", "share = basic / total")
doc = bc.read(
    Spending,
    {"total": "98.34", "basic": "60.80", "project": "37.54", "share": "61.83%"},
    unit="万元",
    decimals=2,
)
RULES.for_(Spending)(doc).raise_if("error")
bc.check(
    {"total": "98.34", "basic": "60.80", "project": "37.55"},
    ["total = basic + project"],
    unit="万元",
    decimals=2,
)
