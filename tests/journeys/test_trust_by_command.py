"""A province's keys by command: two clerks, a root held by three of five, a key revoked, a stick turned back."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from fieldsuite.casework import access
from fieldsuite.office import open_office
from fieldsuite.province import enrol as desk_enrol
from keys.vault import officers
from tests.grounds import CHEAP, PASSPHRASE, config
from tests.journeys.by_command import Run, ok, refused

FAR = "2029-06-01"
"""A day on which every metadata of today has run out, the root last."""


@pytest.fixture
def province(tmp_path: Path) -> str:
    """A province of one clerk and a village, at a passphrase that costs little; gives the fingerprint."""
    access.set_up(
        tmp_path / "sc",
        config("四川省社会保险局", "province", "sc"),
        "陈静",
        PASSPHRASE,
        role="clerk",
        cost=CHEAP,
    )
    access.set_up(tmp_path / "san-cun", config("三村", "village", "san-cun"), "李梅", PASSPHRASE, cost=CHEAP)
    (card,) = officers(tmp_path / "sc/keys")
    with closing(open_office(tmp_path / "sc", card.id, PASSPHRASE)) as desk:
        return desk_enrol.found(desk).fingerprint


def test_two_clerks_sign_an_enrolment_and_a_revocation(tmp_path: Path, run: Run, province: str) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    trust, request = tmp_path / "sc.fostrust", tmp_path / "san-cun.request"
    refused(run("sc:陈静", "trust", "people", 2), "E_INPUT", 2)
    ok(run("sc:陈静", "officer", "add", "刘洋", "--new-passphrase-file", tmp_path / "secret"))
    ok(run("sc:陈静", "trust", "clerks"))
    refused(run("sc:陈静", "trust", "people", 2), "E_THRESHOLD")
    refused(run("sc:陈静", "trust", "confirm"), "E_SAMEPERSON")
    assert ok(run("sc:刘洋", "trust", "confirm"))["version"] == 3
    assert run("sc:刘洋", "trust", "waiting")[0] == 1

    # One person alone enrols nobody.
    asked = ok(run("san-cun", "trust", "request", "-o", request))
    words = ("trust", "approve", request, "-o", trust, "--fingerprint", asked["fingerprint"])
    refused(run("sc:陈静", *words), "E_THRESHOLD")
    refused(run("sc:刘洋", *words), "E_BUSY", 3)
    waiting = ok(run("sc:刘洋", "trust", "waiting"))["waiting"]
    assert [key["name"] for key in waiting["added"]] == ["三村", "李梅"] and waiting["signed"] == ["陈静"]
    ok(run("sc:刘洋", "trust", "confirm", "-o", trust))
    ok(run("san-cun", "trust", "import", trust, "--anchor", province))

    # The laptop is stolen: revoked by two, with a reason; the village's keys stay.
    (device,) = [key["key"] for key in ok(run("sc:陈静", "trust", "show"))["keys"] if key["role"] == "device"]
    refused(run("sc:陈静", "trust", "revoke", device, "--reason", "whim"), "E_USAGE", 2)
    refused(run("sc:陈静", "trust", "revoke", device, "--reason", "stolen"), "E_THRESHOLD")
    ok(run("sc:陈静", "trust", "cancel"))
    refused(run("sc:刘洋", "trust", "revoke", device, "--reason", "stolen"), "E_THRESHOLD")
    ok(run("sc:陈静", "trust", "confirm"))
    ok(run("sc:陈静", "trust", "publish", "-o", stick))
    ok(run("san-cun", "trust", "import", stick / "fieldsuite-trust"))
    states = {key["role"]: key["status"] for key in ok(run("san-cun", "trust", "show"))["keys"]}
    assert (states["device"], states["officer"]) == ("revoked", "active")


def test_b42_a_rollback_and_an_expired_root_are_told_by_command_and_change_nothing(
    tmp_path: Path, run: Run, province: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folder = stick / "fieldsuite-trust"
    published = ok(run("sc", "trust", "publish", "-o", stick))
    assert published["versions"] == {"root": 1, "targets": 1, "snapshot": 1, "timestamp": 1}
    ok(run("san-cun", "trust", "import", folder, "--anchor", province))
    old = Path(shutil.copytree(stick, tmp_path / "old"))
    ok(run("sc", "trust", "publish", "-o", stick))
    ok(run("san-cun", "trust", "import", folder))
    told = refused(run("san-cun", "trust", "import", old / "fieldsuite-trust"), "E_EXPIRED")
    assert "回滚" in told["error"]["message"] and "timestamp" in told["error"]["message"]
    assert ok(run("san-cun", "trust", "status"))["expired"] is False
    code, late = run("san-cun", "trust", "status", "--as-of", FAR)
    assert (code, late["ok"], late["expired"]) == (1, True, True)
    told = refused(run("san-cun", "trust", "import", folder, "--as-of", FAR), "E_EXPIRED")
    assert "root" in told["error"]["message"] and "照常" in told["error"]["hint"]
    assert ok(run("san-cun", "trust", "status"))["expired"] is False


def test_three_of_five_hold_the_root_and_two_are_too_few(tmp_path: Path, run: Run, province: str) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ok(run("sc", "trust", "publish", "-o", stick))
    ok(run("san-cun", "trust", "import", stick / "fieldsuite-trust", "--anchor", province))
    holders = [f"holder-{number}" for number in range(1, 5)]
    for name in holders:
        access.set_up(
            tmp_path / name, config(name, "province", name), name, PASSPHRASE, role="clerk", cost=CHEAP
        )
    keys = [ok(run(at, "trust", "root-key"))["root"] for at in ("sc", *holders)]
    refused(run("sc", "trust", "roots", *keys, "--threshold", 6), "E_INPUT", 2)
    refused(run("sc", "trust", "roots", *keys, "--threshold", 3), "E_THRESHOLD")

    def round_(first: Path) -> Path:
        for name in holders[:2]:
            ok(run(name, "trust", "sign", first, "-o", tmp_path / f"{name}.signed"))
            first = tmp_path / f"{name}.signed"
        return first

    change = tmp_path / "change"
    ok(run("sc", "trust", "waiting", "-o", change))
    ok(run(holders[0], "trust", "sign", change, "-o", tmp_path / "two"))
    refused(run("sc", "trust", "confirm", "--signed", tmp_path / "two"), "E_THRESHOLD")
    ok(run("sc", "trust", "confirm", "--signed", round_(change)))

    # The metadata's root changes hands the same way, and nothing is published before.
    refused(run("sc", "trust", "publish", "-o", stick), "E_THRESHOLD")
    pending = tmp_path / "sc/repository/metadata/root.pending"
    assert ok(run("sc", "trust", "publish", "-o", stick, "--root", round_(pending)))["versions"]["root"] == 2
    ok(run("san-cun", "trust", "import", stick / "fieldsuite-trust"))
    assert (
        ok(run("san-cun", "trust", "show"))["anchor"] == ok(run("sc", "trust", "show"))["anchor"] != province
    )


def test_b42_a_city_publishes_for_its_own_offices_below_its_own_folder_only(
    tmp_path: Path, run: Run, province: str
) -> None:
    stick, city = tmp_path / "stick", tmp_path / "luzhou"
    stick.mkdir()
    access.set_up(
        tmp_path / "lz",
        config("泸州市社会保险局", "province", "lz"),
        "何勇",
        PASSPHRASE,
        role="clerk",
        cost=CHEAP,
    )
    blank = tmp_path / "blank.pdf"
    blank.write_bytes(b"%PDF-1.4 of the city")
    key = ok(run("lz", "trust", "area-key"))["key"]
    ok(run("lz", "trust", "area", "5105", blank, "-o", city))
    refused(run("sc", "trust", "take-area", "5105", city), "E_ROLE")
    ok(run("sc", "trust", "delegate", "5105", key))
    ok(run("sc", "trust", "publish", "-o", stick))
    ok(run("san-cun", "trust", "import", stick / "fieldsuite-trust", "--anchor", province))
    assert ok(run("sc", "trust", "take-area", "5105", city))["files"] == ["sites/5105/blank.pdf"]
    refused(run("sc", "trust", "take-area", "5105", city), "E_EXPIRED")
    ok(run("sc", "trust", "publish", "-o", stick))
    ok(run("san-cun", "trust", "import", stick / "fieldsuite-trust"))
    assert (tmp_path / "san-cun/forms/blank.pdf").read_bytes() == blank.read_bytes()

    # Of another city, or signed by somebody else: nothing is taken.
    ok(run("lz", "trust", "area", "5106", blank, "-o", tmp_path / "other"))
    refused(run("sc", "trust", "take-area", "5106", tmp_path / "other"), "E_ROLE")
    ok(run("sc", "trust", "area", "5105", blank, "-o", tmp_path / "forged"))
    refused(run("sc", "trust", "take-area", "5105", tmp_path / "forged"), "E_THRESHOLD")
