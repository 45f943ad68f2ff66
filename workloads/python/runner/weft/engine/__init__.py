"""The engine: one run from hello to its result."""
