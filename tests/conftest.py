"""What holds for all tests: none is about time, none leaves anything behind, and CI tries the same cases every time."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

# A slow machine is no failure; speed lives in benchmarks/.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# A folder of its own for each process of tests, so that nobody's answers are used or left behind.
os.environ["BSC_CACHE_DIR"] = tempfile.mkdtemp(prefix="bsc-cache-")
