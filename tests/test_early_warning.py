"""Early warnings: what arrows add to a forecast, when it is told, and that nothing changes without the extra."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from bsc_cli.cli import extra, run
from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.odds import ArrowOdds
from bsc_cli.forecast import Forecast, look_out
from bsc_cli.forecast.push import pushes
from bsc_cli.forecast.reason import reasons
from bsc_cli.forecast.warning import warned, worsened
from bsc_cli.view import looking
from measured import standing, strategy_of

EFFECT, FADING, LAG = 0.8, 0.4, 3
CARD = """
scorecard: c
objectives:
  answer:
    perspective: process
    title: Answer fast
    owner: coo
    drives: {{please: {{after: 3 months, because: Who waits leaves., declared_on: 2019-01-01, effect: {effect}}}}}
    metrics:
      hours: {{better: {cause}, target: {at}, red_line: {red}, every: month, title: First response time}}
  please:
    perspective: customer
    title: Please customers
    owner: cso
    metrics:
      nps: {{better: {better}, targets: {{2024-09: {due}}}, every: month, title: NPS}}
"""


def shocks(months: int = 54) -> tuple[list[float], list[float]]:
    """Return a cause that is high in its last three months, and an effect that follows it three months later, down."""
    source = random.Random(5)  # noqa: S311 - no secret
    cause = [source.gauss(0, 1) for _ in range(months - 3)] + [2.2] * 3
    effect: list[float] = []
    for at in range(months):
        past = effect[-1] if effect else 0.0
        driven = EFFECT * cause[at - LAG] if at >= LAG else 0.0
        effect.append(FADING * past - driven + source.gauss(0, 0.3))
    return cause, effect


def evaluated(cause_sign: int = 1, effect_sign: int = 1, due: float = 47, months: int = 54) -> Evaluation:
    """Evaluate the two metrics; a sign of -1 turns a metric round, and which way is better with it."""
    cause, effect = shocks(months)
    written = CARD.format(
        effect="same",
        cause="lower" if cause_sign > 0 else "higher",
        at=20 * cause_sign,
        red=24 * cause_sign,
        better="higher" if effect_sign > 0 else "lower",
        due=due * effect_sign,
    )
    rows = [f"c/hours,{2020 + at // 12}-{at % 12 + 1:02},{cause_sign * (19 + 2 * x):.2f}" for at, x in enumerate(cause)]
    rows += [
        f"c/nps,{2020 + at // 12}-{at % 12 + 1:02},{effect_sign * (46 + 3 * y):.2f}" for at, y in enumerate(effect)
    ]
    return standing(strategy_of(c=written), *rows)


def odds(evaluation: Evaluation, chance: float = 0.91, lag: int = LAG) -> tuple[ArrowOdds, ...]:
    """Return the odds of the one arrow."""
    return (ArrowOdds(evaluation.strategy.arrows[0], "c/hours", "c/nps", chance, lag, "supported"),)


def rows_of(evaluation: Evaluation) -> list[str]:
    """Return the rows of both metrics."""
    read = evaluation.readings.rows
    return [f"{metric},{row.period},{row.value}" for metric in ("c/hours", "c/nps") for row in read[metric]]


def of_nps(evaluation: Evaluation, chance: float = 0.91) -> Forecast:
    """Forecast the effect, moved by the arrow."""
    return look_out(evaluation, odds(evaluation, chance)).by_metric["c/nps"][0]


def test_what_is_on_its_way_is_what_the_process_says() -> None:
    """Readings 2.2 too high add -0.8 x 2.2 each, which fades by 0.4: more than half of that is found, and no more."""
    evaluation = evaluated(months=150)
    push = pushes(evaluation, odds(evaluation, chance=1.0), {"c/nps": 3})["c/nps"]
    expected, so_far = [], 0.0
    for _ in range(3):
        so_far = FADING * so_far - EFFECT * 2.2
        expected.append(3 * so_far)
    assert all(0.5 < found / wanted < 1.05 for found, wanted in zip(push.parts[0], expected, strict=True))


def test_the_chance_moves_against_the_target() -> None:
    """The target is less likely met with the arrow, the less the likelier the arrow is; it is said why, and whose."""
    evaluation = evaluated()
    sure, likely = of_nps(evaluation, 0.99), of_nps(evaluation, 0.6)
    assert sure.pushed is not None
    assert likely.pushed is not None
    assert sure.probability == likely.probability
    assert sure.pushed.probability < likely.pushed.probability < sure.probability  # type: ignore[operator] # it has one
    assert reasons(evaluation, sure) == (
        '"First response time" (coo) is getting worse since 2024-04-30 (supported 99%, 3 months)',
    )


@pytest.mark.parametrize(("cause_sign", "effect_sign"), [(1, -1), (-1, 1), (-1, -1)])
def test_which_way_is_better_turns_nothing(cause_sign: int, effect_sign: int) -> None:
    """A metric turned round, with the way that is better, has the same chances."""
    plain, turned = of_nps(evaluated()), of_nps(evaluated(cause_sign, effect_sign))
    assert plain.pushed is not None
    assert turned.pushed is not None
    assert abs(plain.pushed.probability - turned.pushed.probability) <= Decimal("0.02")


def test_an_unlikely_arrow_is_not_named() -> None:
    """One that is less likely than not counts by its odds and is not named; one found to go the other way does not."""
    evaluation = evaluated()
    unlikely = look_out(evaluation, odds(evaluation, 0.49))
    assert unlikely.by_metric["c/nps"][0].missed_more >= Decimal("0.05")
    assert reasons(evaluation, unlikely.by_metric["c/nps"][0]) == ()
    assert not list(worsened(unlikely, points=5))
    turned = CARD.format(effect="opposite", cause="lower", at=20, red=24, better="higher", due=47)
    assert of_nps(standing(strategy_of(c=turned), *rows_of(evaluation))).pushed is None


def test_ten_points_and_one_half() -> None:
    """It is told from ten points on, and warned of where the miss has become more likely than not."""
    outlook = look_out(evaluation := evaluated(), odds(evaluation))
    (found,) = worsened(outlook)
    assert found.missed_more >= Decimal("0.1")
    assert list(warned(outlook)) == [found]
    assert not list(worsened(outlook, points=100))
    easy = look_out(evaluation := evaluated(due=35), odds(evaluation))
    assert not list(warned(easy))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the strategy on disk."""
    evaluation = evaluated()
    rows = [
        f"{each},{row.period},{row.value}" for each in ("c/hours", "c/nps") for row in evaluation.readings.rows[each]
    ]
    (tmp_path / "readings").mkdir()
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "bsc.yaml").write_text("strategy: Help desk\n")
    (tmp_path / "readings" / "r.csv").write_text("metric,period,value\n" + "\n".join(rows) + "\n")
    written = CARD.format(effect="same", cause="lower", at=20, red=24, better="higher", due=47)
    (tmp_path / "scorecards" / "c.yaml").write_text(written)
    return tmp_path


