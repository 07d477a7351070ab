"""The answers that other programs read: keys and values as the contract has them."""

import json
from datetime import date
from pathlib import Path

import pytest

from fieldsuite.casework import people, review
from fieldsuite.clock import utc_now
from fieldsuite.practice.consulate import abroad
from fieldsuite.practice.people import invent
from tests.fieldsuite.cli.line import Line
from tests.grounds import CAST_ORDER, Place


@pytest.fixture
def sent(live: Place) -> Path:
    """A bundle of two visits, one of them reviewed, packed in the village."""
    with live.officer() as office:
        saved = live.visit(office, "p-cut")
        live.visit(office, "p-fine")
    with live.reviewer() as office:
        review.decide(office, saved.record_id, True)
        return Path(live.pack(office).path)


def test_due_list_gives_every_benefit_on_a_day(line: Line, live: Place) -> None:
    found = line.ask("due", "list", "--as-of", "2026-11-21", home=live.village, secret=live.secret)["people"]
    assert all(
        list(row) == ["person", "name", "benefit", "status", "deadline", "suspend_from"] for row in found
    )
    mine = {row["person"]: row for row in found if row["person"] in CAST_ORDER}
    assert mine["p-cut"] == {"person": "p-cut", "name": "区永福", "benefit": "pension", "status": "SUSPENDED",
                             "deadline": "2026-08-15", "suspend_from": "2026-09"}  # fmt: skip
    later = line.ask("due", "list", "--as-of", "2026-12-01", home=live.village, secret=live.secret)["people"]
    assert next(row for row in later if row["person"] == "p-cut")["status"] == "STOPPED"


def test_buckets_are_six_with_their_people_and_their_filters(line: Line, live: Place) -> None:
    words = ("province", "buckets", "--as-of", "2026-11-21")
    found = line.ask(*words, home=live.province, secret=live.secret)["buckets"]
    assert [list(one) for one in found] == [["from_months", "to_months", "people"]] * 6
    assert [(one["from_months"], one["to_months"]) for one in found] == [
        (10, 12), (12, 24), (24, 36), (36, 48), (48, 60), (60, None)]  # fmt: skip
    assert "p-cut" in found[1]["people"] and "p-soon" in found[0]["people"]
    injured = line.ask(
        *words, "--benefit", "work-injury", "--area", "三村", home=live.province, secret=live.secret
    )
    assert "p-cut" not in json.dumps(injured["buckets"])


def test_a_bundle_can_be_looked_at_without_a_key_and_verified_with_it(
    line: Line, live: Place, sent: Path
) -> None:
    seen = line.ask("bundle", "inspect", sent)
    assert (seen["format"], seen["suite"], seen["bytes"]) == (1, 2, sent.stat().st_size)
    assert len(seen["recipients"]) == 1 and len(seen["bundle"]) == 32
    found = line.ask("bundle", "verify", sent, home=live.province, secret=live.secret)
    assert (found["epoch"], found["seq"], found["records"], found["blobs"]) == (1, 1, 3, 2)
    assert [signer["role"] for signer in found["signers"]] == ["device", "supervisor"]
    assert all({"role", "person", "kid", "name"} == set(signer) for signer in found["signers"])
    assert found["device"] == found["signers"][0]["kid"]
    assert line.say("bundle", "verify", sent, home=live.village, secret=live.secret).error == "E_RECIPIENT"


def test_packing_says_what_was_written(line: Line, live: Place) -> None:
    with live.officer() as office:
        live.visit(office, "p-fine")
    made = line.ask("bundle", "pack", "-o", live.stick, home=live.village, secret=live.secret)
    assert set(made) == {"ok", "path", "bundle", "digest", "records", "blobs", "bytes", "earlier"}
    assert Path(made["path"]).stat().st_size == made["bytes"] and Path(made["path"]).stem == made["digest"]
    assert (made["records"], made["blobs"], made["earlier"]) == (1, 1, [])
    again = line.say("bundle", "pack", "-o", live.stick, home=live.village, secret=live.secret)
    assert again.error == "E_INPUT" and again.code == 2


