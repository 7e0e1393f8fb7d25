"""Template tags of the pages of the people who work here."""
