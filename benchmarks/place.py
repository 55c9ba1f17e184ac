"""Where the measuring happens: an installed wheel, the peers, and a folder for what is measured."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent
PEERS = HOME / "requirements-peers.txt"


@dataclass(frozen=True)
class Place:
    """The commands that are measured, and a folder to work in."""

    folder: Path

    @property
    def python(self) -> str:
        """The interpreter that bsc is installed for."""
        return str(self.folder / "bsc" / "bin" / "python")

    @property
    def bsc(self) -> str:
        """The command, as pip installs it."""
        return str(self.folder / "bsc" / "bin" / "bsc")

    def peer(self, name: str) -> str:
        """Return the command of a peer."""
        return str(self.folder / "peers" / "bin" / name)

    @property
    def cache(self) -> Path:
        """Where bsc keeps its cache while it is measured."""
        return self.folder / "cache"

    def forget(self) -> None:
        """Make the next run a cold one."""
        shutil.rmtree(self.cache, ignore_errors=True)


def made_ready(folder: Path, *, peers: bool) -> Place:
    """Build the wheel and install it, bytecode compiled, as a user would; the peers only when they are not there."""
    place = Place(folder)
    folder.mkdir(parents=True, exist_ok=True)
    wheels = folder / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    _pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(HOME.parent))
    wheel = next(wheels.glob("*.whl"))
    if not Path(place.python).exists():
        _environment(folder / "bsc")
        _pip(place.python, "install", "--compile", str(wheel), "networkx")  # networkx: for the yardstick A
    else:
        _pip(place.python, "install", "--compile", "--force-reinstall", "--no-deps", str(wheel))
    if peers and not (folder / "peers" / ".installed").exists():
        _environment(folder / "peers")
        _pip(
            str(folder / "peers" / "bin" / "python"), "install", "--compile", "--only-binary", ":all:", "-r", str(PEERS)
        )
        (folder / "peers" / ".installed").touch()
    return place


def machine() -> str:
    """Describe the machine in a line: processors, memory, system, interpreter."""
    model = "unknown processor"
    about = Path("/proc/cpuinfo")
    if about.exists():
        lines = [
            line.partition(":")[2].strip() for line in about.read_text().splitlines() if line.startswith("model name")
        ]
        model = lines[0] if lines else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{os.cpu_count()} x {model}, {memory:.0f} GiB, {sys.platform}, CPython {version}"


def _environment(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)  # noqa: S603 - our own interpreter


def _pip(python: str, *arguments: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([python, "-m", "pip", arguments[0], *quiet, *arguments[1:]], check=True)  # noqa: S603 - likewise
