"""Permutations, duplicates, losses then resends of fifty bundles: one end; a receipt served again is the same."""

from tests.sync.orders import lived


def test_c43_c45_three_hundred_orders_of_fifty_bundles_come_to_one_end() -> None:
    """The long run, 10,000, and a real desk with its database: ``python3 start.py bench orders``."""
    assert [wrong for seed in range(300) if (wrong := lived(seed))] == []
