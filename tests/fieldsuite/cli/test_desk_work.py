"""What the desk does about payment, and ways of certifying beside a machine, by command."""

from datetime import date
from typing import Any

import pytest

from fieldsuite import journal
from fieldsuite.casework import consent, review
from fieldsuite.facts import gather
from fieldsuite.province import register
from fieldsuite.records import Enrolment
from tests.fieldsuite.cli.desks import DAY, ask, desk, number_of, written
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place, cast

__all__ = ["desk"]


def proposed(line: Line, place: Place, who: str, as_of: str = DAY) -> list[tuple[str, str, str]]:
    rows = ask(line, place, "roll", "proposals", "--as-of", as_of)["proposals"]
    return [(row["what"], row["why"], row["article"]) for row in rows if row["person"] == who]


def under(place: Place, who: str, profile: str, benefit: str = "pension", **more: Any) -> None:
    one = next(each for each in cast() if each.id == who)
    mine = one.benefits[0].model_copy(update={"profile": profile, "benefit": benefit})
    with place.clerk() as office:
        register.take(office, [one.model_copy(update={"benefits": (mine,), **more})], place.site)


@pytest.mark.requirement("R105", "R107", "R167", "R172")
def test_from_the_thirteenth_month_one_is_proposed_for_suspension_then_for_a_stop_then_cleared_up(
    desk: Place, line: Line
) -> None:
    # last 2025-08-15: suspended from 2026-09, stopped from 2026-12, cleared up three months after that
    assert proposed(line, desk, "p-cut", "2026-08-31") == []
    assert proposed(line, desk, "p-cut", "2026-09-01") == [("suspend", "not_certified", "第24、35条")]
    assert proposed(line, desk, "p-cut", "2026-12-01") == [("stop", "not_certified", "第26条")]
    late = proposed(line, desk, "p-cut", "2027-03-01")
    assert [what for what, _, _ in late] == ["clear_up", "stop"]


@pytest.mark.requirement("R162")
@pytest.mark.parametrize(("months", "suspended"), [(5, False), (6, True), (7, True)])
def test_six_failed_payments_in_a_row_are_proposed_for_suspension(
    months: int, suspended: bool, desk: Place, line: Line
) -> None:
    file = written(desk, [("身份证号码", "连续失败月数"), (number_of("p-fine", desk), str(months))])
    words = ["--kind", "failed_payment", "--from", "bank", "--as-of", DAY]
    assert ask(line, desk, "compare", "import", file, *words)["failed_payments"] == 1
    expected = [("suspend", "payment_failed", "第24条")] if suspended else []
    assert proposed(line, desk, "p-fine") == expected
    mended = written(desk, [("身份证号码", "失败月数"), (number_of("p-fine", desk), "0")], "mended.csv")
    ask(line, desk, "compare", "import", mended, *words)
    assert proposed(line, desk, "p-fine") == []


@pytest.mark.requirement("R163", "R164")
@pytest.mark.parametrize(("status", "detail"), [("dead", "--death-on"), ("prison", "--prison-on")])
def test_a_loss_that_was_seen_and_accepted_is_to_be_stopped_at_once_with_its_reason(
    status: str, detail: str, desk: Place, line: Line
) -> None:
    record = line.ask("visit", "record", "p-fine", "--status", status, "--place", "三村", detail, "2026-11-01", "--on",
                      "2026-11-20", home=desk.village, secret=desk.secret)["record_id"]  # fmt: skip
    with desk.reviewer() as village:
        review.decide(village, record, True)
        sent = desk.pack(village)
    ask(line, desk, "province", "receive", sent.path)
    assert proposed(line, desk, "p-fine") == []
    ask(line, desk, "province", "accept", record)
    why = {"dead": "death", "prison": "prison"}[status]
    assert proposed(line, desk, "p-fine") == [("stop", why, "第13、25条")]


@pytest.mark.requirement("R173")
def test_how_many_are_suspended_and_stopped_is_counted_month_by_month(desk: Place, line: Line) -> None:
    rows = {row["month"]: row for row in ask(line, desk, "roll", "trend", "--as-of", DAY)["months"]}
    assert len(rows) == 12 and list(rows)[-1] == "2026-11"
    assert rows["2026-09"]["suspended"] == rows["2026-08"]["suspended"] + sum(
        row["since"] == "2026-09-01"
        for row in ask(line, desk, "roll", "proposals", "--as-of", "2026-09-30")["proposals"]
        if row["what"] == "suspend"
    )


