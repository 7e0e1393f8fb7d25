"""Counts. Never opens anything sealed, and knows no case."""
