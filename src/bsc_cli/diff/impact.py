"""What a change does to the score on the very same readings, and what became of the readings themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from bsc_cli.diff.diff import Diff
from bsc_cli.evaluation import Evaluation, MetricResult, Rollup, Status, evaluate
from bsc_cli.evaluation.metric import judge
from bsc_cli.finding import Field, Place, Pointable
from bsc_cli.model import Metric, Period, Settings
from bsc_cli.readings import Reading, Readings, read


class Impact(NamedTuple):
    """Where something stands under both versions; None on a side that has no such thing. `id` is the newer one's."""

    kind: str
    id: str
    before: Decimal | None
    after: Decimal | None
    status_before: Status | None
    status_after: Status | None


class Restated(NamedTuple):
    """A value that was read before and is otherwise now; `now` is None when the row is gone."""

    metric: Metric
    was: Reading
    now: Reading | None


@dataclass(frozen=True)
class Reviewed:
    """A Diff, and both versions held against the newer readings as of the same day."""

    diff: Diff
    before: Evaluation
    after: Evaluation
    restated: tuple[Restated, ...] = ()

    @property
    def settings(self) -> Settings:
        """The settings now, whose `rules:` count."""
        return self.diff.settings

    @property
    def as_of(self) -> date | None:
        """The day from which both are seen; None when nothing was ever read."""
        return self.after.as_of

    def locate(self, element: Pointable, field: Field = None) -> Place:
        """Return where an element stands now; of what is gone, the place of what it belonged to."""
        return self.diff.locate(element, field)

    def of(self, scorecard: str) -> Reviewed:
        """Return the part of this that is about one scorecard, by its newer id."""
        return replace(
            self,
            diff=self.diff.of(scorecard),
            before=self.before.of(self.diff.pairs.in_base("scorecard", scorecard)),
            after=self.after.of(scorecard),
            restated=tuple(each for each in self.restated if each.metric.scorecard_id == scorecard),
        )

    def was(self, metric: Metric) -> MetricResult | None:
        """Return where a metric, of either version, stands under the older one; None when it has no such metric."""
        return self.before.by_metric.get(self.diff.pairs.in_base("metric", metric.id))

    def missed(self, metric: Metric) -> Period | None:
        """Return the period of the newest value of a metric if it was off by the older version; None otherwise.

        A value that was late counts: a metric is not better for not having been looked at.
        """
        was = self.was(metric)
        newest = next((each for each in reversed(was.series) if each.value is not None), None) if was else None
        if was is None or newest is None or newest.precise is None:
            return None
        found = judge(was.metric, newest.precise, newest.ends, self.diff.base.calendar)
        return newest.period if found.status is Status.OFF else None

    @cached_property
    def impacts(self) -> tuple[Impact, ...]:
        """Everything whose score or status differs, from the scorecards down to the metrics."""
        return tuple(
            each for each in self._all() if each.before != each.after or each.status_before is not each.status_after
        )

    def _all(self) -> Iterator[Impact]:
        for kind in ("scorecards", "perspectives", "objectives", "metrics"):
            before: tuple[Rollup | MetricResult, ...] = getattr(self.before, kind)
            after: tuple[Rollup | MetricResult, ...] = getattr(self.after, kind)
            noun = kind.removesuffix("s")
            old = {self.diff.pairs.in_head(noun, each.id): each for each in before}
            new = {each.id: each for each in after}
            for full in dict.fromkeys((*new, *old)):
                was, now = old.get(full), new.get(full)
                yield Impact(
                    noun,
                    full,
                    was.score if was else None,
                    now.score if now else None,
                    was.status if was else None,
                    now.status if now else None,
                )

    @property
    def sentence(self) -> str:
        """What the change alone does to the metrics' statuses, in one sentence; empty when it does nothing."""
        turned = Counter(
            (each.status_before, each.status_after)
            for each in self.impacts
            if each.kind == "metric" and each.status_before and each.status_after
        )
        turned = Counter({pair: number for pair, number in turned.items() if pair[0] != pair[1]})
        order = list(Status)
        said = [
            f"{number} {_word(pair[0])} into {_word(pair[1])}"
            for pair, number in sorted(
                turned.items(), key=lambda item: tuple(order.index(end) for end in item[0] if end)
            )
        ]
        if not said:
            return ""
        listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
        return f"This change turns {listed} without a single new reading."


def review(
    diff: Diff,
    before: Mapping[str, str],
    after: Mapping[str, str],
    as_of: date | None = None,
    today: date | None = None,
) -> Reviewed:
    """Hold both versions against the newer readings; `before` and `after` are the CSV files of both, by path.

    Readings follow a metric that was renamed. A metric that is gone keeps the newer rows that still name it, else its
    older ones.
    """
    now, still = read(after, diff.head), read(after, diff.base)
    then = still if before == after else read(before, diff.base)
    evaluated = evaluate(diff.head, now, as_of, today)
    rows: dict[str, tuple[Reading, ...]] = {}
    for kind, full in diff.pairs.of_base:
        if kind == "metric":
            later = diff.pairs.in_head("metric", full)
            if ("metric", later) in diff.pairs.of_head:
                found = now.rows.get(later) or still.rows.get(full, ())
            else:
                found = still.rows.get(full) or then.rows.get(full, ())
            if found:
                same = found[0].metric == full
                rows[full] = found if same else tuple(row._replace(metric=full) for row in found)
    old = evaluate(diff.base, Readings(dict(sorted(rows.items()))), evaluated.as_of, today, evaluated)
    return Reviewed(diff, old, evaluated, tuple(_restated(diff, then, now, still)))


def _restated(diff: Diff, then: Readings, now: Readings, still: Readings) -> Iterator[Restated]:
    for full, rows in then.rows.items():
        later = diff.pairs.of_head.get(("metric", diff.pairs.in_head("metric", full)))
        if not isinstance(later, Metric):
            continue
        current = {row.period: row for row in chain(still.rows.get(full, ()), now.rows.get(later.id, ()))}
        for row in rows:
            found = current.get(row.period)
            if row.value is not None and (found is None or found.value != row.value):
                yield Restated(later, row, found)


def _word(status: Status | None) -> str:
    return str(status or "").replace("-", " ")
