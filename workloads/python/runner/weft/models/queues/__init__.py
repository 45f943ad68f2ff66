"""Models whose worker processes take tasks from a queue: multiprocessing's, or a broker's."""
