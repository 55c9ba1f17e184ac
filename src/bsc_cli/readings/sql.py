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
  month,
  key,
  count(*) as rows,
  bit_or(1::bigint << day) as days,
  bool_and(
    (value is null and note is not null
      or case when :usual then true
        else coalesce(regexp_full_match(value, '[-+]?[0-9]{1,12}(\.[0-9]{1,:places})?'), false) end)
    and (note is null
      or not regexp_matches(note, '^[\x00-\x20\x{85}\p{Z}]|[\x00-\x20\x{85}\p{Z}]$|^\p{Nd}+$'))
  ) as plain,
  arg_max(value, day) filter (value is not null) as last,
  :numbers,
  arg_max(note, day) filter (note is not null) as note,
  arg_max(place, day) as place
from (
  select
    metric, value, note,
    case when is_day then year(date) * 12 + month(date) - 1 end as month,
    case when is_day then null else period end as key,
    case when is_day then day(date) else 0 end as day,
    (file::bigint << 48) + line * 64 + least(coalesce(length(value), 0), 63) as place
  from (
    select *, coalesce(year(date) between 1000 and 9999 and period glob '????-??-?[0-9]', false) as is_day
    from (select *, try_cast(period as date) as date from (:source))
  )
)
group by metric, month, key
"""
"""The rows of each metric in each month, for days, or in each longer period; made once.

Months are counted from year 0; a longer period has none, but is a `key`, as written. `days` has a bit for each day; a
longer period is day 0 of its own. A date is written as bsc wants it where its lines stand in the right places and its
last character is a digit. Nearly all values look as `usual` says, which is told faster than that they are numbers.
`place` is the file, the line and, in its last six bits, how long the value is: one that is longer is not plain.
"""

NUMBERS = "count(value) as numbers, " + ", ".join(
    f"{how}(try_cast(value as decimal(:whole, :places))) as {name}"
    for how, name in (("sum", "total"), ("min", "low"), ("max", "high"))
)
"""What is made of values as numbers, where sums, limits or extremes are asked for."""
NO_NUMBERS = "null::bigint as numbers, " + ", ".join(
    f"null::decimal(:whole, :places) as {name}" for name in ("total", "low", "high")
)


def usual(looks: str) -> str:
    """Return what tells that a value looks as most do, digits written `9`; "" is no look."""
    return f"value glob '{looks.replace('9', '[0-9]')}'" if looks else "false"


_NEWEST = "g.month * 32 + floor(log2(g.days))::int"
"""The newest day of a month, from its highest bit."""

ODD = filled(
    """
select distinct g.metric
from groups g
left join metrics m on m.metric = g.metric
left join periods p on p.key = g.key
where m.metric is null or not g.plain or bit_count(g.days) <> g.rows
  or (g.month is not null and (m.months = 0 or :newest > $1))
  or (g.month is null and (p.key is null or (m.every >= 0 and p.cadence > m.every)))
  or g.low < m.low::decimal(38, 18) or g.high > m.high::decimal(38, 18)
union
select metric from groups group by metric having bool_or(month is null) and bool_or(month is not null)
""",
    newest=_NEWEST,
)
"""The metrics that have anything about them; also those with readings of days and of longer periods."""

LINES = """
select line from (:source) where metric is null or metric in (select metric from odd) order by line
"""

MADE = """
select
  number,
  (month + 1 - begins) // months as bucket,
  case any_value(how)
    when 'last' then arg_max(last, month) filter (last is not null)
    when 'min' then min(g.low)::varchar
    when 'max' then max(g.high)::varchar
    else sum(total)::varchar
  end as value,
  case any_value(how) when 'mean' then sum(numbers)::bigint end,
  arg_max(note, month) filter (note is not null),
  arg_max(place, month)
from groups g join metrics m on m.metric = g.metric
where month is not null and g.metric not in (select metric from odd)
group by number, begins, months, bucket
order by number, bucket
"""
"""The days of each metric in each of its own periods, counted from year 0; of the fiscal year, from its first month.

Of a mean it is the sum, and how many values there are.
"""

NEWEST = filled(
    """
select number, max(:newest)
from groups g join metrics m on m.metric = g.metric
where month is not null and g.metric not in (select metric from odd)
group by number
""",
    newest=_NEWEST,
)
"""The newest day of each metric: months from year 0, and in the last five bits the day."""

SINGLE = """
select number, key, last, note, place
from groups g join metrics m on m.metric = g.metric
where month is null and g.metric not in (select metric from odd)
"""
