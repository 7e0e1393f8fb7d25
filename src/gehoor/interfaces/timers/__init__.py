"""What the clock does: the only interface that nobody knocks on."""
