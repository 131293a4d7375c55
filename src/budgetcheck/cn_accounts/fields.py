"""Fields: what each cell of a form is called, and where it is printed.

A field of a form is one line, because its label is data beside it. Titles and
sources of rules, documentation and spreadsheets are made of these labels.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal, Protocol, TypeVar

import attrs

from budgetcheck.language.codes import parents_in
from budgetcheck.language.figures import Missing
from budgetcheck.language.parts import is_absent

LABEL = "label"


@attrs.frozen
class Form:
    """A form that departments publish, a section of their narrative, or the evaluation.

    Provinces number the forms in different orders, so a number here is only short
    for a title: it is the one of the official template of 2024.

    Attributes:
        number: The number in the template: 01.
        zh: The title, as it is printed.
        en: The title in English.
        kind: A form, a section of the text, or the self-evaluation.

    Example:
        >>> FORM_02.code, FORM_02.zh, FORM_02.key
        ('公开02表', '收入决算表', 'form02')
    """

    number: str
    zh: str
    en: str
    kind: Literal["form", "text", "evaluation"] = attrs.field(
        default="form", kw_only=True
    )

    @property
    def code(self) -> str:
        """What the ministry calls the form, or where in the disclosure it is."""
        if self.kind == "form":
            return f"公开{self.number}表"
        return f"情况说明{self.number}" if self.kind == "text" else "附件"

    @property
    def key(self) -> str:
        """What the ids of its rules say."""
        return f"{self.kind}{self.number}"


FORM_01 = Form("01", "收入支出决算总表", "Revenue and expenditure")
FORM_02 = Form("02", "收入决算表", "Revenue")
FORM_03 = Form("03", "支出决算表", "Expenditure")
FORM_04 = Form("04", "财政拨款收入支出决算总表", "Fiscal appropriations")
FORM_05 = Form("05", "一般公共预算财政拨款支出决算表", "General public expenditure")
FORM_06 = Form("06", "一般公共预算财政拨款基本支出决算表", "Basic expenditure")
FORM_07 = Form("07", "财政拨款“三公”经费支出决算表", "Three public expenses")
FORM_08 = Form("08", "政府性基金预算财政拨款收入支出决算表", "Government-managed funds")
FORM_09 = Form(
    "09", "国有资本经营预算财政拨款收入支出决算表", "State capital operations"
)
FORMS: Mapping[str, Form] = {
    form.number: form
    for form in (
        FORM_01,
        FORM_02,
        FORM_03,
        FORM_04,
        FORM_05,
        FORM_06,
        FORM_07,
        FORM_08,
        FORM_09,
    )
}


@attrs.frozen
class Label:
    """What a field is called, in the forms that have it.

    Attributes:
        zh: The heading of the row or column, as it is printed.
        en: The same in English.
        forms: The forms that have the field; none for what every list of rows has.
        row: The row's number, or its heading where rows have no numbers.
        column: The column's number (栏次), or its heading where it has none.

    Example:
        >>> Label("其他收入", "Other revenue", (FORM_02,), column="7").text
        '7 其他收入'
    """

    zh: str
    en: str
    forms: tuple[Form, ...] = ()
    row: str = attrs.field(default="", kw_only=True)
    column: str = attrs.field(default="", kw_only=True)

    @property
    def text(self) -> str:
        """The heading with its number."""
        at = self.row or self.column
        return self.zh if at in {"", self.zh} else f"{at} {self.zh}"


def row(form: Form, at: str, zh: str, en: str) -> Any:  # noqa: ANN401 (a field)
    """Return the field of an amount in a row of its own."""
    return _amount(Label(zh, en, (form,), row=at or zh))


def column(form: Form | tuple[Form, ...], at: str, zh: str, en: str) -> Any:  # noqa: ANN401 (a field)
    """Return the field of an amount in a column of a list of rows."""
    forms = form if isinstance(form, tuple) else (form,)
    return _amount(Label(zh, en, forms, column=at or zh))


def _amount(label: Label) -> Any:  # noqa: ANN401 (a field)
    return attrs.field(default=Missing("absent"), metadata={LABEL: label})


def part(form: Form, zh: str, en: str, *, row: str = "") -> Any:  # noqa: ANN401 (a field)
    """Return the field of what need not be there: a form, a row of cells, rows."""
    label = Label(zh, en, (form,), row=row)
    return attrs.field(default=None, metadata={LABEL: label})


def text(zh: str, en: str) -> Any:  # noqa: ANN401 (a field)
    """Return the field of a text."""
    return attrs.field(default="", metadata={LABEL: Label(zh, en)})


def labels_of(cls: type) -> Mapping[str, Label]:
    """Return the labels of a class, field by field.

    Example:
        >>> labels_of(Line)["name"].zh
        '科目名称'
    """
    return {
        one.name: one.metadata[LABEL]
        for one in attrs.fields(cls)
        if LABEL in one.metadata
    }


def _joined(code: str) -> str:
    # Some print the levels of a code apart: 301 01, 208 05 05.
    return "".join(code.split())


@attrs.frozen(kw_only=True)
class Line:
    """A row that has the code and the name of a classification (科目).

    Attributes:
        code: The code, without spaces: 208, 20805, 2080505; a child's begins with its
            parent's.
        name: What the row is called.

    Example:
        >>> Line(code="301 01", name="基本工资").code
        '30101'
    """

    code: str = attrs.field(
        default="", converter=_joined, metadata={LABEL: Label("科目编码", "Code")}
    )
    name: str = text("科目名称", "Name")


BLANK = Missing("blank")


def leave_blank(
    row: object, names: Collection[str], beside: Collection[str] = ()
) -> None:
    """Take cells that are left out of a printed row for blank ones.

    A form prints nothing where there is no money, and who types it leaves that out.

    Args:
        row: The row, which is being made.
        names: Its cells. If any of them is given, the others are blank.
        beside: If all of these are given, so are they.

    Example:
        >>> row = attrs.make_class("Row", ["basic", "project"])
        >>> typed = row(basic=Missing("withheld"), project=Missing("absent"))
        >>> leave_blank(typed, ["basic", "project"])
        >>> typed.project.reason
        'blank'
    """
    left_out = [name for name in names if is_absent(getattr(row, name))]
    if not left_out:
        return
    others = [getattr(row, name) for name in beside]
    complete = bool(others) and not any(map(is_absent, others))
    if complete or len(left_out) < len(names):
        for name in left_out:
            object.__setattr__(row, name, BLANK)  # As a frozen class is made.


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_L = TypeVar("_L", bound=_Coded)


def topmost(
    lines: tuple[_L, ...] | None, classes: Collection[str] | None = None
) -> tuple[_L, ...] | None:
    """Return the rows that no other row is the heading of: their sum is the total.

    Undefined: where the rows are not given, None.

    Args:
        lines: The rows.
        classes: Only rows of these classes (类, three digits), if given.

    Example:
        >>> printed = (Line(code="208"), Line(code="20805"), Line(code="2100101"))
        >>> [line.code for line in topmost(printed) or ()]
        ['208', '2100101']
    """
    if lines is None:
        return None
    below = parents_in([line.code for line in lines])
    return tuple(
        line
        for line in lines
        if line.code not in below and (classes is None or line.code[:3] in classes)
    )
