"""The rule `reading-malformed`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.ERROR)
def reading_malformed(evaluation: Evaluation) -> Iterator[Problem]:
    """Lines of a readings file that cannot be read: the header, a period, a value, or the number of cells.

    ## Why
    Guessing would be worse than asking: `1,234` is a thousand in one country and a little more than one in another,
    and `04/05/2026` is in April or in May. So there is one way to write each thing, and the finding says which. A
    file begins with `metric,period,value`, and `,note` if there are notes; cells are separated by commas, decimals
    have a point, and the unit is said once, in the scorecard. Where a value cannot be read, its period counts as
    known to be missing, so that an older value is not taken for the newest.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, every: month}
    ```
    ```csv
    metric,period,value,note
    lead-time-days,2026-1,12,  # <- reading-malformed
    lead-time-days,2026-02,"12,5",  # <- reading-malformed
    lead-time-days,2026-03,12 days,  # <- reading-malformed
    lead-time-days,2026-04  # <- reading-malformed
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, every: month}
    ```
    ```csv
    metric,period,value,note
    lead-time-days,2026-01,12,
    lead-time-days,2026-02,12.5,
    lead-time-days,2026-03,12,
    lead-time-days,2026-04,,"The system was down, nothing was counted"
    ```
    """
    return evaluation.faults_of("reading-malformed")
