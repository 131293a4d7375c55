"""Change files at random, and see that none ends in a traceback or takes long.

`python3 dev.py fuzz [COUNT] [--seed N]` reads, checks and reports so many files. Each
is an example, or a seed of this file, changed in its characters, its lines, its words,
its rules or its structure. A file may be right, or refused with a `BudgetCheckError`;
anything else is a failure, which is told with its seed and number, made as short as
it goes, and kept in `build/fuzz`.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import pickle
import signal
import sys
import time
import traceback
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType

from tests.strategies.changed_texts import changed

from budgetcheck import BudgetCheckError, Report, UnwritableError, check
from budgetcheck.files import Format, dumps, loads
from budgetcheck.files.sources import decoded
from budgetcheck.language.safety import unseen_in
from budgetcheck.reports import REPORT_FORMATS, render

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "fuzz"
PER_FILE = 5  # seconds of work, on a machine that others may use
EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))
SEEDS = (
    """\
format = 1
title = "Expenditure"
publisher = "市财政局"
source = "form 03"
unit = "万元"
decimals = 2
percent_decimals = 2
lang = "zh"

[convention]
rounding = "cut_off"
percent_rounding = "nearest"
zero = "exact"
zero_over_zero = "accepted"
negative_base = "absolute"
blank = "zero"
shares_adjusted = "last"
parentheses = "negative"

[figures]
a = 98.34
b = "60.80"
c = { value = 230911, unit = "件", also = [{ value = "23.09", unit = "万件" }] }
d = { word = "increase", note = "n", where = "w" }
e = { missing = "withheld" }
f = "70余"
g = "(5.00)"
s = { value = "61.83%", decimals = 2, rounding = "cut_off" }
z = { value = 0, exact = true }

[figures.k]
where = "form 07"
unit = { currency = "GBP", scale = 1000 }
decimals = -3
note = "n"
x = 12000
y = -3000

[rules]
"r.1" = "a = b"
"r.2" = { rule = "s = b / a", level = "warning", title = "份额", note = "n" }
"r.3" = { rule = "k.x >= k.y", disabled = "x", source = "Art. 5" }
"r.4" = { rule = "a >= b", convention = { rounding = "cut_off" } }

[rules.q]
rule = "d = a - b"
level = { rounding = "none", contradiction = "note", unchecked = "error" }
title = { en = "Same", zh = "同" }
""",
    """\
format = 1
rules = [
    "l[*].s = l[*].a / l[*].b",
    "t = sum(l[*].a)",
    "tree(l[*].a by code)",
    "l[i].h = l[i].a / sum(l[*].a)",
    'l["201"].a = l[0].a',
    "when t > 0 then l[*].a <= l[*].b or l[*].s = 0",
]
[figures]
t = 3
l = [
    { code = "2", name = "两", a = 3, b = 4, s = "75%", h = "50%" },
    { code = "201", a = 1, b = 2, s = "50%", h = "17%" },
    { code = "202", a = 2, b = 2, s = "100%", h = "33%" },
]
""",
    """\
format = 1
unit = "GBP thousand"
decimals = 1
[figures]
now = 12.3
before = 10.0
change = "23%"
delta = 2.3
cases = { value = 5, unit = "cases" }
cost = 2.5
none = { budget = 0, actual = 0, rate = "n/c" }
shares = { a = "33.3%", b = "33.3%", c = "33.3%" }
[rules]
change = "change = now / before - 1"
delta = "change = delta / (now - delta)"
none = "none.rate = none.actual / none.budget"
shares = "shares.a + shares.b + shares.c = 100%"
cost = "cost = now / cases"
both = "now > before and (delta >= 0 or change < 5%)"
""",
    """\
