"""Which rules run, how severe they are, with which options: the rule's own word, then the profile, then `bsc.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from bsc_cli.finding import KEY, Problem, Severity
from bsc_cli.rule import Option, Rule

if TYPE_CHECKING:
    from bsc_cli.model import RuleSetting, Settings

PROFILES: Mapping[str, Mapping[str, Mapping[str, object]]] = {
    # Few and critical, as the article asks: the defaults of the rules themselves.
    "article": {},
    # A working strategy map of 15 to 25 objectives (Kaplan and Norton, "The Strategy-Focused Organization", 2001).
    # That many objectives need a few metrics more.
    "kaplan-norton": {
        "too-many-objectives": {"most": 8, "most_in_all": 25},
        "too-many-metrics": {"most_in_all": 30},
    },
    # A one-page business: four numbers, perhaps one perspective left out, one person who does most things.
    "small": {
        "empty-perspective": {"severity": "off"},
        "financial-only": {"share": 60},
        "overloaded-owner": {"severity": "off"},
    },
    # What `article` warns of, as errors: see `_severity`.
    "strict": {},
}
"""Options and severities by profile and rule."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rule that is to run, with its severity and options here."""

    rule: Rule[Any]
    severity: Severity
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """The rules that are to run, in order, and what is wrong with how `bsc.yaml` sets them."""

    chosen: tuple[Chosen, ...]
    problems: tuple[Problem, ...] = ()


def configure(
    rules: Iterable[Rule[Any]],
    settings: Settings | None,
    *,
    preview: bool = False,
    names: Collection[str] = (),
) -> Config:
    """Choose among rules by the settings; None is a strategy without any, or one whose settings cannot be read.

    A preview rule is chosen when `preview` asks for all of them, or the settings give it a severity.
    `names` are those of all rules, where `rules` are only a part of them; what the settings name must be among both.
    """
    every = {rule.name: rule for rule in rules}
    profile = settings.profile if settings else "article"
    written = settings.rules if settings else {}
    chosen: list[Chosen] = []
    for name, rule in every.items():
        preset = dict(PROFILES[profile].get(name, {}))
        word = preset.pop("severity", None)
        setting = written.get(name)
        severity = _severity(rule, profile, word)
        if setting is not None and setting.severity is not None:
            severity = None if setting.severity == "off" else Severity[setting.severity.upper()]
        asked = preview or not rule.preview or (setting is not None and setting.severity is not None)
        if severity is not None and asked:
            chosen.append(Chosen(rule, severity, {**preset, **_usable(rule, setting)}))
    problems = [] if settings is None else [*_problems(settings, every, names or every)]
    return Config(tuple(chosen), tuple(problems))


def strictest(*configs: Config) -> Config:
    """Return of each rule what the strictest of these says: the first that runs it with the highest severity.

    What is wrong with the settings is not said again.
    """
    found: dict[str, Chosen] = {}
    for config in configs:
        for chosen in config.chosen:
            known = found.get(chosen.rule.name)
            if known is None or chosen.severity > known.severity:
                found[chosen.rule.name] = chosen
    return Config(tuple(found[name] for name in sorted(found)))


def _severity(rule: Rule[Any], profile: str, word: object) -> Severity | None:
    if word is not None:
        return None if word == "off" else Severity[str(word).upper()]
    return Severity.ERROR if profile == "strict" and rule.severity is Severity.WARNING else rule.severity


def _usable(rule: Rule[Any], setting: RuleSetting | None) -> dict[str, object]:
    extra = (setting.__pydantic_extra__ or {}) if setting else {}
    return {name: value for name, value in extra.items() if name in rule.options and _fits(rule.options[name], value)}


def _fits(option: Option, value: object) -> bool:
    if isinstance(option.default, tuple):
        return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
    return type(value) is type(option.default)


def _problems(settings: Settings, rules: Mapping[str, Rule[Any]], names: Collection[str]) -> Iterator[Problem]:
    for name, setting in settings.rules.items():
        rule = rules.get(name)
        if rule is None:
            yield Problem(
                settings,
                f'"{name[:60]}" is not a rule{_nearest(name, names)}',
                ("rules", name, KEY),
                help="`bsc explain` lists the rules.",
            )
            continue
        for option, value in (setting.__pydantic_extra__ or {}).items():
            where = ("rules", name, option)
            if option not in rule.options:
                known = ", ".join(f"'{each}'" for each in ("severity", *rule.options))
                yield Problem(
                    settings,
                    f"'{option[:60]}' is not an option of \"{name}\"{_nearest(option, ('severity', *rule.options))}",
                    (*where, KEY),
                    help=f"It has {known}.",
                )
            elif not _fits(rule.options[option], value):
                wanted = _SORTS.get(type(rule.options[option].default).__name__, "another sort of value")
                yield Problem(settings, f"'{option}' of \"{name}\" must be {wanted}.", where)


_SORTS = {"int": "a whole number", "str": "text", "bool": "true or false", "tuple": "a list of words"}


def _nearest(wrong: str, right: Iterable[str]) -> str:
    found = get_close_matches(wrong[:100], sorted(right), n=1)
    return f'; did you mean "{found[0]}"?' if found else "."
