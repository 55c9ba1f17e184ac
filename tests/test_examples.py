"""The strategies that ship: the examples, the template of `bsc init`, and the published maps in our language."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bsc_cli import rules, template
from bsc_cli.check import check
from bsc_cli.config import configure
from bsc_cli.evaluation import Evaluation, evaluate
from bsc_cli.finding import Result, Severity
from bsc_cli.load import load
from bsc_cli.model import Lag, Period
from bsc_cli.readings import read
from bsc_cli.source import read as read_yaml
from bsc_cli.template import Template
from bsc_cli.tree import Tree

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SHARED_MAPS = ROOT.parent / "shared" / "real" / "maps"
PUBLISHED = {"southwest": EXAMPLES / "southwest", "mobil": ROOT / "tests" / "maps" / "mobil"}
SOUND = ("corner-shop", "european-expansion", "logistics", "repair-depots", "southwest")
TEMPLATES = tuple(map(str, Template))
TODAY = date(2026, 7, 1)
"""The day on which the examples are checked."""


@cache
def tree_of(name: str) -> Tree:
    """Return an example's files, or the template's."""
    return Tree.of(template.files(Template(name))) if name in TEMPLATES else Tree.below(EXAMPLES / name)


def checked(tree: Tree) -> Result:
    """Return everything that the rules say of a tree, its readings left out."""
    loaded = load(tree)
    assert [(each.rule, each.problem.message) for each in loaded.faults] == []
    assert loaded.strategy is not None
    config = configure(rules.catalogue(), loaded.strategy.settings)
    return check([loaded, loaded.strategy], config, texts=loaded.texts, today=TODAY)


@cache
def strategy_of(name: str) -> Strategy:
    """Return an example as a strategy."""
    strategy = load(tree_of(name)).strategy
    assert strategy is not None
    return strategy


@cache
def evaluated(name: str) -> Evaluation:
    """Return an example held against its own readings, as of the newest of them."""
    tree = tree_of(name)
    tables = {path: tree.text(path) for path in tree.paths if path.endswith(".csv")}
    return evaluate(strategy_of(name), read(tables, strategy_of(name)), None)


def statuses(name: str) -> set[str]:
    """Return the statuses that occur among an example's metrics."""
    return {str(result.status) for result in evaluated(name).metrics}


# --- all of them -----------------------------------------------------------------------------------------------------


def test_every_example_is_looked_at_here() -> None:
    """A new example is either sound, or the one that is not meant to be."""
    assert {path.name for path in EXAMPLES.iterdir() if path.is_dir()} == {*SOUND, "checklist", "bad-quarter"}


@pytest.mark.parametrize("name", [*SOUND, *TEMPLATES])
def test_a_sound_strategy_has_no_error_and_no_warning(name: str) -> None:
    """What ships as an example to follow is clean under every rule there is."""
    found = checked(tree_of(name)).at_least(Severity.WARNING)
    assert [(each.rule, each.place, each.message) for each in found] == []


@pytest.mark.parametrize("name", [*SOUND, "checklist", *TEMPLATES])
def test_its_readings_can_all_be_read(name: str) -> None:
    """No row of an example's readings is refused, and every living metric has at least one, or a formula."""
    evaluation = evaluated(name)
    assert [(each.rule, each.problem.message) for each in (*evaluation.readings.faults, *evaluation.faults)] == []
    metrics = evaluation.strategy.metrics.values()
    assert {metric.id for metric in metrics if metric.formula is None} <= set(evaluation.readings.rows)


@pytest.mark.parametrize("name", [*SOUND, "checklist", *TEMPLATES])
def test_its_readings_name_metrics_in_full(name: str) -> None:
    """Readings use full ids, so that they stay right when a second scorecard is added."""
    tree = tree_of(name)
    tables = [tree.text(path) for path in tree.paths if path.endswith(".csv")]
    assert tables
    for text in tables:
        header, *rows = csv.reader(text.splitlines())
        assert header == ["metric", "period", "value", "note"]
        assert {len(row) for row in rows} == {4}
        assert all("/" in row[0] for row in rows)


