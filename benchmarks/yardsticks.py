"""What everything is compared with.

P is the interpreter doing nothing, A the imports that such a tool cannot well do without, L the bare event stream of
libyaml over the same files: no tool that reads them in Python can be faster.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.measure import Command
from benchmarks.place import Place

_EVENTS = """\
import sys
from pathlib import Path
from _ruamel_yaml import CParser
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    CParser(path.read_bytes()).raw_parse()
"""


def nothing(place: Place) -> Command:
    """Return P: an interpreter in the same environment that does nothing."""
    return Command((place.python, "-c", "pass"), place.folder)


def imports(place: Place) -> Command:
    """Return A: the imports of a command line, a graph library and data classes that validate."""
    return Command((place.python, "-c", "import typer, networkx; from pydantic import BaseModel"), place.folder)


def events(place: Place, root: Path) -> Command:
    """Return L: libyaml's events of the files below a folder, thrown away."""
    return Command((place.python, "-c", _EVENTS, str(root)), place.folder)
