"""Tests of Weft's Python runner: python3 -m unittest, from the folder above this one."""
