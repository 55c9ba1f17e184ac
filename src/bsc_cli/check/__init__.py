"""Rules held against subjects: what comes out is a Result. Pure; nothing here reads, prints or decides an exit code."""

from bsc_cli.check.baseline import Address, Baseline, baseline_text, holdable, read_baseline
from bsc_cli.check.checker import check
from bsc_cli.check.located import Memory, Subject
from bsc_cli.check.silencing import Ignore, Silencing, ignores_in

__all__ = [
    "Address",
    "Baseline",
    "Ignore",
    "Memory",
    "Silencing",
    "Subject",
    "baseline_text",
    "check",
    "holdable",
    "ignores_in",
    "read_baseline",
]
