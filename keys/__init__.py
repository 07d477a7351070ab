"""Keys: who signs, for whom a thing is sealed, whose keys we believe, and how all of it lies on a disk.

Bytes in, bytes out. This room touches one folder (``keys/`` of an office) and nothing else: no database, no
screen, no other room of ours; of the outside only ``cryptography``. Three functions matter:
``keys.vault.unlock`` gives a ``Keyring`` for a passphrase, ``keys.trust.open_trust`` says whose keys count,
and ``keys.signing.open_envelope`` with ``verified_by`` says who signed. Files inside the project import the
module they need; nothing is loaded here.
"""
