"""Bundles changed from a seed, by strangers and by insiders: none is taken, none ends in anything but a code.

The long runs, 1,000,000 and 200,000, are ``python3 start.py bench mutants``.
"""

from tests.sync.ordeal import insider_ordeal, outer_ordeal

SEED = 20261121


def test_fifty_thousand_outer_mutants() -> None:
    ordeal = outer_ordeal(50_000, SEED)
    assert ordeal.tried == 50_000, ordeal.say()
    assert (ordeal.accepted, ordeal.wild) == ([], []), ordeal.say()
    assert {"E_MAGIC", "E_SIZE", "E_LIMIT", "E_AEAD", "E_RECIPIENT", "E_SUITE", "E_CANON"} <= set(
        ordeal.codes
    )


def test_ten_thousand_insider_mutants() -> None:
    """What is taken is sound by a second reader of the specification, which shares no code with the first."""
    ordeal = insider_ordeal(10_000, SEED)
    assert ordeal.tried == 10_000, ordeal.say()
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
