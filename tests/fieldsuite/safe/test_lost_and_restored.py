"""A laptop is lost, another comes back from its backup: nothing is sent twice, nothing of the old key is believed."""

from pathlib import Path

import pytest

from fieldsuite.casework import access, audit, backup, send
from fieldsuite.errors import OfficeError
from fieldsuite.province import enrol
from fieldsuite.province.lost import declare, report
from fieldsuite.province.provisioning import provision
from tests.fieldsuite.cli.line import Line
from tests.grounds import CHEAP, PASSPHRASE, Place, config


def restored(place: Place) -> Place:
    """The village's backup of now, restored beside it; the old home is put away."""
    disk = place.root / "disk"
    disk.mkdir()
    with place.officer() as office:
        *_, made = backup.create(office, disk)
    assert isinstance(made, backup.Made)
    place.village.rename(place.root / "old")
    list(backup.restore(made.path, place.village, "", PASSPHRASE))
    return place


def test_a_restored_office_sends_again_in_a_new_epoch_once_the_province_has_provisioned_it(
    place: Place,
) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        place.pack(office)
        place.visit(office, "p-cut")
    restored(place)
    with place.officer() as office:
        place.visit(office, "p-soon")
        with pytest.raises(OfficeError, match=r"safe\.restored"):
            place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, place.stick)
        (granted,) = provision(desk, place.site)
        assert granted.epoch == 2
        place.dispatch(desk)
    with place.officer() as office:
        place.read(office)
        sent = place.pack(office)
        assert sent.records == 2
        assert [(one.seq, one.state) for one in send.outbox(office).bundles if one.bundle == sent.bundle] == [
            (1, "exported")
        ]
        assert audit.verified(office).intact
    with place.clerk() as desk:
        arrived = {one.bundle: one for one in place.arrive(desk, place.stick)}
        assert arrived[sent.bundle].result == "imported" and set(arrived[sent.bundle].counts) == {"stored"}


def test_c49_an_old_image_that_is_put_back_is_told_by_the_first_receipt_it_reads(place: Place) -> None:
    import shutil

    with place.officer() as office:
        place.visit(office, "p-fine")
    shutil.copytree(place.village, place.root / "image")
    with place.officer() as office:
        place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, place.stick)
        place.dispatch(desk, with_list=False)
    shutil.rmtree(place.village)
    (place.root / "image").rename(place.village)
    with place.officer() as office:
        with pytest.raises(OfficeError, match=r"safe\.old_image"):
            place.read(office)
        with pytest.raises(OfficeError, match=r"safe\.restored"):
            place.pack(office)
        place.visit(office, "p-cut")


def test_an_epoch_that_nobody_granted_is_held(place: Place) -> None:
    from fieldsuite.tables import Provisioning

    with place.officer() as office:
        place.visit(office, "p-fine")
        with office.store.session() as session:
            session.add(Provisioning(device=office.keyring.device_key.public.kid, epoch=2))
        sent = place.pack(office)
    with place.clerk() as desk:
        (one,) = place.arrive(desk, sent.path)
        assert (one.result, one.code, one.message) == ("held", "E_FORK", "province.not_provisioned")


def test_the_province_says_what_was_on_a_lost_laptop_and_believes_its_key_no_more(real: Place) -> None:
    with real.officer() as office:
        real.visit(office, "p-fine")
        real.pack(office)
        lost_key = office.keyring.device_key.public.kid
    with real.clerk() as desk:
        real.arrive(desk, real.stick)
        (found,) = report(desk, real.site)
        assert (found.device, len(found.people), found.records, found.evidence) == (
            lost_key,
            8,
            {"visit": 1},
            1,
        )
        assert [one.person_id for one in found.people if one.records] == ["p-fine"]
        assert declare(desk, real.site, "stolen") == (found,)
    with real.officer() as office:
        real.visit(office, "p-cut")
        late = Path(real.pack(office).path)
    with real.clerk() as desk:
        (one,) = real.arrive(desk, late)
        assert (one.result, one.code) == ("rejected", "E_REVOKED")
    _a_new_laptop_gets_the_same_list(real)


def _a_new_laptop_gets_the_same_list(real: Place) -> None:
    for path in real.stick.iterdir():
        if path.is_file():
            path.unlink()
    real.village.rename(real.root / "stolen")
    access.set_up(real.village, config("江阳区三村", "village", real.site), "李梅", PASSPHRASE, cost=CHEAP)
    with real.clerk() as desk, real.officer() as office:
        anchor = enrol.fingerprint_of(desk)
        trust = enrol.approve(desk, access.request(office))
        access.take_trust(office, trust.data, anchor=anchor)
        real.dispatch(desk)
        assert [read.people for read in real.read(office) if read.kind == "tasks"] == [8]
        real.visit(office, "p-cut")
        sent = real.pack(office)
        (one,) = real.arrive(desk, sent.path)
        assert one.result == "imported"


def test_lost_and_provision_by_command(live: Place, line: Line) -> None:
    found = line.ask("province", "lost", live.site, home=live.province, secret=live.secret)
    assert found["revoked"] is False and len(found["devices"][0]["people"]) == 28
    device = found["devices"][0]["device"]
    gave = line.ask("province", "provision", device[:16], home=live.province, secret=live.secret)
    assert [(one["device"], one["epoch"]) for one in gave["granted"]] == [(device, 2)]
    assert (
        line.say("province", "lost", "nowhere", home=live.province, secret=live.secret).error == "E_NOT_FOUND"
    )
    said = line.ask("province", "lost", live.site, "--revoke", home=live.province, secret=live.secret)
    assert said["revoked"] is True
