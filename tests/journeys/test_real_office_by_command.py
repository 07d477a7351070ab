"""A real province and a real village are set up and do a day's work by the command line alone, as support would."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from fieldsuite.clock import local_date, utc_now
from tests.grounds import Place, cast
from tests.journeys.by_command import Answered, Run, ok, refused, words_for

ROOT = Path(__file__).resolve().parents[2]

AS_PROCESS = (("bundle", "pack"),)
"""Commands that are run as a process of their own; the others in this one, for a start costs a second each. An office
that is set up in this one takes the light passphrase of the tests."""


@pytest.fixture
def run(tmp_path: Path, run: Run) -> Run:
    """Run a few commands as processes."""

    def run_one(at: str, *words: object) -> Answered:
        if words[:2] not in AS_PROCESS:
            return run(at, *words)
        line = [sys.executable, "-m", "fieldsuite", *words_for(tmp_path, at, words)]
        done = subprocess.run(line, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
                              timeout=120, check=False)  # fmt: skip
        assert done.stderr == ""
        return done.returncode, json.loads(done.stdout)

    return run_one


@pytest.mark.requirement("R116")
def test_a_real_office_is_set_up_and_works_by_the_command_line(tmp_path: Path, run: Run) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    request, trust = stick / "san-cun.request", stick / "sc.fostrust"

    # Both sides are set up; the two fingerprints are read aloud over the telephone.
    founded = ok(run("sc", "setup", "office", "--kind", "province", "--name", "四川省社会保险局", "--site", "sc",
                     "--officer", "省级经办员"))  # fmt: skip
    ok(run("san-cun", "setup", "office", "--name", "江阳区三村", "--site", "san-cun", "--area", "510502",
           "--officer", "李梅"))  # fmt: skip
    refused(run("san-cun", "visit", "record", "x", "--status", "missing", "--missing-reason", "无", "--place", "三村"),
            "E_NOT_FOUND", 2)  # fmt: skip
    asked = ok(run("san-cun", "trust", "request", "-o", request))
    wrong = "00000 " * 8
    refused(run("sc", "trust", "approve", request, "-o", trust, "--fingerprint", wrong), "E_SIGNATURE", 4)
    assert not trust.exists()
    approved = ok(run("sc", "trust", "approve", request, "-o", trust, "--fingerprint", asked["fingerprint"]))
    assert (approved["site"], approved["version"]) == ("san-cun", 2)
    refused(run("san-cun", "trust", "import", trust, "--anchor", wrong), "E_SIGNATURE", 4)
    assert (
        ok(run("san-cun", "trust", "import", trust, "--anchor", founded["anchor"]))["province"]
        == "四川省社会保险局"
    )

    # The register, and a list for the village.
    listed = tmp_path / "people.json"
    listed.write_text(
        json.dumps([one.model_dump(mode="json") for one in cast("510502")], ensure_ascii=False), "utf-8"
    )
    assert ok(run("sc", "people", "import", listed, "--site", "san-cun"))["people"] == 8
    assert ok(run("sc", "province", "send", "san-cun", "-o", stick))["people"] == 8
    read = ok(run("san-cun", "list", "read", stick))["files"]
    assert [(one["kind"], one["people"]) for one in read if one["kind"] == "tasks"] == [("tasks", 8)]

    # A visit, seen by a second officer who has a key of their own, and sent.
    ok(run("san-cun", "officer", "add", "王强", "--supervisor", "--new-passphrase-file", tmp_path / "secret"))
    assert len(ok(run("san-cun", "officer", "list"))["officers"]) == 2
    photo = Place(tmp_path).photo()
    seen = ok(
        run(
            "san-cun",
            "visit",
            "record",
            "区永福",
            "--status",
            "self_care",
            "--place",
            "三村",
            "--photo",
            photo,
        )
    )
    refused(run("san-cun", "review", "agree", seen["record_id"]), "E_SAMEPERSON", 4)
    ok(run("san-cun", "review", "agree", seen["record_id"], "--officer", "王强"))
    packed = ok(run("san-cun", "bundle", "pack", "-o", stick))
    assert (packed["records"], packed["blobs"]) == (2, 1)
    assert ok(run("san-cun", "bundle", "inspect", packed["path"]))["bytes"] == packed["bytes"]

    # Nobody has told the province of 王强 yet: the bundle waits for the key, and is taken once it is there.
    refused(run("sc", "province", "receive", stick), "E_SIGNATURE", 4)
    again = ok(run("san-cun", "trust", "request", "-o", request))
    ok(run("sc", "trust", "approve", request, "-o", trust, "--fingerprint", again["fingerprint"]))
    (arrived,) = ok(run("sc", "province", "receive", stick))["bundles"]
    assert (arrived["result"], arrived["stored"]) == ("imported", 2)
    assert ok(run("sc", "province", "receive", stick))["bundles"][0]["result"] == "same"

    # Decided, sent, read.
    (case,) = ok(run("sc", "province", "cases"))["records"]
    assert (case["name"], case["reviewed_by"], case["flags"]) == ("区永福", "王强", [])
    ok(run("sc", "province", "accept", case["record_id"]))
    ok(run("sc", "province", "send", "san-cun", "-o", stick))
    kinds = [one["kind"] for one in ok(run("san-cun", "list", "read", stick))["files"] if not one["same"]]
    assert sorted(kinds) == ["decision", "receipt", "tasks", "trust"]
    outbox = ok(run("san-cun", "outbox", "show"))
    assert outbox["balanced"] is True and outbox["bundles"][0]["state"] == "closed"
    today = local_date(utc_now(), "Asia/Shanghai")
    after = date(today.year + 1, today.month, today.day if (today.month, today.day) != (2, 29) else 28)
    (row,) = [one for one in ok(run("san-cun", "due", "list"))["people"] if one["person"] == "p-cut"]
    assert (row["status"], row["deadline"]) == ("OK", after.isoformat())
