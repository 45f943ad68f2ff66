"""Models whose workers are processes that multiprocessing starts."""
