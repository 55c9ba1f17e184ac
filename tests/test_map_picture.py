"""What a map shows of a strategy: facts read back from the picture."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations

import pytest

from bsc_cli.stop import Stop
from bsc_cli.view.map import Mark, MetricLine, draw, svg
from bsc_cli.view.map.layout import SHEET, lay_out
from bsc_cli.view.map.palette import Theme, colour
from bsc_cli.view.map.scene import scene
from bsc_cli.view.map.sheet import sheet
from map_checker import PUBLISHED_MAPS, Picture, contrast, faults
from map_maps import PUBLISHED, one, published, strategy, stress

CASCADE = {
    "bsc.yaml": "strategy: Halden Valves\nowners: {cfo: {title: Chief Financial Officer}, coo: {}, cso: {}}\n",
    "scorecards/corporate.yaml": """\
scorecard: corporate
title: Expand into Europe
vision: {statement: Earn a fifth of revenue in Europe by 2029.}
objectives:
  grow:
    perspective: financial
    title: Grow revenue in Europe
    owner: cfo
    metrics: {growth: {title: Export growth, kind: lagging, unit: "%", targets: {2026-Q4: 15}}}
  satisfy: {perspective: customer, title: Satisfy distributors, owner: cso, drives: {grow: {after: 2 quarters}}}
""",
    "scorecards/operations.yaml": """\
scorecard: operations
title: Operations
parent: corporate
objectives:
  shorten:
    perspective: process
    title: Shorten lead time
    owner: coo
    supports: [corporate/satisfy]
    drives: {sales/win: {after: 1 quarter, strength: strong}}
  renew: {perspective: process, title: Renew the certificate}
""",
    "scorecards/sales.yaml": """\
scorecard: sales
title: Sales
parent: corporate
objectives:
  win:
    perspective: customer
    title: Win contracts
    owner: cso
    supports: [corporate/grow]
    drives: {corporate/satisfy: {effect: opposite}}
