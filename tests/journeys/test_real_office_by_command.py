"""A real province and a real village are set up and do a day's work by the command line alone, as support would."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fieldsuite.cli import main
from fieldsuite.clock import local_date, utc_now
from tests.grounds import Place, cast

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., tuple[int, dict[str, Any]]]


AS_PROCESS = (("setup", "office"), ("bundle", "pack"))
"""Commands that are run as a process of their own; the others in this one, for a start costs a second each."""


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program; give exit status and object. ``at`` is the office's folder."""
    monkeypatch.delenv("FIELDSUITE_PASSPHRASE", raising=False)
    secret = tmp_path / "secret"
    secret.write_text("一句只有本人知道的话\n", encoding="utf-8")

    def run(at: str, *words: object) -> tuple[int, dict[str, Any]]:
        line = ["--json", "--home", str(tmp_path / at), *map(str, words)]
        if words[:2] not in (("bundle", "inspect"), ("officer", "list")):
            line += ["--passphrase-file", str(secret)]
        if words[:2] in AS_PROCESS:
            done = subprocess.run([sys.executable, "-m", "fieldsuite", *line], cwd=ROOT, stdin=subprocess.DEVNULL,
                                  capture_output=True, encoding="utf-8", timeout=120, check=False)  # fmt: skip
            code, out, err = done.returncode, done.stdout, done.stderr
        else:
            capfd.readouterr()
            code = main(line)
            out, err = capfd.readouterr()
        assert err == ""
        return code, json.loads(out)

    return run


def ok(answered: tuple[int, dict[str, Any]]) -> dict[str, Any]:
    """The object of a command that did what it was asked."""
    code, shown = answered
    assert code == 0 and shown["ok"] is True, shown
    return shown


def refused(answered: tuple[int, dict[str, Any]], error: str, exit_status: int) -> None:
    code, shown = answered
    assert (code, shown["ok"], shown["error"]["code"]) == (exit_status, False, error), shown


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
