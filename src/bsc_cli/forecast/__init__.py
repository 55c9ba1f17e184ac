"""How likely each target is to be met: what the readings of one metric, and the arrows into it, say of its future.

Pure, and the same for the same readings in any order. `look_out` needs numpy; the words for its answers do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsc_cli.forecast.forecast import FEWEST, Cause, Forecast, Pushed, Step
from bsc_cli.forecast.outlook import Outlook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bsc_cli.evaluation import Evaluation
    from bsc_cli.evaluation.odds import ArrowOdds

__all__ = ["FEWEST", "Cause", "Forecast", "Outlook", "Pushed", "Step", "look_out"]


def look_out(evaluation: Evaluation, odds: Sequence[ArrowOdds] = (), *, fan: bool = False) -> Outlook:
    """Forecast each target of an evaluation that is still due.

    With `odds` of arrows also what those make of it; with `fan` also every reading until the last target.
    """
    from bsc_cli.forecast.chance import forecasts

    return Outlook(evaluation, tuple(forecasts(evaluation, odds, fan=fan)))
