"""报告与告知: reports of losses, notices to people, slips, and what the office tells of itself.

May touch: the office's store, ``forms`` for paper and tables, the officer's key to sign a slip. Nothing here ends or
suspends a benefit: it tells who decides, and who is concerned.

What matters: ``losses.save`` (a death or another loss, as it was reported), ``notices.due_notices`` (whom to tell
what), ``slip.print_slip`` and ``slip.check`` (a slip that another laptop can check without a line),
``summary.progress``.
"""
