"""Files of other departments by command: looked at, taken in, objected to; and the lists that follow from them."""

import pytest
from openpyxl import Workbook

from tests.fieldsuite.cli.desks import DAY, ask, death_file, desk, listed, number_of, written
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

__all__ = ["desk"]


@pytest.mark.requirement("R119", "R110", "R025", "R152", "R195")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_journey_by_train_certifies_by_comparison(encoding: str, desk: Place, line: Line) -> None:
    file = written(
        desk,
        [
            ("姓名", "身份证号", "乘车日期", "车次"),
            ("曾建国", number_of("p-month", desk), "2026/11/5", "G1234"),
        ],
        encoding=encoding,
    )
    words = [file, "--kind", "travel", "--from", "transport", "--as-of", DAY]
    seen = ask(line, desk, "compare", "preview", *words)
    assert seen["encoding"] == ("gb18030" if encoding == "gb18030" else "utf-8")
    assert seen["columns"] == {"id_no": "身份证号", "name": "姓名", "on": "乘车日期", "note": "车次"}
    assert seen["counts"] == {"matched": 1}
    taken = ask(line, desk, "compare", "import", *words)
    assert (taken["certified"], taken["losses"], taken["contradicting"]) == (1, 0, 0)
    due = {row["person"]: row for row in ask(line, desk, "due", "list", "--as-of", DAY)["people"]}
    assert (due["p-month"]["status"], due["p-month"]["deadline"]) == ("OK", "2027-11-05")
    (sign,) = ask(line, desk, "compare", "signs", "p-month")["signs"]
    assert (sign["kind"], sign["department"], sign["note"]) == ("travel", "transport", "G1234")


@pytest.mark.requirement("R120")
def test_every_department_of_the_notice_can_be_named(desk: Place, line: Line) -> None:
    file = written(desk, [("身份证号码",), (number_of("p-fine", desk),)])
    departments = [
        "police",
        "justice",
        "civil_affairs",
        "transport",
        "health",
        "medical_insurance",
        "court",
        "big_data",
    ]
    for department in departments:
        words = ["compare", "preview", file, "--kind", "alive", "--from", department, "--as-of", DAY]
        assert ask(line, desk, *words)["counts"] == {"matched": 1}
    refused = line.say("compare", "preview", file, "--kind", "alive", "--from", "moon", home=desk.province,
                       secret=desk.secret)  # fmt: skip
    assert refused.error == "E_INPUT"


@pytest.mark.requirement("R035", "R036", "R037", "R038", "R023", "R024")
@pytest.mark.parametrize(
    ("kind", "method"),
    [("platform", "online"), ("app", "app"), ("relative", "relative"), ("terminal", "terminal")],
)
def test_remote_certifications_are_taken_over_with_their_channel(
    kind: str, method: str, desk: Place, line: Line
) -> None:
    file = written(desk, [("身份证号码", "认证时间"), (number_of("p-cut", desk), "2026-11-20")])
    ask(line, desk, "compare", "import", file, "--kind", kind, "--from", "ministry", "--as-of", DAY)
    card = ask(line, desk, "people", "show", "p-cut", "--as-of", DAY)["card"]
    assert card["benefits"][0]["standing"]["status"] == "OK"
    assert method in [row["method"] for row in card["history"]]


@pytest.mark.requirement("R111", "R109", "R108")
@pytest.mark.parametrize(
    ("kind", "department", "source"),
    [
        ("death", "civil_affairs", "funeral"), ("death", "population", "population"), ("death", "police", "household"),
        ("death", "court", "court"), ("death", "health", "hospital"), ("death", "social_security", "hr_database"),
        ("prison", "justice", "justice"), ("missing", "social_security", "hr_database"), ("death", "unit", "unit"),
        ("other_loss", "other", "other"),
    ],
)  # fmt: skip
def test_a_loss_stands_on_the_lost_list_with_its_source_and_stops_nobody_by_itself(
    kind: str, department: str, source: str, desk: Place, line: Line
) -> None:
    file = written(desk, [("身份证号码", "日期"), (number_of("p-fine", desk), "2026-11-01")])
    taken = ask(line, desk, "compare", "import", file, "--kind", kind, "--from", department, "--as-of", DAY)
    assert (taken["losses"], taken["certified"]) == (1, 0)
    row = listed(line, desk, "p-fine")
    assert (row["list"], row["sources"]) == ("lost", [f"{kind}:{source}"])
    assert row["reasons"][0]["article"] == "第13条"
    due = {one["person"]: one["status"] for one in ask(line, desk, "due", "list", "--as-of", DAY)["people"]}
    assert due["p-fine"] == "OK"


