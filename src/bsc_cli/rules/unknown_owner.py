"""The rule `unknown-owner`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Field, Problem, Severity
from bsc_cli.load import nearest
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Element


@rule(Strategy, Severity.ERROR, by_scorecard=True)
def unknown_owner(strategy: Strategy) -> Iterator[Problem]:
    """Owners that `bsc.yaml` does not register, where it registers any.

    ## Why
    `owners:` says which roles there are and what each decides. An owner that is not among them is a slip of the pen,
    or a role that somebody has given an objective without the rest of the strategy knowing it; either way nobody is
    told when the number turns red. Left out of `bsc.yaml`, `owners:` means that any text is an owner, and this rule
    says nothing.

    ## Bad
    ```yaml bsc.yaml
    owners:
      cfo: {title: Chief Financial Officer}
      coo: {title: Chief Operating Officer}
    ```
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue
        owner: cof  # <- unknown-owner
    ```

    ## Good
    ```yaml bsc.yaml
    owners:
      cfo: {title: Chief Financial Officer}
      coo: {title: Chief Operating Officer}
    ```
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue
        owner: cfo
    ```
    """
    known = strategy.settings.owners
    if not known:
        return
    by_title = {(entry.title or key).casefold(): key for key, entry in known.items()}
    for element, field, name, owner in _owners(strategy):
        if owner is None or owner in known:
            continue
        near = by_title.get(owner.casefold()) or nearest(owner, known)
        yield Problem(
            element,
            f'"{_short(owner)}", the owner of "{_short(name)}", is not registered'
            + (f'; did you mean "{near}"?' if near else "."),
            field,
            help=f"Write {near}, or register this one under `owners:` in bsc.yaml."
            if near
            else "Write one of the `owners:` of bsc.yaml, or register this one there.",
        )


def _owners(strategy: Strategy) -> Iterator[tuple[Element, Field, str, str | None]]:
    """Yield (what names an owner, where, what it is called, the owner as written)."""
    for element in strategy.ownable:
        yield element, "owner", element.name, element.owner
    for review in strategy.reviews:
        for number, decision in enumerate(review.decisions):
            yield review, ("decisions", number, "owner"), decision.what, decision.owner


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}..."  # noqa: PLR2004 - a line's worth
