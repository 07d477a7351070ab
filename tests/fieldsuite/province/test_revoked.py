"""A key is revoked: what is sealed with it since is refused, what is proven older is held for a person (attack 34)."""

from datetime import timedelta

import pytest

from fieldsuite.casework import inbox
from fieldsuite.errors import OfficeError
from fieldsuite.province import changes, publish
from tests.fieldsuite.casework.letters import letters, refused
from tests.grounds import Place


def test_b34_what_a_later_bundle_proves_older_is_held_and_the_rest_is_refused(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        first = place.pack(office)
        place.visit(office, "p-soon")
        second = place.pack(office)
        device, officer = office.keyring.device_key.public.kid, office.keyring.officer_key.public.kid
    with place.clerk() as desk:
        assert [one.result for one in place.arrive(desk, second.path)] == ["imported"]
        place.clock.go(hours=1)
        changes.at_once(desk, changes.revoke(desk, device, "stolen"))
        (held,) = place.arrive(desk, first.path)
        assert (held.result, held.code, held.message) == ("held", "E_REVOKED", "province.revoked_but_older")
    with place.officer() as office:
        place.visit(office, "p-month")
        third = place.pack(office)
    with place.clerk() as desk:
        (late,) = place.arrive(desk, third.path)
        assert (late.result, late.code) == ("rejected", "E_REVOKED")
        # Its claimed time rescues nothing, and nothing of another device is touched.
        changes.at_once(desk, changes.revoke(desk, officer, "left"))
        assert [one.code for one in place.arrive(desk, first.path)] == ["E_REVOKED"]


def test_b34_a_bundle_that_nothing_proves_older_is_refused(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        first = place.pack(office)
        place.visit(office, "p-soon")
        second = place.pack(office)
        device = office.keyring.device_key.public.kid
    with place.clerk() as desk:
        changes.at_once(desk, changes.revoke(desk, device, "lost", desk.now() - timedelta(days=1)))
        for sent in (second, first):
            assert [(one.result, one.code) for one in place.arrive(desk, sent.path)] == [
                ("rejected", "E_REVOKED")
            ]


def test_a_key_is_revoked_once_with_a_reason_and_at_an_instant_that_has_been(place: Place) -> None:
    with place.officer() as office:
        device = office.keyring.device_key.public.kid
    with place.clerk() as desk:
        for reason, at in (("", None), ("lost", desk.now() + timedelta(days=1))):
            with pytest.raises(OfficeError, match="no_revocation"):
                changes.revoke(desk, device, reason, at)  # type: ignore[arg-type]
        for kid in (device[:11], "f" * 64, ""):
            with pytest.raises(OfficeError, match="E_NOT_FOUND"):
                changes.revoke(desk, kid, "lost")
        changes.at_once(desk, changes.revoke(desk, device[:12], "lost"))
        with pytest.raises(OfficeError, match="no_revocation"):
            changes.revoke(desk, device, "stolen")


def test_a_key_ends_in_good_order_on_a_day(place: Place) -> None:
    with place.officer() as office:
        kid = office.keyring.officer_key.public.kid
    with place.clerk() as desk:
        end = desk.now() + timedelta(days=30)
        changes.at_once(desk, changes.ending(desk, kid, end))
        key = desk.require_trust().key(kid)
        assert key is not None and (key.status, key.not_after) == ("active", f"{end:%Y-%m-%dT%H:%M:%SZ}")
        with pytest.raises(OfficeError, match="no_revocation"):
            changes.ending(desk, kid, end + timedelta(days=1))


def test_b34_a_task_list_of_a_revoked_key_is_not_read(place: Place) -> None:
    with place.clerk() as desk:
        place.dispatch(desk)
        task = desk.keyring.signing_key("province-task").public.kid
        changes.at_once(desk, changes.revoke(desk, task, "compromised"))
        publish.carry(desk, place.stick)
    tasks = letters(place, "tasks")[-1]
    with place.officer() as office:
        inbox.read(office, place.stick / publish.FOLDER)
        with refused(office, "E_REVOKED"):
            inbox.read(office, tasks)
