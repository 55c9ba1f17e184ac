"""The rule `objective-is-a-project`."""

import re
from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

_PROJECT = re.compile(
    r"(?:implement|roll out|migrate|go live with) (?!.*\b(?:ideas?|suggestions?|within|on time|each|every|faster)\b).+"
    r"|(?:introduce|install|launch|buy|purchase|upgrade|replace|set up|adopt) (?:.+ )?"
    r"(?:system|systems|software|erp|crm|sap|hris|mes|wms|intranet)(?: .+)?"
    r"|(?:complete|deliver|execute|finish|launch|run) (?:(?!(?:an?|all|any|each|every)\b)\S+ )+project"
    r"|.+ (?:rollout|roll-out|go-live)"
)
"""Titles, in lower case, that say what is done and not what comes of it."""


@rule(Strategy, Severity.INFO, by_scorecard=True)
def objective_is_a_project(strategy: Strategy) -> Iterator[Problem]:
    """Objectives whose title is a piece of work: what is done, not what is better afterwards.

    ## Why
    "Implement SAP" is reached on the day the system runs, whether or not an order is processed faster for it. The
    article this tool comes from keeps apart what is to be done and how: an objective is an outcome, and the action plan
    behind it has its owner, time and means. Kaplan and Norton ("The Balanced Scorecard", 1996) likewise place
    initiatives below the objectives that they serve. Found are English titles that can hardly be anything else, and
    titles that one of the objective's own initiatives repeats. What holds for any project ("Run a safe project"), and
    what says how soon or how often, is an outcome.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      sap: {perspective: process, title: Implement SAP}  # <- objective-is-a-project
      training:
        perspective: learning
        title: Train all dispatchers on the new routes  # <- objective-is-a-project
        initiatives:
          course: {title: Train all dispatchers on the new routes}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      quick-orders:
        perspective: process
        title: Process orders within a day
        initiatives:
          sap: {title: Implement SAP}
    ```
    """
    for objective in strategy.objectives.values():
        title = " ".join(objective.title.casefold().split())
        works = {" ".join(each.title.casefold().split()) for each in objective.initiatives.values()}
        if _PROJECT.fullmatch(title):
            what = f'The title of "{objective.name}" names a piece of work and not its outcome.'
        elif title in works:
            what = f'"{objective.name}" and one of its initiatives have the same title.'
        else:
            continue
        yield Problem(
            objective,
            what,
            "title",
            help="Say what is better once the work is done, and keep the work under 'initiatives'.",
        )
