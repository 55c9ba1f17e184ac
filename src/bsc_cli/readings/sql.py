"""What is asked of readings in bulk, as SQL."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol


def filled(query: str, **parts: str | int) -> str:
    """Return a query with its parts, written `:name`, filled in by turns; what may hold any text goes last."""
    for name, part in parts.items():
        query = query.replace(f":{name}", str(part))
    return query


class _Source(Protocol):
    @property
    def file(self) -> Path: ...
    @property
    def number(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def line_end(self) -> str: ...


def source(tables: Iterable[_Source]) -> str:
    """Return the rows of some files: number of the file, line, and cells as written, an empty one as null."""
    return " union all ".join(_rows(table) for table in tables)


def _rows(table: _Source) -> str:
    """Read a file by its absolute path: none is a home (`~`) or an address then; nor is a folder `note=x` a column."""
    names = ("metric", "period", "value", "note")[: table.width]
    cells = ", ".join(f"'{name}': 'varchar'" for name in names)
    path = str(table.file.absolute()).replace("'", "''")
    note = "note" if table.width == 4 else "null::varchar as note"  # noqa: PLR2004 - all columns
    return (
        f"select {table.number} as file, row_number() over () + 1 as line, metric, period, value, {note} "  # noqa: S608 - a path, quoted
        f"from read_csv('{path}', auto_detect=false, header=false, skip=1, delim=',', quote='\"', escape='\"', "
        f"null_padding=true, hive_partitioning=false, new_line={table.line_end!r}, columns={{{cells}}})"
    )


GROUPS = r"""
create temp table groups as
select
  metric,
  is_day,
  case when is_day then substr(period, 1, 7) else period end as key,
  count(*) as rows,
  bit_or(1::bigint << day) as days,
  bool_and(
    (value is null and note is not null
      or coalesce(regexp_full_match(value, '[-+]?[0-9]{1,12}(\.[0-9]{1,:places})?'), false))
    and (note is null
      or not regexp_matches(note, '^[\x00-\x20\x{85}\p{Z}]|[\x00-\x20\x{85}\p{Z}]$|^\p{Nd}+$'))
  ) as plain,
  count(value) as numbers,
  arg_max(value, day) filter (value is not null) as last,
  sum(number) as total,
  min(number) as low,
  max(number) as high,
  arg_max(note, day) filter (note is not null) as note,
  arg_max(line * 64 + least(coalesce(length(value), 0), 63), day) as place,
  arg_max(file, day) as file
from (
  select *, :number as number, case when is_day then day(date) else 0 end as day
  from (
    select *, coalesce(length(period) = 10 and cast(date as varchar) = period, false) as is_day
    from (select *, try_cast(period as date) as date from (:source))
  )
)
group by metric, is_day, key
"""
"""The rows of each metric in each month, for days, or in each longer period; made once.

`days` has a bit for each day; a longer period is day 0 of its own. `place` is the line, and in its last six bits how
long the value is: one that is longer is not plain.
"""

NEWEST = "g.key || '-' || lpad(floor(log2(g.days))::int::varchar, 2, '0')"
"""The newest day of a month, from its highest bit."""

NUMBER = "try_cast(value as decimal(:whole, :places))"
"""A value as a number, where sums, limits or extremes are asked for."""
NO_NUMBER = "null::decimal(:whole, :places)"

ODD = filled(
    """
select distinct g.metric
from groups g
left join metrics m on m.metric = g.metric
left join periods p on p.key = g.key and p.is_day = g.is_day
where m.metric is null or p.key is null or not g.plain or bit_count(g.days) <> g.rows
  or (g.is_day and (m.months = 0 or :newest > $1))
  or (m.every >= 0 and p.cadence > m.every)
  or g.low < m.low::decimal(38, 18) or g.high > m.high::decimal(38, 18)
union
select metric from groups group by metric having bool_or(is_day) and bool_or(not is_day)
""",
    newest=NEWEST,
)
"""The metrics that have anything about them; also those with readings of days and of longer periods."""

LINES = """
select line from (:source) where metric is null or metric in (select metric from odd) order by line
"""

MADE = filled(
    """
select
  g.metric,
  (substr(key, 1, 4)::int * 12 + substr(key, 6, 2)::int - begins) // months as bucket,
  case any_value(how)
    when 'last' then arg_max(last, key) filter (last is not null)
    when 'min' then min(g.low)::varchar
    when 'max' then max(g.high)::varchar
    else sum(total)::varchar
  end as value,
  sum(numbers)::bigint,
  arg_max(note, key) filter (note is not null),
  max(:newest),
  arg_max(file, key),
  arg_max(place, key)
from groups g join metrics m on m.metric = g.metric
where is_day and g.metric not in (select metric from odd)
group by g.metric, months, bucket
order by g.metric, bucket
""",
    newest=NEWEST,
)
"""The days of each metric in each of its own periods, counted from year 0; of the fiscal year, from its first month."""

SINGLE = """
select metric, key, last, note, file, place // 64
from groups
where not is_day and metric is not null and metric not in (select metric from odd)
"""
