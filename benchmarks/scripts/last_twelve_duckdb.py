"""Less than a status: `last_twelve_duckdb.py READINGS` prints the newest rows of each metric, and checks nothing."""

from __future__ import annotations

import sys

import duckdb

_QUERY = """
select metric, arg_max(value, period, 12)
from read_csv($1, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
  columns = {'metric': 'varchar', 'period': 'date', 'value': 'decimal(18, 6)', 'note': 'varchar'})
group by metric order by metric
"""

if __name__ == "__main__":
    for metric, values in duckdb.execute(_QUERY, [sys.argv[1]]).fetchall():
        sys.stdout.write(f"{metric},{','.join(map(str, values))}\n")
