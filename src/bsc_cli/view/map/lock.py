"""The places of a map kept in a file, so that its picture changes no more than the strategy does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bsc_cli.stop import Stop
from bsc_cli.view.map.crossings import Order
from bsc_cli.view.map.net import Net
from bsc_cli.view.map.polish import insert
from bsc_cli.view.map.rows import Rows
from bsc_cli.view.map.scene import Scene
from bsc_cli.view.map.table import Table

FORMAT = "1.0"
_MOST = 1000
"""More cards stand in no row."""
_ABOUT = "The places on the map, from the left, by rows from the top. `bsc map --lock` writes it; commit it."


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the map: the id of its band, and from left to right objectives, and arrows that pass ("a -> b")."""

    band: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lock:
    """Who stands where. `heading` is what the columns are, `most` how many cards a row may have."""

    heading: str
    most: int
    rows: tuple[Row, ...]

    def fits(self, scene: Scene) -> bool:
        """Tell whether it is for a map with columns of this kind."""
        return self.heading == scene.heading

    def held(self, scene: Scene) -> dict[int, int]:
        """Return for each node that it places, in the band where the node still is, the row within that band."""
        number = {node.id: at for at, node in enumerate(scene.nodes)}
        found: dict[int, int] = {}
        counts: dict[str, int] = {}
        for row in self.rows:
            for item in row.items:
                at = number.get(item)
                if at is not None and scene.bands[scene.nodes[at].band].id == row.band:
                    found[at] = counts.get(row.band, 0)
            counts[row.band] = counts.get(row.band, 0) + 1
        return found

    def order(self, scene: Scene, net: Net, slots: tuple[int, ...]) -> Order:
        """Return its order of the rows; what it does not name goes where it crosses least."""
        names = _names(scene, net)
        row_of = {item: row for row in self.rows for item in row.items if " -> " not in item}
        table = Table(net, slots)
        new: list[list[int]] = []
        for number, items in enumerate(net.rows):
            rows = [row_of[names[item]] for item in items if names[item] in row_of]
            place = {name: at for at, name in enumerate(rows[0].items)} if rows else {}
            known = sorted((item for item in items if names[item] in place), key=lambda item: place[names[item]])
            new.append([item for item in items if names[item] not in place])
            table.put(number, known + new[number])
            table.obey(number)
        table.take(table.order())
        insert(table, new)
        return table.order()


def lock_text(scene: Scene, rows: Rows, net: Net, order: Order) -> str:
    """Write the places of a map down, one item on a line, so that two changes to it merge."""
    names = _names(scene, net)
    written = [
        {"band": scene.bands[band].id, "items": [names[item] for item in row]}
        for band, row in zip(rows.bands, order, strict=True)
    ]
    data = {
        "format_version": FORMAT,
        "about": _ABOUT,
        "columns": scene.heading.lower() or None,
        "most_in_a_row": rows.most,
        "rows": written,
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def read_lock(text: str, path: str) -> Lock:
    """Read a lock. Raises Stop when it is not one."""
    try:
        data = json.loads(text)
        version, columns, most = str(data["format_version"]), data["columns"], data["most_in_a_row"]
        rows = tuple(Row(str(row["band"]), tuple(map(str, row["items"]))) for row in data["rows"])
    except (ValueError, KeyError, TypeError, RecursionError):
        columns, most, version, rows = None, 0, FORMAT, ()
    if version != FORMAT:
        raise Stop(f"{path} was written by another version of bsc: `bsc map --lock` writes it anew.")
    if type(most) is not int or not 0 < most <= _MOST or not isinstance(columns, str | None):
        raise Stop(f"{path} is not a lock of the map: mend it, or delete it; `bsc map --lock` writes it anew.")
    return Lock((columns or "").capitalize(), most, rows)


def _names(scene: Scene, net: Net) -> Sequence[str]:
    """Return a name for each item: the id of an objective, or the two ends of the first arrow in a corridor."""
    names = [node.id for node in scene.nodes] + [""] * (len(net.row_of) - net.nodes)
    for path in net.paths:
        ends = f"{scene.nodes[path.link.source].id} -> {scene.nodes[path.link.target].id}"
        for hop in path.hops[:-1]:
            item = net.hops[hop].upper
            names[item] = names[item] or ends
    return names
