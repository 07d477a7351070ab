"""Who may open an office, and that only one program does; how an office and its province come to know each other."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fieldsuite.casework import access
from fieldsuite.config import Home, find_offices, read_config
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import open_office
from fieldsuite.province import enrol
from keys.errors import KeysError
from keys.vault import officers
from tests.grounds import CHEAP, NOW, PASSPHRASE, Place, config

ROOT = Path(__file__).resolve().parents[3]


def test_a_wrong_passphrase_opens_nothing_and_says_so(place: Place) -> None:
    who = officers(place.village / "keys")[0]
    for wrong in ("", "lian-xi-kou-lin", PASSPHRASE.upper(), PASSPHRASE + " "):
        with pytest.raises(KeysError) as caught:
            open_office(place.village, who.id, wrong)
        assert (caught.value.code, exit_status(caught.value.code)) == ("E_PASSPHRASE", 4)


def test_somebody_who_does_not_work_here_opens_nothing(place: Place) -> None:
    for stranger in ("o-0000000000", "../../province/keys/officers/x"):
        with pytest.raises(KeysError):
            open_office(place.village, stranger, PASSPHRASE)


def test_where_there_is_no_office_none_is_opened(tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as caught:
        open_office(tmp_path, "o-1", PASSPHRASE)
    assert (caught.value.key, exit_status(caught.value.code)) == ("office.none", 2)
    assert list(tmp_path.iterdir()) == [] and find_offices(tmp_path) == ()


@pytest.mark.parametrize("passphrase", ["", "7654321", "七个字的口令啊"])
def test_a_short_passphrase_is_refused_and_leaves_nothing(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(KeysError) as caught:
        access.set_up(
            tmp_path / "office", config("三村", "village", "san-cun"), "李梅", passphrase, cost=CHEAP
        )
    assert caught.value.key == "passphrase_short"
    access.set_up(tmp_path / "office", config("三村", "village", "san-cun"), "李梅", PASSPHRASE, cost=CHEAP)


def test_an_office_is_not_set_up_twice(place: Place) -> None:
    before = {path: path.read_bytes() for path in place.village.rglob("*") if path.is_file()}
    with pytest.raises(OfficeError) as caught:
        access.set_up(place.village, config("三村", "village", "san-cun"), "李梅", PASSPHRASE, cost=CHEAP)
    assert (caught.value.key, exit_status(caught.value.code)) == ("office.exists", 2)
    assert {path: path.read_bytes() for path in place.village.rglob("*") if path.is_file()} == before


def test_keys_are_never_written_over_though_the_settings_are_gone(place: Place) -> None:
    Home(place.village).settings.unlink()
    with pytest.raises(KeysError) as caught:
        access.set_up(place.village, config("三村", "village", "san-cun"), "李梅", PASSPHRASE, cost=CHEAP)
    assert caught.value.key == "office_exists" and len(officers(place.village / "keys")) == 2


def test_a_set_up_that_fails_half_way_can_be_tried_again(tmp_path: Path) -> None:
    home = tmp_path / "office"
    home.mkdir()
    (home / "evidence").write_text("in the way")
    with pytest.raises(OSError):
        access.set_up(home, config("三村", "village", "san-cun"), "李梅", PASSPHRASE, cost=CHEAP)
    (home / "evidence").unlink()
    access.set_up(home, config("三村", "village", "san-cun"), "李梅", PASSPHRASE, cost=CHEAP)
    assert read_config(home).name == "三村"


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"name": " "}, "name_missing"), ({"name": "三" * 65}, "bad_site"), ({"site": ""}, "bad_site"),
        ({"site": "三村"}, "bad_site"), ({"site": "../up"}, "bad_site"), ({"site": "a" * 65}, "bad_site"),
        ({"area": "51"}, "bad_area"), ({"timezone": "Mars/Olympus"}, "bad_timezone"),
        ({"timezone": "../../etc/passwd"}, "bad_timezone"),
    ],
)  # fmt: skip
def test_a_setting_that_would_fail_later_is_refused_now(
    tmp_path: Path, wrong: dict[str, str], key: str
) -> None:
    with pytest.raises(OfficeError) as caught:
        access.set_up(
            tmp_path / "o",
            replace(config("三村", "village", "san-cun"), **wrong),
            "李梅",
            PASSPHRASE,
            cost=CHEAP,
        )  # type: ignore[arg-type]
    assert caught.value.key == f"office.{key}" and exit_status(caught.value.code) == 2
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"name": 1', "\xff", '{"kind": "village", "hat": 1}'])
def test_damaged_settings_are_said_to_be_damaged(place: Place, damage: str) -> None:
    Home(place.village).settings.write_text(damage, encoding="latin-1")
    with pytest.raises(OfficeError) as caught:
        read_config(place.village)
    assert (caught.value.key, exit_status(caught.value.code)) == ("office.settings_damaged", 3)


def test_a_second_program_is_kept_out_and_let_in_when_the_first_has_ended(place: Place) -> None:
    with place.officer():
        with pytest.raises(OfficeError) as caught, place.reviewer():
            pass
        assert (caught.value.key, exit_status(caught.value.code)) == ("office.busy", 3)
    with place.reviewer() as office:
        assert office.officer.role == "supervisor"


HOLD = """
import sys, time
from pathlib import Path
from tests.grounds import Place
with Place(Path(sys.argv[1])).officer() as office:
    print("open", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_no_lock_is_left_by_a_program_that_was_killed(place: Place) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place.root)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout is not None and child.stdout.readline() == "open\n"
        with pytest.raises(OfficeError) as caught, place.officer():
            pass
        assert caught.value.code == "E_BUSY"
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        assert child.stdout is not None
        child.stdout.close()
    started = time.perf_counter()
    with place.officer() as office:
        assert office.officer.name == "练习员"
    assert time.perf_counter() - started < 5


