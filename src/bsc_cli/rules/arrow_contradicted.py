"""The rule `arrow-contradicted`."""

from collections.abc import Iterator

from bsc_cli.evidence import Evidence, Verdict
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evidence, Severity.WARNING)
def arrow_contradicted(evidence: Evidence) -> Iterator[Problem]:
    """Arrows that the readings since they were drawn contradict: the effect goes the other way, or moves first.

    ## Why
    Every arrow is a hypothesis, and the use of a scorecard is to find out early that one does not hold: at Store24 such
    tests would have shown a failing strategy two years before its executives saw it (Campbell, Datar, Kulp and
    Narayanan 2015). Contradicted means a chance of 85% and more that more of the cause goes with less of what was
    expected, or one of 90% that the effect moves before the cause, in three looks in a row; `docs/evidence.md` says how
    it is reckoned, and how often it is wrong. It is no proof, and a reason to talk, not to delete.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics: {repeat-orders: {unit: "%", better: higher, every: quarter}}
      call-more:
        perspective: process
        title: Call customers more often
        drives:
          keep-customers: {after: 1 quarter, because: Who is called is not forgotten.}  # <- arrow-contradicted
        metrics: {calls: {better: higher, every: quarter}}
    ```
    ```csv
    metric,period,value
    calls,2019-Q1,29
    calls,2019-Q2,33
    calls,2019-Q3,30
    calls,2019-Q4,28
    calls,2020-Q1,31
    calls,2020-Q2,35
    calls,2020-Q3,34
    calls,2020-Q4,27
    calls,2021-Q1,25
    calls,2021-Q2,28
    calls,2021-Q3,30
    calls,2021-Q4,21
    calls,2022-Q1,29
    calls,2022-Q2,25
    calls,2022-Q3,27
    calls,2022-Q4,28
    calls,2023-Q1,29
    calls,2023-Q2,32
    calls,2023-Q3,34
    repeat-orders,2019-Q1,62
    repeat-orders,2019-Q2,60
    repeat-orders,2019-Q3,58
    repeat-orders,2019-Q4,61
    repeat-orders,2020-Q1,63
    repeat-orders,2020-Q2,57
    repeat-orders,2020-Q3,52
    repeat-orders,2020-Q4,55
    repeat-orders,2021-Q1,64
    repeat-orders,2021-Q2,64
    repeat-orders,2021-Q3,63
    repeat-orders,2021-Q4,60
    repeat-orders,2022-Q1,72
    repeat-orders,2022-Q2,61
    repeat-orders,2022-Q3,66
    repeat-orders,2022-Q4,62
    repeat-orders,2023-Q1,62
    repeat-orders,2023-Q2,63
    repeat-orders,2023-Q3,60
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics: {repeat-orders: {unit: "%", better: higher, every: quarter}}
      call-more:
        perspective: process
        title: Call customers more often
        drives:
          keep-customers:
            {after: 1 quarter, because: Too many calls annoy., effect: opposite, declared_on: 2023-10-12}
        metrics: {calls: {better: higher, every: quarter}}
    ```
    ```csv
    metric,period,value
    calls,2023-Q3,34
    repeat-orders,2023-Q3,60
    ```
    """
    for hypothesis in evidence.hypotheses:
        said = hypothesis.weighed
        if hypothesis.verdict is not Verdict.CONTRADICTED or said is None:
            continue
        if said.opposite >= said.reverse:
            what = f"more of the one goes with less of the other (chance {said.opposite:.0%})"
        else:
            what = f"the effect moves before the cause (chance {said.reverse:.0%})"
        newest = f"; the newest readings say {hypothesis.unsettled}" if hypothesis.unsettled else ""
        arrow, units = hypothesis.arrow, f" in {said.units} units" if said.units > 1 else ""
        yield Problem(
            arrow,
            f'The readings contradict that "{arrow.cause}" drives "{arrow.written}": {what}; '
            f"{said.rows} readings{units} count{newest}.",
            help="Take it to the next review: what else may be at work, and what would change your mind?",
        )