KINDS = {"bsc.yaml": "bsc", "scorecards": "scorecard", "reviews": "review"}


@pytest.mark.parametrize("name", [*SOUND, "checklist", "mobil"])
def test_every_file_leads_an_editor_to_its_schema(name: str) -> None:
    """The first line of each YAML file names the schema of its kind, by a path that leads there."""
    folder = PUBLISHED.get(name, EXAMPLES / name)
    files = sorted(folder.rglob("*.yaml"))
    assert files
    for file in files:
        kind = KINDS[file.relative_to(folder).parts[0]]
        first = file.read_text(encoding="utf-8").split("\n", 1)[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / target).resolve(strict=True) == ROOT / "schemas" / f"{kind}.schema.json", file


@pytest.mark.parametrize("name", [*SOUND, "checklist"])
def test_it_tells_its_story(name: str) -> None:
    """Each example has a page for people that begins with a title."""
    assert (EXAMPLES / name / "README.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("european-expansion", {"on-target", "near", "off", "late", "missing", "retired"}),
        ("logistics", {"on-target", "near", "off", "late", "missing"}),
        ("corner-shop", {"on-target", "near", "off", "missing"}),
        ("repair-depots", {"on-target", "near"}),
        ("southwest", {"on-target", "near", "off", "missing"}),
        ("checklist", {"on-target", "near", "off", "no-target"}),
        ("company", {"on-target", "near"}),
        ("public-service", {"on-target", "near"}),
    ],
)
def test_its_status_shows_something(name: str, expected: set[str]) -> None:
    """An example is worth looking at: its metrics stand differently."""
    assert statuses(name) == expected


@pytest.mark.parametrize("name", [*SOUND, *TEMPLATES])
def test_what_is_off_or_missing_says_why(name: str) -> None:
    """Where no number stands, or a bad one, a note beside it says what happened."""
    for result in evaluated(name).metrics:
        if str(result.status) in ("off", "missing", "late"):
            assert result.note, result.id


# --- the checklist ---------------------------------------------------------------------------------------------------


def test_the_checklist_is_what_the_article_warns_of() -> None:
    """Four unrelated sets of numbers: no arrow, no plan, and nobody who answers alone."""
    strategy = strategy_of("checklist")
    assert {objective.perspective for objective in strategy.objectives.values()} == set(strategy.perspectives)
    assert not strategy.arrows
    assert not strategy.initiatives
    assert checked(tree_of("checklist")).number_of(Severity.ERROR) > 0
    assert checked(tree_of("checklist")).number_of(Severity.WARNING) > 5


# --- the story of european-expansion ---------------------------------------------------------------------------------


@cache
def series(metric: str) -> Mapping[Period, Fraction]:
    """Return a metric's values by period, read from the CSV itself."""
    file = EXAMPLES / "european-expansion" / "readings" / f"{metric.split('/', maxsplit=1)[0]}.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["metric"] == metric and row["value"]]
    return {Period.read(row["period"]): Fraction(row["value"]) for row in rows}


def months_since_2024(period: Period) -> int:
    """Return the number of months from the end of 2024 to the end of a month or quarter."""
    return (period.year - 2025) * 12 + period.number * {"month": 1, "quarter": 3}[period.cadence]


def quarterly_means(metric: str) -> Mapping[int, Fraction]:
    """Return the means of a monthly metric's quarters, by the months from the end of 2024 to the quarter's end."""
    months = {months_since_2024(period): value for period, value in series(metric).items()}
    ends = range(3, max(months) + 1, 3)
    return {end: (months[end - 2] + months[end - 1] + months[end]) / 3 for end in ends}


def first_turn(values: Mapping[int, Fraction], *, worse_is: int) -> int:
    """Return when a series first gets worse: `worse_is` 1 for a rise, -1 for a fall."""
    return next(later for earlier, later in pairwise(values) if (values[later] - values[earlier]) * worse_is > 0)


