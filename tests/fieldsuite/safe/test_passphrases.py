"""Ten wrong passphrases, a forgotten one, an officer who leaves: nobody is locked out alone, nobody gets in alone."""

from pathlib import Path

import pytest

from fieldsuite.casework import access, audit, colleagues, drafts, staff
from fieldsuite.cli import main
from fieldsuite.errors import OfficeError
from fieldsuite.office import open_office
from fieldsuite.province import enrol
from keys import attempts, recovery
from keys.errors import KeysError
from keys.vault import officers, unlock
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place

NEW = "an-other-passphrase"


def who(place: Place, role: str = "officer") -> str:
    return next(card.id for card in officers(place.village / "keys") if card.role == role)


def wrong(place: Place, times: int) -> list[str]:
    said = []
    for _ in range(times):
        with pytest.raises(KeysError) as caught:
            open_office(place.village, who(place), "wrong-passphrase", now=place.clock)
        said.append(caught.value.code)
    return said


def test_d65_ten_wrong_passphrases_lock_and_no_restart_helps(place: Place) -> None:
    assert wrong(place, 10) == ["E_PASSPHRASE"] * 10
    for words in ("wrong-passphrase", PASSPHRASE):
        with pytest.raises(KeysError) as caught:
            open_office(place.village, who(place), words, now=place.clock)
        assert (caught.value.key, caught.value.code) == ("locked_out", "E_LOCKED")


def test_nine_wrong_ones_and_a_right_one_begin_anew(place: Place) -> None:
    for _ in range(2):
        assert wrong(place, 9) == ["E_PASSPHRASE"] * 9
        with place.officer():
            pass


def test_a_supervisor_lets_a_colleague_try_again_and_the_log_knows_every_try(live: Place, line: Line) -> None:
    bad = live.root / "bad.txt"
    bad.write_text("wrong-passphrase")
    for _ in range(10):
        assert line.say("due", "list", home=live.village, secret=bad).error == "E_PASSPHRASE"
    assert line.say("due", "list", home=live.village, secret=live.secret).error == "E_LOCKED"
    name = officers(live.village / "keys")
    officer = next(card.name for card in name if card.role == "officer")
    supervisor = next(card.name for card in name if card.role == "supervisor")
    line.ask("officer", "release", officer, "--officer", supervisor, home=live.village, secret=live.secret)
    assert line.ask("due", "list", home=live.village, secret=live.secret)["people"]
    failed = line.ask("audit", "list", "--act", "failed_unlock", home=live.village, secret=live.secret)[
        "entries"
    ]
    assert len(failed) == 10 and {one["officer_name"] for one in failed} == {officer}
    answer = line.say("officer", "release", supervisor, home=live.village, secret=live.secret)
    assert answer.error == "E_ROLE"


def test_another_role_takes_another_key_and_the_province_ends_the_one_before(place: Place) -> None:
    with place.officer() as office:
        before = office.officer.kid
    with place.reviewer() as office:
        made = colleagues.reset(office, "练习员", NEW, "升任负责人", "supervisor")
        request = access.request(office)
    assert made.role == "supervisor" and made.kid != before
    with place.clerk() as desk:
        held = {key.kid: key for key in enrol.approve(desk, request).statement.keys}
    assert held[made.kid].role == "supervisor"
    assert held[before].role == "officer" and held[before].not_after < held[made.kid].not_after


def test_at_the_desk_there_is_one_role(place: Place) -> None:
    with place.clerk() as desk:
        staff.add(desk, "另一位", "officer", NEW, None)
        with pytest.raises(OfficeError, match="not_field"):
            colleagues.reset(desk, "另一位", NEW, "", "supervisor")