def test_a_colleague_has_a_passphrase_of_their_own_and_the_same_office(place: Place) -> None:
    with place.officer() as office:
        card = access.add_officer(office, " 赵六\n", "zhao-liu-de-kou-ling")
        for name, passphrase in (("\u200b", PASSPHRASE), ("赵六" * 40, PASSPHRASE), ("赵六", "short")):
            with pytest.raises((OfficeError, KeysError)):
                access.add_officer(office, name, passphrase)
        assert len(officers(place.village / "keys")) == 3 and card.name == "赵六"
    with pytest.raises(KeysError):
        open_office(place.village, card.id, PASSPHRASE)
    office = open_office(place.village, card.id, "zhao-liu-de-kou-ling", now=place.clock)
    try:
        assert place.visit(office, "p-fine").certifies
    finally:
        office.close()


def new_village(place: Place) -> Place:
    """A village that the province does not know yet."""
    other = Place(place.root.parent / "new", "new-cun", place.clock)
    practice = replace(config("练习村（新）", "village", other.site), practice=True)
    access.set_up(other.village, practice, "赵六", PASSPHRASE, cost=CHEAP)
    return other


def test_the_first_trust_is_taken_by_its_fingerprint_alone(place: Place) -> None:
    other = new_village(place)
    with place.clerk() as desk, other.officer() as office:
        data = enrol.approve(desk, access.request(office)).data
        right = desk.require_trust().fingerprint
        for anchor in (None, "", "00000 " * 8, right[:-1]):
            with pytest.raises(KeysError) as caught:
                access.take_trust(office, data, anchor=anchor)
            assert caught.value.code == "E_SIGNATURE" and office.trust is None
        spaced = "  ".join(right.split()).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        assert access.take_trust(office, data, anchor=spaced).statement.version == 3
    with other.officer() as office:
        assert office.require_trust().fingerprint == right


def test_a_real_office_and_a_practice_province_do_not_trust_each_other(place: Place, real: Place) -> None:
    with place.clerk() as desk, real.officer() as office:
        with pytest.raises(OfficeError) as caught:
            enrol.approve(desk, access.request(office))
        assert caught.value.code == "E_PRACTICE"
        office.trust = None
        with pytest.raises((OfficeError, KeysError)) as refused:
            access.take_trust(office, desk.require_trust().data, anchor=desk.require_trust().fingerprint)
        assert refused.value.code == "E_PRACTICE"


def test_a_request_that_was_changed_is_refused(place: Place) -> None:
    other = new_village(place)
    with other.officer() as office:
        envelope = json.loads(access.request(office))
    with place.clerk() as desk:
        for broken in (b"", b"{}", json.dumps({**envelope, "payload": envelope["payload"][:-8]}).encode()):
            with pytest.raises(KeysError) as caught:
                enrol.approve(desk, broken)
            assert exit_status(caught.value.code) == 4
        assert desk.require_trust().statement.version == 2


def test_a_village_founds_no_trust_and_approves_nobody(place: Place) -> None:
    with place.officer() as office:
        for job in (lambda: enrol.found(office), lambda: enrol.approve(office, access.request(office))):
            with pytest.raises(OfficeError) as caught:
                job()
            assert caught.value.key == "office.not_province"


def test_work_goes_on_when_the_trust_has_run_out_but_lists_wait(place: Place) -> None:
    place.clock.at = NOW + timedelta(days=366)
    with place.officer() as office:
        assert place.visit(office, "p-fine").certifies and place.pack(office).records == 1
    with place.clerk() as desk:
        assert place.arrive(desk, place.stick)[0].result == "imported"


def test_a_practice_ground_shows_its_offices_and_the_village_first(place: Place) -> None:
    assert find_offices(place.root) == (place.village, place.province)
    assert find_offices(place.village) == (place.village,)
