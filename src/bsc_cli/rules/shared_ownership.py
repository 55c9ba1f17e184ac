"""The rule `shared-ownership`."""

import re
from collections.abc import Iterator
from fnmatch import translate
from functools import lru_cache

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

_ARTICLE = re.compile(r"^(?:(?:the|our|whole|entire) )+")
_ID = re.compile(r"[^\s-]+(?:-[^\s-]+)+")
_JOINED = re.compile(r"([,/+;|]|\s(?:&|and|or|und|et)\s)")
_FIELD = re.compile(r"\b(?:of|for)\s")
"""What says that the words which follow are what a title is about."""
_ASIDE = re.compile(r"\([^()]*\)")


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def shared_ownership(
    strategy: Strategy,
    *,
    words: tuple[str, ...] = (
        "all",
        "all *",
        "company",
        "every *",
        "everybody",
        "everybody *",
        "everyone",
        "everyone *",
        "nobody",
        "no one",
        "none",
        "n/a",
        "organisation",
        "organization",
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
        "coordinator",
        "cso",
        "cto",
        "dean",
        "director",
        "engineer",
        "foreman",
        "head",
        "lead",
        "leader",
        "manager",
        "minister",
        "officer",
        "owner",
        "partner",
        "president",
        "principal",
        "secretary",
        "superintendent",
        "supervisor",
        "treasurer",
        "vp",
    ),
) -> Iterator[Problem]:
    """Owners that are not one role: everyone, a team, two names, somebody to be found.

    ## Why
    "If everyone owns the scorecard, no one owns it", says the article this tool comes from. A team can do the work,
    and one role answers for it: Doran's goals of 1981 are "assignable", which is to say who will do it, and the record
    sheet of Neely and others for performance measures (1997) asks who owns the measure. `words` are what no owner is,
    with `*` for any text. Names joined by "and", "or", "&", "/", "+" or a comma are several owners, unless they are
    what one title is about: after "of" or "for", in brackets, or with exactly one of `roles` among them ("Sales and
    Marketing Director"). A role of one word before an "and" stands for itself ("CEO and Anna Schmidt"). It goes by
    words alone: "Head of Sales and Anna Schmidt" passes for one title, and "Secretary and Treasurer" is found though
    one person may be both. An owner that `bsc.yaml` registers is taken to be one.

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
    if owner.startswith("@"):  # the handle of an account, in which '/' does not join anything
        return None
    plain = owner.replace("-", " ") if _ID.fullmatch(owner) else owner
    if no_role.match(_ARTICLE.sub("", owner)) or no_role.match(_ARTICLE.sub("", plain)):
        return "is no single role"
    if not _JOINED.search(plain):  # as in nearly all
        return None
    names = _JOINED.split(_ASIDE.sub("", plain))
    parts = [part for part in names[::2] if re.search(r"[^\W\d_]{2}", part)]
    if len(parts) < 2:  # noqa: PLR2004 - one name
        return None
    with_role = sum(bool(roles & set(re.findall(r"\w+", part))) for part in parts)
    stands_alone = names[0].strip() in roles and names[1] not in ",/;|"
    is_title = (not stands_alone) if with_role == 1 else with_role == 0 and _FIELD.search(names[0])
    return None if is_title else f"names {len(parts)} owners"
