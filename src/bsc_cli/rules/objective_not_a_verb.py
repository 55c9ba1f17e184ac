"""The rule `objective-not-a-verb`."""

import re
from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

_VERBS = {
    "acquisition": "Win",
    "automation": "Automate",
    "development": "Develop",
    "digitalisation": "Digitalise",
    "digitalization": "Digitalize",
    "efficiency": "Make more of",
    "engagement": "Engage",
    "excellence": "Excel in",
    "expansion": "Expand",
    "growth": "Grow",
    "improvement": "Improve",
    "innovation": "Invent",
    "integration": "Integrate",
    "loyalty": "Keep",
    "modernisation": "Modernise",
    "modernization": "Modernize",
    "optimisation": "Improve",
    "optimization": "Improve",
    "productivity": "Produce more with",
    "reduction": "Reduce",
    "retention": "Keep",
    "satisfaction": "Satisfy",
    "simplification": "Simplify",
    "standardisation": "Standardise",
    "standardization": "Standardize",
    "transformation": "Transform",
}
"""Nouns that hide a verb when a title ends in them, and a verb to begin with instead."""

_OF_WHAT = re.compile(
    r"brand|business|capacity|clients?|costs?|customers?|dealer|digital|efficiency|employees?|energy|exports?|financial"
    r"|income|market|member|membership|operational|organi[sz]ational|patients?|people|personnel|portfolio"
    r"|process(?:es)?|products?|productivity|profit|quality|revenue|sales|services?|skills|staff|stakeholder"
    r"|suppl(?:y|iers?)|talent|team|technology|users?|volume|waste|workforce"
)
"""Words with which such a title begins, none of which can be taken for its verb."""


@rule(Strategy, Severity.INFO, by_scorecard=True)
def objective_not_a_verb(strategy: Strategy) -> Iterator[Problem]:
    """Objectives whose title names a topic where it should say, with a verb, what is to be done.

    ## Why
    "Revenue growth" is a topic: it does not say whether to start it, speed it up or hold it. "Grow revenue from
    exports" can be agreed with or argued against. The objectives in the article this tool comes from begin with a verb:
    improve, increase, reduce, secure, certify. Only short English titles made of well-known business nouns are
    found; other titles, and other languages, are left alone.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      revenue: {perspective: financial, title: Revenue growth}  # <- objective-not-a-verb
      customers: {perspective: customer, title: Customer satisfaction}  # <- objective-not-a-verb
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      revenue: {perspective: financial, title: Grow revenue from exports}
      customers: {perspective: customer, title: Improve customer satisfaction}
      planes: {perspective: process, title: Fewer planes}
    ```
    """
    for objective in strategy.objectives.values():
        words = objective.title.casefold().split()
        verb = _VERBS.get(words[-1]) if words else None
        if verb is not None and len(words) <= _SHORT and (len(words) == 1 or _OF_WHAT.fullmatch(words[0])):
            yield Problem(
                objective,
                f'The title of "{objective.name}" names a topic and not what is to be done.',
                "title",
                help=f'Begin with a verb, as in "{verb} ...".',
            )


_SHORT = 4
"""Words; a longer title may well have its verb inside."""
