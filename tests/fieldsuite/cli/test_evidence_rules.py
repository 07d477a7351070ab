"""How long evidence stays is a rule: an office follows the profile its province signed, not the one it came with."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from fieldsuite.casework import erasing
from fieldsuite.casework.kept_verdict import keep, policy_of
from fieldsuite.config import read_config, write_config
from tests.fieldsuite.casework.test_evidence_policy import WHO, newest, seen, settled
from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

__all__ = ["desk"]


def newer(place: Place) -> Path:
    """Sichuan's rules as version 9, by which a picture stays for five days."""
    text = files("fieldsuite.rules.profiles").joinpath("sichuan.toml").read_text(encoding="utf-8")
    for old, new in (
        ('version = "1"', 'version = "9"'),
        ("pictures_days = { value = 90", "pictures_days = { value = 5"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    path = place.root / "sichuan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_signed_rules_of_the_province_say_what_is_kept_here(desk: Place, line: Line) -> None:
    before = line.ask("evidence", "policy", home=desk.village, secret=desk.secret)
    assert (before["profile"], before["version"], before["pictures_days"]) == ("sichuan", "1", 90)
    out = desk.root / "sichuan.fosprofile"
    ask(line, desk, "policy", "sign", newer(desk), "-o", out)
    line.ask("policy", "install", out, home=desk.village, secret=desk.secret)
    after = line.ask("evidence", "policy", home=desk.village, secret=desk.secret)
    assert (after["profile"], after["version"], after["pictures_days"]) == ("sichuan", "9", 5)
    with desk.officer() as office:
        keep(office, WHO, "face", seen(), place="", policy=policy_of(office))
        settled(desk, office)
        desk.clock.go(days=4)
        assert erasing.due(office) == ()
        desk.clock.go(days=1)
        list(erasing.erase(office))
        assert newest(office).payload["profile"] == "sichuan 9"


def test_an_office_whose_rules_are_no_longer_signed_says_so(desk: Place, line: Line) -> None:
    write_config(desk.village, replace(read_config(desk.village), profile="hainan"))
    answer = line.say("evidence", "policy", home=desk.village, secret=desk.secret)
    assert answer.error == "E_INPUT" and "hainan" in answer.out