def test_ahead_says_it_first(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`bsc ahead` begins with the early warnings, in text, Markdown and JSON, and no sentence claims to know."""
    assert run(["ahead", "--strategy", str(folder)]) == 0
    text = capfd.readouterr().out
    assert text.index("Early warnings") < text.index("At risk, earliest first")
    assert "chance of missing 47 on 2024-09-30: " in text
    assert " will " not in text
    assert run(["ahead", "please", "--strategy", str(folder), "--format", "json"]) == 0
    (warning,) = json.loads(capfd.readouterr().out)["warnings"]
    assert warning["with_arrows"]["causes"][0]["metric"] == "c/hours"


def test_without_the_extra_ahead_is_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where the library of numbers is not installed, the documents are, byte for byte, those without forecasts."""
    from bsc_cli.evaluation.ahead import look_ahead

    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    found = look_ahead(evaluated())
    assert run(["ahead", "--strategy", str(folder), "--format", "json"]) == 0
    assert capfd.readouterr().out == looking.ahead_json(found)
    assert run(["ahead", "--strategy", str(folder), "--format", "markdown"]) == 0
    assert capfd.readouterr().out == looking.markdown(looking.ahead_page(found, "Help desk"))


def test_validate_warns_of_it(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`bsc validate --readings` makes a finding of it at the target."""
    run(["validate", str(folder), "--readings", "--format", "json"])
    found = [each for each in json.loads(capfd.readouterr().out)["findings"] if each["rule"] == "early-warning"]
    assert [(each["element"], each["field"]) for each in found] == [("c/nps", "targets.2024-09")]


def test_a_quarterly_effect_of_a_monthly_cause() -> None:
    """The cause is put together to quarters; the chance of the next quarter moves down."""
    cause, effect = shocks(96)
    card = CARD.format(effect="same", cause="lower", at=20, red=24, better="higher", due=47)
    card = card.replace("every: month, title: NPS", "every: quarter, title: NPS").replace("2024-09", "2028-Q1")
    rows = [f"c/hours,{2020 + at // 12}-{at % 12 + 1:02},{19 + 2 * x:.2f}" for at, x in enumerate(cause)]
    rows += [
        f"c/nps,{2020 + at // 12}-Q{at % 12 // 3 + 1},{46 + sum(effect[at - 2 : at + 1]):.2f}" for at in range(2, 96, 3)
    ]
    found = of_nps(standing(strategy_of(c=card), *rows))
    assert found.pushed is not None
    assert found.missed_more > Decimal("0.1")
