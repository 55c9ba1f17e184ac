"""What `bsc status` answers of readings, as a script for DuckDB: `status_duckdb.py READINGS TARGETS`.

TARGETS is a CSV with a line for each metric: metric, months (in its own period), better, baseline, target, due (day).
Printed is, for each metric, the newest of its own periods, its value (the last day's) and note, the score against the
next target and the status, the twelve newest values, the centre and the natural limits of a trend, and whether a day is
given twice or a value is no number. Which target is in force on which day is not asked, nor are there other findings.
"""

from __future__ import annotations

import csv
import sys

import duckdb

_QUERY = """
with read as (
  select metric, try_cast(period as date) as day, try_cast(value as decimal(18, 6)) as value, note
  from read_csv($1, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
    columns = {'metric': 'varchar', 'period': 'varchar', 'value': 'varchar', 'note': 'varchar'})
),
targets as (
  select * from read_csv($2, header = true, auto_detect = false, columns = {'metric': 'varchar', 'months': 'int',
    'better': 'varchar', 'baseline': 'decimal(18, 6)', 'target': 'decimal(18, 6)', 'due': 'date'})
),
months as (
  select metric, date_trunc('month', day) as month, arg_max(value, day) as value, arg_max(note, day) as note,
    count(*) as rows, count(value) as numbers, bit_count(bit_or(1::bigint << day(day))) as days, max(day) as newest
  from read group by all
),
periods as (
  select m.metric, (year(month) * 12 + month(month) - 1) // months as period, arg_max(m.value, newest) as value,
    arg_max(note, newest) as note, sum(rows) as rows, sum(numbers) as numbers, sum(days) as days, max(newest) as newest,
    any_value(better) as better, any_value(baseline) as baseline, any_value(target) as target, any_value(due) as due
  from months m join targets t on t.metric = m.metric group by all
),
moved as (select *, abs(value - lag(value) over (partition by metric order by period)) as moving from periods)
select metric, arg_max(period, newest), arg_max(value, newest), arg_max(note, newest), any_value(target),
  100 - 50 * (case any_value(better) when 'higher' then 1 else -1 end)
    * (any_value(target) - arg_max(value, newest)) / nullif(abs(any_value(target) - any_value(baseline)), 0) as score,
  arg_max(value, period, 12), avg(value), avg(moving) * 2.66, sum(days) < sum(rows), sum(numbers) < sum(rows)
from moved group by metric order by metric
"""


def main(readings: str, targets: str) -> None:
    """Print one line for each metric."""
    out = csv.writer(sys.stdout)
    for row in duckdb.execute(_QUERY, [readings, targets]).fetchall():
        score = row[5]
        status = "no-score" if score is None else "on-target" if score >= 100 else "near" if score >= 50 else "off"  # noqa: PLR2004 - the bands
        out.writerow([*row, status])


if __name__ == "__main__":
    main(*sys.argv[1:])
