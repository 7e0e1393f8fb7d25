"""Two sides look for an agreement in a child's interest: what each said, what may be passed on, what was proposed, who stands where."""
