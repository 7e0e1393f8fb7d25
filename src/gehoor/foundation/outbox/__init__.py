"""What leaves the house: released by a person or a rule, delivered by a job that can open this and nothing else.

A journey releases; timers deliver; what was sent is erased here. Never decides what to send, and never logs to whom.
"""
