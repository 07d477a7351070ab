"""Where sealed evidence lies: a folder of the office, or a bucket of any service that speaks S3.

A shelf sees ciphertext only and knows each piece by the SHA-256 of what is inside; sealing and opening is
``fieldsuite.evidence``'s. Both shelves keep the same promises (``shelf.Shelf``): what ``keep`` was done with is there,
whole, and was read back where it went over a network; half a piece never has a name. May touch keys and errors only;
botocore loads on first need. ``named.shelf_at`` gives the one that an address names, ``moving.copy_pieces`` fills one
from another.
"""