@pytest.mark.requirement("R113")
def test_rows_50_and_51_on_both_lists_one_is_to_be_verified_and_nothing_certifies(
    desk: Place, line: Line
) -> None:
    ask(line, desk, "compare", "import", death_file(desk, ("p-fine", "单国强", "2026-09-10")), "--kind", "death",
        "--from", "civil_affairs", "--as-of", DAY)  # fmt: skip
    flight = written(desk, [("身份证号码", "日期"), (number_of("p-fine", desk), "2026-11-01")], "flight.csv")
    taken = ask(
        line, desk, "compare", "import", flight, "--kind", "travel", "--from", "transport", "--as-of", DAY
    )
    assert (taken["certified"], taken["contradicting"]) == (0, 1)
    row = listed(line, desk, "p-fine")
    assert (row["list"], row["fraud"]) == ("verify", False)
    assert "第14条" in [reason["article"] for reason in row["reasons"]]
    window = written(desk, [("身份证号码", "日期"), (number_of("p-fine", desk), "2026-11-02")], "window.csv")
    ask(line, desk, "compare", "import", window, "--kind", "window", "--from", "unit", "--as-of", DAY)
    assert listed(line, desk, "p-fine")["fraud"] is True


@pytest.mark.requirement("R112")
@pytest.mark.parametrize("kind", ["adopted", "remarried", "employed", "enlisted"])
def test_what_ends_a_survivors_benefit_does_not_end_a_pension(kind: str, desk: Place, line: Line) -> None:
    file = written(desk, [("身份证号码", "日期"), (number_of("p-two", desk), "2026-10-01")])
    ask(line, desk, "compare", "import", file, "--kind", kind, "--from", "civil_affairs", "--as-of", DAY)
    rows = ask(line, desk, "roll", "show", "--as-of", DAY)["people"]
    found = {row["benefit"]: row["list"] for row in rows if row["person"] == "p-two"}
    assert found == {"pension": "verify", "work-injury": "lost"}


@pytest.mark.requirement("R121")
def test_wrong_data_are_objected_to_decided_by_another_and_stop_counting(desk: Place, line: Line) -> None:
    ask(line, desk, "compare", "import", death_file(desk, ("p-fine", "单国强", "2026-09-10")), "--kind", "death",
        "--from", "civil_affairs", "--as-of", DAY)  # fmt: skip
    (sign,) = ask(line, desk, "compare", "signs", "p-fine")["signs"]
    ask(
        line,
        desk,
        "compare",
        "object",
        sign["sign"],
        "--by",
        "本人",
        "--reason",
        "本人健在，火化的是同名的人",
        officer="甲经办",
    )
    row = listed(line, desk, "p-fine")
    assert (row["list"], row["reasons"][0]["rule"]) == ("verify", "list_objected")
    own = line.say("compare", "resolve", sign["sign"], "--upheld", "--reason", "确认", "--officer", "甲经办",
                   home=desk.province, secret=desk.secret)  # fmt: skip
    assert own.error == "E_SAMEPERSON"
    ask(
        line,
        desk,
        "compare",
        "resolve",
        sign["sign"],
        "--upheld",
        "--reason",
        "民政确认号码录错",
        officer="乙经办",
    )
    assert listed(line, desk, "p-fine")["list"] == "eligible"
    assert ask(line, desk, "compare", "signs", "--state", "withdrawn")["signs"][0]["sign"] == sign["sign"]


