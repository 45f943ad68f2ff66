"""What the engine starts beside its workers, and how all of it is ended."""
