"""What others make of the same arrows. Run by an interpreter that has the peers: `python peers.py IN.npz OUT.npz`.

It knows nothing of bsc. A score is 1 - p, or minus p where the sign is not the declared one.
"""

from __future__ import annotations

import sys
import time
import warnings

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
_WIDEST = 6


def granger(values: Matrix, arrow: Matrix, lags: list[int]) -> float:
    """Return the best score over lags of statsmodels' Granger test (each with all shorter lags, Bonferroni)."""
    from statsmodels.tsa.stattools import grangercausalitytests

    cause, effect, _, sign = (int(each) for each in arrow[:4])
    rows = np.column_stack([values[effect], values[cause]])
    best, way = 1.0, 1.0
    for lag in lags:
        if len(rows) <= 3 * lag + 1:
            continue
        try:
            test, models = grangercausalitytests(rows, [lag])[lag]
        except Exception:  # noqa: BLE001, S112 - a test that cannot be made says nothing
            continue
        p = test["ssr_ftest"][1]
        if p < best:
            best, way = p, float(np.sign(models[1].params[lag : 2 * lag].sum()))
    p = min(1.0, best * len(lags))
    return 1 - p if way == sign else -p


def pcmci(values: Matrix, arrows: Matrix) -> list[float]:
    """Return the scores of tigramite's PCMCI+ with partial correlations, one run for all arrows of a scorecard."""
    from tigramite import data_processing
    from tigramite.independence_tests.parcorr import ParCorr
    from tigramite.pcmci import PCMCI

    model = PCMCI(data_processing.DataFrame(values.T), cond_ind_test=ParCorr(), verbosity=0)
    found = model.run_pcmciplus(tau_min=0, tau_max=_WIDEST, pc_alpha=0.05)
    scores = []
    for cause, effect, _, sign, *_ in arrows.astype(int):
        p = found["p_matrix"][cause, effect, 1:]
        at = int(np.argmin(p))
        same = np.sign(found["val_matrix"][cause, effect, 1 + at]) == sign
        scores.append(1 - p[at] if same else -p[at])
    return scores


def main(source: str, target: str, slow: int) -> None:
    """Score all arrows; the slow peer on so many scorecards only (NaN for the others)."""
    warnings.simplefilter("ignore")
    with np.load(source) as file:
        given = {name: file[name] for name in file.files}
    worlds = len([name for name in given if name.endswith("/arrows")])
    scores: dict[str, list[float]] = {
        "Granger, raw": [],
        "Granger, cleaned": [],
        "Granger, best of 6": [],
        "PCMCI+": [],
    }
    spent = dict.fromkeys(scores, 0.0)
    counted = dict.fromkeys(scores, 0)
    for number in range(worlds):
        raw, clean, arrows = (given[f"{number}/{name}"] for name in ("raw", "clean", "arrows"))
        for name, values, lags in (
            ("Granger, raw", raw, None),
            ("Granger, cleaned", clean, None),
            ("Granger, best of 6", clean, list(range(1, _WIDEST + 1))),
        ):
            start = time.process_time()
            scores[name] += [granger(values, arrow, lags or [max(1, int(arrow[2]))]) for arrow in arrows]
            spent[name] += time.process_time() - start
            counted[name] += len(arrows)
        start = time.process_time()
        scores["PCMCI+"] += pcmci(clean, arrows) if number < slow else [np.nan] * len(arrows)
        spent["PCMCI+"] += time.process_time() - start
        counted["PCMCI+"] += len(arrows) * (number < slow)
    cost = {f"ms {name}": np.array(1000 * spent[name] / max(counted[name], 1)) for name in scores}
    np.savez(target, **{name: np.array(each) for name, each in scores.items()}, **cost)  # type: ignore[arg-type] # numpy's stub takes the names for its own option


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
