"""What a bundle is next to those received before."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.chain import CHAIN_START
from sync.ledger import Arrival, Seen, judge, judge_record
from sync.manifest import FIRST_PREV, App, BlobEntry, Created, Lines, Manifest


def manifest(seq: int, epoch: int = 1, branch: str = "a") -> tuple[Manifest, str, str]:
    """Bundle number ``seq`` of a history, its digest and its manifest's digest."""

    def name(what: str, number: int) -> str:
        return f"{what}{branch}{epoch:03d}{number:059d}"[-64:]

    lines = Lines("b" * 64, 1, "c" * 64, CHAIN_START if seq == 1 else name("e", seq - 1), name("e", seq))
    prev = FIRST_PREV if seq == 1 else name("f", seq - 1)
    made = Manifest(
        "bundle", 1, "a" * 32, "site", "d" * 64, epoch, seq, prev, ("a" * 64,), Created("2026-11-21T08:00:00Z"),
        App("1"), False, "", lines, (BlobEntry("b" * 64, 1, "application/x-ndjson"),), "e" * 64, (1,),
    )  # fmt: skip
    return made, name("d", seq), name("f", seq)


def seen(*seqs: int, epoch: int = 1) -> Seen:
    have = Seen()
    for seq in seqs:
        have = have.with_(*manifest(seq, epoch))
    return have


def test_the_first_is_new() -> None:
    assert judge(Seen(), *manifest(1)) == Arrival("new")


def test_the_next_is_new() -> None:
    assert judge(seen(1, 2), *manifest(3)) == Arrival("new")


def test_c43_the_same_file_again_is_the_same_however_often() -> None:
    have = seen(1, 2, 3)
    assert [judge(have, *manifest(2)).kind for _ in range(1000)] == ["same"] * 1000


def test_a_gap_names_what_is_missing() -> None:
    assert judge(seen(1, 4), *manifest(7)) == Arrival("gap", (2, 3, 5, 6), 4)


def test_a_gap_of_a_million_names_a_thousand_and_counts_the_rest() -> None:
    arrival = judge(seen(1), *manifest(10**6))
    assert (len(arrival.missing), arrival.missing_count) == (1000, 10**6 - 2)


def test_c44_the_same_number_with_other_content_is_a_fork() -> None:
    made, _, manifest_digest = manifest(2)
    assert judge(seen(1, 2), made, "9" * 64, manifest_digest) == Arrival("fork", reason="number")


def test_c46_another_predecessor_is_a_fork() -> None:
    made, digest, manifest_digest = manifest(3)
    assert judge(seen(1, 2), replace(made, prev="9" * 64), digest, manifest_digest).reason == "prev"


def test_a_first_bundle_with_a_predecessor_is_a_fork() -> None:
    made, digest, manifest_digest = manifest(1)
    assert judge(Seen(), replace(made, prev="9" * 64), digest, manifest_digest).reason == "prev"


def test_records_that_follow_others_are_a_fork() -> None:
    made, digest, manifest_digest = manifest(3)
    lines = replace(made.records, chain_from="9" * 64)
    assert judge(seen(1, 2), replace(made, records=lines), digest, manifest_digest).reason == "chain"


def test_a_late_one_that_its_successor_does_not_know_is_a_fork() -> None:
    assert judge(seen(1, 3), *manifest(2, branch="b")).reason == "prev"


def test_c49_an_old_disk_image_that_goes_on_from_its_old_state_is_a_fork() -> None:
    """The image was taken after 2; the device has sent 3 and 4 since."""
    assert judge(seen(1, 2, 3, 4), *manifest(3, branch="b")).kind == "fork"


def test_after_new_provisioning_the_old_epoch_only_fills_its_gaps() -> None:
    have = Seen({**seen(1, 3).bundles, **seen(1, epoch=2).bundles})
    assert judge(have, *manifest(2)).kind == "new"
    assert judge(have, *manifest(4)).reason == "epoch"


def test_letters_of_the_province_are_tied_by_their_manifests_alone() -> None:
    made, digest, manifest_digest = manifest(2)
    letter = replace(made, type="receipt", records=replace(made.records, chain_from=CHAIN_START))
    assert judge(seen(1), letter, digest, manifest_digest).kind == "new"


@pytest.mark.parametrize("order", list(permutations((1, 2, 3, 4))))
def test_c45_any_order_takes_the_same_bundles_once(order: tuple[int, ...]) -> None:
    have, kinds = Seen(), []
    for seq in (*order, *order):
        arrival = judge(have, *manifest(seq))
        kinds.append(arrival.kind)
        if arrival.kind in ("new", "gap"):
            have = have.with_(*manifest(seq))
    assert have == seen(1, 2, 3, 4) or set(have.bundles) == set(seen(1, 2, 3, 4).bundles)
    assert kinds[4:] == ["same"] * 4
    assert "fork" not in kinds


@given(st.sets(st.integers(1, 40)), st.integers(1, 40))
def test_a_bundle_is_exactly_one_of_four_things(have: set[int], seq: int) -> None:
    arrival = judge(seen(*sorted(have)), *manifest(seq))
    missing = set(range(1, seq)) - have
    expected = "same" if seq in have else "gap" if missing else "new"
    assert arrival.kind == expected
    assert arrival.kind != "gap" or set(arrival.missing) == missing


def test_a_record_is_stored_duplicate_conflict_or_deferred() -> None:
    assert judge_record(None, "a") == "stored"
    assert judge_record(None, "a", waits=True) == "deferred"
    assert judge_record("a", "a", waits=True) == "duplicate"
    assert judge_record("a", "b") == "conflict"
