"""Who agreed to what, until when."""
