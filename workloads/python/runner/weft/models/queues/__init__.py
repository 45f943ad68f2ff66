"""Models whose worker processes take tasks from a queue, within this machine or through a broker."""
