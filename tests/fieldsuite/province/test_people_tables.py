"""People as a table: a template that spoils no number, out and in again, all or nothing."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from fieldsuite.errors import OfficeError
from fieldsuite.province import people_table
from forms.errors import FormsError
from tests.grounds import Place, number

HEAD = [field.zh for field in people_table.FIELDS]


def line(**more: str) -> list[str]:
    from datetime import date

    good = {
        "person_no": "0012345678", "name": "𬱟㛃", "sex": "男", "id_no": number("790123", date(1951, 3, 14), 77),
        "birth": "1951-03-14", "phone": "13800001234", "village": "三村", "mobility": "能自理",
        "benefit": "企业职工养老保险", "profile": "sichuan", "start_on": "2011-04-01", "certified_on": "2026-02-02",
    }  # fmt: skip
    return [({**good, **more}).get(field.key, "") for field in people_table.FIELDS]


def table(path: Path, *lines: list[object], encoding: str = "gb18030") -> Path:
    if path.suffix == ".csv":
        rows = [",".join(map(str, row)) for row in (HEAD, *lines)]
        path.write_bytes("\r\n".join(rows).encode(encoding))
        return path
    book = Workbook()
    for row in (HEAD, *lines):
        book.active.append(row)
    book.save(path)
    return path


def test_the_template_keeps_numbers_as_text_and_offers_the_choices(tmp_path: Path) -> None:
    people_table.template(tmp_path / "people.xlsx")
    sheet = load_workbook(tmp_path / "people.xlsx").active
    assert [cell.value for cell in sheet[1]] == HEAD
    letter = sheet.cell(1, HEAD.index("身份证号码") + 1).column_letter
    assert sheet.column_dimensions[letter].number_format == "@"
    assert any("男" in str(rule.formula1) for rule in sheet.data_validations.dataValidation)


def test_a_table_may_call_things_as_the_screens_do(place: Place) -> None:
    said = line(id_kind="居民身份证", benefit="企业职工养老", profile="四川")
    with place.clerk() as desk:
        assert people_table.take(desk, table(place.root / "in.csv", said), place.site) == 1


@pytest.mark.parametrize(("suffix", "encoding"), [(".xlsx", ""), (".csv", "gb18030"), (".csv", "utf-8-sig")])
def test_people_come_in_from_a_table_and_go_out_as_one(place: Place, suffix: str, encoding: str) -> None:
    second = line(benefit="工伤保险长期待遇", start_on="2012-01-01")
    file = table(place.root / f"in{suffix}", line(), second, encoding=encoding or "utf-8")
    with place.clerk() as desk:
        assert people_table.take(desk, file, place.site) == 1
        assert people_table.take(desk, file, place.site) == 1  # the same again changes nothing
        rows = people_table.export(desk, place.root / f"out{suffix}")
        assert rows == 28 + 2 + _second_benefits(desk)
        place.dispatch(desk)
    text = (place.root / "out.csv").read_text("utf-8-sig") if suffix == ".csv" else ""
    assert suffix == ".xlsx" or ("𬱟㛃" in text and "0012345678" in text)


def _second_benefits(desk) -> int:
    from sqlmodel import func, select

    from fieldsuite.tables import Benefit, Person

    with desk.store.session() as session:
        return (
            session.exec(select(func.count(Benefit.id))).one()
            - session.exec(select(func.count(Person.id))).one()
            - 1
        )


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"id_no": "790123195103140012"}, "id_no"), ({"sex": "女"}, "sex"), ({"name": "Smith"}, "name"),
        ({"birth": "1951-13-01"}, "birth"), ({"benefit": "不知道"}, "benefit"), ({"person_no": ""}, "person_no"),
        ({"certified_on": "2027-01-01"}, "certified_on"), ({"phone": "12"}, "phone"),
    ],
)  # fmt: skip
def test_one_wrong_line_keeps_everybody_out_and_is_named(place: Place, more: dict, field: str) -> None:
    file = table(place.root / "in.xlsx", line(), line(**more))
    with place.clerk() as desk:
        with pytest.raises(OfficeError) as caught:
            people_table.take(desk, file, place.site)
        assert caught.value.code == "E_RULE"
        assert {"row": 3, "field": field} in [
            {"row": one["row"], "field": one["field"]} for one in caught.value.extra["errors"]
        ]
        assert people_table.export(desk, place.root / "out.csv") == 28 + _second_benefits(desk) + 1


@pytest.mark.parametrize("spoilt", [5.10502194503010e17, "5.10502E+17", 510502194503010003])
def test_a_number_that_a_spreadsheet_has_spoiled_is_refused(place: Place, spoilt: object) -> None:
    row: list[object] = list(line())
    row[HEAD.index("身份证号码")] = spoilt
    file = table(place.root / "in.xlsx", row)
    with place.clerk() as desk, pytest.raises(FormsError) as caught:
        people_table.take(desk, file, place.site)
    assert caught.value.key == "numeric_cell"


def test_a_field_office_takes_nobody(place: Place) -> None:
    with place.officer() as office, pytest.raises(OfficeError):
        people_table.take(office, table(place.root / "in.xlsx", line()), place.site)
