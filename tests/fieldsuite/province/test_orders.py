"""At a real desk with its database: whatever the order, the same end, and a receipt served again is the same bytes."""

from random import Random

from tests.fieldsuite.province.orders import arrivals, history, lived
from tests.grounds import Place


def test_c45_orders_of_bundles_at_a_real_desk_come_to_one_end(place: Place) -> None:
    paths = history(place, 8)
    straight, _ = lived(place, "straight", paths)
    assert {status for _, _, status, *_ in straight["records"]} == {"stored"}
    for seed in range(3):
        end, receipts = lived(place, f"seed-{seed}", arrivals(paths, Random(seed)))
        assert len(receipts) == len(paths)
        for what, rows in end.items():
            assert rows == straight[what], (seed, what)