""",
}


def words(text: str) -> list[str]:
    """All texts of a picture."""
    return ["".join(line.itertext()) for line in Picture.read(text).root.iter("{http://www.w3.org/2000/svg}text")]


def test_units_are_columns_with_the_root_first() -> None:
    """Three scorecards are three columns; what the root drives with is near it."""
    drawing = draw(strategy(CASCADE))
    shown = words(svg(drawing))
    assert shown.index("SCORECARD") < shown.index("Expand into Europe", shown.index("SCORECARD"))
    at = {card.id: card.x for card in drawing.cards}
    assert at["corporate/satisfy"] < at["sales/win"] < at["operations/shorten"]


def test_bands_stand_in_the_order_of_the_perspectives() -> None:
    """From results at the top to what drives them, with their questions; one without objectives is thin and says so."""
    drawing = draw(strategy(CASCADE))
    assert [band.id for band in drawing.bands] == ["financial", "customer", "process", "learning"]
    assert [band.y for band in drawing.bands] == sorted(band.y for band in drawing.bands)
    assert drawing.bands[3].height < 70 < drawing.bands[0].height
    assert {"No objectives", "What must"} <= set(words(svg(drawing)))


def test_a_card_says_who_and_what() -> None:
    """Title, owner in full, "No owner" where there is none, "No metric", a planned metric with its target."""
    shown = words(svg(draw(strategy(CASCADE))))
    assert {"Grow revenue in Europe", "Chief Financial Officer", "No owner", "No metric"} <= set(shown)
    assert {"Export growth", "Target 15 % by 2026-Q4"} <= set(shown)


def test_a_long_target_is_not_cut() -> None:
    """What is planned goes on in a second line where the card is narrow."""
    unit = "unit: thousand euros of orders a quarter, targets: {2026-Q4: 900}"
    objectives = "".join(
        f"  o{number}: {{perspective: customer, title: T, metrics: {{m{number}: {{title: Orders, {unit}}}}}}}\n"
        for number in range(5)
    )
    text = svg(draw(one(f"scorecard: c\nobjectives:\n{objectives}")))
    assert "Target 900 thousand euros of orders a quarter by 2026-Q4" in " ".join(words(text))
    assert faults(text) == []


def test_a_contribution_is_a_line_on_the_card_and_no_arrow() -> None:
    """`supports` is written on the card with an open circle; its edge is kept for scripts, not drawn."""
    drawing = draw(strategy(CASCADE))
    assert any(line.startswith("Contributes to Grow") for line in words(svg(drawing)))
    drawn = {(arrow.source, arrow.target) for arrow in drawing.arrows}
    assert ("sales/win", "corporate/grow") not in drawn
    assert {(each.source, each.target) for each in drawing.supports} == {
        ("sales/win", "corporate/grow"),
        ("operations/shorten", "corporate/satisfy"),
    }


def test_a_small_card_says_what_it_contributes_to() -> None:
    """Among many objectives there is one line for the contribution: it names the objective, and the legend the ring."""
    units = {
        f"scorecards/u{number}.yaml": f"scorecard: u{number}\nparent: top\nobjectives:\n"
        + "".join(f"  o{each}: {{perspective: process, title: Do it, supports: [top/win]}}\n" for each in range(5))
        for number in range(6)
    }
    top = "scorecard: top\nobjectives: {win: {perspective: financial, title: Win}}\n"
    written = words(svg(draw(strategy({"scorecards/top.yaml": top, **units}))))
    assert written.count("Win") == 31
    assert [each for each in written if each.startswith("Contributes")] == ["Contributes to an objective above"]


def test_an_arrow_shows_lag_direction_and_strength() -> None:
    """The lag is a pill, the opposite a minus, the strength the width; all arrows go up."""
    drawing = draw(strategy(CASCADE))
    labels = {(label.source, label.target): (label.words, label.minus) for label in drawing.labels}
    assert labels == {
        ("corporate/satisfy", "corporate/grow"): ("2 quarters", False),
        ("operations/shorten", "sales/win"): ("1 quarter", False),
        ("sales/win", "corporate/satisfy"): ("", True),
    }
    widths = {arrow.source: arrow.thickness for arrow in drawing.arrows}
    assert widths["operations/shorten"] > widths["corporate/satisfy"]
    assert {arrow.kind for arrow in drawing.arrows} == {"drives"}


def test_an_orphan_is_flagged() -> None:
    """What nothing leads to or from says so; where there is no arrow at all, the legend says it once."""
    shown = words(svg(draw(strategy(CASCADE))))
    assert len([line for line in shown if line.startswith("Orphan:")]) == 1
    two = "  a: {perspective: customer, title: A}\n  b: {perspective: learning, title: B}\n"
    alone = words(svg(draw(one(f"scorecard: c\nobjectives:\n{two}"))))
    assert not [line for line in alone if line.startswith("Orphan")]
    assert "No arrows: nothing here says what drives what." in alone


def test_the_legend_has_only_what_occurs() -> None:
    """Without marks there is no status in the legend, without feedback no feedback."""
    shown = words(svg(draw(strategy(CASCADE))))
    assert {"Drives, after the time shown", "Opposite: more of this, less of that"} <= set(shown)
    assert not {"On target", "Feedback", "Leading metric"} & set(shown)
    marked = words(svg(draw(strategy(CASCADE), {"corporate/grow": Mark("off")})))
    assert marked.count("Off target") == 2  # the card and the legend
    assert "On target" not in marked


def test_a_mark_shows_status_and_metrics() -> None:
    """Status in words, the first two metrics with value and target, and how many of a band stand how."""
    lines = tuple(
        MetricLine(f"Metric {number}", "9%", "15%", (Decimal(1), Decimal(9)), Decimal(15), leading=True)
        for number in range(3)
    )
    text = svg(draw(strategy(CASCADE), {"corporate/grow": Mark("near", lines)}, as_of="2026-09-30"))
    shown = words(text)
    assert {
        "Near target",
        "Metric 0",
        "Metric 1",
        "9%\u00a0/ 15%",
        "Readings as of 2026-09-30",
        "Leading metric",
    } <= set(shown)
    assert "Metric 2" not in shown
    assert faults(text) == []


LOOPS = """\
scorecard: c
objectives:
  a: {perspective: customer, title: A, drives: {a: {}, b: {}}}
  b: {perspective: customer, title: B, drives: {a: {}}}
  c: {perspective: financial, title: C, drives: {b: {feedback: true, after: 1 year}, a: {}}}
