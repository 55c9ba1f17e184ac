"""How likely each target is to be met: what the readings of one metric, and the arrows into it, say of its future.

Pure, and the same for the same readings in any order. `look_out` needs numpy; the words for its answers do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsc_cli.forecast.forecast import FEWEST, Forecast, Step
from bsc_cli.forecast.outlook import Outlook

if TYPE_CHECKING:
    from bsc_cli.evaluation import Evaluation

__all__ = ["FEWEST", "Forecast", "Outlook", "Step", "look_out"]


def look_out(evaluation: Evaluation, *, fan: bool = False) -> Outlook:
    """Forecast each target of an evaluation that is still due; with `fan` also every reading until the last of them."""
    from bsc_cli.forecast.chance import forecasts

    return Outlook(evaluation, tuple(forecasts(evaluation, fan=fan)))