def lag_in_months(cause: str, effect: str) -> int:
    """Return the lag that the strategy declares for an arrow."""
    arrows = strategy_of("european-expansion").arrows
    lag = next(arrow.after for arrow in arrows if (arrow.source, arrow.target) == (cause, effect))
    assert isinstance(lag, Lag)
    return lag.number * {"month": 1, "quarter": 3}[lag.unit]


def straight_line(month: int, *stops: tuple[int, int]) -> Fraction:
    """Return what a straight line through (month, value) expects in a month."""
    (start, low), (end, high) = next(pair for pair in pairwise(stops) if pair[0][0] < month <= pair[1][0])
    return low + Fraction((high - low) * (month - start), end - start)


def by_month(metric: str) -> Mapping[int, Fraction]:
    """Return a metric's values by the months from the end of 2024 to the end of their period."""
    return {months_since_2024(period): value for period, value in series(metric).items()}


def test_the_lead_time_reaches_satisfaction_after_the_declared_lag() -> None:
    """Satisfaction falls for the first time as many quarters after the lead time first rose as the arrow says."""
    lead_time = first_turn(quarterly_means("corporate/custom-order-lead-time"), worse_is=1)
    satisfaction = first_turn(by_month("corporate/distributor-satisfaction"), worse_is=-1)
    lag = lag_in_months("corporate/shorten-custom-order-lead-time", "corporate/satisfy-distributors")
    assert (lead_time, satisfaction) == (9, 15)  # the quarters that end in September 2025 and in March 2026
    assert satisfaction - lead_time == lag


def test_training_reaches_the_cycle_time_after_the_declared_lag() -> None:
    """The cycle time rises for the first time as many months after training stood still as the arrow says."""
    training = by_month("operations/cross-trained-operators")
    stalled = next(later for earlier, later in pairwise(training) if training[later] <= training[earlier])
    slower = first_turn(by_month("operations/production-cycle-time"), worse_is=1)
    lag = lag_in_months("operations/cross-train-operators", "operations/shorten-production-of-custom-orders")
    assert (stalled, slower) == (4, 7)  # April and July 2025
    assert slower - stalled == lag


def test_satisfaction_still_looked_fine_while_the_lead_time_was_off() -> None:
    """At the end of 2025 satisfaction is on target and at its best; half a year later it is below where it began."""
    satisfaction = by_month("corporate/distributor-satisfaction")
    assert max(satisfaction, key=lambda month: satisfaction[month]) == 12
    for month in (3, 6, 9, 12):
        assert satisfaction[month] >= straight_line(month, (0, 74), (12, 80), (24, 86))
    assert satisfaction[18] < 74
    lead_time = by_month("corporate/custom-order-lead-time")
    assert lead_time[12] > 15  # its red line


def test_finance_still_looks_fine() -> None:
    """Export growth and the European share rise in every quarter and are never below their line."""
    growth = by_month("corporate/european-export-growth")
    share = by_month("corporate/european-revenue-share")
    for values in (growth, share):
        assert list(values) == [3, 6, 9, 12, 15, 18]
        assert all(values[later] > values[earlier] for earlier, later in pairwise(values))
    assert all(growth[month] >= straight_line(month, (0, 4), (12, 8), (24, 12)) for month in growth)
    assert str(evaluated("european-expansion").by_objective["corporate/grow-european-revenue"].status) == "on-target"


def test_the_chain_of_causes_is_off_down_to_its_root() -> None:
    """Whoever asks why satisfaction is off finds, below each other, the lead time, production and training off."""
    objectives = evaluated("european-expansion").by_objective
    chain = (
        "corporate/satisfy-distributors",
        "corporate/shorten-custom-order-lead-time",
        "operations/shorten-production-of-custom-orders",
        "operations/cross-train-operators",
    )
    assert [str(objectives[each].status) for each in chain] == ["off"] * 4
    strategy = strategy_of("european-expansion")
    edges = {(arrow.source, arrow.target) for arrow in strategy.arrows}
    edges |= {(unit.id, above.id) for unit, above in strategy.supports}
    assert all((below, above) in edges for above, below in pairwise(chain))


