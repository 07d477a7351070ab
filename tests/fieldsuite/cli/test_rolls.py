"""The lists of the desk by command: to verify, uncertified, due today; split, sent, filtered, by level."""

import pytest
from openpyxl import load_workbook

from fieldsuite.province import register
from fieldsuite.tables import Person
from tests.fieldsuite.cli.desks import DAY, ask, desk, listed, number_of, written
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place, cast

__all__ = ["desk"]


@pytest.mark.requirement("R113", "R106")
def test_three_months_before_the_end_without_news_one_is_to_be_verified(desk: Place, line: Line) -> None:
    assert listed(line, desk, "p-rare", "2026-09-23")["list"] == "eligible"
    row = listed(line, desk, "p-rare", "2026-09-24")
    assert (row["list"], row["reasons"][0]["rule"]) == ("verify", "list_no_news")


@pytest.mark.requirement("R115", "R116", "R118", "R034")
def test_the_list_to_verify_is_split_by_where_people_live_and_sent_signed(desk: Place, line: Line) -> None:
    with desk.clerk() as office:
        two = next(one for one in cast() if one.id == "p-two").model_copy(update={"unit": "红星机械厂"})
        register.take(office, [two], desk.site)
    file = written(desk, [("身份证号码", "日期"), (number_of("p-two", desk), "2025-12-01")])
    ask(line, desk, "compare", "import", file, "--kind", "prison", "--from", "justice", "--as-of", DAY)
    later = "2026-11-30"
    counts = ask(line, desk, "roll", "split", "--as-of", later)["sites"][desk.site]
    assert counts["三村"] >= 3
    assigned = ask(line, desk, "roll", "assign", desk.site, "--as-of", later)["assigned"]
    assert assigned >= 3
    sent = ask(line, desk, "province", "send", desk.site, "-o", desk.stick, "--as-of", later)
    assert sent["people"] >= assigned
    line.ask("list", "read", desk.stick, home=desk.village, secret=desk.secret)
    found = line.ask("people", "find", "--which", "verify", home=desk.village, secret=desk.secret)["people"]
    assert {"p-month", "p-cut"} <= {row["id"] for row in found}
    assert next(row["verify_days"] for row in found if row["id"] == "p-cut") is not None


def test_a_list_on_paper_names_people_by_their_personal_number(desk: Place, line: Line) -> None:
    with desk.clerk() as office, office.store.session() as session:
        person = session.get(Person, "p-month")
        assert person is not None
        person.person_no = "5105020077"
        session.add(person)
    out = desk.root / "roll.csv"
    ask(line, desk, "roll", "show", "--as-of", DAY, "-o", out)
    text = out.read_text(encoding="utf-8-sig")
    assert "个人编号" in text and "5105020077" in text and "p-month" not in text


@pytest.mark.requirement("R118")
def test_work_injury_is_verified_through_the_employer_first(desk: Place, line: Line) -> None:
    with desk.clerk() as office:
        two = next(one for one in cast() if one.id == "p-two").model_copy(update={"unit": "红星机械厂"})
        register.take(office, [two], desk.site)
    rows = ask(line, desk, "roll", "show", "--list", "verify", "--as-of", "2026-11-30")["people"]
    assert {row["through"] for row in rows if row["person"] == "p-two"} == {"unit", "village"}
    assert ask(line, desk, "roll", "split", "--as-of", "2026-11-30")["sites"][desk.site]["红星机械厂"] == 1


@pytest.mark.requirement("R127", "R128", "R129")
def test_the_uncertified_are_listed_by_place_benefit_and_span_and_taken_away(desk: Place, line: Line) -> None:
    # last certified 2025-08-15: fifteen full months on 21 November 2026, so twelve to twenty-four
    rows = ask(line, desk, "roll", "uncertified", "--span", "12", "--as-of", DAY)["people"]
    assert "p-cut" in [row["person"] for row in rows] and {row["bucket"] for row in rows} == {12}
    assert next(row["months"] for row in rows if row["person"] == "p-cut") == 15
    short = ask(line, desk, "roll", "uncertified", "--span", "10", "--as-of", DAY)["people"]
    assert "p-rare" in [row["person"] for row in short] and "p-cut" not in [row["person"] for row in short]
    out = desk.root / "uncertified.xlsx"
    found = ask(
        line, desk, "roll", "uncertified", "--area", "三村", "--benefit", "pension", "-o", out, "--as-of", DAY
    )
    assert {row["village"] for row in found["people"]} == {"三村"} and "510502" not in str(found)
    table = load_workbook(out).active
    assert table is not None
    numbers = [cell.value for cell in table["C"]]
    assert numbers[0] == "身份证号码" and number_of("p-cut", desk) in numbers
    assert all(isinstance(cell.value, str) for cell in table["C"])


