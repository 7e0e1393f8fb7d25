"""People who sign in: staff, their teams and roles, conflicts of interest."""
