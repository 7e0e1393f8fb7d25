"""Searching sealed text by whole words: sealed buckets. Knows ordinals, words and keys; knows nothing of cases."""
