"""Keys, and what is sealed with them. Nothing else touches cryptography; knows nothing of children or cases."""
