"""Suites of ciphers: new offices use the newer one, old ones go on until the province raises the least."""

from dataclasses import replace
from pathlib import Path

import pytest

from fieldsuite.casework import access
from fieldsuite.errors import exit_status
from fieldsuite.office import Office
from fieldsuite.province import changes, enrol, publish, suites
from sync.errors import SyncError
from sync.open import inspect
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(capsys)


def older(place: Place) -> None:
    """A province and a village from before there was a choice: both are sealed to with X25519."""
    with place.clerk() as desk, place.officer() as office:
        old = {desk.keyring.hybrid_key.kid: desk.keyring.recipient_key.public,
               office.keyring.hybrid_key.kid: office.keyring.recipient_key.public}  # fmt: skip
        statement = desk.require_trust().statement
        keys = []
        for key in statement.keys:
            public = old.get(key.recipient.kid) if key.recipient else None
            if public and key.role == "province-recipient":
                key = replace(key, kid=public.kid, spki=public.text)
            keys.append(replace(key, recipient_public=public.text) if public else key)
        changes.at_once(desk, changes.following(desk, keys=tuple(keys)))
        carried(place, desk, office)


def carried(place: Place, desk: Office, office: Office) -> None:
    """What the desk signed last travels to the village."""
    publish.carry(desk, place.stick)
    place.read(office)


def sent(place: Place, who: str = "p-fine") -> Path:
    with place.officer() as office:
        place.visit(office, who)
        return Path(place.pack(office).path)


def test_new_offices_and_their_province_are_sealed_to_with_suite_2(place: Place) -> None:
    path = sent(place)
    assert inspect(path).suite == 2
    with place.clerk() as desk:
        (one,) = place.arrive(desk, path)
        assert one.result == "imported" and inspect(Path(one.receipt)).suite == 2


def test_offices_from_before_go_on_with_suite_1(place: Place) -> None:
    older(place)
    path = sent(place)
    assert inspect(path).suite == 1
    with place.clerk() as desk:
        (one,) = place.arrive(desk, path)
        assert one.result == "imported" and inspect(Path(one.receipt)).suite == 1


def test_b37_suite_downgraded_once_the_province_asks_for_more(place: Place, line: Line) -> None:
    """What somebody still seals with the older suite is refused; the village seals with the newer by itself."""
    older(place)
    place.secret.write_text(PASSPHRASE, encoding="utf-8")
    before = sent(place)
    answer = line.ask("trust", "suite", 2, home=place.province, secret=place.secret)
    assert answer["least_suite"] == 2 and len(answer["must_ask_again"]) == 1
    with place.clerk() as desk:
        (late,) = place.arrive(desk, before)
        assert (late.result, late.code, exit_status(late.code)) == ("rejected", "E_SUITE", 4)
        with place.officer() as office:
            carried(place, desk, office)
    newer = sent(place, "p-cut")
    assert inspect(newer).suite == 2


def test_a_device_with_an_older_key_asks_again_and_gets_letters_again(place: Place) -> None:
    older(place)
    path = sent(place)
    with place.clerk() as desk, place.officer() as office:
        changes.at_once(desk, suites.required(desk, 2))
        assert suites.behind(desk) != ()
        with pytest.raises(SyncError, match="E_SUITE"):
            place.dispatch(desk)
        enrol.approve(desk, access.request(office))
        assert suites.behind(desk) == ()
        carried(place, desk, office)
        assert place.dispatch(desk).people > 0
    assert inspect(path).suite == 1


def test_the_least_suite_is_never_lowered_and_never_one_that_is_not_there(place: Place, line: Line) -> None:
    place.secret.write_text(PASSPHRASE, encoding="utf-8")
    line.ask("trust", "suite", 2, home=place.province, secret=place.secret)
    for number in (0, 1, 2, 3):
        assert line.say("trust", "suite", number, home=place.province, secret=place.secret).error == "E_SUITE"
