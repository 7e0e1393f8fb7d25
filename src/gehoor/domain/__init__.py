"""Floor 2: the rooms that know how. Later rooms know earlier rooms, never the reverse."""
