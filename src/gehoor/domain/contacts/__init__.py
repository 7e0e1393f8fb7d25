"""A contact as it came; it may stay without a case."""
