"""Where documents go: stdout or a file, always UTF-8, never half a file."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from bsc_cli.stop import Stop


def write(document: str | bytes, to: str | None) -> None:
    """Write a document to a file, or to stdout for None or "-". The bytes do not depend on the locale.

    Where nobody reads on, as behind `| head`, the command goes on without a word: what it found is its exit code still.
    """
    data = document.encode("utf-8") if isinstance(document, str) else document
    if to is None or to == "-":
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            leave_the_pipe(sys.stdout)
        return
    write_file(Path(to), data)


def write_file(path: Path, data: bytes) -> None:
    """Replace a file in one step: whoever looks sees the old one or the new one, whole.

    A device or a pipe is written to, not replaced; a link is followed, so that it stays one.
    """
    import tempfile

    temporary = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        path = _followed(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode_of(path))
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        # A file in the place of a folder "exists", which would say little.
        reason = "Not a directory" if isinstance(error, FileExistsError) else error.strerror
        raise Stop(f"{path} cannot be written: {reason}.") from None


def _followed(path: Path) -> Path:
    """Return where a path leads, also to what is not there yet; raise OSError for links that go round."""
    there = Path(os.path.realpath(path))
    if there.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return there


def leads_out(root: Path, path: str) -> bool:
    """Whether a path below a folder lies elsewhere when its links are followed, also those to what is not there yet."""
    return not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))


def _mode_of(path: Path) -> int:
    """Return the mode of the file that is replaced, else what a new file gets here."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def note(message: str) -> None:
    """Say something to the person, beside the document: on stderr, on one line whatever it names."""
    from bsc_cli.visible import visible

    say(f"{visible(message)}\n")


def say(text: str) -> None:
    """Write to stderr; where nobody reads it, the command goes on as in `write`."""
    try:
        sys.stderr.flush()
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()
    except BrokenPipeError:
        leave_the_pipe(sys.stderr)


def wants_colour(choice: str, to: str | None, *, beside: bool = False) -> bool:
    """Whether to colour text: as asked, else as the environment says, else when it goes to a terminal.

    A document goes to stdout or a file; what is said beside it, to stderr.
    """
    if choice != "auto":
        return choice == "always"
    if to not in (None, "-") or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return (sys.stderr if beside else sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def leave_the_pipe(*streams: TextIO) -> None:
    """Nobody reads on: keep the interpreter from complaining about it when it flushes at the end."""
    for stream in streams:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except (OSError, ValueError):
            continue