@pytest.mark.requirement("R102", "R045")
def test_after_the_cut_off_a_payment_list_shows_who_is_paid_and_not_certified(
    desk: Place, line: Line
) -> None:
    under(desk, "p-cut", "inner-mongolia")
    paid = written(
        desk, [("社会保障号码",), (number_of("p-cut", desk),), (number_of("p-fine", desk),), ("1",)]
    )
    before = ask(line, desk, "roll", "payroll", paid, "--as-of", "2026-10-31")
    assert [person for person, _, _ in before["paid_uncertified"]] == []
    found = ask(line, desk, "roll", "payroll", paid, "--as-of", "2026-11-01")
    assert [(person, status) for person, _, status in found["paid_uncertified"]] == [("p-cut", "SUSPENDED")]
    assert "p-two" in [person for person, _ in found["unpaid_entitled"]]
    assert (found["lines"], found["unknown"]) == (3, 1)
    due = ask(line, desk, "due", "list", "--as-of", "2026-08-01")["people"]
    assert next(row["status"] for row in due if row["person"] == "p-cut") == "DUE_SOON"


@pytest.mark.requirement("R026")
def test_the_national_platform_is_open_to_pensioners_only(desk: Place, line: Line) -> None:
    under(desk, "p-cut", "guangxi-dependants", "dependants")
    file = written(desk, [("身份证号码", "认证时间"), (number_of("p-cut", desk), "2026-11-20")])
    taken = ask(
        line, desk, "compare", "import", file, "--kind", "platform", "--from", "ministry", "--as-of", DAY
    )
    assert (taken["certified"], taken["other_benefit"]) == (0, 1)


@pytest.mark.requirement("R077")
@pytest.mark.parametrize(("profile", "source", "counts"), [("guangdong", "live", True), ("sichuan", "live", False),
                                                           ("guangdong", "photographs", False)])  # fmt: skip
def test_an_enrolment_on_site_counts_where_the_notice_says_so(
    profile: str, source: str, counts: bool, desk: Place, line: Line
) -> None:
    under(desk, "p-cut", profile)
    with desk.clerk() as office, desk.officer() as village:
        desk.dispatch(office)
        desk.read(village)
        made = Enrolment(modality="face", engine="test", version="1", samples=3, source=source,
                         template_sha256="0" * 64)  # type: ignore[arg-type]  # fmt: skip
        consent.give(village, "p-cut", consent.ConsentForm(face=True, voice=False, read_by="李梅"))
        with village.store.session() as session:
            journal.append(village, session, made, "p-cut", date(2026, 11, 20))
        sent = desk.pack(village)
        with village.store.session() as session:
            assert len(gather(village, session, ["p-cut"])["p-cut"].enrolled) == (source == "live")
    ask(line, desk, "province", "receive", sent.path)
    for home in (desk.village, desk.province):
        due = line.ask("due", "list", "--as-of", DAY, home=home, secret=desk.secret)["people"]
        assert (next(row["status"] for row in due if row["person"] == "p-cut") == "OK") is counts


@pytest.mark.requirement("R011", "R012", "R019", "R028")
def test_a_check_with_a_document_names_who_helped_and_why_no_machine_did_it(desk: Place, line: Line) -> None:
    for document in ("id_card", "social_security_card"):
        saved = line.ask("visit", "check", "p-fine", "--document", document, "--reason", "没有智能手机，子女不在身边",
                         "--place", "三村村委会", "--helper", "单小军", "--relation", "子", "--photo", desk.photo(),
                         home=desk.village, secret=desk.secret)  # fmt: skip
    with desk.officer() as office, office.store.session() as session:
        from fieldsuite.tables import Journal

        rows = [row.payload for row in session.query(Journal).filter(Journal.kind == "verification")]
    assert [row["document"] for row in rows] == ["id_card", "social_security_card"]
    assert (rows[0]["helper"], rows[0]["relation"], rows[0]["reason"]) == (
        "单小军",
        "子",
        "没有智能手机，子女不在身边",
    )
    assert saved["certifies"] and saved["needs_review"]


@pytest.mark.requirement("R029", "R030", "R032", "R020", "R122", "R027")
@pytest.mark.parametrize(
    "way", ["counter", "home", "household", "activity", "call", "check_up", "coordinator", "unit", "bank"]
)
def test_a_personal_certification_says_in_which_setting_it_was_made(
    way: str, desk: Place, line: Line
) -> None:
    saved = line.ask("visit", "record", "p-fine", "--status", "self_care", "--place", "邮储银行城南支行", "--way", way,
                     "--photo", desk.photo(), home=desk.village, secret=desk.secret)  # fmt: skip
    assert saved["certifies"]
    with desk.officer() as office, office.store.session() as session:
        from fieldsuite.tables import Journal

        (row,) = [row.payload for row in session.query(Journal).filter(Journal.id == saved["record_id"])]
    assert row.get("way", "home") == way


