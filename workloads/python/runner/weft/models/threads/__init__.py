"""Models whose workers are threads of the engine, or interpreters on threads."""