"""


def test_arrows_that_run_back_are_drawn_as_what_they_are() -> None:
    """Feedback goes down as feedback; a loop's last arrow and one against the flow go down and are named below."""
    drawing = draw(one(LOOPS))
    kinds = {(arrow.source, arrow.target): arrow.kind for arrow in drawing.arrows}
    assert kinds == {
        ("c/a", "c/b"): "drives",
        ("c/b", "c/a"): "against",
        ("c/c", "c/b"): "feedback",
        ("c/c", "c/a"): "against",
    }
    for arrow in drawing.arrows:
        assert (arrow.points[-1][1] < arrow.points[0][1]) == (arrow.kind == "drives")
    text = svg(drawing)
    assert faults(text) == []
    shown = " ".join(words(text))
    assert "1 arrow leads from an objective to itself" in shown
    assert "from cause above to effect below: c/b to c/a, c/c to c/a." in shown


def test_one_objective_is_a_map() -> None:
    """The smallest strategy is drawn."""
    text = svg(draw(one("scorecard: c\nobjectives:\n  a: {perspective: customer, title: A}\n")))
    assert list(Picture.read(text).cards) == ["c/a"]
    assert faults(text) == []


def test_focus_keeps_causes_and_effects() -> None:
    """Only what leads to an objective or follows from it stays, and bands with nothing left go."""
    drawing = draw(strategy(CASCADE), focus="win")
    assert {card.id for card in drawing.cards} == {
        "corporate/grow",
        "corporate/satisfy",
        "sales/win",
        "operations/shorten",
    }
    assert "learning" not in {band.id for band in drawing.bands}
    assert "In focus" in words(svg(drawing))


def test_one_scorecard_can_be_drawn_alone() -> None:
    """Its contributions to what is not shown stay on its cards."""
    drawing = draw(strategy(CASCADE), scorecard="operations")
    assert {card.id for card in drawing.cards} == {"operations/shorten", "operations/renew"}
    assert (drawing.arrows, drawing.supports) == ((), ())
    assert any(line.startswith("Contributes to Satisfy") for line in words(svg(drawing)))


def test_a_unit_shows_the_vision_it_serves() -> None:
    """A unit without a vision of its own shows that of the scorecard above it."""
    assert "Earn a fifth of revenue in Europe by 2029." in words(svg(draw(strategy(CASCADE), scorecard="sales")))
    alone = words(svg(draw(one("scorecard: c\nparent: c\nobjectives: {a: {perspective: customer, title: A}}"))))
    assert "No vision is written down yet." in alone


@pytest.mark.parametrize(
    ("scorecard", "focus", "said"),
    [
        ("finance", None, 'There is no scorecard "finance"'),
        (None, "gorw", 'There is no objective "gorw"'),
        ("sales", "renew", "There is nothing to draw"),
    ],
)
def test_what_is_not_there_cannot_be_drawn(scorecard: str | None, focus: str | None, said: str) -> None:
    """A wrong name, or nothing left to show, ends the request with a sentence."""
    with pytest.raises(Stop, match=re.escape(said)):
        draw(strategy(CASCADE), scorecard=scorecard, focus=focus)


