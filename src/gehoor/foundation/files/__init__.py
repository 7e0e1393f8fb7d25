"""What people send along: recognised by content, stripped of what it tells about them, scanned, and kept sealed.

Nothing here is ever in clear on a disk. Called by interfaces (uploads, inspection, holding) and journeys (actions).
"""
