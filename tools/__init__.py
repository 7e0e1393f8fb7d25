"""What works on the project itself: the test suite's order, translations, the lock. Never imported by the package."""