def test_the_articles_numbers_are_the_targets() -> None:
    """15% growth, 90% satisfaction, 10 days, half of the sales team trained and certified, 10 contracts."""
    metrics = strategy_of("european-expansion").metrics
    last = {id_: max(metric.targets.items())[1] for id_, metric in metrics.items() if metric.targets}
    expected = {
        "corporate/european-export-growth": 15,
        "corporate/distributor-satisfaction": 90,
        "corporate/custom-order-lead-time": 10,
        "corporate/sales-team-trained": 50,
        "sales/new-contracts": 10,
        "operations/production-cycle-time": 10,
        "hr/certified-sellers": 50,
    }
    assert {id_: last[id_] for id_ in expected} == expected


def test_it_shows_what_a_strategy_repository_can_hold() -> None:
    """A cascade with confirmed versions, arrows between units, a tombstone, something declined, an event, reviews."""
    strategy = strategy_of("european-expansion")
    corporate = strategy.scorecards["corporate"]
    units = [card for card in strategy.scorecards.values() if card.parent == "corporate"]
    assert {card.id for card in units} == {"sales", "operations", "hr"}
    assert {card.parent_version for card in units} == {corporate.version}
    across = [each for each in strategy.arrows if each.source.split("/")[0] != each.target.split("/")[0]]
    assert len(across) >= 3
    tombstone = strategy.tombstones["metric sales/sales-calls"].retired
    assert tombstone is not None
    assert tombstone.successor == "qualified-pipeline"
    assert corporate.declined
    assert strategy.settings.events
    assert any(review.notes and review.decisions for review in strategy.reviews)


# --- logistics and the corner shop -----------------------------------------------------------------------------------


def test_on_time_is_green_while_its_counter_metric_is_off() -> None:
    """The carrier is on time and breaks the cargo: each number names the other as its counter-metric."""
    results = evaluated("logistics").by_metric
    on_time, damage = results["logistics/on-time-delivery"], results["logistics/cargo-damage"]
    assert (on_time.metric.counter_metric, damage.metric.counter_metric) == ("cargo-damage", "on-time-delivery")
    assert (str(on_time.status), str(damage.status)) == ("on-target", "off")


def test_the_corner_shop_is_small() -> None:
    """One scorecard, four metrics, one for each perspective."""
    strategy = strategy_of("corner-shop")
    assert strategy.settings.profile == "small"
    assert list(strategy.scorecards) == ["shop"]
    names = [metric.name for metric in strategy.metrics.values()]
    assert names == ["revenue", "customer-satisfaction", "cash-flow", "employee-retention"]


# --- the published maps ----------------------------------------------------------------------------------------------

PERSPECTIVES = {"Financial": "financial", "Customer": "customer", "Internal": "process", "Learning": "learning"}


def published(name: str) -> Mapping[str, Any]:
    """Return a published map in its neutral form."""
    file = SHARED_MAPS / f"{name}.yaml"
    if not file.exists():
        pytest.skip("the neutral maps are not here")
    data = read_yaml(file.name, file.read_text(encoding="utf-8")).data
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_map_has_no_error(name: str) -> None:
    """Arrows inside a perspective, arrows that skip one, and safety that leads to no money are legitimate."""
    result = checked(Tree.below(PUBLISHED[name]))
    assert [(each.rule, each.message) for each in result.at_least(Severity.ERROR)] == []


