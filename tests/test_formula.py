"""Formulas: what they may say, what they give, and what is wrong with the others."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.evaluation.exact import nearest
from bsc_cli.evaluation.formula import FormulaError, Reference, parse
from bsc_cli.evaluation.formulas import Formulas
from bsc_cli.strategy import Strategy
from measured import standing, strategy_of

D = Decimal


def value_of(text: str, **values: str) -> Decimal:
    """Compute a formula from values by id, with `_` for `-`."""
    found = {name.replace("_", "-"): Decimal(value) for name, value in values.items()}
    return nearest(parse(text).value(lambda reference: found[reference.ref]))


def metrics(*fields: str, **more: str) -> Strategy:
    """Load a strategy with these metrics in one objective, and other scorecards."""
    lines = "\n".join(f"      {each}" for each in fields)
    return strategy_of(
        c=f"scorecard: c\nobjectives:\n  o:\n    perspective: process\n    title: Do it\n    metrics:\n{lines}\n",
        **more,
    )


def unit(name: str, *fields: str) -> str:
    """Return a scorecard below `c` with these metrics."""
    lines = "\n".join(f"      {each}" for each in fields)
    return (
        f"scorecard: {name}\nparent: c\nobjectives:\n  o:\n    perspective: process\n    title: Do it\n"
        f"    metrics:\n{lines}\n"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b * c", "14"),  # 2 + 3 * 4
        ("(a + b) * c", "20"),
        ("a - b - c", "-5"),
        ("c / a / a", "1"),
        ("-a + b", "1"),
        ("a * -b", "-6"),
        ("100 * (c - a) / c", "50"),
        ("0.1 * a + 0.2", "0.4"),  # exact: in binary it would not be
        ("lead-time - a", "7"),
        ("lead-time-a - a", "8"),
        ("  a\n+ b ", "5"),
        ("a + 007", "9"),
    ],
)
def test_arithmetic(text: str, value: str) -> None:
    """The usual order of operations; ids keep their hyphens."""
    assert value_of(text, a="2", b="3", c="4", lead_time="9", lead_time_a="10") == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a b",
        "a ** b",
        "a // b",
        "a % b",
        "a if b else c",
        "a.b",
        "a[0]",
        "f(a)",
        "sum(a + b)",
        "sum(c/a)",
        "sum(a, b)",
        "sum()",
        "sum",
        "__import__('os')",
        "lambda: 1",
        "a, b",
        "(a",
        "a < b",
        "A + 1",
        "1e5 + a!",
        "a := b",
        "'a'",
        "ä + a",
        "a + 1,5",
        "100",
        "+ a",
        "a" * 501,
        "- " * 200 + "a",
        "(" * 240 + "a" + ")" * 240,
    ],
)
def test_what_is_no_formula(text: str) -> None:
    """Anything but arithmetic over ids is refused with a sentence and a hint."""
    if text == "sum":
        assert parse(text).references == (Reference("sum"),)  # a metric may be called so
        return
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")


TREE = st.recursive(
    st.one_of(st.sampled_from(["a", "b", "c-d"]), st.integers(0, 99).map(str)),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
    max_leaves=12,
)


@given(TREE.filter(lambda text: any(letter in text for letter in "abc") and len(text) <= 500))
def test_formulas_agree_with_exact_fractions(text: str) -> None:
    """The value is that of Python's own exact fractions."""
    values = {"a": 7, "b": -3, "c-d": 11}
    try:
        exact = _exact(text, values)
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            parse(text).value(lambda reference: Decimal(values[reference.ref]))
        return
    found = parse(text).value(lambda reference: Decimal(values[reference.ref]))
    assert Fraction(found) == exact


def _exact(text: str, values: dict[str, int]) -> Fraction:
    """Compute a fully bracketed formula by reading it from left to right, with a stack."""
    stack: list[object] = []
    for word in text.replace("(", " ( ").replace(")", " ) ").split():
        if word == ")":
            right, sign, left = stack.pop(), stack.pop(), stack.pop()
            stack.pop()
            assert isinstance(left, Fraction)
            assert isinstance(right, Fraction)
            operations = {"+": left + right, "-": left - right, "*": left * right}
            stack.append(operations[str(sign)] if sign != "/" else left / right)
        elif word in "(+-*/":
            stack.append(word)
        else:
            stack.append(Fraction(values[word] if word in values else int(word)))
    [whole] = stack
    assert isinstance(whole, Fraction)
    return whole


