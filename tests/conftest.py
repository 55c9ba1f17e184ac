"""What holds for all tests: no test is about time, and CI tries the same cases every time."""

from __future__ import annotations

import os

from hypothesis import settings

# A slow machine is no failure; speed lives in benchmarks/.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
