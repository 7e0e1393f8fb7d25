"""Questions between centres: whether another one knows a child, and what we say when another one asks. Nobody looks anything up."""
