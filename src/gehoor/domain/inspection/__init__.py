"""Who asks to see a file, and what they may get."""
