"""What to say of findings that are not shown."""

from __future__ import annotations

from bsc_cli.finding import Result, Severity


def unshown(result: Result) -> str:
    """Return a sentence that counts what was found and is not shown; "" where all is."""
    if not result.unshown:
        return ""
    numbers = [(sum(each.severity is one for each in result.unshown), one) for one in sorted(Severity, reverse=True)]
    return f"Not shown: {', '.join(counted(*each) for each in numbers if each[0])}."


def counted(number: int, noun: object) -> str:
    """Return a number with its noun: 1 error, 2 errors."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
