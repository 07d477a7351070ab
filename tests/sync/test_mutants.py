"""Bundles changed from a seed, by strangers and by insiders: none is taken, none ends in anything but a code.

This is the first fiftieth of the long run, 1,000,000 and 200,000, which is ``python3 start.py bench mutants``; every
cut and every bit of a header are in it.
"""

from tests.sync.ordeal import insider_ordeal, outer_ordeal

SEED = 20261121


def test_twenty_thousand_outer_mutants() -> None:
    ordeal = outer_ordeal(20_000, SEED)
    assert ordeal.tried == 20_000, ordeal.say()
    assert (ordeal.accepted, ordeal.wild) == ([], []), ordeal.say()
    assert {"E_MAGIC", "E_SIZE", "E_LIMIT", "E_AEAD", "E_RECIPIENT", "E_SUITE", "E_CANON"} <= set(
        ordeal.codes
    )


def test_four_thousand_insider_mutants() -> None:
    """What is taken is sound by a second reader of the specification, which shares no code with the first."""
    ordeal = insider_ordeal(4_000, SEED)
    assert ordeal.tried == 4_000, ordeal.say()
    assert (ordeal.accepted, ordeal.wild) == ([], []), ordeal.say()
    assert ordeal.allowed < ordeal.tried // 5
    assert {
        "E_CANON",
        "E_SCHEMA",
        "E_SIGNATURE",
        "E_THRESHOLD",
        "E_CHAIN",
        "E_EVIDENCE",
        "E_AUDIENCE",
    } <= set(ordeal.codes)
