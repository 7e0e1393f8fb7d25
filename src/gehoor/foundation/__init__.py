"""Floor 1: knows nothing of children or cases."""
