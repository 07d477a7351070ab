"""台账: the four ledgers of the Sichuan rules and the remarks of the household survey, read from the signed records.

May touch: the office's store and ``forms`` for tables and paper. A ledger is never kept by hand: it is what the records
say, so that nothing can be entered into it that nobody signed.

What matters: ``tables.rows`` gives a ledger, ``tables.write`` puts it into Excel, CSV or PDF; ``service`` and
``contact`` make the records it is read from.
"""
