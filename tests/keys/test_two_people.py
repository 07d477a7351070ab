"""Two people of the desk sign a change of trust where the province says so, and every office counts them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from keys.errors import KeysError, TrustRefused
from keys.instants import to_text
from keys.signing import SigningKey
from keys.trust import Statement, Trust, TrustedKey, countersign, make_trust, open_trust
from keys.trusted import fingerprint_of_roots
from tests.sync.world import NOW, signing

ROOT = signing("root")
ANCHOR = fingerprint_of_roots((ROOT.public.text,))
CHEN, LIU, CHEN_AGAIN = signing("chen"), signing("liu"), signing("chen's second key")


def clerk(key: SigningKey, person: str, **more: Any) -> TrustedKey:
    when = (to_text(NOW - timedelta(days=30)), to_text(NOW + timedelta(days=300)))
    return replace(
        TrustedKey(key.public.kid, key.public.text, "clerk", "sc", *when, person=person, name=person), **more
    )


CLERKS = (clerk(CHEN, "p-chen"), clerk(LIU, "p-liu"), clerk(CHEN_AGAIN, "p-chen"))


def statement(version: int = 1, people: int = 2, keys: tuple[TrustedKey, ...] = CLERKS) -> Statement:
    thresholds = {"root": 1, "people": people} if people else {"root": 1}
    return Statement(
        version, False, "四川", (ROOT.public.text,), keys, NOW, NOW + timedelta(days=365), thresholds
    )


def taken(made: Statement, *keys: SigningKey, current: Trust | None = None) -> Trust:
    return open_trust(make_trust(made, [ROOT, *keys]), current, None if current else ANCHOR)


def refused(code: str, made: Statement, *keys: SigningKey, current: Trust | None = None) -> None:
    with pytest.raises(TrustRefused) as caught:
        taken(made, *keys, current=current)
    assert caught.value.code == code


def test_two_people_or_nothing() -> None:
    assert taken(statement(), CHEN, LIU).statement.thresholds == {"root": 1, "people": 2}
    refused("E_THRESHOLD", statement())
    refused("E_THRESHOLD", statement(), CHEN)
    refused("E_THRESHOLD", statement(), CHEN, CHEN)
    refused("E_THRESHOLD", statement(), CHEN, signing("stranger"))


def test_one_person_with_two_keys_is_one_person() -> None:
    refused("E_SAMEPERSON", statement(), CHEN, CHEN_AGAIN)


def test_a_revoked_clerk_and_one_of_another_role_do_not_count() -> None:
    gone = clerk(LIU, "p-liu", status="revoked", revoked_at=to_text(NOW), revoked_reason="left")
    refused("E_THRESHOLD", statement(keys=(CLERKS[0], gone)), CHEN, LIU)
    refused("E_THRESHOLD", statement(keys=(CLERKS[0], clerk(LIU, "p-liu", role="officer"))), CHEN, LIU)


def test_one_person_cannot_do_away_with_the_second_or_bring_one_along() -> None:
    held = taken(statement(), CHEN, LIU)
    refused("E_THRESHOLD", statement(2, people=0), CHEN, current=held)
    friend = signing("an invented colleague")
    refused(
        "E_THRESHOLD", statement(2, keys=(*CLERKS, clerk(friend, "p-friend"))), CHEN, friend, current=held
    )
    assert taken(statement(2, people=0), CHEN, LIU, current=held).statement.version == 2


def test_a_desk_of_one_goes_on_as_before_and_asks_for_two_only_when_there_are_two() -> None:
    held = taken(statement(people=0, keys=CLERKS[:2]))
    refused("E_THRESHOLD", statement(2), CHEN, current=held)
    assert taken(statement(2), CHEN, LIU, current=held).statement.version == 2


def test_the_second_signs_what_the_first_signed() -> None:
    first = make_trust(statement(), [ROOT, CHEN])
    both = countersign(first, [ROOT, LIU])
    assert open_trust(both, None, ANCHOR).statement == statement()
    assert countersign(both, [CHEN]) == both
    with pytest.raises(KeysError, match="E_LIMIT"):
        countersign(both, [signing(f"one of many {number}") for number in range(6)])


@pytest.mark.parametrize("people", [0, -1, 4, True, "2"])
def test_a_number_of_people_that_is_none_is_not_signed(people: Any) -> None:
    with pytest.raises(KeysError, match="E_SCHEMA"):
        make_trust(replace(statement(), thresholds={"root": 1, "people": people}), [ROOT])
