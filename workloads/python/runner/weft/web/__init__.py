"""What tasks fetch from the run's page server, and with which library."""
