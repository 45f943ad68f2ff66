"""Pictures that tasks work on or that become of their results."""
