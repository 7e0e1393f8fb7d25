"""Recognising and cleaning one file, as code that runs in a process of its own: see `__main__`.

Opening files from strangers is where parsers break, so nothing here knows Django, a key, a database or a path.
"""
