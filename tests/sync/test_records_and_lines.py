"""One record: signed by the officer who made it, chained to the one before, counted in the root."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys.instants import to_text
from sync.chain import CHAIN_START, chained, merkle_root
from sync.errors import BundleRefused
from sync.record import read_record, sign_record, verify
from tests.sync.forge import chain, root
from tests.sync.world import NOW, World

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Roots of the first 1 to 8 leaves, as Certificate Transparency implementations publish them."""


@pytest.mark.parametrize("count", range(1, 9))
def test_roots_are_those_of_certificate_transparency(count: int) -> None:
    assert merkle_root([bytes.fromhex(leaf) for leaf in LEAVES[:count]]) == ROOTS[count - 1]


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_roots_and_chains_are_those_of_the_specification(lines: list[bytes]) -> None:
    assert merkle_root(lines) == root(lines).hex()
    value = CHAIN_START
    for line in lines:
        value = chained(value, line)
    assert value == chain(CHAIN_START, lines)


@pytest.mark.requirement("R157")
def test_a_record_names_the_officer_who_signed_it_and_nobody_elses_signature_fits() -> None:
    world = World()
    signed = world.record(1)
    assert verify(signed, world.trust()).person == "p-li"
    borrowed = world.record(1, key=world.colleague)
    with pytest.raises(BundleRefused, match="E_SIGNATURE"):
        verify(replace(signed, sig=borrowed.sig), world.trust())


def test_a_record_cannot_be_signed_in_anothers_name() -> None:
    world = World()
    with pytest.raises(BundleRefused, match="E_SCHEMA"):
        sign_record(world.record(1).record, world.colleague, CHAIN_START)


def test_a_line_reads_back_as_it_was_signed() -> None:
    world = World()
    signed = world.record(7, "a" * 64, payload={"name": "覃𬱟·秀兰", "list": [1, None, True, {"a": '\\"'}]})
    assert read_record(signed.line) == signed
    assert signed.record.prev == "a" * 64
    assert signed.chain == chained("a" * 64, signed.line)


def test_the_same_record_has_the_same_digest_and_another_content_another() -> None:
    world = World()
    one, again, other = world.record(1), world.record(1), world.record(1, payload={"status": "dead"})
    assert one.digest == again.digest != other.digest
    assert hashlib.sha256(one.line).hexdigest() != one.digest


def test_text_that_looks_like_the_seam_of_a_line_stays_text() -> None:
    world = World()
    signed = world.record(1, payload={"note": '","sig":"', "sig": '"},"sig":"AAAA"}'})
    assert verify(read_record(signed.line), world.trust()).name == "李梅"


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "x"}, {"kind": ""}, {"person": "../x"}, {"person": "a" * 65}, {"office": ""}, {"device": "d"},
        {"occurred_on": "20261120"}, {"recorded_at": to_text(NOW)[:-1]}, {"evidence": ("x",)}, {"payload": {"a": 0.5}},
        {"payload": {"A": 1}}, {"payload": {"n": 2**53}}, {"payload": {"name": "e\u0301"}}, {"payload": {"t": "\x07"}},
    ],
)  # fmt: skip
def test_what_no_reader_would_take_is_not_signed(fields: dict[str, Any]) -> None:
    with pytest.raises(BundleRefused) as caught:
        World().record(1, **fields)
    assert caught.value.code in ("E_SCHEMA", "E_CANON")


def test_an_officers_key_counts_from_its_first_to_its_last_instant() -> None:
    world = World()
    trust = world.trust()
    first, last = NOW - timedelta(days=30), NOW + timedelta(days=335)
    for at in (first, last - timedelta(seconds=1)):
        assert verify(world.record(1, recorded_at=to_text(at)), trust)
    for at in (first - timedelta(seconds=1), last):
        with pytest.raises(BundleRefused, match="E_EXPIRED"):
            verify(world.record(1, recorded_at=to_text(at)), trust)
