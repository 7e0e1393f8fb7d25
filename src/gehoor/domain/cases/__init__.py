"""The case: its contacts, people, stages, terms, sheets and timeline."""
