"""Look at the built site and the reports in a browser, as people see them.

`python3 dev.py look` builds the site and runs this: each page in Chromium, on a light
screen and on a dark phone; with `--all`, on both and enlarged, light and dark. It
fails if the browser complains, if a page asks for anything outside it, if axe finds
something serious, or if a page is wider than its window; what was seen is in
`build/look`.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import attrs
from axe_playwright_python.sync_playwright import Axe
from markdown_it import MarkdownIt
from playwright.sync_api import sync_playwright
from tests.reports.diagnoses import of_every_cause
from tests.reports.every_kind import of_every_kind
from tests.reports.hostile import TRICKS, told

from budgetcheck import Report, check, diagnose, standards
from budgetcheck.diagnosing import Diagnoses
from budgetcheck.reports import render_html, render_markdown

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "docs"
SEEN = ROOT / "build" / "look"
ACCOUNTS = ROOT / "examples" / "yueyang-2021.toml"
# 320 pixels is what a screen of 1280 shows at 400 %.
WIDTHS = {"screen": 1280, "phone": 375, "enlarged": 320}
HEIGHT = 900
TALLEST = 3000  # pixels of a page that are kept
SCHEMES = ("light", "dark")
EVERY_VIEW = tuple((view, scheme) for scheme in SCHEMES for view in WIDTHS)
FEW_VIEWS = (("screen", "light"), ("phone", "dark"))
PAPER = 718  # A4 without its margins
GRAVE = {"serious", "critical"}
LONG = 150_000  # bytes: of such a page axe is asked once, and of a sample of it
OVERFLOW = """
() => {
  const root = document.documentElement;
  const wide = [...document.querySelectorAll("body *")].filter(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 1);
  return root.scrollWidth > root.clientWidth
    ? [String(root.scrollWidth), ...wide.slice(-3).map((one) =>
        one.outerHTML.slice(0, 80))] : [];
}
"""
SAMPLE = """
() => document.querySelectorAll("article section > :nth-child(n + 20)")
  .forEach((one) => one.remove())
