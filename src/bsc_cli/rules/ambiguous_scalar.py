"""The rule `ambiguous-scalar`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from bsc_cli.finding import Place, Problem, Severity, Spot
from bsc_cli.rule import rule
from bsc_cli.source.elsewhere import meaning_elsewhere
from bsc_cli.source.plain import plain_scalar
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.source import Document


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
    if not document.doubtful:  # finding all places means composing the document once more
        return
    lines = document.text.split("\n")
    places = document.places
    for route, span in places.values.items():
        if span.line != span.end_line or route in places.containers or route[-1:] == ("severity",):
            continue
        written = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        meaning = meaning_elsewhere(written)
        if meaning is not None:
            advice = "Put it in quotes." if isinstance(plain_scalar(written), str) else "Write it in plain digits."
            yield Problem(
                Spot(f"{document.path}:{'/'.join(map(str, route))}", Place(document.path, *span)),
                f"'{written[:40]}' is read as {meaning} by tools that follow YAML 1.1.",
                help=advice,
            )
