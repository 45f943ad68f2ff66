"""Models of one thread with many tasks under way: event loops and greenlets."""
