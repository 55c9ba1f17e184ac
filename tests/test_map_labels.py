"""Labels on arrows stand on their own arrow, and on no head of another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.view.map import draw, svg
from bsc_cli.view.map.curve import crosses, curve_at
from map_checker import Picture
from map_maps import generated

PLACE = st.integers(min_value=0, max_value=300).map(float)


@given(PLACE, PLACE, PLACE, st.integers(min_value=-20, max_value=120).map(float))
def test_a_curve_that_runs_through_a_box_crosses_it(x: float, to: float, left: float, top: float) -> None:
    """Judged by many points of the curve: one well within the box is enough, and without one near it there is none."""
    points = [curve_at((x, 100.0), (to, 0.0), step / 800) for step in range(801)]
    found = crosses((x, 100.0), (to, 0.0), left, top, left + 60, top + 16)

    def some(slack: float) -> bool:
        return any(left + slack < px < left + 60 - slack and top + slack < py < top + 16 - slack for px, py in points)

    assert found or not some(1.0)
    assert some(-2.0) or not found


def test_few_labels_stand_on_another_arrow() -> None:
    """Where there is a free place a label has it: of the labels of twenty random maps five in six touch no other."""
    labels = touching = 0
    for seed in range(20):
        picture = Picture.read(svg(draw(*generated(seed))))
        for label, owner in zip(picture.labels, picture.owners, strict=True):
            others = (run for run in picture.runs if (run.source, run.target) != owner)
            touching += any(label.has(point) for run in others for point in run.points)
            labels += 1
    assert labels > 100
    assert touching * 6 < labels
