"""Where everybody of a field office stands, as rows: computed by the rules once, and again when a fact or the day asks.

A row says what the rules answered for one person, by which rules, and on which days that holds. Whatever changes a
fact marks the row in the database itself (``marks``), so that no way of writing can forget it; who reads has the marked
ones computed first (``computing.bring_up``), and then counts and lists by indexes (``asking``). Rows decide nothing:
dropped, they are made again. The provincial desk has rows of its own, for its own questions (``standing_rows``).
"""
