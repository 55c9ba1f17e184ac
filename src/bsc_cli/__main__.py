"""The way in. `bsc --version` answers before anything heavy is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code. Does not return."""
    if sys.argv[1:] == ["--version"] and sys.stdout:
        from bsc_cli import __version__

        try:  # without contextlib, which would be a twentieth of what this costs
            sys.stdout.write(f"bsc {__version__}\n")
            sys.stdout.flush()
            sys.exit(0)
        except OSError:  # a full disk or a closed pipe: what follows says so, or is silent
            pass
    import gc
    import os

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started it, as in `bsc validate >&-`
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115 - until the end; nothing is in it
    gc.disable()  # a command lives for a moment; looking through all it has read for cycles would take longer
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for some takes as long as half of its import
    try:
        from bsc_cli.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while it was still getting ready
        code = 130
    _leave(code)


def _leave(code: int) -> None:
    """Leave at once: taking apart all that was read, object by object, would be a twentieth of the whole time.

    All files are closed by now. Whoever measures or traces this process is left the usual way, and so is one whose
    output cannot be written: the interpreter says so.
    """
    import os

    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (AttributeError, OSError, ValueError):  # not there, full or closed
        sys.exit(code)
    if sys.getprofile() or sys.gettrace():
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
