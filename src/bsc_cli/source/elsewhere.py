"""What other tools take an unquoted scalar for: those that follow YAML 1.1."""

from __future__ import annotations

import re
from functools import lru_cache

# What YAML 1.1 makes of a plain scalar that 1.2, and bsc, reads otherwise: https://yaml.org/type/bool.html, int.html
# and float.html. Dates are left out: both read the same day, and here a field says when it wants one.
_OTHERWISE = {
    "true or false": r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|[yYnN]",
    "a number in base 60": r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?",
    "a number in base 8": r"[-+]?0[0-7_]*[0-7]",
    "a number in base 2": r"[-+]?0b[01_]+",
    "a number without its underscores": r"[-+]?(?:0x[0-9a-fA-F]*_[0-9a-fA-F_]*|[0-9]+_[0-9_]*(?:\.[0-9_]*)?)",
    "text": r"0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][0-9]+|[-+]?[0-9]+[eE][-+]?[0-9]+",
}
_WHOLE = {meaning: re.compile(pattern) for meaning, pattern in _OTHERWISE.items()}
BEGINNINGS = frozenset("0123456789+-.yYnNoO")
"""What such a scalar begins with."""


@lru_cache(maxsize=4096)
def meaning_elsewhere(text: str) -> str | None:
    """Return what tools that follow YAML 1.1 take an unquoted scalar for; None when it is the same as here."""
    return next((meaning for meaning, pattern in _WHOLE.items() if pattern.fullmatch(text)), None)
