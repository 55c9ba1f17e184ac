"""Texts that are trouble: what YAML has of traps, what is no YAML, no text or no number; by name.

The kinds follow the yaml-test-suite: each construct of the language once as it may be and once broken. The texts are
made here, and made to be small, so that every command can be tried on every one of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

import sound

DEPTH = 20_000
CARD = "scorecard: h\nobjectives:\n  o:\n    perspective: financial\n    title: Earn\n"
METRIC = CARD + "    metrics:\n      m: {better: higher, target: 1, every: month, "


def _scalars() -> Iterator[tuple[str, str]]:
    """Yield the ways to write one value, each in a valid and a broken form where it has one."""
    yield "literal", "scorecard: h\ntitle: |\n  a\n   b\n\nobjectives: {}\n"
    yield "literal, kept and indented", "scorecard: h\ntitle: |2+\n    a\n\n\nobjectives: {}\n"
    yield "literal, indented by nine", "scorecard: h\ntitle: |9\n a\n"
    yield "literal, indented by none", "scorecard: h\ntitle: |0\n a\n"
    yield "folded", "scorecard: h\ntitle: >-\n  a\n  b\n\n  c\nobjectives: {}\n"
    yield "folded at the end", "title: >"
    yield "quoted over lines", 'scorecard: h\ntitle: "a\n  b\\\n  c\n\n  d"\nobjectives: {}\n'
    yield "quote never closed", 'scorecard: h\ntitle: "a\n'
    yield "single quotes", "scorecard: 'h'\ntitle: 'it''s'\nobjectives: {}\n"
    yield "single quote never closed", "title: 'a\n"
    for name, escape in {
        "a NUL": r"\0",
        "a bell": r"\a",
        "a next line": r"\N",
        "a slash": r"\/",
        "half a pair": r"\ud83d",
        "a pair": r"\ud83d\ude00",
        "beyond Unicode": r"\U00110000",
        "no digits": r"\x",
        "no escape": r"\q",
        "a noncharacter": r"\uffff",
        "a terminal": r"\e[31m",
    }.items():
        yield f"escape of {name}", f'scorecard: h\ntitle: "x{escape}y"\nobjectives: {{}}\n'
    yield "plain over lines", "scorecard: h\ntitle: a\n  b\n  c\nobjectives: {}\n"


def _collections() -> Iterator[tuple[str, str]]:
    """Yield the ways to write lists, mappings and what refers to them."""
    yield "flow", 'scorecard: h\n"objectives": {"o": {perspective: financial, "title":Earn,},}\n'
    yield "flow with a colon", "scorecard: h\ntitle: {a:b, c : d, ? e, ? f : g}\n"
    yield "flow without commas", "scorecard: h\ntitle: [a b c]\nobjectives: [a, [b, {c: d}]]\n"
    yield "flow never closed", "scorecard: h\nobjectives: {o: [\n"
    yield "flow closed twice", "scorecard: h\nobjectives: {}}\n"
    yield "flow closed otherwise", "scorecard: h\nobjectives: {]\n"
    yield "empty flow entries", "scorecard: h\nobjectives: {,}\n"
    yield "key of a list", "? [a, b]\n: c\nscorecard: h\n"
    yield "key of a mapping", "{a: b}: c\nscorecard: h\n"
    yield "key of nothing", ": x\n? \n: y\nscorecard: h\n"
    yield "keys that are numbers", "1: x\n1.0: y\n0x1: z\ntrue: t\nnull: n\nscorecard: h\n"
    yield "a key twice", "scorecard: h\nscorecard: i\nobjectives: {}\n"
    yield "a key twice, spelt otherwise", 'scorecard: h\n"scorecard": i\n'
    yield "a key too long", "scorecard: h\n" + "k" * 2000 + ": v\n"
    yield "list of lists", "- - - a\n    - b\n- - c\n"
    yield "list in the place of a mapping", "scorecard: [h]\nobjectives: [o]\n"
    yield "scalar alone", "scorecard:h"
    yield "mapping in the place of a word", "scorecard: {h: {}}\nobjectives: {o: {title: {}}}\n"
    yield "anchor on a word", "scorecard: &a h\ntitle: *a\nobjectives: {}\n"
    yield "anchor twice", "scorecard: &a h\ntitle: &a t\nowner: *a\nobjectives: {}\n"
    yield "anchor on nothing", "scorecard: h\ntitle: &a\nobjectives: {}\n"
    yield "anchor and tag on nothing", "scorecard: h\ntitle: &a !!str\nobjectives: {}\n"
    yield "alias of a mapping", "scorecard: h\nobjectives: {o: &a {title: x}, p: *a}\n"
    yield "alias of nothing", "scorecard: h\ntitle: *b\n"
    yield "alias as a key", "scorecard: &a h\n*a : x\n"
    yield "alias of itself", "scorecard: h\nobjectives: &a {o: *a}\n"
    yield "list of itself", "&a [*a, *a]"
    yield "merge", "scorecard: h\nx: &x {a: 1}\n<<: *x\nobjectives: {o: {<<: [*x, *x]}}\n"
    yield "quoted merge", "scorecard: h\n'<<': {a: 1}\n"
    for tag in ("!!binary", "!!set", "!!omap", "!!python/object/apply:os.system", "!<tag:x,2000:y>", "!", "!e!x", "!<"):
        yield f"tag {tag}", f"scorecard: {tag} h\nobjectives: {{}}\n"
    yield "tag on a mapping", "--- !!map\nscorecard: h\nobjectives: !!map {}\n"
    yield "tag directive", "%TAG ! tag:example.org,2000:\n---\nscorecard: !x h\n"


def _marks() -> Iterator[tuple[str, str]]:
    """Yield directives, document markers, comments and indentation."""
    yield "version 1.1", "%YAML 1.1\n---\nscorecard: h\nobjectives: {}\n"
    yield "version 1.2", "%YAML 1.2\n---\nscorecard: h\nobjectives: {}\n"
    yield "version 3.0", "%YAML 3.0\n---\nscorecard: h\n"
    yield "version twice", "%YAML 1.2\n%YAML 1.2\n---\nscorecard: h\n"
    yield "version of a thousand digits", "%YAML 1." + "9" * 1000 + "\n---\nscorecard: h\n"
    yield "unknown directive", "%FOO bar\n---\nscorecard: h\nobjectives: {}\n"
    yield "directive without a document", "%YAML 1.2\nscorecard: h\n"
    yield "two documents", "scorecard: h\nobjectives: {}\n---\nscorecard: i\nobjectives: {}\n"
    yield "end of a document", "---\nscorecard: h\nobjectives: {}\n...\n"
    yield "text after the end", "scorecard: h\nobjectives: {}\n...\nx\n"
    yield "marker in a text", "scorecard: h\ntitle: |\n  ---\n  ...\nobjectives: {}\n"
    yield "markers alone", "---\n---\n---\n"
    yield "nothing", ""
    yield "spaces alone", "  \n \n"
    yield "a comment alone", "# scorecard: h\n"
    yield "a comment without a space", "scorecard: h#x\ntitle: a #b\nobjectives: {}#\n"
    yield "tab for indentation", "scorecard: h\nobjectives:\n\to: {}\n"
    yield "tab in a line", "scorecard:\th\ntitle: a\tb\t\nobjectives:\t{}\n"
    yield "tab before a comment", "scorecard: h\t# x\nobjectives: {}\n\t# y\n"
    yield "indented less", "scorecard: h\nobjectives:\n    o:\n      title: x\n   p: {}\n"
    yield "indented more", "scorecard: h\n  title: x\n"
    yield "a colon more", "scorecard: h\ntitle: a: b\n"
    yield "a colon at the end", "scorecard: h\ntitle: a:\n"
    yield "a dash without a space", "scorecard: h\ncontrols:\n  -a\n"
    yield "reserved", "scorecard: h\ntitle: @a\nowner: `b\n"
    yield "percent", "scorecard: h\ntitle: %a\n"


def _lines_and_letters() -> Iterator[tuple[str, str | bytes]]:
    """Yield texts with line ends, marks and letters of their own, and bytes that are no text."""
    text = sound.SALES
    yield "CRLF", text.replace("\n", "\r\n")
    yield "CR", text.replace("\n", "\r")
    yield "mixed line ends", text.replace("\n", "\r\n", 3)
    yield "no last line end", text.rstrip("\n")
    yield "byte-order mark", "\ufeff" + text
    yield "two byte-order marks", "\ufeff\ufeff" + text
    yield "byte-order mark alone", "\ufeff"
    yield "byte-order mark inside", text.replace("Sign", "\ufeffSign")
    for name, mark in {"NEL": "\x85", "LS": "\u2028", "PS": "\u2029", "VT": "\v", "FF": "\f", "DEL": "\x7f"}.items():
        yield f"{name} in a title", text.replace("Sign", f"Sign{mark}x")
    yield "NUL in a title", text.replace("Sign", "Sign\0")
    yield "NUL at the end", text + "\0"
    yield "noncharacter", text.replace("Sign", "Sign\uffff")
    yield "private letters", text.replace("Sign", "\ue000\uf8ff [: ?]")
    yield "letters of all planes", text.replace("Sign", "\U0001f600\U0010fffd\u0e17\u0e35")
    yield "right to left", text.replace("Sign", "\u202eSign\u2066")
    yield "zalgo", text.replace("Sign", "S" + "\u0301" * 3000)
    yield "fullwidth colon", text.replace("scorecard:", "scorecard\uff1a")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7", "cp037"):
        yield encoding, text.replace("Sign", "Zähl").encode(encoding)
    yield "latin-1", text.replace("Sign", "Zähl").encode("latin-1")
    yield "a surrogate", text.encode().replace(b"Sign", b"\xed\xa0\x80")
    yield "a surrogate pair", text.encode().replace(b"Sign", b"\xed\xa0\xbd\xed\xb8\x80")
    yield "an overlong slash", text.encode().replace(b"Sign", b"\xc0\xaf")
    yield "an overlong NUL", text.encode().replace(b"Sign", b"\xc0\x80")
    yield "beyond Unicode", text.encode().replace(b"Sign", b"\xf4\x90\x80\x80")
    yield "cut off in a letter", text.encode() + b"#\xf0\x9f\x98"
    yield "all bytes", bytes(range(256)) * 8
    yield "all bytes as a comment", text.encode() + b"# " + bytes(range(128, 256))
    yield "a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64)
    yield "packed", b"\x1f\x8b\x08\0" + zlib.compress(text.encode() * 100)
    yield "a program", b"\x7fELF\x02\x01\x01" + bytes(100)
    yield "a million NULs", bytes(1_000_000)
    yield "a page", "<!doctype html><html><body>scorecard: h</body></html>"
    yield "JSON", '{"scorecard": "h", "objectives": {}}'
    yield "JSON of a list", '[{"scorecard": "h"}]'
    yield "a conflict", f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n"
    yield "a pointer of git lfs", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"


NUMBERS = (
    "9" * 5000, "-" + "9" * 5000, "0." + "0" * 5000 + "1", "1e5000", "1e-5000", "1e999999999", "1e9999999999",
    "0x" + "f" * 5000, "0o7", "0b1", "1_000", "1:30", "+.5", ".5.", "1.", "-0", "-0.0", ".inf", "-.inf", ".nan",
    "1e", "1e+", "--1", "1,5", "\u0661\u0662", "12e03", "'1'", "null", "true", "no", "[1]", "{}", "1 000", "1%",
)  # fmt: skip
PERIODS = ("0000-00", "9999-12-31", "10000-Q1", "2026-W99", "2026-02-30", "0001", "9999-H2", "-2026", "2026-13", "1e9")
FORMULAS = (
    "(" * 500 + "m" + ")" * 500, "+".join(["n"] * 2000), "m", "m + n", "1 / 0", "n / (n - n)", "9 ** 9 ** 9",
    "-" * 500 + "n", "n" * 5000, "n % n",
    "__import__('os')", "n.real", "n[0]", "lambda: n", "n if n else n", "1e999 * n", "n; n", "",
    "sum(n)", "n +", "(n", "\u0661 + n", "n\n+ n", "9" * 5000 + " * n", "1 / 3 * " * 200 + "n",
)  # fmt: skip


def _values() -> Iterator[tuple[str, str]]:
    """Yield numbers, periods, formulas and ids that nobody should write, each where one is wanted."""
    for written in NUMBERS:
        shown = written if len(written) < 20 else f"{written[:8]}... of {len(written)}"
        yield (
            f"number {shown}",
            f"{METRIC.replace('target: 1', f'target: {written}')}baseline: {written}, red_line: 0}}\n",
        )
        yield f"weight {shown}", f"{CARD}    weight: {written}\nversion: {written}\n"
    for written in PERIODS:
        yield (
            f"period {written}",
            (
                f"{METRIC.replace('target: 1', f'targets: {{{written}: 1}}')}retired: {{on: {written}, because: x}}}}\n"
                f"review: quarter\nvision: {{statement: x, by: {written}}}\n"
            ),
        )
    for number, written in enumerate(FORMULAS):
        quoted = '"' + written.replace("\n", "\\n") + '"'
        yield (
            f"formula {number}",
            f"{METRIC}formula: {quoted}}}\n      n: {{better: higher, target: 1, every: month}}\n",
        )
    yield (
        "formulas in a circle",
        f"{METRIC}formula: n}}\n      n: {{better: higher, target: 1, every: month, formula: m}}\n",
    )
    for written in (
        "..",
        "/",
        "a/b",
        "a/b/c",
        "",
        " ",
        "__proto__",
        "constructor",
        "A",
        "-",
        "é",
        "x" * 900,
        "%s",
        ".",
    ):
        yield (
            f"id {written[:20]!r}",
            (
                f"scorecard: {_quoted(written)}\nobjectives:\n"
                f"  {_quoted(written)}: {{perspective: financial, title: x, "
                f"drives: {{{_quoted(written)}: {{}}}}, metrics: {{{_quoted(written)}: {{}}}}}}\n"
            ),
        )
    yield "drives itself", f"{CARD}    drives: {{o: {{}}}}\n"
    yield "supports itself", f"{CARD}    supports: [o, h/o]\n"
    yield "its own parent", CARD + "parent: h\n"
    yield "its own counter metric", f"{METRIC}counter_metric: m}}\n"
    yield "no objectives", "scorecard: h\n"
    yield "objectives of nothing", "scorecard: h\nobjectives: {o: , p: ~, q: {}}\n"


def _quoted(text: str) -> str:
    return f"'{text}'"


def _heaps() -> Iterator[tuple[str, str]]:
    """Yield much of one thing: what takes more time than it should shows here."""
    yield "deep brackets", "[" * DEPTH
    yield "deep braces", "{a: " * DEPTH
    yield "deep lists", "- " * DEPTH
    yield "deep mappings", "".join(" " * level + "a:\n" for level in range(700))
    bomb = "\n".join(f"x{level}: &x{level} [{f'*x{level - 1}, ' * 9}]" for level in range(1, 30))
    yield "a bomb of aliases", f"x0: &x0 [lol]\n{bomb}\nscorecard: h\n"
    yield "a bomb of words", "x: &x " + "a" * 1000 + "\nscorecard: h\ntitle: [" + "*x, " * 20_000 + "]\n"
    yield "many unknown fields", "scorecard: h\n" + "".join(f"f{number}: 1\n" for number in range(3000))
    yield "many wrong values", "scorecard: h\nobjectives:\n" + "".join(f"  o{n}: {{weight: x}}\n" for n in range(1500))
    yield "many broken arrows", CARD + "    drives:\n" + "".join(f"      x{n}: {{}}\n" for n in range(1500))
    yield "many keys twice", "scorecard: h\n" + "a: 1\n" * 3000
    yield "many comments", "scorecard: h\nobjectives: {}\n" + "# bsc: ignore[no-effect] x\n" * 3000
    yield "one long line", f"scorecard: h\ntitle: {'x ' * 100_000}\nobjectives: {{}}\n"
    yield "one long word", f"scorecard: h\ntitle: {'x' * 200_000}\nobjectives: {{}}\n"
    yield "long spaces", f"scorecard: h{' ' * 200_000}#\nobjectives: {{}}\n"
    yield "many dashes", "scorecard: h\ntitle: '" + "- " * 50_000 + "'\nobjectives: {}\n"
    yield "many hashes", "#" * 200_000 + "\n" + CARD
    yield "many quotes", "scorecard: h\ntitle: " + "''" * 20_000 + "\n"
    yield "many question marks", "scorecard: h\ntitle: {" + "? " * 20_000 + "}\n"
    yield "many colons", "scorecard: h\ntitle: {" + "a:" * 20_000 + "}\n"


TEXTS: Mapping[str, bytes] = {
    name: text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    for family in (_scalars, _collections, _marks, _lines_and_letters, _values, _heaps)
    for name, text in family()
}
"""All texts by name."""

SETTINGS: Mapping[str, str] = {
    "a pattern that climbs": "scorecards: ../**/*.yaml\nreadings: ../../*.csv\nreviews: /etc/*.yaml\n",
    "an absolute pattern": "scorecards: /etc/passwd\nreadings: /etc/*\n",
    "a home": "scorecards: ~/*.yaml\nreadings: $HOME/*.csv\n",
    "a pattern of stars": "scorecards: '" + "*a" * 60 + "b'\n",
    "a pattern of folders": "scorecards: '" + "**/" * 200 + "*.yaml'\n",
    "a pattern of brackets": "scorecards: '[" + "!" * 20 + "]]][[[*.yaml'\n",
    "a pattern with a NUL": 'scorecards: "a\\0b*.yaml"\n',
    "a pattern of nothing": "scorecards: ''\nreadings: ''\n",
    "rules that are not": "rules: {no-such-rule: {severity: error}, too-many-objectives: {most: x}, no-effect: 5}\n",
    "options of the wrong kind": "rules: {too-many-objectives: {most: -1, severity: loud}, silo: []}\n",
    "options beyond measure": "rules: {too-many-objectives: {most: " + "9" * 500 + "}}\n",
    "many owners": "owners:\n" + "".join(f"  o{number}: {{title: x}}\n" for number in range(2000)),
    "a month that is none": "fiscal_year_starts: nonuary\n",
    "unknown keys": "scorecard: x\nfoo: bar\n",
}
"""Texts for bsc.yaml."""

TABLES: Mapping[str, bytes] = {
    "nothing": b"",
    "a header alone": b"metric,period,value\n",
    "no header": b"corporate/revenue,2026-Q1,5\n",
    "a header twice": b"metric,period,value,metric\ncorporate/revenue,2026-Q1,5,x\n",
    "a cell too long": b"metric,period,value,note\ncorporate/revenue,2026-Q1,5," + b"x" * 200_000 + b"\n",
    "a quote never closed": b'metric,period,value,note\ncorporate/revenue,2026-Q1,5,"x\n' + b"a,b,c\n" * 2000,
    "quotes inside": b'metric,period,value,note\ncorporate/revenue,2026-Q1,5,a"b""c"d\n',
    "NUL": b"metric,period,value\ncorporate/revenue,2026-Q1,\0\n",
    "carriage returns": b"metric,period,value\rcorporate/revenue,2026-Q1,5\r",
    "utf-16": "metric,period,value\ncorporate/revenue,2026-Q1,5\n".encode("utf-16"),
    "latin-1": "metric,period,value,note\ncorporate/revenue,2026-Q1,5,Zähl\n".encode("latin-1"),
    "all bytes": bytes(range(256)) * 20,
    "a number of 5000 digits": b"metric,period,value\ncorporate/revenue,2026-Q1," + b"9" * 5000 + b"\n",
    "a huge exponent": b"metric,period,value\ncorporate/revenue,2026-Q1,1e999\ncorporate/revenue,2026-Q2,1e99999999\n",
    "numbers that are none": b"metric,period,value\n"
    + b"".join(
        b"corporate/revenue,%d,%s\n" % (1900 + n, value)
        for n, value in enumerate((b"nan", b"inf", b"-inf", b"1/2", b"0x1"))
    ),
    "periods that are none": b"metric,period,value\n"
    + b"".join(b"corporate/revenue,%s,1\n" % period.encode() for period in PERIODS),
    "the last day": b"metric,period,value\ncorporate/revenue,9999-12-31,1\ncorporate/lead-time,9999-12,1\n",
    "the first day": b"metric,period,value\ncorporate/revenue,1000-01-01,1\ncorporate/lead-time,1000-01,1\n",
    "a thousand years": b"metric,period,value\n"
    + b"".join(
        b"corporate/lead-time,%04d-%02d,%d\n" % (year, month, year)
        for year in range(1900, 2400, 7)
        for month in (1, 12)
    ),
    "unknown metrics": b"metric,period,value\n" + b"".join(b"x%d,2026-Q1,1\n" % n for n in range(3000)),
    "one row often": b"metric,period,value\n" + b"corporate/revenue,2026-Q1,1\n" * 3000,
    "commas": b"metric,period,value\n" + b"," * 20_000 + b"\n",
    "many columns": b",".join(b"c%d" % n for n in range(3000)) + b"\n1\n",
    "semicolons": b"metric;period;value\ncorporate/revenue;2026-Q1;5,5\n",
}
"""Texts for a readings file."""

BASELINES: Mapping[str, bytes] = {
    "nothing": b"",
    "deep": b"[" * 100_000,
    "deep and closed": b"[" * 50_000 + b"]" * 50_000,
    "deep objects": b'{"a":' * 50_000,
    "a number": b"5",
    "a huge number": b"9" * 100_000,
    "not a number": b'{"format_version": NaN, "findings": [Infinity]}',
    "a list": b"[]",
    "entries of nothing": b'{"format_version": "1.0", "entries": [null, 5, [], {}, {"rule": 5}]}',
    "no text": b"\xff\xfe\x00",
    "half a pair": b'{"entries": [{"rule": "\\ud800", "element": "\\udfff", "message": "x"}]}',
    "a key twice": b'{"entries": [], "entries": [1]}',
}
"""Texts for .bsc/baseline.json."""
