"""Cases of the design page rules that are no windows, by the command that does the thing: 18b, 18c, 55, 56 and 2.2."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from fieldsuite.clock import utc_now
from fieldsuite.practice import consulate
from fieldsuite.tables import Benefit, KnownCertification, Person, TaskList
from tests.counter import FORM
from tests.fieldsuite.cli.desks import DAY, ask, desk, written
from tests.fieldsuite.cli.line import Line
from tests.grounds import CHEAP, PASSPHRASE, Clock, Place

__all__ = ["desk"]
TODAY = utc_now().date()


class Two:
    """A village and its desk, said to by command."""

    def __init__(self, line: Line, place: Place) -> None:
        self.line, self.place = line, place

    def village(self, *words: object) -> dict[str, Any]:
        return self.line.ask(*words, home=self.place.village, secret=self.place.secret)

    def province(self, *words: object) -> dict[str, Any]:
        return self.line.ask(*words, home=self.place.province, secret=self.place.secret)

    def visit(self, who: str) -> str:
        words = [
            "visit",
            "record",
            who,
            "--status",
            "self_care",
            "--place",
            "三村六组",
            "--photo",
            self.place.photo(who),
        ]
        return str(self.village(*words)["record_id"])

    def delivered(self) -> dict[str, Any]:
        packed = self.village("bundle", "pack", "-o", self.place.stick)
        return dict(self.province("province", "receive", packed["path"])["bundles"][0])

    def newest_list(self) -> dict[str, Any]:
        lists: list[dict[str, Any]] = self.province("roll", "sent")["lists"]
        return max(lists, key=lambda row: row["seq"])

    def case(self, record: str) -> dict[str, Any]:
        found = self.province("province", "cases")["records"]
        return next(row for row in found if row["record_id"] == record)


@pytest.fixture
def two(line: Line, live: Place) -> Two:
    return Two(line, live)


@pytest.mark.requirement("R117")
def test_row_18b_a_result_later_than_three_months_after_the_list_is_taken_and_shown_late(two: Two) -> None:
    received = TODAY - timedelta(days=100)
    for office in (two.place.officer(), two.place.clerk()):
        with office as opened, opened.store.session() as session:
            for row in session.exec(select(TaskList)).all():
                row.received_on, row.issued_at = received, f"{received.isoformat()}T01:00:00Z"
                session.add(row)
    record = two.visit("p-verify")
    assert two.delivered()["result"] == "imported"
    assert "late" in two.case(record)["flags"]
    sent = two.newest_list()
    assert (sent["back"], sent["late"]) == (1, 1) and sent["days"] < 0
    assert two.province("province", "accept", record)["ok"]


@pytest.mark.requirement("R117")
def test_row_18b_a_result_within_the_three_months_is_not_late(two: Two) -> None:
    record = two.visit("p-verify")
    assert two.delivered()["result"] == "imported"
    assert "late" not in two.case(record)["flags"]
    sent = two.newest_list()
    assert (sent["back"], sent["late"]) == (1, 0)


def test_row_18c_a_record_dated_before_the_last_signed_instant_is_kept_for_a_person(two: Two) -> None:
    ahead = Place(two.place.root, clock=Clock(utc_now() + timedelta(days=3)))
    with ahead.clerk() as desk:
        ahead.dispatch(desk)  # its list is signed three days from now
    two.village("list", "read", two.place.stick)
    record = two.visit("p-fine")
    bundle = two.delivered()
    assert bundle["result"] == "imported" and bundle["counts"]["stored"] >= 1
    case = two.case(record)
    assert "clock" in case["flags"] and case["status"] == "waiting"
    assert two.province("province", "accept", record)["ok"]


@pytest.mark.requirement("R112")
def test_row_55_from_the_eighteenth_birthday_a_childs_benefit_is_to_be_verified(
    desk: Place, line: Line
) -> None:
    with desk.clerk() as office, office.store.session() as session:
        child, benefit = session.get(Person, "p-two"), session.get(Benefit, "p-two-work-injury")
        assert child is not None and benefit is not None
        child.birth, benefit.start_on = date(2008, 11, 21), date(2019, 1, 1)
        session.add_all([child, benefit])
        session.add(
            KnownCertification(
                id="x",
                person_id="p-two",
                on=date(2026, 10, 1),
                recorded_on=date(2026, 10, 1),
                method="online",
            )
        )

    def lists(as_of: str) -> dict[str, Any]:
        found = ask(line, desk, "roll", "show", "--as-of", as_of)["people"]
        return {row["benefit"]: row for row in found if row["person"] == "p-two"}

    assert lists("2026-11-20")["work-injury"]["list"] == "eligible"
    that_day = lists("2026-11-21")
    assert that_day["work-injury"]["list"] == "verify" and that_day["pension"]["list"] == "eligible"
    assert that_day["work-injury"]["reasons"][0]["article"] == "第13条(二)"


@pytest.mark.requirement("R112")
@pytest.mark.parametrize(
    ("kin", "more", "grounds"),
    [
        ("child", [], ["rules.survivor_adult"]),
        ("child", ["--incapable"], []),
        ("sibling", ["--incapable", "--employed-on", "2026-10-01"], ["rules.survivor_employed"]),
        ("spouse", ["--remarried-on", "2026-10-01"], ["rules.survivor_remarried"]),
        ("parent", [], []),
    ],
)
def test_row_55_what_the_questions_find(kin: str, more: list[str], grounds: list[str], two: Two) -> None:
    asked = two.village("visit", "survey", "p-fine", "--kin", kin, "--answered-by", "单小红", *more)
    assert [one["key"] for one in asked["grounds"]] == grounds
    assert all(one["article"] == "第13条(二)" for one in asked["grounds"])


FOURTH = "连续三年委托办理，第四年原则上应由本人亲自办理"


@pytest.mark.requirement("R137")
def test_row_56_the_fourth_year_by_proxy_is_warned_of_and_taken_with_a_reason(
    line: Line, live: Place
) -> None:
    home = live.root / "consulate"
    consulate.found(home, live.province, live.stick, PASSPHRASE, cost=CHEAP, now=utc_now)
    at = {"home": home, "secret": live.secret}
    with live.open(home, "officer") as office, office.store.session() as session:
        key = session.exec(select(Person.id)).first()
        for known in session.exec(select(KnownCertification)).all():
            session.delete(known)
        for year in range(TODAY.year - 3, TODAY.year):
            day = date(year, 11, 1)
            session.add(
                KnownCertification(
                    id=f"k{year}", person_id=key, on=day, recorded_on=day, method="consulate_proxy"
                )
            )
    proxy = {**FORM, "way": "proxy", "proxy_name": "单国强", "proxy_id": "EK1", "proxy_relation": "子",
             "proxy_signed_on": (TODAY - timedelta(days=20)).isoformat()}  # fmt: skip
    sets = [word for field, value in proxy.items() for word in ("--set", f"{field}={value}")]
    filled = line.ask("overseas", "fill", key, *sets, **at)
    assert filled["valid"] and FOURTH in [one["message"] for one in filled["warnings"]]
    seen = [
        "--document",
        "passport:EJ1234567:2036-01-01",
        "--document",
        "proxy_passport:EK1",
        "--document",
        "authorisation",
    ]
    record = ["overseas", "record", key, "--photo", live.photo("form"), *seen]
    refused = line.say(*record, **at)
    assert refused.error == "E_RULE" and FOURTH in refused.out
    assert line.ask(*record, "--override", "卧床，视频见面核实", **at)["record_id"]


@pytest.mark.requirement("R008")
@pytest.mark.parametrize(
    ("kind", "number", "valid", "key"),
    [
        ("hk_mo", "H1234567801", True, "H12345678"),
        ("hk_mo", "H1234567802", True, "H12345678"),
        ("hk_mo", "m12345678", True, "M12345678"),
        ("hk_mo", "HKG0009056", False, None),
        ("other", "HKG0009056", True, "HKG0009056"),
        ("other", "香港0009056", False, None),
        ("taiwan", "12345678", True, "12345678"),
        ("taiwan", "1234567890A", True, "1234567890A"),
        ("taiwan", "1234567", False, None),
        ("prc_passport", "EJ1234567", True, "EJ1234567"),
        ("passport", "C01X00T478", True, "C01X00T478"),
        ("passport", "A!1", False, None),
    ],
)
def test_the_numbers_of_travel_documents(
    kind: str, number: str, valid: bool, key: str | None, line: Line
) -> None:
    answer = line.say("id", "check", number, "--kind", kind)
    assert (answer.code, answer.object["valid"], answer.object["person_key"]) == (
        0 if valid else 1,
        valid,
        key,
    )


def test_a_passport_of_an_unusual_shape_is_a_warning_only(line: Line) -> None:
    found = line.ask("id", "check", "AB12345678901", "--kind", "prc_passport")
    assert found["valid"] and [one["code"] for one in found["warnings"]] == ["FORMAT"]
    assert line.say("id", "check", "1", "--kind", "moon").error == "E_USAGE"


def test_a_permit_that_was_renewed_is_the_same_person(desk: Place, line: Line) -> None:
    ask(line, desk, "people", "correct", "p-fine", "id_kind", "other", "--reason", "换证")
    ask(line, desk, "people", "correct", "p-fine", "id_no", "H1234567801", "--reason", "换证")
    file = written(desk, [("证件号码", "日期"), ("H1234567802", "2026-11-01")])
    seen = ask(
        line, desk, "compare", "preview", file, "--kind", "travel", "--from", "transport", "--as-of", DAY
    )
    assert seen["counts"] == {"matched": 1}
