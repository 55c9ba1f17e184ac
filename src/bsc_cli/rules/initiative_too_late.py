"""The rule `initiative-too-late`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def initiative_too_late(strategy: Strategy) -> Iterator[Problem]:
    """Work that ends too late to move its metric before the metric's last target is due.

    ## Why
    A target is a date as much as a number. Work that is finished after that date, or whose effect takes until after
    it to arrive, cannot be what reaches the target, however well it is done. The article this tool comes from has
    turnover rise six months after hiring slows: effects take time. The day that counts is the day the initiative is
    due, and, for a metric of an objective further along the arrows, the lags of the quickest path on top. What is
    done or stopped is left alone, and so is a standing target, which is never too late to meet.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        metrics:
          satisfaction: {unit: "%", better: higher, baseline: 74, targets: {2026-Q4: 90}}
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        drives: {satisfy-distributors: {after: 2 quarters}}
        initiatives:
          just-in-time-cell:
            title: Run custom orders through a just-in-time cell
            due: 2026-09
            moves: [satisfaction]  # <- initiative-too-late
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        metrics:
          satisfaction: {unit: "%", better: higher, baseline: 74, targets: {2026-Q4: 80, 2027-Q2: 90}}
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        drives: {satisfy-distributors: {after: 2 quarters}}
        initiatives:
          just-in-time-cell:
            title: Run custom orders through a just-in-time cell
            due: 2026-09
            moves: [satisfaction]
    ```
    """
    last_day = strategy.calendar.last_day
    for initiative in strategy.open_initiatives.values():
        if initiative.due is None or not initiative.moves:
            continue
        due = last_day(initiative.due)
        own = strategy.objectives[initiative.objective].metrics
        if all(
            ref in own and any(due <= last_day(day) for day in reversed(own[ref].targets)) for ref in initiative.moves
        ):
            continue  # as nearly all work: it moves what its own objective is measured by, and is done in time
        card = initiative.scorecard_id
        refs = [strategy.full_id(ref, card) for ref in initiative.moves]
        moved = [(position, strategy.metrics[ref]) for position, ref in enumerate(refs) if ref in strategy.metrics]
        # What moves only metrics of its own objective, as most work does, needs no search along the arrows.
        is_near = all(metric.objective == initiative.objective for _, metric in moved)
        shown = {} if is_near else strategy.arrivals(initiative.objective, due)
        for position, metric in moved:
            shows = shown.get(metric.objective, due)
            deadline = max(map(last_day, metric.targets), default=shows)
            if shows > deadline:
                last = strategy.targets_of(metric)[-1][0]
                when = f"is due on {due}" if shows == due else f"is due on {due} and shows from {shows} on"
                yield Problem(
                    initiative,
                    f'"{initiative.name}" {when}, too late for the last target of "{metric.name}" on {deadline}.',
                    ("moves", position),
                    help="Finish it earlier, move something that shows sooner, or agree on a later target.",
                    also=(Also(metric, "the last target is here", ("targets", str(last))),),
                )
