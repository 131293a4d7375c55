"""Work that takes its time shows a sign of life, to people who look on."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from types import ModuleType, SimpleNamespace
from typing import cast

import pytest

from budgetcheck.waiting import waiting


class Screen:
    """A terminal that keeps what is written."""

    def __init__(self, *, looked_at: bool) -> None:
        self.looked_at = looked_at
        self.written = ""

    def isatty(self) -> bool:
        return self.looked_at

    def write(self, text: str) -> int:
        self.written += text
        return len(text)

    def flush(self) -> None:
        pass


def shown(monkeypatch: pytest.MonkeyPatch, *, looked_at: bool) -> str:
    screen = Screen(looked_at=looked_at)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with waiting("reading [bold]a.parquet …"):
        pass
    return screen.written


def test_who_looks_on_is_told_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert "reading [bold]a.parquet …" in shown(monkeypatch, looked_at=True)


def test_what_is_done_is_handed_to_rich_as_plain_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[object] = []

    class Console:
        def __init__(self, *, stderr: bool) -> None:
            said.append(stderr)

        def status(self, text: object) -> AbstractContextManager[None]:
            said.append(text)
            return nullcontext()

    monkeypatch.setattr("budgetcheck.waiting.find_spec", lambda _: "rich")
    for name, what in (("console", {"Console": Console}), ("text", {"Text": tuple})):
        monkeypatch.setitem(
            sys.modules, f"rich.{name}", cast("ModuleType", SimpleNamespace(**what))
        )
    monkeypatch.setitem(sys.modules, "rich", ModuleType("rich"))

    shown(monkeypatch, looked_at=True)

    assert [True, tuple("reading [bold]a.parquet …")] == said


def test_nobody_is_told_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "" == shown(monkeypatch, looked_at=False)


def test_without_rich_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetcheck.waiting.find_spec", lambda _: None)

    assert "" == shown(monkeypatch, looked_at=True)
