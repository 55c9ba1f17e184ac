"""Parts of JSON that anybody may have written: each function returns what it was given if it is that, or raises."""

from __future__ import annotations

from typing import Any

from bsc_cli.finding import Place


def a_text(plain: object) -> str:
    """Return a text; raise TypeError for anything else."""
    if not isinstance(plain, str):
        raise TypeError(plain)
    return plain


def a_list(plain: object) -> list[Any]:
    """Return a list; raise TypeError for anything else."""
    if not isinstance(plain, list):
        raise TypeError(plain)
    return plain


def texts(plain: object) -> tuple[str, ...]:
    """Return a list of texts; raise TypeError for anything else."""
    return tuple(a_text(each) for each in a_list(plain))


def a_place(plain: object) -> Place:
    """Return a place; raise TypeError for anything else."""
    path, *numbers = a_list(plain)
    if len(numbers) != 4 or not all(type(each) is int and each > 0 for each in numbers):  # noqa: PLR2004 - of a place
        raise TypeError(plain)
    return Place(a_text(path), *numbers)
