"""A strategy held against its readings as of a day: what docs/scoring.md says, in exact decimals. Pure."""

from bsc_cli.evaluation.due import Due, due
from bsc_cli.evaluation.effect import effects
from bsc_cli.evaluation.evaluate import evaluate
from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.future import without_future
from bsc_cli.evaluation.metric import MetricResult
from bsc_cli.evaluation.outlier import outliers
from bsc_cli.evaluation.rollup import Rollup
from bsc_cli.evaluation.series import Series, Value
from bsc_cli.evaluation.status import Status
from bsc_cli.evaluation.trend import Trend

__all__ = [
    "Due",
    "Evaluation",
    "MetricResult",
    "Rollup",
    "Series",
    "Status",
    "Trend",
    "Value",
    "due",
    "effects",
    "evaluate",
    "outliers",
    "without_future",
]