@pytest.mark.requirement("R086", "R087", "R088", "R103")
def test_the_history_is_listed_between_two_days(desk: Place, line: Line) -> None:
    saved = line.ask("visit", "record", "p-fine", "--status", "self_care", "--place", "三村", "--on", "2026-11-20",
                     "--photo", desk.photo(), home=desk.village, secret=desk.secret)  # fmt: skip
    rows = line.ask("people", "history", "p-fine", home=desk.village, secret=desk.secret)["history"]
    assert [row["on"] for row in rows] == ["2026-11-20", "2026-04-10"]
    assert rows[0]["record_id"] == saved["record_id"] and {row["year"] for row in rows} == {2026}
    words = ["people", "history", "p-fine", "--from", "2026-04-01", "--to", "2026-04-30"]
    (row,) = line.ask(*words, home=desk.village, secret=desk.secret)["history"]
    assert row["on"] == "2026-04-10"


@pytest.mark.requirement("R151", "R150", "R043")
def test_what_an_office_made_counts_at_the_province_only_once_it_is_accepted(desk: Place, line: Line) -> None:
    """Also when another office looks after the person: the case says so."""
    with desk.clerk() as office, office.store.session() as session:
        from fieldsuite.tables import Person

        person = session.get(Person, "p-month")
        assert person is not None
        person.site = "other-village"
        session.add(person)
    with desk.officer() as village:
        saved = desk.visit(village, "p-month")
        sent = desk.pack(village)
    ask(line, desk, "province", "receive", sent.path)

    def deadline(*as_of: str) -> str:
        due = ask(line, desk, "due", "list", *as_of)["people"]
        return str(next(row["deadline"] for row in due if row["person"] == "p-month"))

    assert deadline("--as-of", DAY) == "2026-11-10"
    (case,) = ask(line, desk, "province", "cases")["records"]
    assert "other_site" in case["flags"] and "not_reviewed" in case["flags"]
    ask(line, desk, "province", "accept", saved.record_id)
    assert deadline() == "2027-11-21"


@pytest.mark.requirement("R159", "R158")
@pytest.mark.parametrize("source", ["family", "village", "employer"])
def test_families_villages_and_units_report_a_death_and_the_list_shows_it_once_accepted(
    source: str, desk: Place, line: Line
) -> None:
    record = line.ask("death", "report", "p-fine", "--source", source, "--reporter", "单小军", "--on", "2026-11-01",
                      "--place", "三村", "--relation", "子", "--phone", "13800138000", "--proof", "火化证明", "--photo",
                      desk.photo(), home=desk.village, secret=desk.secret)["record_id"]  # fmt: skip
    with desk.reviewer() as village:
        review.decide(village, record, True)
        sent = desk.pack(village)
    ask(line, desk, "province", "receive", sent.path)
    ask(line, desk, "province", "accept", record)
    rows = ask(line, desk, "roll", "show", "--list", "lost", "--as-of", DAY)["people"]
    assert "p-fine" in [row["person"] for row in rows]


def stop_for_prison(line: Line, place: Place) -> None:
    line.ask("visit", "record", "p-fine", "--status", "prison", "--prison-on", "2026-11-01", "--place", "三村",
             home=place.village, secret=place.secret)  # fmt: skip


@pytest.mark.requirement("R175", "R126")
@pytest.mark.parametrize("method", ["phone", "family", "unit", "village", "posted"])
def test_every_contact_with_somebody_stopped_is_logged(method: str, desk: Place, line: Line) -> None:
    stop_for_prison(line, desk)
    line.ask("contact", "log", "p-fine", "--method", method, "--result", "no_answer", "--purpose", "follow_up",
             "--note", "三次未接", home=desk.village, secret=desk.secret)  # fmt: skip
    made = line.ask("contact", "follow-up", "p-fine", "--method", "走访单位", "--found", "随女儿住外地",
                    home=desk.village, secret=desk.secret)  # fmt: skip
    rows = line.ask("people", "history", "p-fine", home=desk.village, secret=desk.secret)["history"]
    assert {"contact", "follow_up"} <= {row["kind"] for row in rows}
    assert made["record_id"] in [row["record_id"] for row in rows]
