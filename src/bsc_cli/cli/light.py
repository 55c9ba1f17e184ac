"""What is answered before the library of options is imported: the plain forms of a few commands, and what is kept."""

from __future__ import annotations


def at_once(arguments: list[str]) -> int | None:
    """Answer what needs no more than its plain words say; None, with nothing written, for everything else."""
    try:
        match arguments:
            case ["explain", rule]:
                return _explained(rule)
            case ["validate", *_]:
                from bsc_cli.cli.answers import answered

                return answered(arguments)
    except BrokenPipeError:
        from bsc_cli.cli.output import leave_the_pipe

        leave_the_pipe()
        return 0
    except KeyboardInterrupt:
        return 130
    return None


def _explained(rule: str) -> int | None:
    """Show the page of a rule, as `bsc explain` does with no options."""
    from bsc_cli.rules import named, names

    if rule not in names():
        return None
    from bsc_cli.cli.output import write
    from bsc_cli.view import manual

    write(manual.page(named(rule), "text"), None)
    return 0
