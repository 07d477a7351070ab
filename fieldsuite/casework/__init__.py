"""The jobs of a field office: one file a job, each a function that takes the office and plain values.

Begin with ``people.card`` (everything about a person), ``verify.face`` (the longest job, a generator of steps) and
``send.to_province``. What comes back are the frozen values of ``views``, never rows. May use the store, the rules and
the four libraries; knows nothing of screens.
"""
