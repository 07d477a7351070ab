"""境外审核: the consulate's day, from the person at the counter to the record that the next bundle takes.

May touch: the office's store, ``forms`` for checks and paper, ``rules.proxy``; no screen. What is being filled in is a
draft of the office; what was signed is a record.

What matters: ``sheet.fill`` (last year's form copied, checked with the notice's own messages), ``pack.print_pack``
(the papers to be signed), ``record.save`` (the signed form becomes a record that a colleague reviews), ``queue`` (who
is next).
"""
