"""The same as status_duckdb.py as a script for pandas: `status_pandas.py READINGS TARGETS`."""

from __future__ import annotations

import sys

import pandas as pd


def main(readings: str, targets: str) -> None:
    """Print one line for each metric."""
    rows = pd.read_csv(readings, dtype={"metric": "string", "period": "string", "note": "string"})
    rows["value"] = pd.to_numeric(rows["value"], errors="coerce")
    rows["day"] = pd.to_datetime(rows["period"], format="%Y-%m-%d", errors="coerce")
    wanted = pd.read_csv(targets)
    rows = rows.merge(wanted, on="metric", how="left")
    twice = rows.duplicated(["metric", "day"]).groupby(rows["metric"]).any()
    rows["own"] = (rows["day"].dt.year * 12 + rows["day"].dt.month - 1) // rows["months"]
    rows = rows.sort_values(["metric", "day"])
    periods = rows.groupby(["metric", "own"], as_index=False).last()
    found = periods.groupby("metric").last()
    found["moving"] = periods.groupby("metric")["value"].apply(lambda each: each.diff().abs().mean() * 2.66)
    found["centre"] = periods.groupby("metric")["value"].mean()
    found["recent"] = periods.groupby("metric")["value"].apply(lambda each: list(each.tail(12)))
    sign = found["better"].map({"higher": 1, "lower": -1})
    width = (found["target"] - found["baseline"]).abs()
    found["score"] = 100 - 50 * sign * (found["target"] - found["value"]) / width
    found["status"] = pd.cut(found["score"], [-1e18, 50, 100, 1e18], right=False, labels=["off", "near", "on-target"])
    found["twice"] = twice
    found.to_csv(sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
