"""The rule `red-without-note`."""

from collections.abc import Iterator, Mapping
from datetime import date

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Review
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Evaluation, Severity.WARNING)
def red_without_note(evaluation: Evaluation) -> Iterator[Problem]:
    """Metrics that are off, and nobody has written down why.

    ## Why
    The article this tool comes from wants every chart to have a clear "so what?". A red number without a sentence
    invites everyone to find a reason of their own, and the next review begins again from nothing. One sentence by
    whoever is nearest to the work will do: in the note of the reading, or in a review of its period or a later one,
    among the `notes`, or with a decision `about` the metric or its objective.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, red_line: 12, every: month}  # <- red-without-note
    ```
    ```csv
    metric,period,value,note
    lead-time-days,2026-05,13,Two people were ill
    lead-time-days,2026-06,15,
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, red_line: 12, every: month}
    ```
    ```yaml reviews/2026-Q2.yaml
    review: corporate
    on: 2026-07-08
    period: 2026-Q2
    notes:
      lead-time-days: {why: The second shift began without trained people.}
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-05,13
    lead-time-days,2026-06,15
    ```
    """
    reviews = _reviews_about(evaluation.strategy)
    for result in evaluation.off:
        ends = result.series[-1].ends
        about = (*reviews.get(result.id, ()), *reviews.get(result.objective, ()))
        looked_at = (_looked_at(evaluation.strategy, review) for review in about)
        if not result.note and not any(day >= ends for day in looked_at):
            yield Problem(
                result.metric,
                f'"{result.metric.name}" is off in {result.period}, and neither a note nor a review says why.',
                help="Write one sentence into the note of the reading, or into the next review.",
            )


def _reviews_about(strategy: Strategy) -> Mapping[str, list[Review]]:
    """Return the reviews that have a note or a decision about something, by its full id."""
    found: dict[str, list[Review]] = {}
    for review in strategy.reviews:
        refs = (*review.notes, *(ref for decision in review.decisions for ref in decision.about))
        for full_id in dict.fromkeys(strategy.full_id(ref, review.review) for ref in refs):
            found.setdefault(full_id, []).append(review)
    return found


def _looked_at(strategy: Strategy, review: Review) -> date:
    """Return the last day that a review looked at: that of its period, else the day of the meeting."""
    return strategy.calendar.last_day(review.period) if review.period else review.day
