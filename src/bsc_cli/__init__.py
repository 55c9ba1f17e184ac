"""bsc: balanced scorecards as code.

Text in, values through, text out: a tree of YAML files is loaded into a Strategy, checked by rules, held against
readings, and shown by reports and views. `docs/architecture.md` is the map of this house.
"""

# Read as text by the build and printed by `bsc --version` before anything heavy is imported.
__version__ = "0.1.0"
