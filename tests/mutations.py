"""Files changed at random, by bytes and by words: the second kind often still is a strategy, if a strange one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from hostile_cases import FORMULAS, NUMBERS, PERIODS
from naughty import OWN

_WORDS = re.compile(rb"[\w.%-]+|[^\w\s]|\s+")
_TOKENS = (
    b": ", b":\n", b"- ", b"[", b"]", b"{", b"}", b"'", b'"', b"#", b"&a ", b"*a", b"!", b"? ", b"| ", b">\n",
    b"---\n", b"...\n", b"<<: *a", b"%", b"@", b"`", b"~", b"null", b"\t", b"\r", b"\r\n", b"\n", b"  ", b"\0",
    b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b",", b";",
)  # fmt: skip


def mutated(files: Mapping[str, bytes], random: Random) -> dict[str, bytes]:
    """Return files with one to six changes, each of a random kind at a random place."""
    changed = dict(files)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        if not changed:
            break
        path = random.choice(sorted(changed))
        kind = random.random()
        if kind < 0.03:
            del changed[path]
        elif kind < 0.06:
            changed[random.choice(sorted(changed))] = changed[path]
        elif kind < 0.5:
            changed[path] = _of_bytes(changed[path], random)
        else:
            changed[path] = _of_words(changed[path], random, changed)
    return changed


def _of_bytes(data: bytes, random: Random) -> bytes:
    """Flip, cut, double or insert bytes."""
    at = random.randrange(len(data) + 1)
    end = min(len(data), at + random.choice((1, 1, 2, 8, 40, 400)))
    kind = random.randrange(6)
    if kind == 0 and at < len(data):
        return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]
    if kind == 1:
        return data[:at] + data[end:]
    if kind == 2:
        return data[:end] + data[at:]
    if kind == 3:
        return data[:at]
    inserted = random.choice(_TOKENS) if kind == 4 else random.randbytes(random.choice((1, 2, 4)))
    return data[:at] + inserted + data[at:]


def _of_words(data: bytes, random: Random, others: Mapping[str, bytes]) -> bytes:
    """Put another word, number, period, formula or text in the place of one, or move a line."""
    words = _WORDS.findall(data)
    if not words:
        return random.choice(OWN).encode("utf-8", "surrogatepass")
    kind = random.randrange(8)
    if kind < 2:
        lines = data.splitlines(keepends=True) or [b""]
        at, there = random.randrange(len(lines)), random.randrange(len(lines))
        if kind == 0:
            lines[at], lines[there] = lines[there], lines[at]
        else:
            lines.insert(there, lines[at])
        return b"".join(lines)
    at = random.randrange(len(words))
    if kind == 2:
        numbers = [place for place, word in enumerate(words) if word[:1].isdigit()]
        at = random.choice(numbers) if numbers else at
        words[at] = random.choice((*NUMBERS, *PERIODS, "0", "-1", "1e17", "0.0001")).encode()
    elif kind == 3:
        words[at] = random.choice(_WORDS.findall(others[random.choice(sorted(others))]) or [b""])
    elif kind == 4:
        words[at] = random.choice(words)
    elif kind == 5:
        words[at] = _quoted(random.choice(OWN))
    elif kind == 6:
        words[at] = _quoted(random.choice(FORMULAS))
    else:
        words[at] = random.choice(_TOKENS)
    return b"".join(words)


def _quoted(text: str) -> bytes:
    """Write a text as JSON does, which both YAML and, nearly, CSV can read."""
    import json

    return json.dumps(text).encode()