format = 1
[figures]
a = { value = 1, unit = "元", also = ["1.0", { value = "1.04", where = "x" }] }
b = ">= 90%"
c = "…"
e = ""
[[figures.m]]
name = "x"
v = 1
[[figures.m]]
name = "y"
v = "-"
[[figures.m.n]]
w = 1
""",
    "format = 1\nrules = ['a = b']\nfigures = { a = 1, b = 1 }\n",
)


@cache
def unchanged(example: int, seed: int, form: Format) -> str:
    """Return an example, or a seed if there is no such example."""
    text = SEEDS[seed] if example < 0 else EXAMPLES[example].read_text("utf-8")
    return text if form == "toml" else dumps(loads(text), format="json")


def made(seed: int, number: int) -> tuple[bytes, str]:
    """Return one file and its name, the same each time."""
    random = Random(f"{seed} {number}")
    # An example costs as much as a hundred seeds.
    example = random.randrange(len(EXAMPLES)) if random.random() < 0.003 else -1
    form: Format = "json" if random.random() < 0.4 else "toml"
    text = unchanged(example, random.randrange(len(SEEDS)), form)
    text, form = changed(text, form, random)
    raw = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.05 and raw:
        at = random.randrange(len(raw))
        raw = raw[:at] + random.randbytes(random.choice((1, 1, 4))) + raw[at + 1 :]
    return raw, f"fuzz.{form}"


def tried(raw: bytes, name: str) -> str:
    """Read, check, report and write one file; return what became of it."""
    try:
        document = loads(decoded(raw, name), name=name)
        report = check(document, missing="unchecked" if len(raw) % 2 else "error")
    except BudgetCheckError as error:
        told = str(error)
        if told != str(pickle.loads(pickle.dumps(error))):  # noqa: S301 (our own)
            raise AssertionError("an error does not pickle") from error
        return "refused"
    for lang in ("en", "zh"):
        reported(report, lang)
    try:
        written = dumps(document, format="json" if len(raw) % 3 else "toml")
    except UnwritableError:
        return "checked, and cannot be written"
    again = loads(written, name=name, format="json" if len(raw) % 3 else "toml")
    if again != document:
        raise AssertionError("written and read it is another document")
    return "checked"


def reported(report: Report, lang: str) -> None:
    """Write a report in every format; none may hold what acts on who reads it."""
    for name in REPORT_FORMATS:
        written = render(name, [report], version="0", lang=lang)
        unseen = unseen_in(written) - {"\n"}
        if unseen:
            raise AssertionError(f"the report as {name} holds {unseen}")
        if name == "html" and written.count("<script") != 1:
            raise AssertionError("the page holds a script of the document's")
        if name in {"json", "sarif"}:
            json.loads(written)


class TooSlowError(Exception):
    """One file took longer than any may."""


def _too_slow(_: int, __: FrameType | None) -> None:
    raise TooSlowError(f"{PER_FILE} s") from None


def failure(raw: bytes, name: str) -> tuple[str, str]:
    """Return what became of a file, and the traceback if it failed."""
    timed = hasattr(signal, "setitimer")
    if timed:
        signal.signal(signal.SIGPROF, _too_slow)
        signal.setitimer(signal.ITIMER_PROF, PER_FILE)
    try:
        return tried(raw, name), ""
    except Exception as error:  # noqa: BLE001 (any is a failure)
        frames = traceback.extract_tb(error.__traceback__)
        ours = [one for one in frames if "budgetcheck" in one.filename] or frames
        where = f"{Path(ours[-1].filename).name}:{ours[-1].name}"
        return f"{type(error).__name__} in {where}", traceback.format_exc()
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_PROF, 0)


def shortest(raw: bytes, name: str, kind: str) -> bytes:
    """Leave out all that does not matter to a failure, for as long as is bearable."""
    until = time.monotonic() + 20
    size = len(raw) // 2
    while size:
        at = 0
        while at < len(raw) and time.monotonic() < until:
            shorter = raw[:at] + raw[at + size :]
            if failure(shorter, name)[0] == kind:
                raw = shorter
            else:
                at += size
        size //= 2
    return raw


Found = tuple[int, str, str, float]


def one_of(job: tuple[int, int]) -> Found:
    """Try one file; return its number, what became of it, a traceback, and its time."""
    seed, number = job
    raw, name = made(seed, number)
    started = time.process_time()
    became, trace = failure(raw, name)
    return number, became, trace, time.process_time() - started


def fuzz(count: int, seed: int, processes: int) -> tuple[Counter[str], list[Found]]:
    """Try so many files; return what became of them, and the failures."""
    jobs = ((seed, number) for number in range(count))
    became: Counter[str] = Counter()
    failed: list[Found] = []
    slowest: Found = (0, "", "", 0.0)
    with multiprocessing.Pool(processes) as pool:
        for done, found in enumerate(pool.imap_unordered(one_of, jobs, 50), 1):
            became[found[1]] += 1
            slowest = max(slowest, found, key=lambda one: one[3])
            if found[2]:
                failed.append(found)
            if done % 10_000 == 0:
                print(f"{done} files, {len(failed)} failures", flush=True)
    print(f"the slowest is number {slowest[0]}, with {slowest[3]:.2f} s: {slowest[1]}")
    return became, failed


def keep(seed: int, failed: list[Found]) -> None:
    """Tell one failure of each kind, and keep the shortest file that fails so."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kinds = {became: (number, trace) for number, became, trace, _ in failed}
    for kind, (number, trace) in kinds.items():
        raw, name = made(seed, number)
        place = KEPT / f"{seed}-{number}.{name.rpartition('.')[2]}"
        place.write_bytes(shortest(raw, name, kind))
        print(f"\n{kind}: seed {seed}, number {number}, kept as {place}\n{trace}")


def main(arguments: list[str]) -> int:
    """Try files as the command line says; return how many kinds of failures."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=Random().randrange(10**6))
    given = parser.parse_args(arguments)
    started = time.monotonic()
    became, failed = fuzz(given.count, given.seed, os.cpu_count() or 1)
    for kind, number in became.most_common():
        print(f"{number:8} {kind}")
    print(f"{given.count} files, seed {given.seed}, {time.monotonic() - started:.0f} s")
    keep(given.seed, failed)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
