"""The document of 100 figures as models of pydantic, read from printed text."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from benchmarks import documents
from benchmarks.frames import sixty
from pydantic import (
    BaseModel,
    BeforeValidator,
    ValidationError,
    create_model,
    model_validator,
)


def _number(text: str) -> int | None:
    return None if text == "n/c" else int(text.translate(_SIGNS))


_SIGNS = str.maketrans("", "", ",.%")

Number = Annotated[int | None, BeforeValidator(_number)]


class Section(BaseModel):  # type: ignore[misc,unused-ignore]
    a: Number
    b: Number
    c: Number
    d: Number
    e: Number
    total: Number
    budget: Number
    rate: Number
    share: Number
    change: Number


def _all_hold(accounts: Any) -> Any:
    """Look at every rule, and raise one error that names all that fail."""
    figures = {
        f"{name}_{key}": value
        for name, section in accounts
        for key, value in section.__dict__.items()
    }
    failing = [rule.id for rule in sixty.RULES if not sixty.passes(rule, figures)]
    if failing:
        raise ValueError(*failing)
    return accounts


@cache
def _accounts() -> Any:
    fields: dict[str, Any] = dict.fromkeys(documents.NAMES, (Section, ...))
    held = {"all_hold": model_validator(mode="after")(_all_hold)}
    return create_model("Accounts", __validators__=held, **fields)


def pydantic_failures(texts: documents.Texts) -> Any:
    """Return the rules that fail."""
    try:
        _accounts().model_validate(texts)
    except ValidationError as error:
        (one,) = error.errors()
        return one["ctx"]["error"].args
    return ()
