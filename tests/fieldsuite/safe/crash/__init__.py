"""A day on a disk that fails: every write, sync, rename and removal is seen, replayed up to a point, or refused.

``disk.c`` stands between the program and the C library (LD_PRELOAD), so that SQLCipher's own writes are seen as well
as Python's. ``day.py`` is the scripted day, ``replay.py`` what a disk may hold after the power went.
"""
