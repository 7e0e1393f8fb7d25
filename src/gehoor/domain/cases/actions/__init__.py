"""Every change to cases: opening one, its people, the work on it, and how it moves on."""
