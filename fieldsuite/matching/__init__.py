"""待比对: captures that wait for a model or a template, compared later on this machine, at the office or at the desk.

``captures.waiting`` lists them, ``compare.match_all`` compares them one after the other. The capture is never changed:
what comes of it is a record of its own that names it (``of``), of the day of the capture. What was compared no longer
waits, so a run that was interrupted goes on where it stopped. Casework and the provincial desk stand on this alike.
"""
