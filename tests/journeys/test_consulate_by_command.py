"""A consulate from set-up to sealed bundle by the command line alone, and the province decides what it sent."""

from pathlib import Path

import pytest

from tests.fieldsuite.cli.line import Line
from tests.forms.samples import fonts
from tests.grounds import PASSPHRASE, Place, cast


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(capsys)


@pytest.mark.requirement("R040")
@pytest.mark.requirement("R041")
def test_a_consulate_works_by_command_from_set_up_to_sealed_bundle(tmp_path: Path, line: Line) -> None:
    fonts()
    secret, stick = tmp_path / "secret", tmp_path / "stick"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    stick.mkdir()
    desk, counter = tmp_path / "sc", tmp_path / "xini"
    picture = Place(tmp_path).photo("scan")

    def at(home: Path, *words: object) -> dict:
        return line.ask(*words, home=home, secret=secret)

    # Set up, trusted, list read.
    founded = at(desk, "setup", "office", "--kind", "province", "--name", "四川省社会保险局", "--site", "sc",
                 "--officer", "省级经办员")  # fmt: skip
    at(counter, "setup", "office", "--kind", "consulate", "--name", "驻悉尼总领事馆", "--site", "xini",
       "--timezone", "Australia/Sydney", "--officer", "经办甲")  # fmt: skip
    at(counter, "officer", "add", "审核乙", "--supervisor", "--new-passphrase-file", secret)
    asked = at(counter, "trust", "request", "-o", stick / "xini.request")
    at(
        desk,
        "trust",
        "approve",
        stick / "xini.request",
        "-o",
        stick / "sc.fostrust",
        "--fingerprint",
        asked["fingerprint"],
    )
    at(counter, "trust", "import", stick / "sc.fostrust", "--anchor", founded["anchor"])
    listed = tmp_path / "people.json"
    people = [
        one.model_copy(update={"residence": "abroad", "phone": "+61412345678"}) for one in cast("510502")
    ]
    listed.write_text(f"[{','.join(one.model_dump_json() for one in people)}]", "utf-8")
    at(desk, "people", "import", listed, "--site", "xini")
    at(desk, "province", "send", "xini", "-o", stick)
    at(counter, "list", "read", stick)
    at(
        counter,
        "form",
        "setting",
        "--mission",
        "中国驻悉尼总领事馆",
        "--country",
        "AU",
        "--permit-days",
        "30",
    )

    # The counter: a number, the form, the print, the signature, the record.
    assert at(counter, "overseas", "arrive", "区永福")["number"] == 1
    called = at(counter, "overseas", "next")
    assert called["ticket"]["name"] == "区永福" and called["sheet"]["data"]["mission"] == "中国驻悉尼总领事馆"
    first = line.say("overseas", "fill", "区永福", "--set", "passport_no=??", home=counter, secret=secret)
    assert (
        first.code == 1
        and {"field": "passport_no", "message": "请输入正确的护照号码"} in first.object["errors"]
    )
    form = [
        "nationality=CN",
        "passport_no=EJ1234567",
        "permit_no=PR1",
        "permit_exp=2099-01-31",
        "pay_area=510502",
    ]
    sets = [word for pair in form for word in ("--set", pair)]
    assert at(counter, "overseas", "fill", "区永福", *sets)["valid"] is True
    paper = at(counter, "overseas", "print", "区永福", "-o", tmp_path / "form.pdf")
    assert (paper["form_no"][:5], paper["form_no"][-6:], paper["draft"]) == ("xini-", "000001", False)
    refused = line.say("overseas", "record", "区永福", home=counter, secret=secret)
    assert refused.code == 2 and refused.error == "E_RULE"
    saved = at(
        counter,
        "overseas",
        "record",
        "区永福",
        "--photo",
        picture,
        "--document",
        "passport:EJ1234567:2099-01-01",
    )
    assert saved["certifies"] is True
    assert at(counter, "overseas", "queue")["tickets"][0]["state"] == "done"
    at(counter, "overseas", "reprint", paper["form_no"], "-o", tmp_path / "again.pdf")
    at(
        counter,
        "mail",
        "log",
        "out",
        "--with",
        "江阳区社保局",
        "--form-no",
        paper["form_no"],
        "--tracking",
        "EE1",
    )
    assert at(counter, "mail", "list")["letters"][0]["form_nos"] == [paper["form_no"]]

    # 经办 and 审核 are two people.
    own = line.say("review", "agree", saved["record_id"], home=counter, secret=secret)
    assert own.error == "E_SAMEPERSON"
    at(counter, "review", "agree", saved["record_id"], "--officer", "审核乙")

    # Sealed, received, decided, told.
    at(counter, "bundle", "pack", "-o", stick)
    again = at(counter, "trust", "request", "-o", stick / "xini.request")
    at(
        desk,
        "trust",
        "approve",
        stick / "xini.request",
        "-o",
        stick / "sc.fostrust",
        "--fingerprint",
        again["fingerprint"],
    )
    (arrived,) = at(desk, "province", "receive", stick)["bundles"]
    assert (arrived["result"], arrived["stored"]) == ("imported", 3)
    (case,) = at(desk, "province", "cases")["records"]
    assert (case["name"], case["method"], case["reviewed_by"]) == ("区永福", "consulate", "审核乙")
    at(desk, "province", "accept", case["record_id"])
    at(desk, "province", "send", "xini", "-o", stick)
    at(counter, "list", "read", stick)
    (row,) = [one for one in at(counter, "due", "list")["people"] if one["person"] == "p-cut"]
    assert row["status"] == "OK"
