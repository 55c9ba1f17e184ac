"""How likely each target is to be met: what the readings of one metric, and the arrows into it, say of its future."""