SHARE = "share: {better: higher, target: 95, formula: 100 * (visits - breaches) / visits}"


def test_a_ratio_of_units_is_a_ratio_of_sums() -> None:
    """90 of 100 and 5 of 10 are 95 of 110: 86.36%, not the mean of 90% and 50%, which is 70%."""
    strategy = metrics(
        "share: {formula: 100 * sum(good) / sum(visits)}",
        north=unit("north", "good: {}", "visits: {}", "share: {formula: 100 * good / visits}"),
        south=unit("south", "good: {}", "visits: {}", "share: {formula: 100 * good / visits}"),
    )
    lines = ("north/good,2026-01,90", "north/visits,2026-01,100", "south/good,2026-01,5", "south/visits,2026-01,10")
    found = standing(strategy, *lines)
    assert [found.by_metric[f"{name}/share"].value for name in ("north", "south")] == [90, 50]
    whole = found.by_metric["c/share"].value
    assert whole is not None
    assert round(whole, 2) == D("86.36")


def test_a_sum_needs_every_living_unit() -> None:
    """A period in which a unit is silent has no sum; a retired unit is added while it has values."""
    fields = ("visits: {}",)
    retired = ("visits: {retired: {on: 2026-01, because: Closed}}",)
    strategy = metrics(
        "all: {formula: sum(visits)}", a=unit("a", *fields), b=unit("b", *fields), old=unit("old", *retired)
    )
    lines = ("a/visits,2026-01,1", "b/visits,2026-01,2", "old/visits,2026-01,4", "a/visits,2026-02,1")
    found = standing(strategy, *lines, "b/visits,2026-02,2", "a/visits,2026-03,1").by_metric["c/all"]
    assert [(str(each.period), each.value) for each in found.series] == [("2026-01", D(7)), ("2026-02", D(3))]


def test_inputs_are_brought_to_the_cadence_of_the_formula() -> None:
    """The quarter's share is 100 * (300 - 30) / 300 from the months' sums, not the mean of the months' shares."""
    strategy = metrics(
        SHARE.replace("{", "{every: quarter, "), "visits: {aggregate: sum}", "breaches: {aggregate: sum, every: month}"
    )
    lines = [f"visits,2026-0{month},{number}" for month, number in ((1, 200), (2, 50), (3, 50))]
    lines += [f"breaches,2026-0{month},{number}" for month, number in ((1, 0), (2, 10), (3, 20))]
    found = standing(strategy, *lines).by_metric["c/share"]
    assert [(str(each.period), each.value) for each in found.series] == [("2026-Q1", D(90))]


def test_formulas_of_formulas_in_any_order() -> None:
    """A formula may use another one that is declared after it, and a metric of another scorecard."""
    strategy = metrics("twice: {formula: share + d/m}", SHARE, "visits: {}", "breaches: {}", d=unit("d", "m: {}"))
    found = standing(strategy, "c/visits,2026-01,10", "c/breaches,2026-01,1", "d/m,2026-01,5")
    assert found.by_metric["c/twice"].value == 95


def test_only_shared_periods_have_a_value() -> None:
    """Visits of two months and breaches of one give one share; what has no shared period was never measured."""
    strategy = metrics(SHARE, "visits: {}", "breaches: {}")
    found = standing(strategy, "visits,2026-01,10", "visits,2026-02,10", "breaches,2026-01,1").by_metric["c/share"]
    assert [str(each.period) for each in found.series] == ["2026-01"]
    nothing = standing(strategy, "visits,2026-02,10", "breaches,2026-01,1").by_metric["c/share"]
    assert nothing.status is Status.NEVER_MEASURED


