"""上门: the day plan, visits that met nobody, and the roster that is filled in by pen and read back.

May touch: the office's store, ``forms`` for paper and tables; no screen. A visit that met somebody is
``casework.visit``; here is what stands around it.

What matters: ``plan.day_plan`` (who, in which order, and what was tried before), ``attempt.save`` (why nobody was met
and what comes next), ``paper.print_for_pen`` with ``read_back`` (paper out, results in).
"""
