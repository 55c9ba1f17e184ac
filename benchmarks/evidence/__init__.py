"""Whether evidence, forecasts and warnings keep their word: worlds whose truth is known, real series, peers, goals."""
