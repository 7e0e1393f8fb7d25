"""Floor 4: translate, check access, call one thing, translate back."""