def test_a_forgotten_passphrase_is_renewed_by_a_supervisor_with_another_key(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        old = office.officer.kid
        with pytest.raises(OfficeError, match="E_ROLE"):
            colleagues.reset(office, "复核员", NEW)
    with place.reviewer() as office:
        made = colleagues.reset(office, "练习员", NEW, "忘了")
        with pytest.raises(OfficeError, match="E_ROLE"):
            colleagues.reset(office, "复核员", NEW)
    assert made.kid != old and made.person
    with pytest.raises(KeysError, match="passphrase_wrong"):
        unlock(place.village / "keys", made.id, PASSPHRASE)
    office = open_office(place.village, made.id, NEW, now=place.clock)
    place.visit(office, "p-cut")
    assert audit.verified(office).intact
    office.close()


def test_two_recovery_cards_open_an_office_that_nobody_can_open_and_one_does_not(
    live: Place, line: Line
) -> None:
    supervisor = next(card.name for card in officers(live.village / "keys") if card.role == "supervisor")
    pdf = live.root / "cards.pdf"
    line.ask("officer", "cards", "-o", pdf, "--officer", supervisor, home=live.village, secret=live.secret)
    assert pdf.read_bytes().startswith(b"%PDF")
    with live.reviewer() as office:
        first, second = recovery.make_cards(office.keyring)
    new = live.root / "new.txt"
    new.write_text(NEW)
    files = [live.root / "one.txt", live.root / "two.txt"]
    words = [
        "officer",
        "recover",
        "练习员",
        "--card-file",
        files[0],
        "--card-file",
        files[1],
        "--new-passphrase-file",
        new,
    ]
    for one, two, code in ((first, first, "E_PASSPHRASE"), (first, second[:-1] + "!", "E_PASSPHRASE"),
                           (first, "", "E_PASSPHRASE")):  # fmt: skip
        files[0].write_text(one)
        files[1].write_text(two)
        assert line.say(*words, home=live.village).error == code
    files[0].write_text(second.lower().replace("-", " "))
    files[1].write_text(first.replace("0", "O").replace("1", "l"))
    assert line.ask(*words, home=live.village)["name"] == "练习员"
    assert line.ask("audit", "verify", home=live.village, secret=new)["intact"] is True
    acts = [one["act"] for one in line.ask("audit", "list", home=live.village, secret=new)["entries"]]
    assert {"recovery_cards", "recover"} <= set(acts)


def test_cards_that_were_made_again_void_the_old_ones(place: Place) -> None:
    with place.reviewer() as office:
        old = recovery.make_cards(office.keyring)
        new = recovery.make_cards(office.keyring)
        assert recovery.open_cards(office.home.keys, *new) == office.keyring.master
        with pytest.raises(KeysError, match="cards_wrong"):
            recovery.open_cards(office.home.keys, *old)
        with pytest.raises(OfficeError, match="E_ROLE"), place.open(place.province, "clerk") as desk:
            colleagues.leave(desk, "省级经办员")


def test_an_officer_who_left_opens_nothing_and_what_they_signed_still_counts(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        gone = office.officer
    with place.reviewer() as office:
        colleagues.leave(office, gone.name, "调走")
        with pytest.raises(OfficeError):
            colleagues.leave(office, "复核员")
    with pytest.raises(KeysError, match="officer_unknown"):
        open_office(place.village, gone.id, PASSPHRASE)
    with place.reviewer() as office:
        assert audit.verified(office).intact
        assert place.pack(office).records == 1
        with pytest.raises(KeysError, match="last_officer"):
            recovery.leave(office.home.keys, office.officer.id)


def test_work_is_handed_to_a_colleague_in_the_middle_of_a_day(live: Place, line: Line) -> None:
    with live.officer() as office:
        live.visit(office, "p-fine")
        drafts.keep(office, "visit:p-soon", {"place": "村口"})
    supervisor = next(card.name for card in officers(live.village / "keys") if card.role == "supervisor")
    said = line.ask("officer", "handover", "--officer", supervisor, home=live.village, secret=live.secret)
    assert (said["before"], said["drafts"], said["waiting_review"], said["not_packed"]) == (
        "练习员", ["visit:p-soon"], 1, 1,
    )  # fmt: skip
    acts = line.ask("audit", "list", "--act", "handover", home=live.village, secret=live.secret)["entries"]
    assert acts


def test_a_damaged_count_of_tries_is_no_way_in(place: Place) -> None:
    wrong(place, 3)
    path = place.village / "keys" / "attempts.json"
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(KeysError, match="keys_damaged"):
        open_office(place.village, who(place), PASSPHRASE)
    path.chmod(0o644)
    with pytest.raises(KeysError, match="keys_open_to_others"):
        attempts.read(place.village / "keys")
    assert main(["officer"]) == 2
    assert Path(place.village).is_dir()


def test_an_officer_changes_their_own_passphrase_by_command_and_keeps_the_key(
    live: Place, line: Line, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    new.write_text(NEW, encoding="utf-8")
    (before,) = (card for card in officers(live.village / "keys") if card.role == "officer")
    line.ask("officer", "passphrase", "--new-passphrase-file", new, home=live.village, secret=live.secret)
    assert unlock(live.village / "keys", before.id, NEW).officer.kid == before.kid
    said = line.say("officer", "handover", home=live.village, secret=live.secret)
    assert said.error == "E_PASSPHRASE"
