"""The jobs of the provincial desk: take people in, receive bundles, decide, send decisions and work lists.

Begin with ``receive.receive`` (bundles in, one transaction each, receipt with it), ``adjudicate.decide`` and
``dispatch.send``. May use the store, the rules and the four libraries; knows nothing of screens or of casework.
"""
