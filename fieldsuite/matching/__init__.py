"""What casework and the provincial desk do alike: comparing what waits, finding and judging what looks like one in two.

待比对: captures that wait for a model or a template, compared later on this machine, at the office or at the desk.
``captures.waiting`` lists them, ``compare.match_all`` compares them one after the other. The capture is never changed:
what comes of it is a record of its own that names it (``of``), of the day of the capture. What was compared no longer
waits, so a run that was interrupted goes on where it stopped.

查重: ``duplicates`` looks for one face, photograph or sound under two people: at an enrolment, in what a bundle brought
(``received`` models the faces that arrived, ``looking`` and ``hearing`` take prints of pictures and recordings), and in
a whole office; ``alarms`` signs what was found.

疑点判断: ``judging.judge`` signs what a person says of an alarm; the same two are not asked about again.
"""
