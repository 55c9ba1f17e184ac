"""The glossary: one frozen class for each word people write in a strategy. The only package that defines the language.

Import names from here; the modules inside are laid out by noun.
"""

from bsc_cli.model.calendar import Calendar
from bsc_cli.model.initiative import Initiative
from bsc_cli.model.lag import Lag
from bsc_cli.model.metric import Metric, Range, is_placeholder
from bsc_cli.model.objective import Arrow, Objective, Retired
from bsc_cli.model.period import CADENCES, Cadence, Period
from bsc_cli.model.red_line import red_line, red_line_beyond
from bsc_cli.model.review import Decision, Review, ReviewNote
from bsc_cli.model.scorecard import Declined, Scorecard, Vision, with_ids
from bsc_cli.model.settings import Event, OwnerEntry, Perspective, RuleSetting, Settings, Theme, is_handle
from bsc_cli.model.word import Element, Word

__all__ = [
    "CADENCES",
    "Arrow",
    "Cadence",
    "Calendar",
    "Decision",
    "Declined",
    "Element",
    "Event",
    "Initiative",
    "Lag",
    "Metric",
    "Objective",
    "OwnerEntry",
    "Period",
    "Perspective",
    "Range",
    "Retired",
    "Review",
    "ReviewNote",
    "RuleSetting",
    "Scorecard",
    "Settings",
    "Theme",
    "Vision",
    "Word",
    "is_handle",
    "is_placeholder",
    "red_line",
    "red_line_beyond",
    "with_ids",
]
