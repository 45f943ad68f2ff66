"""What the engine starts beside its workers, and how it is ended with them.

helpers are the processes that multiprocessing starts, programs those that other libraries need,
and ending is how all of it goes when a run is ended in the middle.
"""
