"""Where every benefit stands, as rows: computed by the rules, kept in the transaction of what changes it.

A desk of millions cannot ask the rules about everybody each time somebody opens a list; a row a benefit says what they
answered, by which rules, and on which days it holds. Nothing is decided by a row: it can be dropped and made again.
Begin with ``computing.compute`` (one row, and the next day it changes by itself), ``keeping.keeping`` (what writes
rows when facts change) and ``rebuilding.rebuild``. May use the tables and the rules; knows no office and no screen.
"""
