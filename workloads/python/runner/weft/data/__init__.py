"""Bytes, words and pictures that are fixed by a seed or worked out by tasks."""
