"""Institutions and bodies, and which of them a case is about."""
