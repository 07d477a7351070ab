"""At a real desk with its database: whatever the order, the same end, and a receipt served again is the same bytes."""

from pathlib import Path
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


def test_c48_a_picture_of_two_people_is_flagged_in_every_record_whichever_came_first(place: Place) -> None:
    """Also in the second one of the person who used it before it was known to be shared."""
    picture, paths = place.photo("shared"), []
    for who in ("p-fine", "p-soon", "p-fine"):
        with place.officer() as office:
            place.visit(office, who, photos=(picture,))
            paths.append(Path(place.pack(office).path))
        place.clock.go(minutes=7)
    one, other, again = paths
    orders = ([one, other, again], [one, again, other], [other, one, again])
    ends = [lived(place, f"order-{number}", order)[0] for number, order in enumerate(orders)]
    assert {(status, code) for _, _, status, code, *_ in ends[0]["records"]} == {
        ("stored", "E_DUPLICATE_EVIDENCE")
    }
    assert all(end == ends[0] for end in ends)
