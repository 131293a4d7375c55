"""Rule sets that can be obeyed: each rule says what a figure is that none has named.

Sums, balances, of-which, ratios, changes, lists, hierarchies, guards and alternatives,
over figures that earlier rules may have named.
"""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

import budgetcheck as bc
from budgetcheck.strategies import figures_obeying

GIVEN = ("a", "b", "c", "d")
SHARES = (
    "{new} = {part} / {whole}",
    "{new} = {part} / {whole} - 1",
    "{new} = 1 - {part} / {whole}",
    "{new} = {part} / ({whole} - {part})",
    "{new} = {part} / ({part} + {whole})",
    "{new} = ({part} + {other}) / ({whole} + {other})",
    "{new} = ({part} - {whole}) / {whole}",
)
ROWS = (
    "tree(lines[*].x by code)",
    "{new} = sum(lines[*].x)",
    "{new} + {part} = sum(lines[*].x) - sum(lines[*].y)",
    "lines[*].{new} = lines[*].x / lines[*].y",
    "lines[i].{new} = lines[i].x / sum(lines[*].x)",
    "lines[*].{new} = lines[*].x - lines[*].y",
    "lines[*].{new} = lines[*].x / lines[*].y - 1",
    "lines[*].x <= {new}",
    "sum(lines[*].x) + sum(lines[*].y) <= {new}",
    "when lines[*].x > 0 then lines[*].x <= lines[*].{new}",
)
OTHER = (
    "{part} + {other} <= {new}",
    "{new} >= {part} - {whole}",
    "{new} < {part}",
    "{new} > {part} + {whole} or {new} = {part}",
    "when {part} > {whole} then {new} = {part} - {whole}",
    "when {part} <= {whole} then {new} = {other} and {new} <= {other}",
    "when {part} = {whole} then {new} = 2 * {other}",
    "{new} = {part} and {new} - {part} <= {other} - {other}",
)


@attrs.define
class _Drawing:
    draw: st.DrawFn
    known: list[str]

    def name(self) -> str:
        return self.draw(st.sampled_from(self.known))

    def sum(self, new: str) -> str:
        parts = self.draw(st.lists(self.term(), min_size=1, max_size=4))
        text = "".join(parts)
        right = text.removeprefix(" + ").removeprefix(" ")
        return self.draw(st.sampled_from((f"{new} = {right}", f"{right} = {new}")))

    def term(self) -> st.SearchStrategy[str]:
        factors = ("", "", "", "2 * ", "0.5 * ", "1/3 * ")
        return st.builds(
            lambda sign, factor, name: f" {sign} {factor}{name}",
            st.sampled_from("++-"),
            st.sampled_from(factors),
            st.sampled_from(self.known),
        )

    def rule(self, new: str) -> str:
        kind = self.draw(st.sampled_from(("sum", "sum", *SHARES, *ROWS, *OTHER)))
        text = (
            self.sum(new)
            if kind == "sum"
            else kind.format(
                new=new, part=self.name(), whole=self.name(), other=self.name()
            )
        )
        # A ratio and a cell of a row are no amounts of the document.
        if kind not in SHARES and "[*]" not in text:
            self.known.append(new)
        return text


@st.composite
def rules(draw: st.DrawFn, *, max_rules: int = 5) -> tuple[str, ...]:
    """Draw the notations of rules that some figures obey together."""
    drawing = _Drawing(draw, [*GIVEN])
    many = draw(st.integers(0, max_rules - 1))
    # One rule, whatever rows there are, so that there is a number to be wrong.
    found = [
        "a + b = c and b > 0",
        *(drawing.rule(f"n{number}") for number in range(many)),
    ]
    return tuple(dict.fromkeys(found))


def documents(*, max_rules: int = 5) -> st.SearchStrategy[bc.Document]:
    """Draw rules, and an honest document that obeys them."""
    return rules(max_rules=max_rules).flatmap(
        lambda texts: figures_obeying(*texts, max_rows=4)
    )
