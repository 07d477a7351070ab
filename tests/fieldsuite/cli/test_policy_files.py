"""A province adds rules of its own: a signed file, and no new program."""

import base64
import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from fieldsuite.province import register
from tests.fieldsuite.cli.desks import DAY, ask, desk
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place, cast

__all__ = ["desk"]


def written(place: Place, **changes: str) -> Path:
    """Rules like Sichuan's with a cycle of six months, under a name of their own."""
    text = files("fieldsuite.rules.profiles").joinpath("sichuan.toml").read_text(encoding="utf-8")
    given = {'name = "sichuan"': 'name = "hainan"', "cycle_months = { value = 12": "cycle_months = { value = 6",
             "remind_month = { value = 10": "remind_month = { value = 4",
             "suspend_month = { value = 13": "suspend_month = { value = 7", **changes}  # fmt: skip
    for old, new in given.items():
        assert old in text
        text = text.replace(old, new, 1)
    path = place.root / "hainan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def signed(line: Line, place: Place, **changes: str) -> Path:
    out = place.root / "hainan.fosprofile"
    ask(line, place, "policy", "sign", written(place, **changes), "-o", out)
    return out


EXPLAIN = ["policy", "explain", "--profile", "hainan", "--benefit", "pension", "--birth", "1950-01-01", "--start",
           "2010-01-01", "--certified", "2026-04-10", "--as-of", "2026-10-11"]  # fmt: skip


@pytest.mark.requirement("R002")
def test_a_profile_is_signed_installed_and_explains(desk: Place, line: Line) -> None:
    file = signed(line, desk)
    assert line.say(*EXPLAIN, home=desk.village, secret=desk.secret).error == "E_INPUT"
    seen = line.ask("policy", "verify", file, home=desk.village, secret=desk.secret)
    assert (seen["name"], seen["version"]) == ("hainan", "1") and seen["signer"]
    line.ask("policy", "install", file, home=desk.village, secret=desk.secret)
    found = line.ask(*EXPLAIN, home=desk.village, secret=desk.secret)
    assert (found["deadline"], found["status"], found["suspend_from"]) == (
        "2026-10-10",
        "OVERDUE_IN_MONTH",
        "2026-11",
    )
    (held,) = line.ask("policy", "held", home=desk.village, secret=desk.secret)["profiles"]
    assert held["name"] == "hainan"


def test_people_under_it_are_listed_only_where_it_is_installed(desk: Place, line: Line) -> None:
    one = cast()[0]
    changed = one.model_copy(update={"benefits": (one.benefits[0].model_copy(update={"profile": "hainan"}),)})
    file = signed(line, desk)
    ask(line, desk, "policy", "install", file)
    with desk.clerk() as office:
        register.take(office, [changed], desk.site)
        desk.dispatch(office)
    alone = desk.root / "alone"
    alone.mkdir()
    for letter in desk.stick.glob("*.fos*"):
        shutil.copy(letter, alone)
    refused = line.say("list", "read", alone, home=desk.village, secret=desk.secret)
    assert "E_VERSION" in refused.out, "a list without the rules it names"
    line.ask("policy", "install", file, home=desk.village, secret=desk.secret)
    line.ask("list", "read", desk.stick, home=desk.village, secret=desk.secret)
    for home in (desk.village, desk.province):
        due = line.ask("due", "list", "--as-of", DAY, home=home, secret=desk.secret)["people"]
        assert next(row["deadline"] for row in due if row["person"] == "p-fine") == "2026-10-10"


def test_a_changed_file_is_refused(desk: Place, line: Line) -> None:
    file = signed(line, desk)
    envelope = json.loads(file.read_bytes())
    payload = base64.b64decode(envelope["payload"]).replace(b"value = 6", b"value = 9")
    envelope["payload"] = base64.b64encode(payload).decode()
    file.write_text(json.dumps(envelope, separators=(",", ":"), sort_keys=True), encoding="utf-8")
    answer = line.say("policy", "install", file, home=desk.village, secret=desk.secret)
    assert answer.code == 4 and answer.error in ("E_SIGNATURE", "E_CANON")


def test_an_installed_file_that_is_changed_later_no_longer_counts(desk: Place, line: Line) -> None:
    line.ask("policy", "install", signed(line, desk), home=desk.village, secret=desk.secret)
    (kept,) = (desk.village / "profiles").glob("*.fosprofile")
    kept.write_bytes(kept.read_bytes().replace(b'"sig":"', b'"sig":"A', 1))
    assert line.ask("policy", "held", home=desk.village, secret=desk.secret)["profiles"] == []
    assert line.say(*EXPLAIN, home=desk.village, secret=desk.secret).error == "E_INPUT"


def test_a_field_office_signs_no_rules(desk: Place, line: Line) -> None:
    answer = line.say("policy", "sign", written(desk), "-o", desk.root / "own.fosprofile", home=desk.village,
                      secret=desk.secret)  # fmt: skip
    assert answer.code == 2 and not (desk.root / "own.fosprofile").exists()


def test_another_provinces_signature_does_not_count(desk: Place, real: Place, line: Line) -> None:
    real.secret.write_text(desk.secret.read_text())
    answer = line.say("policy", "install", signed(line, desk), home=real.village, secret=real.secret)
    assert (answer.code, answer.error) == (4, "E_SIGNATURE")


def test_an_older_version_does_not_take_the_place_of_a_newer_one(desk: Place, line: Line) -> None:
    newer = {'version = "1"': 'version = "2"'}
    line.ask("policy", "install", signed(line, desk, **newer), home=desk.village, secret=desk.secret)
    answer = line.say("policy", "install", signed(line, desk), home=desk.village, secret=desk.secret)
    assert (answer.code, answer.error) == (4, "E_EXPIRED")
    own = {'name = "sichuan"': 'name = "sichuan"'}
    answer = line.say("policy", "install", signed(line, desk, **own), home=desk.village, secret=desk.secret)
    assert answer.error == "E_EXPIRED"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("suspend_month = { value = 13", "suspend_day = { value = 13"), ('name = "sichuan"', 'name = "../../x"'),
        ('version = "1"', 'version = "one"'), ('mode = { value = "rolling"', 'mode = { value = "never"'),
    ],
)  # fmt: skip
def test_rules_that_are_not_complete_are_not_signed(old: str, new: str, desk: Place, line: Line) -> None:
    answer = line.say("policy", "sign", written(desk, **{old: new}), "-o", desk.root / "x", home=desk.province,
                      secret=desk.secret)  # fmt: skip
    assert (answer.code, answer.error) == (4, "E_SCHEMA")
    assert not (desk.root / "x").exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[1, 2]"])
def test_a_file_that_is_no_profile_is_refused(content: bytes, desk: Place, line: Line) -> None:
    path = desk.root / "junk.fosprofile"
    path.write_bytes(content)
    assert line.say("policy", "install", path, home=desk.village, secret=desk.secret).code == 4
