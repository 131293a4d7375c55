"""Docstrings and signatures as a reader would write them.

Sphinx calls these functions while it reads the code: they link the public names in
backticks, shorten defaults, and lead types to the pages of their public names.
"""

import enum
import functools
import inspect
import operator
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from types import FunctionType, MethodType, UnionType
from typing import (
    Any,
    Literal,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import restify

# `tests/test_docs.py` reads this list, and tells which of their names has no page.
PUBLIC_MODULES = (
    # First, because where two modules have a name, a docstring means the other one.
    "budgetcheck.strategies",
    "budgetcheck",
    "budgetcheck.cn_accounts",
    "budgetcheck.cn_accounts.strategies",
    "budgetcheck.diagnosing",
    "budgetcheck.files",
    "budgetcheck.frames",
    "budgetcheck.reports",
    "budgetcheck.standards",
    "budgetcheck.testing",
    "budgetcheck.wording",
)


def public_names() -> Iterator[tuple[str, str, object]]:
    """Yield the public modules, and each public name with what it stands for."""
    for module in PUBLIC_MODULES:
        found = import_module(module)
        for name in found.__all__:
            yield module, name, getattr(found, name)


PUBLIC = {name: (f"{module}.{name}", thing) for module, name, thing in public_names()}
# The public unions, the largest first, and what stands for each in a signature.
ALIASES = sorted(
    (
        (get_args(thing), type(name, (), {"__module__": target.rpartition(".")[0]}))
        for name, (target, thing) in PUBLIC.items()
        if isinstance(thing, UnionType)
    ),
    key=lambda alias: -len(alias[0]),
)
# Where public classes are defined; readers take an ancestor of the same name for one.
DEFINED = {
    f"{one.__module__}.{one.__qualname__}": target
    for target, thing in PUBLIC.values()
    if isinstance(thing, type)
    for one in thing.__mro__
    if one.__name__ == thing.__name__
}
QUOTED = re.compile(r"(?<![`\w:])`(\w+)(?:\.(\w+))?(\(\))?`(?!`)")
# A picture is as wide as its texts want, and on a phone it is moved in its frame.
PICTURE = re.compile(
    r'<svg [^>]*class="picture"(?:(?!</?svg).|<svg.*?</svg>)*</svg>', re.DOTALL
)
FRAMED = r'<div class="picture-frame" tabindex="0">\g<0></div>'
SAID = re.compile(r"(Shape|Units|Undefined|Source): ")


def linked(found: re.Match[str]) -> str:
    """Return a reference to the public name in backticks, or the text as it is."""
    name, member, call = found.groups(default="")
    target, thing = PUBLIC.get(name, ("", None))
    if not target:
        return found[0]
    if member:
        value = inspect.getattr_static(thing, member, None)
        if not isinstance(value, FunctionType | classmethod | property):
            return found[0]
        target, name = f"{target}.{member}", f"{name}.{member}"
    return f":py:obj:`{name}{call} <{target}>`"


def protect_property(
    _: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]
) -> None:
    """Keep Napoleon from taking what stands before a colon for a type."""
    del name, thing, options
    if what == "property":
        lines[:0] = ["..", ""]  # An empty comment.


def prepare_docstring(
    _: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]
) -> None:
    """Link public names, set off what the house style has each docstring say."""
    del what, name, options
    said: list[str] = []
    for line in lines:
        if SAID.match(line):
            said += ["", SAID.sub(r"**\1:** ", line, count=1)]
        else:
            said.append(line)
    example = re.compile(r"\s*(>>>|\.\.\. )")
    lines[:] = [
        line if example.match(line) else QUOTED.sub(linked, line) for line in said
    ]
    if isinstance(thing, UnionType):
        lines += ["", f"It is {restify(thing, 'smart')}.", ""]


def keep_enum_members(
    _: Sphinx,
    what: str,
    name: str,
    thing: object,
    skip: bool,  # noqa: FBT001
    options: object,
) -> bool | None:
    """Show the members of enumerations, which have no docstrings of their own."""
    del what, name, skip, options
    return False if isinstance(thing, enum.Enum) else None


def find_public(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.TextElement
) -> nodes.Element | None:
    """Lead a type in a signature to the page of its public name."""
    target = node["reftarget"]
    module, _, name = target.rpartition(".")
    if isinstance(getattr(sys.modules.get(module), name, None), TypeVar):
        return text  # It stands for any type, and has no page.
    target = DEFINED.get(target) or PUBLIC.get(target, ("",))[0]
    if not target or node["refdomain"] != "py":
        return None
    found: nodes.Element | None = env.domains.python_domain.resolve_xref(
        env, node["refdoc"], app.builder, "obj", target, node, text
    )
    return found


