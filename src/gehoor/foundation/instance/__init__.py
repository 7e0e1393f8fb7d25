"""The mark that says which instance a main database belongs to; written once by `gehoor init`, read at every start."""