"""
OPEN = "() => document.querySelectorAll('details').forEach((one) => one.open = true)"

Browsed: TypeAlias = Any  # Playwright is in one environment only.


def main(chromium: str, words: Sequence[str]) -> int:
    """Look at all pages, or at those with one of some words in their names."""
    views = EVERY_VIEW if "--all" in words else FEW_VIEWS
    words = [word for word in words if word != "--all"]
    shutil.rmtree(SEEN, ignore_errors=True)
    pages = [*_reports(SEEN / "reports"), *sorted(SITE.rglob("*.html"))]
    chosen = [
        one for one in pages if not words or any(word in _name(one) for word in words)
    ]
    faults = []
    begun = time.monotonic()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for path in chosen:
            look = Look(path=path, page=browser.new_page(), views=views)
            faults += look.faults()
            look.page.close()
            print(f"{time.monotonic() - begun:4.0f} s  {_name(path)}", flush=True)
        browser.close()
    for fault in faults:
        print(fault)
    print(f"{len(chosen)} pages, {len(faults)} faults; seen: build/look")
    return int(bool(faults) or not chosen)


def _reports(folder: Path) -> Iterator[Path]:
    """Write reports to look at, one of them of a document that means harm."""
    document = attrs.evolve(standards.load(ACCOUNTS), exceptions=())
    accounts = check(document), diagnose(document)
    hostile, wrong = told(" ".join(one for one in TRICKS if one != "\ud800"))
    pages: dict[str, list[tuple[Report, Diagnoses | None]]] = {
        "yueyang": [accounts],
        "several": [(of_every_kind(), None), of_every_cause()],
        "hostile": [(hostile, wrong)],
    }
    written = {
        f"{name}-{lang}": render_html(
            [report for report, _ in pairs],
            version="1",
            diagnoses=[one for _, one in pairs],
            lang=lang,
            catalogue="https://example.org/rules.html",
        )
        for name, pairs in pages.items()
        for lang in ("en", "zh")
    }
    markdown = MarkdownIt("gfm-like").render(
        render_markdown([hostile], diagnoses=[wrong])
    )
    written["hostile-markdown"] = (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Markdown</title>'
        f'<body style="overflow-wrap: anywhere"><main><h1>Report</h1>{markdown}</main>'
    )
    folder.mkdir(parents=True)
    for name, page in written.items():
        path = folder / f"{name}.html"
        path.write_text(page, encoding="utf-8")
        yield path


def _name(path: Path) -> str:
    top = SITE if path.is_relative_to(SITE) else SEEN
    return path.relative_to(top).with_suffix("").as_posix()


@attrs.frozen(kw_only=True)
class Look:
    """Looks at one page in every way, and keeps what it complains of."""

    path: Path
    page: Browsed
    views: Sequence[tuple[str, str]] = FEW_VIEWS
    said: list[str] = attrs.field(factory=list)

    @property
    def is_report(self) -> bool:
        return self.path.is_relative_to(SEEN)

    @property
    def is_long(self) -> bool:
        return self.path.stat().st_size > LONG

    @property
    def asked(self) -> set[str]:
        """In which views axe is asked; of a long report it was, before all was open."""
        if self.is_long:
            return set() if self.is_report else {"-".join(self.views[-1])}
        return {"screen-light", "phone-dark"}

    def faults(self) -> list[str]:
        """Return what is wrong with the page."""
        self.listen()
        self.page.goto(self.path.as_uri())
        if self.is_report:
            self.folded()
        for view, scheme in self.views:
            self.seen(f"{view}-{scheme}", WIDTHS[view], scheme)
        if self.is_report and "markdown" not in self.path.name:
            self.printed()
            self.used()
        return [f"{_name(self.path)}: {one}" for one in dict.fromkeys(self.said)]

    def listen(self) -> None:
        """Note what the browser says, and what the page asks for outside it."""
        say = self.said.append

        def heard(message: Browsed) -> None:
            if message.type == "error":
                say(message.text)

        def asked(dialog: Browsed) -> None:
            say(f"it opens a dialog: {dialog.message}")
            dialog.accept()

        def requested(request: Browsed) -> None:
            if _leaves(request.url):
                say(f"it asks for {request.url}")

        self.page.on("console", heard)
        self.page.on("pageerror", lambda error: say(str(error)))
        self.page.on("dialog", asked)
        self.page.on("request", requested)

    def folded(self) -> None:
        """Look at the page as it comes, before everything in it is opened."""
        self.view(WIDTHS["screen"], "light")
        self.axe("folded")
        self.keep("folded")
        self.page.evaluate(OPEN)

    def seen(self, view: str, width: int, scheme: str) -> None:
        self.view(width, scheme)
        if wide := self.page.evaluate(OVERFLOW):
            self.said.append(f"{view}: wider than its window: {' '.join(wide)}")
        self.keep(view)
        if view in self.asked:
            self.axe(view)

    def view(self, width: int, scheme: str, media: str = "screen") -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(color_scheme=scheme, media=media)

    def keep(self, view: str) -> None:
        place = SEEN / view / f"{_name(self.path).replace('/', '-')}.png"
        tall = self.page.evaluate("() => document.documentElement.scrollHeight")
        # A tall window, because a picture of a part of the page takes far longer.
        size = self.page.viewport_size | {"height": min(max(tall, HEIGHT), TALLEST)}
        self.page.set_viewport_size(size)
        self.page.screenshot(path=place)

    def axe(self, view: str) -> None:
        """Ask axe what keeps somebody from reading the page."""
        if self.is_long and not self.is_report:
            self.page.evaluate(SAMPLE)  # It is the last that is asked of the page.
        options = {"resultTypes": ["violations"], "preload": False}
        found = Axe().run(self.page, options=options).response["violations"]
        for one in found:
            nodes = [node for node in one["nodes"] if not _known(one["id"], node)]
            if one["impact"] in GRAVE and nodes:
                where = [node["target"] for node in nodes][:3]
                self.said.append(f"{view}: {one['id']}: {one['help']}: {where}")

    def printed(self) -> None:
        self.view(PAPER, "light", "print")
        if self.page.evaluate(OVERFLOW):
            self.said.append("wider than its paper")
        self.keep("paper")

    def used(self) -> None:
        """Search, choose levels and follow a link, as with a keyboard."""
        self.view(WIDTHS["screen"], "light")
        self.page.reload()
        self.page.keyboard.press("Tab")
        focus = self.page.evaluate("() => document.activeElement.getAttribute('href')")
        self.expect(focus == "#page:main", f"the first stop is {focus}")
        items = self.page.locator("[data-level]")
        shown = self.page.locator("[data-level]:not([hidden])")
        self.page.get_by_role("searchbox").fill("zxqj")
        self.expect(shown.count() == 0, "a word that is nowhere leaves findings")
        self.page.get_by_role("searchbox").fill("")
        self.expect(
            shown.count() == items.count(), "without a word, findings are hidden"
        )
        self.page.get_by_role("checkbox").first.uncheck()
        errors = self.page.locator("[data-level=error]:not([hidden])")
        self.expect(errors.count() == 0, "errors that nobody asked for are shown")
        self.page.get_by_role("checkbox").first.check()
        folded = self.page.locator("details.finding").last
        address = folded.evaluate("(one) => encodeURIComponent(one.id)")
        self.page.goto(f"{self.path.as_uri()}#{address}")
        is_open = folded.get_attribute("open") is not None
        self.expect(is_open, "a link leaves its end folded")

    def expect(self, holds: object, otherwise: str) -> None:
        if not holds:
            self.said.append(otherwise)


def _known(fault: str, node: dict[str, Any]) -> bool:
    """Say whether it is Sphinx's, which writes long signatures as `dl` without `dt`."""
    return fault == "definition-list" and node["html"].startswith("<dl>")


def _leaves(address: str) -> bool:
    return not address.startswith((f"{(ROOT / 'build').as_uri()}/", "data:"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