def test_receiving_lists_every_file_and_exits_with_the_highest_status(
    line: Line, live: Place, sent: Path
) -> None:
    bad = live.root / "bad.fosb"
    bad.write_bytes(sent.read_bytes()[:-1])
    first = line.ask("province", "receive", sent, home=live.province, secret=live.secret)["bundles"]
    (one,) = first
    assert (one["result"], one["code"], one["stored"]) == ("imported", "", 3) and Path(
        one["receipt"]
    ).is_file()
    answer = line.say("province", "receive", sent, bad, home=live.province, secret=live.secret)
    assert answer.error == "E_SIZE" and answer.code == 4
    assert [row["result"] for row in answer.object["bundles"]] == ["same", "rejected"]
    assert answer.object["bundles"][0]["receipt"] == one["receipt"]
    again = line.ask("province", "receive", live.stick, home=live.province, secret=live.secret)["bundles"]
    assert [row["result"] for row in again] == ["same"]


def test_a_bundle_that_came_before_its_turn_is_no_failure(line: Line, live: Place) -> None:
    with live.officer() as office:
        live.visit(office, "p-fine")
        live.pack(office)
        live.visit(office, "p-cut")
        second = live.pack(office)
    answer = line.say("province", "receive", second.path, home=live.province, secret=live.secret)
    assert answer.code == 0 and answer.object["bundles"][0]["code"] == "E_GAP"


def test_a_receipt_and_a_decision_say_what_became_of_each_record(line: Line, live: Place, sent: Path) -> None:
    at, desk = {"home": live.village, "secret": live.secret}, {"home": live.province, "secret": live.secret}
    (arrived,) = line.ask("province", "receive", sent, **desk)["bundles"]
    receipt = line.ask("receipt", "read", arrived["receipt"], **at)
    assert (receipt["kind"], receipt["bundle"], receipt["stored"]) == ("receipt", arrived["bundle"], 3)
    assert all(set(row) == {"id", "status", "code", "message"} for row in receipt["records"])
    assert line.ask("receipt", "read", arrived["receipt"], **at) == receipt | {"same": True}
    cases = line.ask("province", "cases", **desk)["records"]
    first, second = (case["record_id"] for case in cases)
    assert line.ask("province", "accept", first, **desk)["decided"] == 1
    returned = line.ask(
        "province", "return", second, "--code", "PHOTO_UNCLEAR", "--todo", "请重新拍照", **desk
    )
    assert returned["status"] == "returned"
    answer = line.say("province", "accept", first, **desk)
    assert answer.error == "E_INPUT" and answer.code == 2
    written = line.ask("province", "send", live.site, "-o", live.stick, "--no-list", **desk)
    assert (written["decisions"], written["people"]) == (3, 0)  # and the review, which needs no clerk
    answers = line.ask("list", "read", live.stick, **at)["files"]
    (decision,) = [row for row in answers if row["kind"] == "decision"]
    assert decision["counts"] == {"accepted": 2, "returned": 1}
    message = {row["id"]: row for row in decision["records"]}[second]
    assert (message["status"], message["code"], message["todo"]) == (
        "returned",
        "PHOTO_UNCLEAR",
        "请重新拍照",
    )
    outbox = line.ask("outbox", "show", **at)
    assert outbox["balanced"] is True and outbox["bundles"][0]["state"] == "closed"


def test_a_card_on_the_command_line_shows_no_whole_number(line: Line, live: Place) -> None:
    with live.officer() as office:
        number, phone = people.unmask(office, "p-fine")
    answer = line.say("people", "show", "p-fine", home=live.village, secret=live.secret)
    assert answer.code == 0 and number not in answer.out and phone not in answer.out
    assert answer.object["card"]["benefits"][0]["standing"]["reasons"]


