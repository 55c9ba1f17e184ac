"""How the line of an arrow looks: by its kind and by what is known of it, told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bsc_cli.view.map.delta import DeltaKind
from bsc_cli.view.map.drawing import ArrowKind
from bsc_cli.view.map.hypothesis import Hypothesis


@dataclass(frozen=True, slots=True)
class LineStyle:
    """A colour by its role, dashes and gaps in pixels ("" for a whole line), and whether the head is hollow."""

    role: str
    dash: str = ""
    hollow: bool = False

    @property
    def text_role(self) -> str:
        """The colour of its label: what became of an arrow is written darker than it is drawn."""
        return f"{self.role}-text" if self.role in ("delta", "gone") else self.role


_KINDS: dict[ArrowKind, LineStyle] = {
    "drives": LineStyle("arrow"),
    "feedback": LineStyle("feedback", "10 3 2 3", hollow=True),
    "against": LineStyle("against", "11 3"),
}
_GONE = LineStyle("gone", "9 3 2 3 2 3")
_HYPOTHESES = {
    Hypothesis.ASSUMED: LineStyle("assumed", "5 4"),
    Hypothesis.SUPPORTED: LineStyle("arrow"),
    Hypothesis.CONTRADICTED: LineStyle("contradicted", "1.5 4"),
}


def line_style(kind: ArrowKind, hypothesis: Hypothesis | None, delta: DeltaKind | None = None) -> LineStyle:
    """Return how an arrow is drawn. What runs down shows that; where nobody asked for evidence all lines are whole.

    What a change did to an arrow goes before what is known of it: of what is gone nothing needs to be known.
    """
    if delta == "removed":
        return replace(_GONE, hollow=_KINDS[kind].hollow)
    if delta:
        return replace(line_style(kind, hypothesis), role="delta")
    if kind != "drives" or hypothesis is None:
        return _KINDS[kind]
    return _HYPOTHESES[hypothesis.shown]
