"""The baseline: what was found in an old strategy when bsc came to it, held back so that only what is new shows.

It is a JSON file below the strategy's root, one line for each entry, so that a pull request shows what was taken in
or dropped. An entry is the address of a finding, without line, message or severity, so it outlives moved lines,
reworded messages and other settings of the rule.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bsc_cli.finding import Field, Finding, Place, Pointable, Problem, Spot
from bsc_cli.load import Loaded
from bsc_cli.rule import Rule
from bsc_cli.tree import BASELINE, Tree, Unreadable

FORMAT_VERSION = "1.0"
_ANEW = "Mend it, or write the baseline anew with `bsc baseline --update`."


class Address(NamedTuple):
    """What a finding is about, as an entry says it. All parts must agree, so an entry hides only what it shows."""

    rule: str
    element: str
    field: str | None
    fingerprint: str

    @classmethod
    def of(cls, finding: Finding) -> Address:
        """Return the address of a finding."""
        return cls(finding.rule, finding.element, finding.field, finding.fingerprint)


class Entry(NamedTuple):
    """A line of a baseline: the address, where it stands, and which entry of the file it is (from 1)."""

    address: Address
    place: Place
    number: int

    @property
    def spot(self) -> Spot:
        """What a finding about the entry points at."""
        return Spot(f"{BASELINE}:{self.address.rule}:{self.address.fingerprint}", self.place)


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline, and once a check has run, what they held back.

    Findings that share an address need an entry each: of three where there were two, one is new.
    """

    entries: tuple[Entry, ...]
    text: str = field(default="", repr=False)
    fault: Problem | None = None
    """Why the file cannot be read as a baseline; then there are no entries."""
    held: Mapping[Address, int] = field(default_factory=dict)
    """How many findings were held back, by address."""
    ran: frozenset[str] = frozenset()
    """The names of the rules that ran: one that did not run cannot show that its entries are stale."""

    def split(self, found: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Return what is new, and what is held back: of findings with one address, the first by place."""
        left = Counter(entry.address for entry in self.entries)
        new: list[Finding] = []
        held: list[Finding] = []
        for finding in sorted(found, key=lambda each: each.sort_key):
            address = Address.of(finding)
            (held if left[address] > 0 else new).append(finding)
            left[address] -= 1
        return new, held

    def met(self, held: Iterable[Finding], ran: Iterable[str]) -> Baseline:
        """Return this baseline as a check met it: the findings that it held back, and the rules that ran."""
        return replace(self, held=Counter(map(Address.of, held)), ran=frozenset(ran))

    def stale(self, rules: Collection[str]) -> Iterator[Entry]:
        """Yield the entries that hold nothing back: their rule ran without a word, or is none of all the rules."""
        left = Counter(self.held)
        for entry in self.entries:
            rule = entry.address.rule
            if left[entry.address] == 0 and (rule in self.ran or rule not in rules):
                yield entry
            left[entry.address] -= left[entry.address] > 0

    def locate(self, element: Pointable, _field: Field = None) -> Place:
        """Return the place of an entry."""
        if not isinstance(element, Spot):
            raise TypeError(element)
        return element.place


def holdable(rule: Rule[Any]) -> bool:
    """Whether a baseline may hold back what a rule says: never that something cannot be read."""
    return rule.subject not in (Loaded, Baseline)


def read_baseline(tree: Tree) -> Baseline | None:
    """Return the baseline of a tree, None where there is none. Never raises: what is wrong with it is its `fault`."""
    if BASELINE not in tree.paths:
        return None
    try:
        text = tree.text(BASELINE)
    except Unreadable as trouble:
        return _faulty("", trouble.message, trouble.line, trouble.column, trouble.help)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        what = "A merge was left unfinished here" if text.startswith("<<<<<<<", error.pos) else "This is not JSON here"
        return _faulty(text, f"{what}, so the baseline cannot be read.", error.lineno, error.colno)
    except (ValueError, RecursionError):  # a number of thousands of digits, a list in a list in a list...
        return _faulty(text, "This is not a baseline: it is JSON that no one would write by hand.")
    addresses = _addresses(data)
    if isinstance(addresses, str):
        return _faulty(text, addresses)
    return Baseline(tuple(_placed(addresses, text)), text)


def baseline_text(addresses: Iterable[Address]) -> str:
    """Return the text of a baseline: the addresses sorted, each on a line of its own."""
    ordered = sorted(addresses, key=lambda each: (each.rule, each.element, each.field or "", each.fingerprint))
    lines = ",\n".join(f"    {json.dumps(each._asdict(), ensure_ascii=False)}" for each in ordered)
    entries = f"[\n{lines}\n  ]" if lines else "[]"
    written = f'{{\n  "format_version": "{FORMAT_VERSION}",\n  "entries": {entries}\n}}\n'
    # The name of a file can hold bytes that are no text; they are shown as escapes, because JSON is UTF-8.
    return written.encode("utf-8", "backslashreplace").decode()


def _faulty(text: str, message: str, line: int = 1, column: int = 1, help: str = _ANEW) -> Baseline:  # noqa: A002 - the field's name everywhere
    spot = Spot(BASELINE, Place(BASELINE, line, column, line, column + 1))
    return Baseline((), text, Problem(spot, message, help=help))


def _addresses(data: object) -> list[Address] | str:
    """Return the entries of a baseline in order, or the sentence that says why it is none."""
    version = data.get("format_version") if isinstance(data, dict) else None
    entries = data.get("entries") if isinstance(data, dict) else None
    if not isinstance(version, str) or not isinstance(entries, list):
        return "This is not a baseline: it needs a 'format_version' and a list of 'entries'."
    if version.partition(".")[0] != FORMAT_VERSION.partition(".")[0]:
        return f"This baseline has the format {version[:20]}, and this version of bsc reads {FORMAT_VERSION}."
    found: list[Address] = []
    for number, entry in enumerate(entries, 1):
        parts = [entry.get(name) if isinstance(entry, dict) else None for name in Address._fields]
        rule, element, inside, fingerprint = parts
        if not (isinstance(rule, str) and isinstance(element, str) and isinstance(fingerprint, str)):
            return f"Entry {number} of this baseline needs a 'rule', an 'element' and a 'fingerprint', each as text."
        if not isinstance(inside, str | None):
            return f"Entry {number} of this baseline has a 'field' that is neither text nor null."
        found.append(Address(rule, element, inside, fingerprint))
    return found


def _placed(addresses: Iterable[Address], text: str) -> Iterator[Entry]:
    """Yield each entry with its line, which is looked for by its fingerprint."""
    at, line = 0, 1
    for number, address in enumerate(addresses, 1):
        begin = text.find(f'"{address.fingerprint}"', at + 1)
        if begin >= 0:
            line += text.count("\n", at, begin)
            at = begin
        yield Entry(address, _line(text, at, line), number)


def _line(text: str, at: int, number: int) -> Place:
    """Return what is written on the line around an offset, without its indentation and its comma."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    indent = len(line) - len(line.lstrip())
    return Place(BASELINE, number, indent + 1, number, max(len(line.rstrip().rstrip(",")), indent + 1) + 1)