def test_themes_are_columns_of_one_scorecard() -> None:
    """In the order of the settings; one or two objectives without a theme stand free above all columns."""
    files = {
        "bsc.yaml": "themes: {growth: {title: Growth}, safety: {title: Safety}}\n",
        "scorecards/c.yaml": (
            "scorecard: c\nobjectives:\n  top: {perspective: financial, title: Top}\n"
            "  a: {perspective: customer, theme: safety, title: A, drives: {top: {}}}\n"
            "  b: {perspective: customer, theme: growth, title: B, drives: {top: {}}}\n"
        ),
    }
    drawing = draw(strategy(files))
    shown = words(svg(drawing))
    assert shown.index("THEME") < shown.index("Growth") < shown.index("Safety")
    at = {card.id: card for card in drawing.cards}
    assert at["c/b"].x < at["c/a"].x
    assert at["c/top"].width > at["c/a"].width


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published maps are not beside the checkout")
@pytest.mark.parametrize("name", PUBLISHED_MAPS)
def test_published_maps_have_no_fault(name: str) -> None:
    """Southwest and Mobil, with arrows inside a perspective and over several, and every arrow upward."""
    drawing = draw(published(name))
    assert faults(svg(drawing)) == []
    assert {arrow.kind for arrow in drawing.arrows} == {"drives"}


def test_sixty_objectives_stay_readable() -> None:
    """A group's map of 60 objectives and 94 arrows: no fault, no wider than the usual sheet, at most 160 crossings."""
    seen = scene(stress(6))
    assert (len(seen.nodes), len(seen.links)) == (60, 94)
    layout = lay_out(seen)
    assert layout.crossings <= 160
    assert layout.width == SHEET
    assert faults(svg(sheet(layout))) == []


TEXT_ON: dict[str, tuple[str, ...]] = {
    "ink": ("page", "card", "band-label", "column"),
    "mute": ("page", "card", "band-label"),
    "vision-text": ("vision",),
    "support": ("card",),
    "arrow": ("page",),
    "feedback": ("page",),
    "assumed": ("page",),
    "contradicted": ("page",),
    "against": ("page",),
    "ok-text": ("card",),
    "near-text": ("card",),
    "off-text": ("card", "page"),
    "none-text": ("card", "band-label"),
}
MARKS_ON: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("arrow", "feedback", "against", "assumed", "contradicted"), ("page", "band-even", "band-odd")),
    "support": ("card", "page"),
    "spark": ("card", "page"),
    "glyph": ("ok-sign", "off-sign"),
    "near-glyph": ("near-sign",),
    **dict.fromkeys(("ok-sign", "near-edge", "off-sign"), ("card", "page", "band-label")),
}


@pytest.mark.parametrize("theme", ["light", "dark", "grey"])
def test_text_and_marks_have_contrast(theme: Theme) -> None:
    """Text at least 4.5 to 1 on all it stands on, marks at least 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11)."""
    weak = [
        (role, ground)
        for least, pairs in ((4.5, TEXT_ON), (3.0, MARKS_ON))
        for role, grounds in pairs.items()
        for ground in grounds
        if contrast(colour(role, theme), colour(ground, theme)) < least
    ]
    assert weak == []


# Machado, Oliveira and Fernandes 2009, severity 1: what linear RGB becomes for eyes without one kind of cone.
SIMULATIONS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def _lab(colour_: str, simulation: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """CIELAB (D65) of #rrggbb as simulated."""
    plain = [int(colour_[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in plain]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in simulation]
    matrix = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (
            sum(a * b for a, b in zip(row, seen, strict=True)) / top for row, top in zip(matrix, white, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", SIMULATIONS)
def test_status_marks_differ_for_colour_blind_eyes(theme: Theme, kind: str) -> None:
    """The three status marks are at least 25 apart (CIE76) in each simulation."""
    places = [_lab(colour(f"{look}-mark", theme), SIMULATIONS[kind]) for look in ("ok", "near", "off")]
    distances = [
        sum((a - b) ** 2 for a, b in zip(one_, other, strict=True)) ** 0.5 for one_, other in combinations(places, 2)
    ]
    assert min(distances) >= 25


def test_themes_other_than_auto_need_no_style_sheet() -> None:
    """`dark` and `grey` are written as plain attributes; `auto` is light with one media query."""
    drawing = draw(strategy(CASCADE))
    assert "prefers-color-scheme:dark" in svg(drawing)
    themes: tuple[Theme, ...] = ("light", "dark", "grey")
    for theme in themes:
        text = svg(drawing, theme)
        assert "<style>" not in text
        assert faults(text) == []