@pytest.mark.parametrize(
    ("visits", "breaches", "note"),
    [
        ("0,", "0,", "its formula divides by 0"),
        ("10,", ",Strike", "c/breaches is missing: Strike"),
        (",", "1,", "c/visits is missing"),
    ],
)
def test_no_value_in_a_period(visits: str, breaches: str, note: str) -> None:
    """A division by 0 or a missing input makes the period missing, and says why; no older value stands in for it."""
    strategy = metrics(SHARE, "visits: {}", "breaches: {}")
    lines = ("visits,2026-01,10,", "breaches,2026-01,1,", f"visits,2026-02,{visits}", f"breaches,2026-02,{breaches}")
    found = standing(strategy, *lines).by_metric["c/share"]
    assert (str(found.period), found.status, found.value, found.note) == ("2026-02", Status.MISSING, None, note)


def test_a_formula_that_runs_away_has_no_value() -> None:
    """Squares of squares of a large number end in no value, not in an error or a million digits."""
    chain = ["m0: {}", *(f"m{n}: {{formula: m{n - 1} * m{n - 1}}}" for n in range(1, 40))]
    found = standing(metrics(*chain), "m0,2026-01,99999999999999999")
    assert found.by_metric["c/m2"].value is None
    assert "beyond all measure" in found.by_metric["c/m2"].note
    assert found.by_metric["c/m39"].status is Status.MISSING


def test_a_long_chain_of_formulas() -> None:
    """Two thousand formulas, each of the one before, are no deeper than one."""
    chain = ["m0: {}", *(f"m{n}: {{formula: m{n - 1} + 1}}" for n in range(1, 2001))]
    assert standing(metrics(*chain[::-1]), "m0,2026-01,1").by_metric["c/m2000"].value == 2001


def told(strategy: Strategy) -> list[tuple[str, str]]:
    """Return the metric and the sentence of each problem with a formula."""
    return [(problem.element.id, problem.message) for problem in Formulas(strategy).problems()]


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("visit + 1", '"visit" in the formula is not a metric; did you mean "visits"?'),
        ("visits-breaches", '"visits-breaches" in the formula is not a metric.'),
        ("100/visits", '"100/visits" in the formula is not a metric.'),
        ("north/visits", '"north/visits" in the formula is not a metric; did you mean "c/visits"?'),
        ("visits +", '"visits +" is not a formula.'),
        ("visits ^ 2", '"^ 2" cannot stand in a formula.'),
        ("sum(visits)", 'The formula adds up "visits" of the units below "c", and there are none.'),
        ("x * 2", 'The formula of "c/x" needs its own value.'),
    ],
)
def test_what_is_wrong_with_a_formula(formula: str, sentence: str) -> None:
    """Unknown names get the nearest right one, a missing space is guessed, a metric cannot need itself."""
    strategy = metrics(f'x: {{formula: "{formula}"}}', "visits: {}", "breaches: {}")
    assert told(strategy) == [("c/x", sentence)]
    assert standing(strategy, "visits,2026-01,1").by_metric["c/x"].status is Status.NEVER_MEASURED


def test_a_loop_is_told_once_and_has_no_value() -> None:
    """Three metrics that need each other: one finding; what needs the loop has no value either, and the rest has."""
    strategy = metrics(
        "a: {formula: b + 1}",
        "b: {formula: k + m}",
        "k: {formula: a}",
        "m: {}",
        "x: {formula: a * 2}",
        "y: {formula: -m}",
    )
    assert told(strategy) == [("c/a", 'The formula of "c/a" needs "c/b" needs "c/k" needs "c/a": a loop has no value.')]
    found: Evaluation = standing(strategy, "m,2026-01,1")
    assert {each.metric.name: each.value for each in found.metrics} == {
        "a": None,
        "b": None,
        "k": None,
        "m": 1,
        "x": None,
        "y": -1,
    }


def test_a_formula_may_look_back_at_a_retired_metric() -> None:
    """Readings of retired metrics are kept, so formulas over them still have a past."""
    strategy = metrics("x: {formula: old * 2}", "old: {retired: {on: 2026-01, because: Replaced}}")
    assert told(strategy) == []
    assert standing(strategy, "old,2026-01,4").by_metric["c/x"].value == 8
