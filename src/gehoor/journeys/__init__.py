"""Floor 3: stories that cross rooms, one file each. A journey opens the one transaction."""
