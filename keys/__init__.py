"""Keys: who signs, for whom a thing is sealed, whose keys we believe, and how all of it lies on a disk.

Bytes in, bytes out. This room touches the folders it is given (``keys/`` of an office, and what TUF keeps) and
nothing else: no database, no screen, no other room of ours; of the outside only ``cryptography`` and, in the
modules about TUF, ``tuf``. What matters: ``keys.vault.unlock`` gives a ``Keyring`` for a passphrase,
``keys.trust.open_trust`` says whose keys count, ``keys.signing.open_envelope`` with ``verified_by`` who signed;
``keys.repository.publish`` and ``keys.channel.update`` carry what the province says down to its offices.
Files inside the project import the module they need; nothing is loaded here.
"""
