"""The SARIF report: findings as code hosts and editors take them (SARIF 2.1.0).

Only what speaks is a result: what holds is left out, because code hosts show every
result as an alert. The same figures and rules give the same text: there is no clock in
it, and no folder that the document was not named with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import attrs

from budgetcheck.language.exceptions import KnownException, StaleException
from budgetcheck.language.findings import Finding
from budgetcheck.language.places import NOWHERE
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule
from budgetcheck.language.safety import safe
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.reports.addresses import is_of_the_web, rule_address
from budgetcheck.reports.causes import Case, Causes, Diagnosed, paired
from budgetcheck.reports.diagnosed import tell_case
from budgetcheck.reports.sarif_locations import (
    location,
    message,
    named,
    related,
    stated_first,
    suspects_of,
    uri_of,
)
from budgetcheck.shortening import shortened
from budgetcheck.wording import label, word, word_stale

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
_STALE = "budgetcheck.exceptions.stale"
_JOINT = "budgetcheck.rules.together"
_FINGERPRINT = "ruleRowFile/v1"
_SEMANTIC = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
# Code hosts take names of 255 characters, and descriptions of 1,024, in which each
# brace counts twice.
_LONGEST_NAME, _LONGEST_DESCRIPTION = 255, 512


def render_sarif(
    reports: Iterable[Report],
    *,
    version: str,
    diagnoses: Diagnosed | None = None,
    lang: str = "en",
    catalogue: str = "",
) -> str:
    """Write reports as SARIF 2.1.0, for code hosts and editors.

    Shape: one run; each rule once; a result for every finding that is an error, a
    warning or a note, and for every known exception that excuses nothing. A finding
    that is known and accepted is there, and suppressed; one that could not be checked
    is `open`, unless its rule says that this is a warning or an error. What explains a
    finding is part of its message, and figures that may be wrong are related locations;
    rules that hold one by one and not together are results of a rule of ours.

    Args:
        reports: One report per document.
        version: The version of budgetcheck that made them.
        diagnoses: What is wrong in each, or None where that was not asked.
        lang: The language of the messages: `en` or `zh`.
        catalogue: The page of the web that tells more of each rule: `render()`.

    Raises:
        InvalidConventionError: There are no sentences in this language.
        UnwritableError: The catalogue is no page to link to.

    Example:
        >>> from budgetcheck.checking import check
        >>> report = check({"a": "1", "b": "3"}, {"same": "a = b"})
        >>> (run,) = json.loads(render_sarif([report], version="1"))["runs"]
        >>> [(one["ruleId"], one["level"]) for one in run["results"]]
        [('same', 'error')]
    """
    run = _Run(tuple(paired(reports, diagnoses)), version, lang, catalogue)
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run.whole()]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


@attrs.frozen
class _Run:
    documents: tuple[tuple[Report, Causes], ...]
    version: str
    lang: str
    catalogue: str
    indices: dict[str, int] = attrs.field(init=False, factory=dict)

    def whole(self) -> dict[str, Any]:
        rules = self.rules()
        self.indices.update((one["id"], index) for index, one in enumerate(rules))
        driver: dict[str, Any] = {"name": "budgetcheck", "version": safe(self.version)}
        if _SEMANTIC.fullmatch(self.version):
            driver["semanticVersion"] = self.version
        return {
            "tool": {"driver": driver | {"language": self.lang, "rules": rules}},
            "language": self.lang,
            "columnKind": "unicodeCodePoints",
            "results": [
                one
                for report, causes in self.documents
                for one in (*self.results(report, causes), *self.joint(report, causes))
            ],
        }

    def rules(self) -> list[dict[str, Any]]:
        """Describe every rule that was applied, then those that were not, and ours."""
        rules: dict[str, dict[str, Any]] = {}
        for report, _ in self.documents:
            for finding in report:
                self.describe(finding.rule, rules)
        for report, _ in self.documents:
            for rule in report.disabled:
                self.describe(rule, rules)
        self.describe_own(_STALE, "stale_rule", Level.WARNING, rules)
        if any(causes.joint for _, causes in self.documents):
            self.describe_own(_JOINT, "diagnosis.rule", Level.ERROR, rules)
        return list(rules.values())

    def describe_own(
        self, name: str, key: str, level: Level, rules: dict[str, dict[str, Any]]
    ) -> None:
        """Describe a rule of ours, which no file has."""
        title = message(label(key, self.lang))
        levels = {"level": level.value}
        told = {"shortDescription": title, "defaultConfiguration": levels}
        rules.setdefault(name, {"id": name} | told)

    def describe(self, rule: Rule, rules: dict[str, dict[str, Any]]) -> None:
        rule_id = safe(rule.id)
        if rule_id not in rules:
            rules[rule_id] = {"id": rule_id} | self.descriptor(rule)

    def descriptor(self, rule: Rule) -> dict[str, Any]:
        title = rule.titled(self.lang)
        configuration = {"level": rule.level.value, "enabled": not rule.disabled}
        return {
            **({"name": shortened(safe(title), _LONGEST_NAME)} if title else {}),
            "shortDescription": _description(title or rule.notation),
            "fullDescription": _description(rule.notation),
            **({"help": self.help(rule)} if rule.source else {}),
            **self.more(rule),
            "defaultConfiguration": configuration,
        }

    def help(self, rule: Rule) -> dict[str, str]:
        return message(label("rule_source", self.lang, source=rule.source))

    def more(self, rule: Rule) -> dict[str, str]:
        """Lead to the catalogue, if it is where every reader of the file finds it."""
        address = rule_address(self.catalogue, rule)
        return {"helpUri": address} if address and is_of_the_web(address) else {}

    def results(self, report: Report, causes: Causes) -> Iterator[dict[str, Any]]:
        for finding in report.at_least(Level.NOTE):
            yield self.result(finding, report, causes.of_finding(finding))
        for stale in report.stale:
            yield self.stale(stale, report.name)

    def joint(self, report: Report, causes: Causes) -> Iterator[dict[str, Any]]:
        """Tell which rules exclude each other, where the likeliest suspect stands."""
        for case in causes.joint:
            names = [name for one in case.diagnosis.clashes for name in one.findings]
            figures = suspects_of(case)
            place = figures[0][1].place if figures else NOWHERE
            where = location(place, report.name) | named(" ".join(names))
            about = {"message": message(str(figures[0][0]))} if figures else {}
            yield {
                **self.identity(_JOINT, " ".join(names), place.file or report.name),
                "kind": "fail",
                "level": case.level.value,
                "message": message(*self.diagnosed(case, report)),
                "locations": [where | about],
                "relatedLocations": related(figures[1:], report.name),
                "suppressions": [],
            }

    def diagnosed(self, case: Case, report: Report) -> tuple[str, ...]:
        told = tell_case(case, report, self.lang)
        return (told.lead, *told.answers, *told.remarks)

    def result(
        self, finding: Finding, report: Report, case: Case | None
    ) -> dict[str, Any]:
        document = report.name
        figures = stated_first(finding)
        place = figures[0][1].place if figures else finding.rule.place
        about = message(str(figures[0][0])) if figures else None
        where = location(place, document) | named(finding.name)
        known = finding.exception
        said = finding.filled, word(finding, self.lang).text
        explained = () if case is None else self.diagnosed(case, report)
        named_already = {path for path, _ in figures}
        suspects = (one for one in suspects_of(case) if one[0] not in named_already)
        return {
            **self.identity(finding.rule.id, finding.at, place.file or document),
            **_loudness(finding),
            "message": message(*said, *explained, *_row_told(finding, report)),
            "locations": [where | ({"message": about} if about else {})],
            "relatedLocations": related((*figures[1:], *suspects), document),
            "suppressions": [_suppression(known)] if known else [],
        }

    def stale(self, stale: StaleException, document: str) -> dict[str, Any]:
        known = stale.exception
        place = known.place
        return {
            **self.identity(_STALE, known.name, place.file or document),
            "kind": "fail",
            "level": Level.WARNING.value,
            "message": message(word_stale(stale, self.lang)),
            "locations": [location(place, document) | named(known.name)],
            "suppressions": [],
        }

    def identity(self, rule: str, row: str, file: str) -> dict[str, Any]:
        """Return what stays the same when lines move: the rule, the row, the file."""
        rule_id = safe(rule)
        facts = json.dumps([rule_id, safe(row), file and uri_of(file)])
        return {
            "ruleId": rule_id,
            "ruleIndex": self.indices[rule_id],
            "partialFingerprints": {_FINGERPRINT: sha256(facts.encode()).hexdigest()},
        }


def _row_told(finding: Finding, report: Report) -> Iterator[str]:
    """Say what the document calls the row that a finding is about."""
    for path, heading in report.rows_of(finding) if finding.at else ():
        if str(path) == finding.at:
            yield f"{path}: {heading.text}"


def _description(text: str) -> dict[str, str]:
    return message(shortened(safe(text), _LONGEST_DESCRIPTION))


def _loudness(finding: Finding) -> dict[str, str]:
    """Say whether a finding is a problem, or only leaves open whether there is one."""
    # The specification lets nothing but a problem have a level.
    if finding.verdict is Verdict.UNCHECKED and finding.level is Level.NOTE:
        return {"kind": "open", "level": "none"}
    return {"kind": "fail", "level": finding.level.value}


def _suppression(known: KnownException) -> dict[str, Any]:
    """Return an exception: of the file's own [exceptions], or of a store outside it."""
    written = known.place.file
    return {
        "kind": "inSource" if written else "external",
        "status": "accepted",
        "justification": safe(known.reason),
        **({"location": location(known.place, "")} if written else {}),
        **({"properties": {"until": str(known.until)}} if known.until else {}),
    }
