"""Models that are Dask's schedulers."""