@pytest.mark.requirement("R127", "R156")
def test_a_county_sees_its_own_people_and_a_city_all_of_its_counties(real: Place, line: Line) -> None:
    """The desk of the real ground serves 510502: a county."""
    real.secret.write_text(PASSPHRASE, encoding="utf-8")
    there, here = cast("510502")[3], cast("510502")[2]
    with real.clerk() as office:
        register.take(office, [there.model_copy(update={"insured_area": "510503"}),
                               here.model_copy(update={"insured_area": "510502"})], real.site)  # fmt: skip
    settings = real.province / "office.json"
    for area, seen in (
        ("510502", {"p-month"}),
        ("510500", {"p-month", "p-cut"}),
        ("510000", {"p-month", "p-cut"}),
    ):
        settings.write_text(
            settings.read_text("utf-8").replace('"area": "510502"', f'"area": "{area}"'), "utf-8"
        )
        rows = line.ask("roll", "daily", "--as-of", DAY, home=real.province, secret=real.secret)["people"]
        assert {row["person"] for row in rows} & {"p-month", "p-cut"} == seen
        settings.write_text(
            settings.read_text("utf-8").replace(f'"area": "{area}"', '"area": "510502"'), "utf-8"
        )


@pytest.mark.requirement("R130", "R105")
def test_the_daily_list_names_who_is_due_or_overdue(desk: Place, line: Line) -> None:
    out = desk.root / "daily.csv"
    rows = ask(line, desk, "roll", "daily", "-o", out, "--as-of", DAY)["people"]
    found = {row["person"]: row["status"] for row in rows}
    assert (
        found["p-soon"] == "DUE_SOON"
        and found["p-month"] == "OVERDUE_IN_MONTH"
        and found["p-cut"] == "SUSPENDED"
    )
    assert "p-fine" not in found
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "words", [["roll", "show", "--list", "some"], ["roll", "uncertified", "--span", "11"]]
)
def test_a_list_or_a_span_that_there_is_not_is_refused(words: list[str], desk: Place, line: Line) -> None:
    assert line.say(*words, home=desk.province, secret=desk.secret).error == "E_INPUT"


@pytest.mark.requirement("R117", "R167")
def test_what_left_is_counted_and_an_objection_to_a_suspension_is_noted_and_rejected_by_another(
    desk: Place, line: Line
) -> None:
    # p-cut: suspended from 2026-09, stopped from 2026-12 unless somebody objects
    ask(line, desk, "roll", "assign", desk.site, "--as-of", DAY)
    ask(line, desk, "province", "send", desk.site, "-o", desk.stick, "--as-of", DAY)
    newest = ask(line, desk, "roll", "sent", "--as-of", "2027-02-01")["lists"][0]
    assert (newest["due_on"], newest["days"]) == ("2027-02-21", 20) and newest["to_verify"] >= 2
    ask(line, desk, "roll", "object", "p-cut", "--by", "本人", "--reason", "一直住院", "--as-of", DAY,
        officer="乙经办")  # fmt: skip
    rows = ask(line, desk, "roll", "proposals", "--as-of", "2026-12-01")["proposals"]
    assert {row["what"] for row in rows if row["person"] == "p-cut"} >= {"suspend", "objected"}
    words = ["roll", "reject", "p-cut", "--reason", "核实后不成立"]
    own = line.say(*words, "--officer", "乙经办", home=desk.province, secret=desk.secret)
    assert own.error == "E_SAMEPERSON"
    ask(line, desk, *words, officer="甲经办")
    rows = ask(line, desk, "roll", "proposals", "--as-of", "2026-12-01")["proposals"]
    assert [row["what"] for row in rows if row["person"] == "p-cut"] == ["stop"]


def test_the_desk_gives_deadlines_a_page_at_a_time_and_computes_its_rows_again(
    desk: Place, line: Line
) -> None:
    whole = ask(line, desk, "due", "list", "--as-of", DAY)["people"]
    page = ask(line, desk, "due", "list", "--first", "2", "--most", "3", "--as-of", DAY)["people"]
    assert page == whole[2:5] and {"person", "status", "deadline", "suspend_from"} <= page[0].keys()
    counted = ask(line, desk, "province", "buckets", "--counts", "--as-of", DAY)["buckets"]
    named = ask(line, desk, "province", "buckets", "--as-of", DAY)["buckets"]
    assert [one["people"] for one in counted] == [len(one["people"]) for one in named]
    assert ask(line, desk, "due", "rebuild", "--as-of", DAY)["changed"] == 0
    assert ask(line, desk, "due", "list", "--as-of", "2027-11-21")["people"] != whole
    assert ask(line, desk, "due", "rebuild", "--stale", "--as-of", "2027-11-21")["changed"] == 0
    assert ask(line, desk, "due", "list", "--as-of", DAY)["people"] == whole
