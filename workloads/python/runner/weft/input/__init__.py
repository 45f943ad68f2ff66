"""Bytes and words that tasks work on, fixed by a seed, so that every runtime makes the same."""
