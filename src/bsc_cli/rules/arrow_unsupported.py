"""The rule `arrow-unsupported`."""

from collections.abc import Iterator

from bsc_cli.evidence import Evidence, Verdict
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evidence, Severity.WARNING)
def arrow_unsupported(evidence: Evidence) -> Iterator[Problem]:
    """Arrows that have had enough readings to show an effect worth acting on, and show none.

    ## Why
    A strategy lives on where money goes. An arrow that years of readings do not support keeps drawing initiatives to a
    cause that does not move its effect. Not supported means that the chance of the declared effect had fallen to 20% or
    less in three looks in a row, on readings since the arrow was drawn. The word stays until three later looks agree
    on another one, so the chance can be above 20% by now; the finding then says what the newest readings say, as
    `bsc evidence` does. Absence takes as many readings as presence, so most arrows are simply not known yet, and this
    rule is silent about them. `docs/evidence.md` has error rates.

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
          keep-customers: {after: 1 quarter, because: Who is called is not forgotten.}  # <- arrow-unsupported
        metrics: {calls: {better: higher, every: quarter}}
    ```
    ```csv
    metric,period,value
    calls,2019-Q1,20
    calls,2019-Q2,32
    calls,2019-Q3,28
    calls,2019-Q4,28
    calls,2020-Q1,29
    calls,2020-Q2,22
    calls,2020-Q3,29
    calls,2020-Q4,27
    calls,2021-Q1,43
    calls,2021-Q2,31
    calls,2021-Q3,29
    calls,2021-Q4,29
    calls,2022-Q1,27
    calls,2022-Q2,26
    calls,2022-Q3,28
    calls,2022-Q4,32
    calls,2023-Q1,29
    calls,2023-Q2,34
    calls,2023-Q3,29
    repeat-orders,2019-Q1,62
    repeat-orders,2019-Q2,69
    repeat-orders,2019-Q3,57
    repeat-orders,2019-Q4,61
    repeat-orders,2020-Q1,63
    repeat-orders,2020-Q2,69
    repeat-orders,2020-Q3,64
    repeat-orders,2020-Q4,60
    repeat-orders,2021-Q1,67
    repeat-orders,2021-Q2,48
    repeat-orders,2021-Q3,58
    repeat-orders,2021-Q4,65
    repeat-orders,2022-Q1,63
    repeat-orders,2022-Q2,62
    repeat-orders,2022-Q3,66
    repeat-orders,2022-Q4,49
    repeat-orders,2023-Q1,63
    repeat-orders,2023-Q2,56
    repeat-orders,2023-Q3,50
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
        if hypothesis.verdict is not Verdict.NOT_SUPPORTED or said is None:
            continue
        newest = f"; the newest readings say {hypothesis.unsettled}" if hypothesis.unsettled else ""
        arrow, units = hypothesis.arrow, f" in {said.units} units" if said.units > 1 else ""
        yield Problem(
            arrow,
            f'The readings do not support that "{arrow.cause}" drives "{arrow.written}": the chance is '
            f"{max(said.holds, 0.01):.0%}, after {said.rows} readings{units} that count{newest}.",
            help="Look for another way to the effect before more money goes this way.",
        )
