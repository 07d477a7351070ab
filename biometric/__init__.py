"""Faces and voices: frames and sound in, a template or a verdict out.

No database, no keys, no screen, no other room; sentences are keys of the catalogue ``biometric``. Every capture is a
generator of steps (``steps.py``) that a screen shows and a test puts into a list; who stops consuming stops the work.
A person who does not match is a ``Verdict``, never an error; errors (``errors.py``) speak of devices, media and models.

What matters most: ``enrol.enrol_face`` makes a template, ``challenge.draw`` draws what will be asked, and
``verify.verify_face`` asks it, watches and answers. Cameras and recordings stand behind one Protocol (``devices.py``,
``webcam.py``), engines behind another (``face/engine.py``). A likeness is 0..1 and high means alike.
"""
