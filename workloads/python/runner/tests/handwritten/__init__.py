"""Scripts as one writes them by hand, without Weft, and a comparison with Weft's engine.

They are what Weft's times are held against, so they measure as little as can be: each prints
the seconds of its run, and with that of creating and ending its workers.
"""
