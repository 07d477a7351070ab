"""A coordinator works alone: the township receives, reviews and passes on; the province decides; the answer returns."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from fieldsuite.casework import access
from fieldsuite.office import open_office
from fieldsuite.province import enrol as desk_enrol
from keys.vault import officers
from tests.grounds import CHEAP, PASSPHRASE, Place, cast, config
from tests.journeys.by_command import Run, ok, refused


def test_a_coordinators_record_goes_up_through_the_township_and_its_answer_comes_back(
    tmp_path: Path, run: Run
) -> None:
    village_stick, province_stick = tmp_path / "village stick", tmp_path / "province stick"
    for stick in (village_stick, province_stick):
        stick.mkdir()
    trust = tmp_path / "sc.fostrust"

    def set_up(at: str, kind: str, name: str, officer: str, area: str = "510502") -> None:
        """As ``setup office`` does, at a passphrase that costs little."""
        made = replace(config(name, kind, at), area=area)
        role: Any = "clerk" if kind == "province" else "officer"
        access.set_up(tmp_path / at, made, officer, PASSPHRASE, role=role, cost=CHEAP)

    def enrol(at: str) -> None:
        request = tmp_path / f"{at}.request"
        asked = ok(run(at, "trust", "request", "-o", request))
        ok(run("sc", "trust", "approve", request, "-o", trust, "--fingerprint", asked["fingerprint"]))

    set_up("sc", "province", "四川省社会保险局", "省级经办员", "")
    (card,) = officers(tmp_path / "sc/keys")
    with closing(open_office(tmp_path / "sc", card.id, PASSPHRASE)) as desk:
        anchor = desk_enrol.found(desk).fingerprint
    set_up("san-cun", "village", "三村", "李梅")
    set_up("lantian", "relay", "蓝田街道", "王强")
    set_up("naxi", "relay", "纳溪区乡镇", "陈静", "510503")
    for at in ("san-cun", "lantian", "naxi"):
        enrol(at)
    listed = tmp_path / "people.json"
    people = [one.model_dump(mode="json") for one in cast("510502")]
    listed.write_text(json.dumps(people, ensure_ascii=False), encoding="utf-8")
    ok(run("sc", "people", "import", listed, "--site", "san-cun"))
    ok(run("sc", "trust", "publish", "-o", province_stick))
    for at in ("san-cun", "lantian", "naxi"):
        ok(run(at, "trust", "import", province_stick / "fieldsuite-trust", "--anchor", anchor))

    # The stick for the township brings it the names of those it reviews, and the village's list, sealed.
    ok(run("sc", "province", "send", "lantian", "-o", province_stick))
    kinds = [
        (one["kind"], one["people"]) for one in ok(run("lantian", "list", "read", province_stick))["files"]
    ]
    assert sorted(kinds) == [("letter", 0), ("tasks", 8), ("trust", 0)]
    ok(run("lantian", "relay", "back", "san-cun", "-o", village_stick))
    assert [one["people"] for one in ok(run("san-cun", "list", "read", village_stick))["files"]] == [0, 8]

    # The coordinator works alone: what leaves is 待复核, sealed to the province and to the township of the area.
    seen = ok(run("san-cun", "visit", "record", "区永福", "--status", "self_care", "--place", "三村",
                  "--photo", Place(tmp_path).photo()))  # fmt: skip
    refused(run("san-cun", "review", "agree", seen["record_id"]), "E_SAMEPERSON")
    packed = ok(run("san-cun", "bundle", "pack", "-o", village_stick))
    assert len(ok(run("san-cun", "bundle", "inspect", packed["path"]))["recipients"]) == 2

    # Another township can neither open it nor does it serve the village; the right one reviews and passes on.
    refused(run("naxi", "relay", "receive", packed["path"]), "E_RECIPIENT")
    assert ok(run("lantian", "relay", "receive", packed["path"]))["bundles"][0]["counts"] == {"stored": 1}
    assert ok(run("lantian", "relay", "receive", packed["path"]))["bundles"][0]["same"] is True
    (waiting,) = ok(run("lantian", "review", "list"))["records"]
    assert (waiting["name"], waiting["officer"], waiting["own"]) == ("区永福", "李梅", False)
    ok(run("lantian", "review", "agree", waiting["record_id"]))
    passed = ok(run("lantian", "bundle", "pack", "-o", province_stick))
    assert len(passed["earlier"]) == 1
    assert Path(passed["earlier"][0]).read_bytes() == Path(packed["path"]).read_bytes()
    assert [one["passed"] for one in ok(run("lantian", "relay", "show"))["bundles"]] == [True]

    # The reviews may arrive before what they review.
    for path in (passed["path"], passed["earlier"][0]):
        (arrived,) = ok(run("sc", "province", "receive", path))["bundles"]
        assert arrived["result"] == "imported"
    (case,) = ok(run("sc", "province", "cases"))["records"]
    assert (case["name"], case["reviewed_by"], case["flags"]) == ("区永福", "王强", [])
    ok(run("sc", "province", "accept", case["record_id"]))

    # Receipts and the decision go back through the township, which cannot read them.
    ok(run("sc", "province", "send", "lantian", "-o", province_stick))
    read = [
        one["kind"] for one in ok(run("lantian", "list", "read", province_stick))["files"] if not one["same"]
    ]
    assert read.count("letter") == 3 and "receipt" in read
    # The province sends a letter once: what waits to be carried back is in a backup of the township.
    (tmp_path / "disk").mkdir()
    kept = ok(run("lantian", "backup", "create", "-o", tmp_path / "disk"))
    ok(run("lantian again", "backup", "restore", kept["path"]))
    ok(run("lantian again", "relay", "back", "san-cun", "-o", village_stick))
    refused(run("lantian", "relay", "back", "elsewhere", "-o", village_stick), "E_ROLE")
    back = [
        one["kind"] for one in ok(run("san-cun", "list", "read", village_stick))["files"] if not one["same"]
    ]
    assert {"receipt", "decision", "tasks"} <= set(back)
    for at in ("san-cun", "lantian"):
        shown = ok(run(at, "outbox", "show"))
        assert shown["balanced"] is True and [one["state"] for one in shown["bundles"]] == ["closed"]
    (row,) = [one for one in ok(run("san-cun", "due", "list"))["people"] if one["person"] == "p-cut"]
    assert row["status"] == "OK"