@pytest.mark.parametrize(("name", "neutral"), [("southwest", "southwest"), ("mobil", "mobil-namr")])
def test_a_published_map_is_told_as_it_is(name: str, neutral: str) -> None:
    """Objectives, perspectives, arrows, measures and which way is better are those of the neutral map, no more."""
    facts = published(neutral)
    strategy = load(Tree.below(PUBLISHED[name])).strategy
    assert strategy is not None

    def short(full: str) -> str:
        return full.split("/")[1]

    assert {(short(each.source), short(each.target)) for each in strategy.arrows} == {
        (each["from"], each["to"]) for each in facts["arrows"]
    }
    assert len(strategy.arrows) == len(facts["arrows"])
    assert {each.name: (each.perspective, each.title) for each in strategy.objectives.values()} == {
        each["id"]: (PERSPECTIVES[each["perspective"]], each["name"]) for each in facts["objectives"]
    }
    assert {each.name: (short(each.objective), each.direction) for each in strategy.metrics.values()} == {
        each["id"]: (each["objective"], {"up": "higher", "down": "lower"}[each["direction"]])
        for each in facts["metrics"]
    }
    assert {(each.name, short(each.objective)) for each in strategy.initiatives.values()} == {
        (each["id"], each["objective"]) for each in facts.get("initiatives", ())
    }


def test_southwest_has_the_published_targets() -> None:
    """Each target that the neutral map prints is a target here, the dated ones two years apart."""
    metrics = {metric.name: metric for metric in strategy_of("southwest").metrics.values()}
    for fact in published("southwest")["metrics"]:
        if fact["target_text"] is None:
            continue
        numbers = re.findall(r"(?<!year )\d+", fact["target_text"])
        metric = metrics[fact["id"]]
        assert [metric.target, *metric.targets.values()] == [
            *([None] if metric.targets else []),
            *(Fraction(number) for number in numbers),
        ]
    assert [str(period) for period in metrics["crew-trained"].targets] == ["2025", "2027", "2029"]


# --- the template ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "card"), [("company", "company"), ("public-service", "library")])
def test_a_template_is_a_whole_small_repository(name: str, card: str) -> None:
    """`bsc init` writes one scorecard, its readings, a review, a page, and a workflow in its hidden folder."""
    files = template.files(Template(name))
    assert list(files) == sorted(files)
    assert list(files) == [
        ".github/workflows/strategy.yml",
        "README.md",
        "bsc.yaml",
        "readings/readings.csv",
        f"reviews/2026-Q1-{card}.yaml",
        f"scorecards/{card}.yaml",
    ]
    assert all(text.endswith("\n") and "\r" not in text for text in files.values())


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_leads_an_editor_to_the_schemas_that_init_writes(name: str) -> None:
    """Schemas stand in `.bsc/`, reached from each file by a relative path."""
    for path, text in template.files(Template(name)).items():
        if path.endswith(".yaml"):
            folders = path.count("/")
            kind = KINDS[path.split("/", maxsplit=1)[0]]
            expected = f"# yaml-language-server: $schema={'../' * folders}.bsc/{kind}.schema.json"
            assert text.split("\n", 1)[0] == expected


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_nothing_under_any_rule(name: str) -> None:
    """Not even a hint: a newcomer's first `bsc validate` is all clear, whatever it shows."""
    assert [(each.rule, each.message) for each in checked(tree_of(name)).findings] == []


def test_the_workflow_may_only_read() -> None:
    """The pull-request workflow gets no more than the right to read, for the whole of it and every job."""
    workflow = read_yaml("strategy.yml", template.files()[".github/workflows/strategy.yml"]).data
    assert isinstance(workflow, dict)
    assert workflow["on"] == {"pull_request": None}
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    assert isinstance(jobs, dict)
    (job,) = jobs.values()
    assert isinstance(job, dict)
    assert "permissions" not in job
    steps = job["steps"]
    assert isinstance(steps, tuple)
    commands = [step["run"] for step in steps if isinstance(step, dict) and "run" in step]
    assert commands == [
        f"python -m pip install {metadata.metadata('bsc-cli')['Name']}",
        "bsc validate --format github",
        'bsc diff "origin/$GITHUB_BASE_REF" --format github --format "markdown=$GITHUB_STEP_SUMMARY"',
        "bsc map -o map.svg",
    ]
    assert {"persist-credentials": False, "fetch-depth": 0} in [
        each.get("with") for each in steps if isinstance(each, dict)
    ]
