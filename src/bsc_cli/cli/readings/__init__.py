"""`bsc readings`: tracking by hand without losing anything."""

from __future__ import annotations

import typer

from bsc_cli.cli.readings import add, check, import_, template

app = typer.Typer(
    name="readings",
    help="Check, add and import readings, and list what is due.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
app.command("check")(check.check)
app.command("add", context_settings={"ignore_unknown_options": True})(add.add)  # a value may be -5
app.command("import")(import_.import_)
app.command("template")(template.template)
