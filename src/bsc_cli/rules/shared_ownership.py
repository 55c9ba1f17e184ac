"""The rule `shared-ownership`."""

import re
from collections.abc import Iterator
from fnmatch import translate
from functools import lru_cache

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

_ARTICLE = re.compile(r"^(?:the|our|whole|entire) ")
_JOINED = re.compile(r"[,/+;]|\s&\s|\sand\s")


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def shared_ownership(
    strategy: Strategy,
    *,
    words: tuple[str, ...] = (
        "all",
        "all *",
        "every *",
        "everybody",
        "everybody *",
        "everyone",
        "everyone *",
        "nobody",
        "no one",
        "none",
        "n/a",
        "team",
        "* team",
        "* teams",
        "staff",
        "several",
        "various",
        "shared",
        "tba",
        "tbc",
        "tbd",
        "todo",
        "to be *",
        "unknown",
        "vacant",
    ),
    roles: tuple[str, ...] = (
        "analyst",
        "ceo",
        "cfo",
        "chair",
        "chief",
        "chro",
        "cio",
        "cmo",
        "controller",
        "coo",
        "cso",
        "cto",
        "director",
        "engineer",
        "head",
        "lead",
        "leader",
        "manager",
        "officer",
        "owner",
        "partner",
        "president",
        "secretary",
        "supervisor",
        "vp",
    ),
) -> Iterator[Problem]:
    """Owners that are not one role: everyone, a team, two names, somebody to be found.

    ## Why
    "If everyone owns the scorecard, no one owns it", says the article this tool comes from. A team can do the work,
    and one role answers for it: Doran's goals of 1981 are "assignable", which is to say who will do it, and the record
    sheet of Neely and others for performance measures (1997) asks who owns the measure. `words` are what no owner is,
    with `*` for any text. Two names joined by "and", "&", "/", "+" or a comma are two owners, unless they are the
    parts of one title ("Head of Sales and Marketing"), which is told by `roles`. An owner that `bsc.yaml` registers is
    taken to be one.

    ## Bad
    ```yaml
    scorecard: corporate
    owner: Everyone  # <- shared-ownership
    objectives:
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        owner: CSO and COO  # <- shared-ownership
        metrics:
          distributor-satisfaction:
            owner: the sales team  # <- shared-ownership
        initiatives:
          service-levels:
            title: Agree service levels
            owner: tbd  # <- shared-ownership
    ```

    ## Good
    ```yaml
    scorecard: corporate
    owner: CEO
    objectives:
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        owner: Chief Sales Officer
        metrics:
          distributor-satisfaction:
            owner: Head of Sales and Marketing
        initiatives:
          service-levels:
            title: Agree service levels
            owner: Sales team lead
    ```
    """
    no_role = _any_of(words)
    known_roles = _in_lower_case(roles)
    reasons: dict[str, str | None] = {}  # the same few owners come again and again
    for element in strategy.ownable:
        owner = element.owner
        if owner is None or owner in strategy.settings.owners:
            continue
        if owner not in reasons:
            reasons[owner] = _not_one(" ".join(owner.casefold().split()), no_role, known_roles)
        reason = reasons[owner]
        if reason:
            yield Problem(
                element,
                f'The owner of "{element.name}" is "{" ".join(owner.split())}", which {reason}.',
                "owner",
                help="Name the one role that answers for it; others can help.",
            )


@lru_cache(maxsize=8)
def _in_lower_case(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(translate(word.casefold()) for word in words) or r"(?!)")


def _not_one(owner: str, no_role: re.Pattern[str], roles: frozenset[str]) -> str | None:
    """Return why an owner, in lower case, is not one role, or None when it is."""
    bare = _ARTICLE.sub("", owner)
    if no_role.match(bare):
        return "is no single role"
    if owner.startswith("@"):  # the handle of an account, in which '/' does not join anything
        return None
    if not _JOINED.search(owner):
        return None
    parts = [part for part in _JOINED.split(owner) if re.search(r"[^\W\d_]{2}", part)]
    with_role = sum(bool(roles & set(re.findall(r"\w+", part))) for part in parts)
    return f"names {len(parts)} owners" if len(parts) > 1 and with_role != 1 else None
