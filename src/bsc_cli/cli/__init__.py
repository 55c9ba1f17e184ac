"""The command line: the only package that prints, reads the clock and the environment, and decides exit codes."""

from bsc_cli.cli.app import run

__all__ = ["run"]
