"""A small strategy in which every word of the language occurs somewhere: tests break it in one way at a time."""

BSC = """\
strategy: Halden Valves
fiscal_year_starts: january
owners:
  ceo: {title: Chief Executive Officer}
  cfo: {title: Chief Financial Officer, handle: "@halden/finance", decides: [pricing, budget]}
  coo: {title: Chief Operating Officer}
themes:
  europe: {title: Win Europe}
controls: [corporate/margin]
events:
  - {on: 2026-03, what: Warehouses merged, about: [corporate/lead-time]}
rules:
  too-many-objectives: {most: 4}
"""

CORPORATE = """\
scorecard: corporate
title: Expand into Europe
owner: ceo
version: 3
review: quarter
vision:
  statement: Earn 20% of revenue in Europe by 2029.
  by: 2029
  measured_by: revenue
objectives:
  grow:
    perspective: financial
    theme: europe
    title: Grow revenue in Europe
    owner: cfo
    metrics:
      revenue:
        kind: lagging
        unit: "%"
        better: higher
        baseline: 0
        targets: {2026-Q2: 7, 2026-Q4: 15}
        every: quarter
        counter_metric: margin
      margin: {better: higher, target: 24.5, red_line: 20, every: quarter}
  speed-up:
    perspective: process
    title: Shorten the lead time
    owner: coo
    drives:
      grow: {after: 2 quarters, because: Fast delivery wins orders.}
    metrics:
      lead-time: {kind: leading, unit: days, better: lower, baseline: 19, target: 10, every: month}
    initiatives:
      cell:
        title: Build a just-in-time cell
        owner: coo
        start: 2026-02
        due: 2026-09
        budget: 180000
        progress: 35
        status: active
        moves: [lead-time]
        milestones: {2026-05: Two lines run}
declined:
  - {what: A second brand, because: It would split the sales force.}
"""

SALES = """\
scorecard: sales
parent: corporate
parent_version: 3
objectives:
  contract:
    perspective: customer
    title: Sign distributors
    owner: cfo
    supports: [corporate/grow]
    drives:
      corporate/grow: {after: 1 quarter}
    metrics:
      contracts: {kind: leading, better: higher, target: 10, every: month, aggregate: sum}
      calls:
        retired: {on: 2026-01, because: It counted effort., successor: contracts}
"""

REVIEW = """\
review: corporate
on: 2026-07-12
period: 2026-Q2
meeting: strategic
notes:
  lead-time: {why: The second line came late., implies: Satisfaction will slip.}
decisions:
  - what: Move the second line forward.
    because: It gates satisfaction.
    owner: coo
    due: 2026-11
    about: [speed-up]
"""

FILES = {
    "bsc.yaml": BSC,
    "scorecards/corporate.yaml": CORPORATE,
    "scorecards/sales.yaml": SALES,
    "reviews/2026-Q2.yaml": REVIEW,
}