def test_a_visit_a_check_and_a_review_by_two_people(line: Line, live: Place) -> None:
    at, photo = {"home": live.village, "secret": live.secret}, live.photo()
    alone = line.say("visit", "record", "p-fine", "--status", "self_care", "--place", "三村", **at)
    assert alone.error == "E_RULE" and alone.code == 2
    seen = line.ask(
        "visit", "record", "p-fine", "--status", "self_care", "--place", "三村", "--photo", photo, **at
    )
    assert seen["kind"] == "visit" and seen["certifies"] and seen["needs_review"] and seen["deadlines"]
    made = line.ask("visit", "check", "p-cut", "--document", "id_card", "--reason", "没有手机", "--place", "三村",
                    "--photo", live.photo(), **at)  # fmt: skip
    own = line.say("review", "agree", seen["record_id"], **at)
    assert own.error == "E_SAMEPERSON" and own.code == 4 and "您不能复核自己初审的记录" in own.out
    assert {row["record_id"] for row in line.ask("review", "list", **at)["records"]} == {
        seen["record_id"],
        made["record_id"],
    }
    line.ask("review", "agree", seen["record_id"][:8], "--officer", "复核员", **at)
    line.ask("review", "return", made["record_id"], "--reason", "照片不清", "--officer", "复核员", **at)
    assert line.ask("review", "list", **at)["records"] == []
    dead = line.ask(
        "visit", "record", "p-soon", "--status", "dead", "--death-on", "2026-01-02", "--place", "三村", **at
    )
    assert dead["certifies"] is False and dead["deadlines"] == []


def test_a_consent_is_two_answers(line: Line, live: Place) -> None:
    at = {"home": live.village, "secret": live.secret}
    line.ask("people", "consent", "p-fine", "--read-by", "李梅", "--face", "--mark", "thumb", **at)
    shown = line.ask("people", "show", "p-fine", **at)["card"]["consent"]
    assert (shown["face"], shown["voice"], shown["mark"]) == (True, False, "thumb")
    assert (
        line.say("people", "consent", "p-fine", "--read-by", "李梅", "--mark", "wink", **at).error
        == "E_USAGE"
    )


CONSULATE = 14
"""Six forms, six reviews, a spoilt form made void, a letter."""


def test_a_demo_day_is_lived_up_to_the_packed_bundle(line: Line, tmp_path: Path) -> None:
    made = line.ask("demo", "day", "-o", tmp_path / "a", "--people", "14", "--seed", "7")
    assert {"village_home", "consulate_home", "province_home", "bundles", "passphrase_file", "people",
            "records"} <= set(made)  # fmt: skip
    assert (made["people"], len(made["bundles"])) == (14, 2)
    desk = {"home": Path(made["province_home"]), "secret": Path(made["passphrase_file"])}
    assert line.ask("province", "desk", **desk)["bundles"] == []
    arrived = line.ask("province", "receive", *made["bundles"], **desk)["bundles"]
    assert [one["result"] for one in arrived] == ["imported", "imported"]
    assert sum(one["stored"] for one in arrived) == made["records"] == 20 + CONSULATE
    queue = line.ask("overseas", "queue", home=Path(made["consulate_home"]), secret=desk["secret"])["tickets"]
    assert [one["state"] for one in queue] == ["done"] * 6 + ["waiting"] * 2  # somebody to practise with
    again = line.say("demo", "day", "-o", tmp_path / "a")
    assert again.error == "E_INPUT" and Path(made["passphrase_file"]).read_text("utf-8").strip()
    found = line.ask("due", "list", **desk)["people"]
    village = {(person.id, person.name) for person in invent(14, 7, utc_now().date())}
    consulate = {(person.id, person.name) for person in abroad(8, 7, utc_now().date())}
    assert {(row["person"], row["name"]) for row in found} == village | consulate


def test_the_same_seed_invents_the_same_people_and_another_seed_others() -> None:
    who = [
        {(one.id, one.name, one.id_no, one.birth, one.address) for one in invent(30, seed, day)}
        for seed, day in ((7, date(2026, 11, 21)), (7, date(2028, 2, 29)), (8, date(2026, 11, 21)))
    ]
    assert who[0] == who[1] and not who[0] & who[2]
    assert all(number.startswith("79") for _, _, number, _, _ in who[0])
    assert invent(30, 7, date(2026, 11, 21)) == invent(30, 7, date(2026, 11, 21))
