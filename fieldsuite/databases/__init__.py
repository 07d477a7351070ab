"""The databases an office can stand on: an encrypted file of its own, or a PostgreSQL server for many desks.

``sealed_file.SealedFile`` and ``postgres.Postgres`` are a ``database.Database`` each; ``locks.hold`` and
``locks.untaken`` are the only places where a transaction asks which of the two it is in. Knows no table, no key and no
job.
"""
