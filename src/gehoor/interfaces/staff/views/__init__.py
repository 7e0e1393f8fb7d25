"""The views of the people who work here, a file for each kind of work."""
