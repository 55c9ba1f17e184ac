"""The rule `ambiguous-scalar`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from bsc_cli.finding import Place, Problem, Severity, Spot
from bsc_cli.rule import rule
from bsc_cli.source.plain import plain_scalar
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.source import Document

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
# The first part is one set of characters, and so quick to look for; what follows says where a value may begin.
_ANYWHERE = re.compile(
    r"[:\-\[,?][ \t]*(?<=[ \t\[,])(?=[-+.0-9yYnNoO])"
    rf"(?:{'|'.join(_OTHERWISE.values())})[ \t]*(?:$|[,\]}}#\r])",
    re.MULTILINE,
)


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def ambiguous_scalar(strategy: Strategy) -> Iterator[Problem]:
    """Unquoted values that other YAML tools take for something else: no, on, 0o17, 017, 1:30.

    ## Why
    bsc reads YAML 1.2, in which `no` is a word. Many tools still follow YAML 1.1, in which it is false, `1:30` is
    ninety and `017` is fifteen: Norway, whose code is NO, has given the problem its name. Quotes make all of them
    read the same. Choices that bsc itself defines (`severity: off`) and keys are left alone.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      win-norway:
        perspective: customer
        title: Win Norway
        metrics:
          norwegian-share: {unit: "%", source: NO}  # <- ambiguous-scalar
          longest-wait:
            description: 1:30  # <- ambiguous-scalar
            target: 017  # <- ambiguous-scalar
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      win-norway:
        perspective: customer
        title: Win Norway
        metrics:
          norwegian-share: {unit: "%", source: "NO"}
          longest-wait:
            description: "1:30"
            target: 17
    ```
    """
    return chain.from_iterable(_in(document) for _, document in sorted(strategy.documents.items()))


def _in(document: Document) -> Iterator[Problem]:
    # Finding all places means composing the document once more, so a glance at the text comes first.
    if not _ANYWHERE.search(document.text):
        return
    lines = document.text.split("\n")
    for route, span in document.places.values.items():
        if span.line != span.end_line or route in document.places.containers or route[-1:] == ("severity",):
            continue
        written = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        meaning = next((each for each, pattern in _WHOLE.items() if pattern.fullmatch(written)), None)
        if meaning is not None:
            advice = "Put it in quotes." if isinstance(plain_scalar(written), str) else "Write it in plain digits."
            yield Problem(
                Spot(f"{document.path}:{'/'.join(map(str, route))}", Place(document.path, *span)),
                f"'{written[:40]}' is read as {meaning} by tools that follow YAML 1.1.",
                help=advice,
            )
