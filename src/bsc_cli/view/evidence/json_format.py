"""The evidence as JSON: one entry for each arrow that is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_cli.evidence import Evidence, Hypothesis, Verdict, Weighed
from bsc_cli.model import Arrow
from bsc_cli.view.json_document import json_document


def json(evidence: Evidence, shown: Sequence[Hypothesis], *, q_values: bool = False) -> str:
    """Return the evidence on some hypotheses as a document, with `q_values` when they were asked for.

    Arrows of the same `hypothesis` are the same one in several units and share what is said of them.
    """
    day = evidence.evaluation.as_of
    supported = [each for each in shown if each.verdict is Verdict.SUPPORTED and each.weighed]
    return json_document(
        {
            "as_of": str(day) if day else None,
            "prior": evidence.prior,
            "summary": {
                "hypotheses": len(shown),
                **{str(word).replace(" ", "_"): sum(each.verdict is word for each in shown) for word in Verdict},
                "expected_false": _short(sum(1 - each.weighed.holds for each in supported if each.weighed)),
            },
            "arrows": [
                {
                    **_arrow(evidence, number, hypothesis, arrow),
                    **({"q_value": _short(evidence.q_value(hypothesis))} if q_values else {}),
                }
                for number, hypothesis in enumerate(shown, 1)
                for arrow in hypothesis.arrows
            ],
        }
    )


def _arrow(evidence: Evidence, number: int, hypothesis: Hypothesis, arrow: Arrow) -> dict[str, object]:
    own = evidence.own_ends(arrow, hypothesis)
    said = hypothesis.weighed
    needed = hypothesis.needed
    return {
        "from": arrow.source,
        "to": arrow.target,
        "hypothesis": number,
        "metric_from": own.cause if own else None,
        "metric_to": own.effect if own else None,
        "verdict": str(hypothesis.verdict),
        "probability": _short(said.holds) if said else None,
        "lag_months": said.lag_months if said else None,
        "declared_lag_months": hypothesis.declared_lag_months,
        "effect": _short(said.effect) if said else None,
        "rows": said.rows if said else 0,
        "units": said.units if said else 0,
        "needed": {"months": needed.months, "units": needed.units} if needed else None,
        "since": str(hypothesis.since.day) if hypothesis.since.day else None,
        "since_told_by": str(hypothesis.since.told_by),
        "counts_history": hypothesis.counts_history,
        "same_month": hypothesis.is_same_month,
        "unsettled": str(hypothesis.unsettled) if hypothesis.unsettled else None,
        "detectable": _short(hypothesis.detectable),
        **_weighed(said),
        "history": {"probability": _short(past.holds), "rows": past.rows} if (past := hypothesis.history) else None,
        "controls": list(hypothesis.controls),
        "witnesses": [{"metric_from": each.cause, "metric_to": each.effect} for each in hypothesis.ends],
        "remarks": list(hypothesis.remarks),
    }


def _weighed(said: Weighed | None) -> dict[str, object]:
    return {
        "probability_none": _short(said.nothing) if said else None,
        "probability_opposite": _short(said.opposite) if said else None,
        "probability_reverse": _short(said.reverse) if said else None,
        "odds_moved": _short(said.moved) if said else None,
        "near_declared_lag": _short(said.near_declared) if said else None,
        "strength": _short(said.strength) if said else None,
        "swing": _short(said.swing) if said else None,
        "event": f"{said.event:%Y-%m}" if said and said.event else None,
    }


def _short(number: float | None) -> float | None:
    """Return a number with four digits: what is beyond differs from machine to machine, and means nothing."""
    return None if number is None else float(f"{number:.4g}") + 0.0
