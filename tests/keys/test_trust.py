"""Whose keys we believe, and who may change that."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from keys.canonical import decode, encode
from keys.errors import KeysError, TrustRefused
from keys.sealing import RecipientKey
from keys.signing import SigningKey, open_envelope, sign_envelope
from keys.statement import TRUST_TYPE
from keys.trust import Statement, Trust, TrustedKey, make_trust, open_trust
from keys.trusted import fingerprint_of_roots

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def signing(name: str) -> SigningKey:
    return SigningKey.from_seed(hashlib.sha256(name.encode()).digest())


ROOTS = [signing(f"root {number}") for number in range(5)]
OFFICER = signing("officer")


def trusted(key: SigningKey = OFFICER, **more: Any) -> TrustedKey:
    values: dict[str, Any] = {
        "role": "officer", "office": "lianhua",
        "not_before": "2026-01-01T00:00:00Z", "not_after": "2027-01-01T00:00:00Z",
        "person": "p-li", "name": "李梅", **more,
    }  # fmt: skip
    return TrustedKey(key.public.kid, key.public.text, **values)


def statement(**more: Any) -> Statement:
    values: dict[str, Any] = {
        "version": 1, "practice": False, "province": "广西", "roots": tuple(key.public.text for key in ROOTS),
        "keys": (trusted(),), "issued": NOW, "expires": NOW + timedelta(days=90), "thresholds": {"root": 3}, **more,
    }  # fmt: skip
    return Statement(**values)


ANCHOR = fingerprint_of_roots(statement().roots, 3)


def held(
    made: Statement | None = None, keys: list[SigningKey] | None = None, current: Trust | None = None
) -> Trust:
    anchor = None if current else ANCHOR
    return open_trust(make_trust(made or statement(), keys or ROOTS[:3]), current, anchor)


def refused(code: str, data: bytes, current: Trust | None = None, anchor: str | None = None) -> None:
    with pytest.raises(KeysError) as caught:
        open_trust(data, current, anchor)
    assert caught.value.code == code, caught.value


def test_enough_roots_make_trust() -> None:
    trust = held()
    assert trust.fingerprint == ANCHOR
    assert trust.key(OFFICER.public.kid) == trusted()
    assert trust.statement == statement()


def test_the_anchor_is_read_however_it_was_typed() -> None:
    data = make_trust(statement(), ROOTS[:3])
    wide = ANCHOR.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    for typed in (ANCHOR, ANCHOR.replace(" ", ""), ANCHOR.replace(" ", "-"), ANCHOR.replace(" ", "\n"), wide):
        assert open_trust(data, None, typed).digest


def test_without_trust_and_without_anchor_nothing_is_believed() -> None:
    data = make_trust(statement(), ROOTS[:3])
    refused("E_SIGNATURE", data)
    refused("E_SIGNATURE", data, anchor=fingerprint_of_roots((signing("other").public.text,)))
    refused("E_SIGNATURE", data, anchor="")


def test_two_of_five_are_too_few_and_one_who_signs_three_times_is_one() -> None:
    refused("E_THRESHOLD", make_trust(statement(), ROOTS[:2]), anchor=ANCHOR)
    refused("E_THRESHOLD", make_trust(statement(), [ROOTS[0]] * 3), anchor=ANCHOR)
    refused("E_SIGNATURE", make_trust(statement(), [signing("stranger")] * 3), anchor=ANCHOR)


def test_one_root_of_five_cannot_begin_a_trust_of_their_own_with_a_lower_threshold() -> None:
    alone = make_trust(statement(thresholds={"root": 1}), ROOTS[:1])
    refused("E_SIGNATURE", alone, anchor=ANCHOR)
    refused("E_THRESHOLD", alone, current=held())


def test_a_newer_version_is_taken_and_an_older_one_is_not() -> None:
    trust = held(statement(version=2))
    assert held(statement(version=3), current=trust).statement.version == 3
    refused("E_EXPIRED", make_trust(statement(version=1), ROOTS[:3]), current=trust)


def test_the_same_statement_again_is_the_same_and_another_of_its_number_is_a_fork() -> None:
    trust = held()
    assert held(statement(), current=trust).digest == trust.digest
    assert held(statement(), ROOTS[2:], current=trust).digest == trust.digest
    refused("E_FORK", make_trust(statement(province="云南"), ROOTS[:3]), current=trust)


def test_new_roots_are_signed_by_enough_of_the_old_and_of_the_new() -> None:
    new = [signing(f"new root {number}") for number in range(3)]
    change = statement(version=2, roots=tuple(key.public.text for key in new), thresholds={"root": 2})
    trust = held()
    refused("E_SIGNATURE", make_trust(change, new), current=trust)
    refused("E_SIGNATURE", make_trust(change, ROOTS[:3]), current=trust)
    refused("E_THRESHOLD", make_trust(change, [*ROOTS[:2], *new]), current=trust)
    refused("E_THRESHOLD", make_trust(change, [*ROOTS[:3], new[0]]), current=trust)
    assert held(change, [*ROOTS[:3], *new[:2]], trust).fingerprint != ANCHOR


def test_practice_and_real_trust_do_not_follow_each_other() -> None:
    refused("E_PRACTICE", make_trust(statement(version=2, practice=True), ROOTS[:3]), current=held())


def test_a_statement_that_ran_out_is_opened_and_says_so() -> None:
    trust = held()
    assert not trust.expired(NOW)
    assert trust.expired(NOW + timedelta(days=90))


def test_another_kind_of_envelope_is_refused() -> None:
    data = make_trust(statement(), ROOTS[:3])
    payload = open_envelope(data, TRUST_TYPE).payload
    refused(
        "E_TYPE", sign_envelope("application/vnd.fieldsuite.bundle+json", payload, ROOTS[:3]), anchor=ANCHOR
    )
    refused("E_CANON", data + b" ", anchor=ANCHOR)
    refused("E_CANON", b"", anchor=ANCHOR)


BAD: list[tuple[str, Any]] = [
    ("an unknown field", {"more": 1}), ("version 0", {"version": 0}), ("version true", {"version": True}),
    ("practice as a word", {"practice": "no"}), ("no province", {"province": ""}), ("no roots", {"roots": []}),
    ("a threshold of 0", {"thresholds": {"root": 0}}), ("a threshold over its roots", {"thresholds": {"root": 6}}),
    ("another threshold", {"thresholds": {"root": 1, "desk": 1}}), ("another type", {"type": "tasks"}),
    ("another format", {"format": 2}), ("keys that are none", {"keys": "none"}), ("a key of nothing", {"keys": [{}]}),
    ("an end before its beginning", {"expires": "2020-01-01T00:00:00Z"}),
    ("a local time", {"issued": "2026-11-21T08:00:00+08:00"}),
]  # fmt: skip


@pytest.mark.parametrize("change", [one[1] for one in BAD], ids=[one[0] for one in BAD])
def test_a_statement_signed_by_the_roots_with(change: dict[str, Any]) -> None:
    payload = open_envelope(make_trust(statement(), ROOTS[:3]), TRUST_TYPE).payload
    value = decode(payload)
    assert isinstance(value, dict)
    refused("E_SCHEMA", sign_envelope(TRUST_TYPE, encode({**value, **change}), ROOTS[:3]), anchor=ANCHOR)


@pytest.mark.parametrize(
    "change",
    [
        {"kid": "a" * 64}, {"role": "boss"}, {"office": "../x"}, {"status": "gone"},
        {"not_after": "2025-01-01T00:00:00Z"},
        {"status": "revoked"}, {"revoked_at": "2026-01-01T00:00:00Z"}, {"revoked_reason": "left"},
        {"status": "revoked", "revoked_at": "2026-01-01T00:00:00Z", "revoked_reason": "whim"},
        {"not_before": "yesterday"},
        {"role": "province-recipient"},
    ],
)  # fmt: skip
def test_a_key_that_contradicts_itself_is_not_signed(change: dict[str, Any]) -> None:
    with pytest.raises(KeysError, match="E_SCHEMA"):
        make_trust(statement(keys=(replace(trusted(), **change),)), ROOTS[:3])


def test_the_same_key_in_two_roles_is_not_signed() -> None:
    with pytest.raises(KeysError, match="E_SCHEMA"):
        make_trust(statement(keys=(trusted(), trusted(role="supervisor"))), ROOTS[:3])


def check(
    code: str, at: datetime = NOW, role: Any = "officer", changes: dict[str, Any] | None = None, **more: Any
) -> None:
    trust = held(statement(keys=(trusted(**(changes or {})),)))
    with pytest.raises(TrustRefused) as caught:
        trust.valid(more.pop("kid", OFFICER.public.kid), role, at, **more)
    assert caught.value.code == code


REVOKED: dict[str, Any] = {
    "status": "revoked",
    "revoked_at": "2026-11-01T00:00:00Z",
    "revoked_reason": "stolen",
}


def test_a_key_is_refused_for_the_first_reason_of_the_table() -> None:
    check("E_SIGNATURE", kid="a" * 64)
    check("E_EXPIRED", at=datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC), changes=REVOKED, role="clerk")
    check("E_EXPIRED", at=datetime(2027, 1, 1, tzinfo=UTC))
    check("E_REVOKED", changes=REVOKED, role="clerk")
    check("E_ROLE", role="supervisor")
    check("E_ROLE", role=("supervisor", "clerk"))
    check("E_ROLE", office="otherplace")


def test_a_claimed_time_never_rescues_a_revoked_key_but_a_proven_one_does() -> None:
    before = datetime(2026, 10, 1, tzinfo=UTC)
    check("E_REVOKED", at=before, changes=REVOKED)
    check("E_REVOKED", at=before, changes=REVOKED, proven_at=datetime(2026, 11, 1, tzinfo=UTC))
    trust = held(statement(keys=(trusted(**REVOKED),)))
    assert trust.valid(OFFICER.public.kid, "officer", before, proven_at=before)


def test_keys_are_found_by_role_and_office_and_revoked_ones_are_not() -> None:
    gone, other = signing("gone"), signing("other")
    trust = held(statement(keys=(trusted(), trusted(gone, **REVOKED), trusted(other, office="otherplace"))))
    assert [key.kid for key in trust.by_role("officer")] == [OFFICER.public.kid, other.public.kid]
    assert [key.kid for key in trust.by_role("officer", "otherplace")] == [other.public.kid]
    assert trust.by_role("supervisor") == ()
    assert trust.key(gone.public.kid) is not None


def test_the_desk_is_sealed_to_and_signs_nothing() -> None:
    desk = RecipientKey.generate()
    entry = TrustedKey(
        desk.kid, desk.public.text, "province-recipient", "desk", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z",
        recipient_public=desk.public.text,
    )  # fmt: skip
    found = held(statement(keys=(entry,))).by_role("province-recipient")
    assert [key.recipient for key in found] == [desk.public]
    with pytest.raises(TrustRefused):
        _ = found[0].public
