"""Long frames: a line in a row, and the lines of a document told by what they share.

Rules have one list, `lines[*].actual`, whose rows are those of the frame. Figures
without a list, `total.actual`, stand in another frame, with a document in a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import narwhals as nw

from budgetcheck.errors import InvalidRuleError, UnsupportedRuleError
from budgetcheck.frames.arithmetic import equal
from budgetcheck.frames.cells import Cell
from budgetcheck.frames.documents import (
    GIVEN,
    beside,
    refuse_twice,
    where_given,
    with_others,
)
from budgetcheck.frames.engines import Frame
from budgetcheck.frames.explaining import document_of_lines
from budgetcheck.frames.givens import Given, sources_in
from budgetcheck.frames.grouping import Sums
from budgetcheck.frames.judging import Judge
from budgetcheck.frames.layouts import NOTHING, as_it_is
from budgetcheck.frames.lists import (
    flattened,
    in_row,
    is_of_rows,
    list_of,
)
from budgetcheck.frames.numbers import given
from budgetcheck.frames.outcomes import NUMBERS, Outcome
from budgetcheck.frames.questions import Question, asked
from budgetcheck.frames.results import Answers
from budgetcheck.frames.spans import CellsOf
from budgetcheck.frames.tables import ORDER, Table, read
from budgetcheck.frames.trees import tree_question, worst_of
from budgetcheck.language.conditions import Share, Tree, atoms_in, has_sum, named_paths
from budgetcheck.language.conventions import Convention
from budgetcheck.language.dimensions import check_dimensions
from budgetcheck.language.expressions import Sum
from budgetcheck.language.paths import ROW, Path
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule, RuleSet
from budgetcheck.language.verdicts import Verdict


@attrs.frozen(eq=False, kw_only=True)
class Lines:
    """A long frame and the figures of its documents, ready to be asked.

    Attributes:
        rows: The lines.
        documents: The figures of the documents, if there are any.
        by: The columns that tell the documents apart.
        key: The columns that name a line.
        convention: What the publisher declares.
        sums: What is added up over the lines of a document.
        trees: The worst verdicts of trees, a row for each document.
    """

    rows: Table
    documents: Table | None
    by: tuple[str, ...]
    key: tuple[str, ...]
    convention: Convention
    sums: Sums
    trees: list[Frame] = attrs.field(factory=list)

    @classmethod
    def of(cls, given: Given, rules: Sequence[Rule], convention: Convention) -> Lines:
        """Read the columns that rules name, of lines and of documents.

        Raises:
            UnknownPathError: A rule names a figure that no column is.
            InvalidRuleError: A line is of no document, or a document has two rows.
        """
        list_of(rules)
        frame, totals, by = given.frame, given.totals, given.by
        of_rows, of_documents = sources_in(given, rules, convention)
        if isinstance(frame, nw.DataFrame) and any(map(is_joined, rules)):
            frame = frame.with_row_index(ORDER)
        rows = read(frame, of_rows, "r", by)
        documents = None
        if totals is not None:
            documents = read(totals, of_documents, "d", by)
            refuse_twice(documents, by)
            documents = where_given(documents)
        return cls(
            rows=rows,
            documents=documents,
            by=by,
            key=tuple(dict.fromkeys((*given.by, *given.key))),
            convention=convention,
            sums=Sums(rows, "__sum"),
        )

    def answers(self, rules: RuleSet) -> tuple[Answers, Answers | None]:
        """Ask what rules say of every line, and of every document."""
        of_rows: list[Question] = []
        of_documents: list[Question] = []
        joined, rows = False, self.rows
        for rule in rules:
            if rule.disabled:
                continue
            if isinstance(rule.condition, Tree):
                mark = f"__tree{len(of_rows)}"
                rows, question = tree_question(
                    self.rows, rows, rule, self.by, self.convention, mark
                )
                of_rows.append(question)
                continue
            question = self.question(rule)
            if rule.over is None:
                of_documents.append(question)
            else:
                of_rows.append(question)
                joined = joined or is_joined(rule)
        together: Answers | None = None
        if of_documents or joined:
            documents = self.joined()
            together = Answers(documents, tuple(of_documents), self.by)
            if joined:
                rows = beside(rows, documents, self.by)
        return Answers(rows, tuple(of_rows), self.key), together

    def question(self, rule: Rule) -> Question:
        """Return what a rule asks of every line, or of every document."""
        own = rule.convention.over(self.convention)
        likes = {**self.rows.likes, **(self.documents.likes if self.documents else {})}
        check_dimensions(rule.id, flattened(rule.condition), likes)
        mine = {path for path in named_paths(rule.condition) if ROW in path.steps}
        shares = (isinstance(one, Share) for one in atoms_in(rule.condition))
        if own.shares_adjusted == "last" and any(shares):
            problem = "which share of a whole is its last is not told by rows"
            reader = f"frames on {self.rows.engine.name}"
            raise UnsupportedRuleError(rule.id, reader, problem)

        def tree(condition: Tree) -> Outcome:
            return self.tree(rule, condition)

        judge = Judge(self.cells_under(own, mine), own, {}, tree)
        outcome = asked(rule, rule.condition, judge, self.rows.steps)
        return Question(rule, "", outcome)

    def cells_under(self, convention: Convention, mine: set[Path]) -> CellsOf:
        """Return what looks up the figures that a term stands for.

        Args:
            convention: What holds for the rule.
            mine: The figures of the line that the rule names: a sum that has one of
                them moves with it.
        """

        def cells_of(of: Path | Sum) -> Mapping[Cell, int]:
            if isinstance(of, Sum):
                path = in_row(of.path)
                cell = self.rows.cell(path, convention)
                if path in mine:
                    return {cell: 1, self.sums.rest(cell): 1}
                return {self.sums.of(cell): 1}
            if is_of_rows(of) or self.documents is None:
                return {self.rows.cell(of, convention): 1}
            return {self.documents.cell(of, convention): 1}

        return cells_of

    def tree(self, rule: Rule, tree: Tree) -> Outcome:
        """Return the worst verdict of all headings of a document.

        Raises:
            InvalidRuleError: The rule is read in every line.
        """
        if rule.over is not None:
            message = "a tree is of a whole document, and not of each line"
            raise InvalidRuleError(message, "make it a rule of its own")
        mark, alone = f"__worst{len(self.trees)}", attrs.evolve(rule, condition=tree)
        rows, question = tree_question(
            self.rows, self.rows, alone, self.by, self.convention, mark
        )
        self.trees.append(worst_of(rows, question, self.by, mark))
        number = given(mark, -NUMBERS[Verdict.UNDEFINED], 0)
        of_all = number + NUMBERS[Verdict.UNDEFINED]
        return Outcome(of_all, equal(of_all, NUMBERS[Verdict.EXACT]))

    def explain(self, which: Mapping[str, object], rules: RuleSet) -> Report:
        """Return the report of one document."""
        over = list_of(rules)
        documents, convention = self.documents, self.convention
        return document_of_lines(self.rows, documents, over, which, rules, convention)

    def joined(self) -> Table:
        """Return the documents: their own figures, and the sums of their lines.

        Shape: a row for each document that has figures, or lines, or both.
        """
        engine, by = self.rows.engine, list(self.by)
        documents, api = self.documents, engine.api
        summed = self.sums.grouped(self.by)
        for worst in self.trees:
            summed = summed.join(worst, on=by, how="left")
        if engine.keeps_few:  # What is read twice is made only once.
            summed = engine.kept(summed)
        if documents is None:
            frame = summed
        else:
            made = [name for name in documents.kept if name not in documents.names]
            names = [api.col(name) for name in (*by, *made)]
            own = documents.ready(documents.frame, NOTHING).select(
                *names, api.lit(value=True).alias(GIVEN)
            )
            frame = with_others(own, summed, by, engine).join(
                with_others(summed, own, by, engine), on=by, how="inner"
            )
        if engine.keeps_few:
            frame = engine.kept(frame)
        many = engine.height(frame)
        names_of_all = tuple(frame.collect_schema().names())
        return attrs.evolve(
            documents or self.rows,
            frame=frame,
            names=self.by,
            kept=names_of_all,
            read=as_it_is,
            steps=self.rows.steps,
            rows=many,
        )


def is_joined(rule: Rule) -> bool:
    """Say whether a rule of lines asks for more than the line itself."""
    if isinstance(rule.condition, Tree):
        return True
    apart = not all(map(is_of_rows, named_paths(rule.condition)))
    return rule.over is not None and (apart or has_sum(rule.condition))
