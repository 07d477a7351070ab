"""The log of every act: who did what, when, about whom and why; append-only, chained, verifiable by anybody.

May touch the table ``AuditEntry`` and nothing else; never a file. ``watch.watching`` notes every act that writes a
row, in the transaction of the row; ``log.append`` notes what writes none (an unlocking, a print); ``log.verify`` says
whether an entry was altered or is missing. Names and reasons stay in the sealed database: the chain runs over a
salted digest of them, so that the log can leave the office without them.
"""
