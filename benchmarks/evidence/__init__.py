"""Whether `bsc evidence` keeps its word: simulated scorecards whose truth is known, peers, and the goals."""