@pytest.mark.requirement("R121")
def test_a_certification_that_rested_on_wrong_data_is_taken_back_and_the_offices_learn_it(
    desk: Place, line: Line
) -> None:
    file = written(desk, [("身份证号码", "日期"), (number_of("p-month", desk), "2026-11-05")])
    ask(line, desk, "compare", "import", file, "--kind", "hospital", "--from", "health", "--as-of", DAY)
    with desk.clerk() as office, desk.officer() as village:
        desk.dispatch(office)
        desk.read(village)
    (sign,) = ask(line, desk, "compare", "signs", "p-month")["signs"]
    ask(
        line,
        desk,
        "compare",
        "object",
        sign["sign"],
        "--by",
        "卫健委",
        "--reason",
        "住院的是另一人",
        officer="甲经办",
    )
    ask(line, desk, "compare", "resolve", sign["sign"], "--upheld", "--reason", "已核对", officer="乙经办")
    with desk.clerk() as office, desk.officer() as village:
        desk.dispatch(office)
        desk.read(village)
    for home in (desk.province, desk.village):
        due = line.ask("due", "list", "--as-of", DAY, home=home, secret=desk.secret)["people"]
        assert next(row["deadline"] for row in due if row["person"] == "p-month") == "2026-11-10"


def test_every_line_that_cannot_be_used_says_why(desk: Place, line: Line) -> None:
    good = number_of("p-fine", desk)
    rows = [
        ("身份证", "姓名", "日期"),
        (good, "单国强", "2026-11-01"),
        (good, "单国强", "2026-11-01"),
        (good, "别的人", "2026-11-01"),
        (number_of("p-two", desk), "欧阳家旺", "2026-12-01"),
        (number_of("p-two", desk), "欧阳家旺", "没有日期"),
        ("510502195103140013", "外人", "2026-11-01"),
        ("123", "外人", "2026-11-01"),
    ]
    file = written(desk, rows, divider="\t")
    words = [file, "--kind", "alive", "--from", "other", "--map", "id_no=身份证", "--as-of", DAY]
    seen = ask(line, desk, "compare", "preview", *words)
    assert seen["counts"]["matched"] == seen["counts"]["repeated"] == seen["counts"]["name_differs"] == 1
    assert seen["counts"]["future"] == seen["counts"]["bad_day"] == 1
    assert seen["counts"].get("unknown", 0) + seen["counts"].get("bad_number", 0) == 2
    assert good not in str(seen)
    assert [one["number"] for one in seen["lines"]] == [2, 3, 4, 5, 6, 7, 8]


def test_a_column_that_is_not_known_must_be_named(desk: Place, line: Line) -> None:
    file = written(desk, [("身份证", "日期"), ("1", "2")])
    refused = line.say("compare", "preview", file, "--kind", "alive", "--from", "other", home=desk.province,
                       secret=desk.secret)  # fmt: skip
    assert refused.error == "E_INPUT" and "--map" in refused.object["error"]["hint"]
    wrong = line.say("compare", "preview", file, "--kind", "alive", "--from", "other", "--map", "id_no=没有",
                     home=desk.province, secret=desk.secret)  # fmt: skip
    assert wrong.error == "E_INPUT"


def test_the_same_file_is_taken_once(desk: Place, line: Line) -> None:
    file = written(desk, [("身份证号码",), (number_of("p-fine", desk),)])
    words = [file, "--kind", "alive", "--from", "other", "--as-of", DAY]
    ask(line, desk, "compare", "import", *words)
    again = line.say("compare", "import", *words, home=desk.province, secret=desk.secret)
    assert again.error == "E_INPUT"
    assert ask(line, desk, "compare", "preview", *words)["known"] is True


def test_excel_is_read_and_a_number_that_excel_has_spoilt_is_refused(desk: Place, line: Line) -> None:
    book = Workbook()
    table = book.active
    table.append(["身份证号码", "姓名", "日期"])
    table.append([number_of("p-fine", desk), "单国强", "2026-11-01"])
    table.append([int(number_of("p-two", desk)[:17]) * 10, "欧阳家旺", "2026-11-01"])
    book.save(desk.root / "data.xlsx")
    words = [desk.root / "data.xlsx", "--kind", "hospital", "--from", "medical_insurance", "--as-of", DAY]
    taken = ask(line, desk, "compare", "import", *words)
    assert (taken["counts"], taken["certified"]) == ({"matched": 1, "spoilt": 1}, 1)
    assert taken["problems"][0]["result"] == "spoilt"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x01", b"PK\x03\x04 no", b"\x00\x00\x00"])
def test_what_is_no_table_is_refused(content: bytes, desk: Place, line: Line) -> None:
    path = desk.root / "junk.csv"
    path.write_bytes(content)
    refused = line.say("compare", "preview", path, "--kind", "alive", "--from", "other", home=desk.province,
                       secret=desk.secret)  # fmt: skip
    assert refused.error == "E_INPUT"