def join_chinese_lines(_: Sphinx, page: nodes.document) -> None:
    """Leave no space between Chinese sentences, which stand on a line each."""
    ends = [one for one in page.findall(nodes.Text) if one.astext() == "\n"]
    for end in ends:
        above = end.parent[end.parent.index(end) - 1].astext()
        if above.endswith(tuple("。；：，、！？）")):
            end.parent.remove(end)


def open_to_keyboards(
    _: Sphinx, page: str, template: str, context: dict[str, Any], tree: object
) -> None:
    """Let keys move what is wide, and say of which level the contents' headings are."""
    del page, template, tree
    wrapper = '<div class="table-wrapper'
    movable = wrapper.replace("<div", '<div tabindex="0"')
    body = context.get("body", "").replace(wrapper, movable)
    context["body"] = PICTURE.sub(FRAMED, body)
    name, heading = "furo_navigation_tree", 'role="heading"'
    if name in context:
        levelled = context[name].replace(heading, f'{heading} aria-level="2"')
        context[name] = levelled


# --- signatures -------------------------------------------------------------------


class Shown:
    """A default as a reader would write it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def shown(default: object) -> object:
    """Return what stands for a default in a signature."""
    kind = type(default)
    if default is attrs.NOTHING or isinstance(default, FunctionType):
        return Shown("...")  # Made for each object: the docstring says how.
    if isinstance(default, Decimal | Fraction):
        return Shown(str(default))
    if attrs.has(kind) and _is_bare(default):
        return Shown(f"{kind.__name__}()")
    return default


def _is_bare(default: object) -> bool:
    try:
        return type(default)() == default
    except TypeError:  # It has fields that must be given.
        return False


def folded(hint: Any) -> Any:  # noqa: ANN401 (a type is anything)
    """Write the members of a public union as its one name, at any depth."""
    arguments = get_args(hint)
    origin = get_origin(hint)
    if isinstance(hint, list):  # the arguments of a Callable
        return [folded(one) for one in hint]
    if not arguments or origin is Literal:
        return hint
    if origin not in {UnionType, Union}:
        return origin[tuple(map(folded, arguments))]
    for members, alias in ALIASES:
        if set(members) <= set(arguments):
            first = min(map(arguments.index, members))
            rest = [one for one in arguments if one not in members]
            arguments = (*rest[:first], alias, *rest[first:])
    return functools.reduce(operator.or_, map(folded, arguments))


def _names_anywhere() -> dict[str, object]:
    # A field is annotated as its converter is, which may stand in another module.
    ours = [
        module
        for name, module in sys.modules.items()
        if name.startswith("budgetcheck.")
    ]
    found = {name: one for module in ours for name, one in vars(module).items()}
    return found | {name: one for name, (_, one) in PUBLIC.items()}


def prepare_signature(_: Sphinx, thing: object, bound: bool) -> None:  # noqa: FBT001
    """Shorten defaults and find types, before autodoc writes a signature.

    attrs compiles `__init__` apart from its module, so autodoc would not find the
    types that its annotations name.
    """
    del bound
    function = thing.__func__ if isinstance(thing, MethodType) else thing
    if not isinstance(function, FunctionType):
        return
    module = vars(sys.modules[function.__module__])
    names = _names_anywhere() | module
    hints = get_type_hints(function, names)
    owner = module.get(function.__qualname__.partition(".")[0])
    if function.__name__ == "__init__" and attrs.has(owner):
        # What goes through a converter that is a class has no annotation.
        hints = get_type_hints(owner, names) | hints
    signature = inspect.signature(function)
    function.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[
            one.replace(
                default=shown(one.default),
                annotation=folded(hints.get(name, one.annotation)),
            )
            for name, one in signature.parameters.items()
        ],
        return_annotation=folded(hints.get("return", signature.return_annotation)),
    )
    function.__annotations__ = {}  # Or autodoc would take them from there again.


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the hooks."""
    app.connect("autodoc-before-process-signature", prepare_signature)
    app.connect("autodoc-process-docstring", protect_property, priority=400)
    app.connect("autodoc-process-docstring", prepare_docstring)
    app.connect("autodoc-skip-member", keep_enum_members)
    app.connect("missing-reference", find_public)
    app.connect("doctree-read", join_chinese_lines)
    app.connect("html-page-context", open_to_keyboards, priority=900)  # after the theme
    return {"parallel_read_safe": True}
