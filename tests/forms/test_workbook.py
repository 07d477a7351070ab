import openpyxl
import pytest

from forms.errors import FormsError
from forms.paper.workbook import neutral, read_table, write_csv, write_xlsx
from forms.roster import ROW, STATUSES, check
from tests.forms.samples import TODAY, person, roster


def rows():
    return [{key: row.get(key, "") for key in (field.key for field in ROW)} for row in roster(12)["rows"]]


@pytest.mark.parametrize(("write", "name"), [(write_xlsx, "rows.xlsx"), (write_csv, "rows.csv")])
def test_a_table_comes_back_as_it_went_and_checks_right(tmp_path, write, name):
    write(tmp_path / name, ROW, rows())
    back = read_table(tmp_path / name, ROW)
    assert back == rows()
    assert check({**roster(0), "rows": back}, TODAY).valid


def test_numbers_are_text_and_statuses_are_a_list_to_choose_from(tmp_path):
    write_xlsx(tmp_path / "rows.xlsx", ROW, rows())
    table = openpyxl.load_workbook(tmp_path / "rows.xlsx").active
    names = [cell.value for cell in table[1]]
    for column in ("个人编号", "身份证号码"):
        cell = table.cell(2, names.index(column) + 1)
        assert (cell.data_type, cell.number_format) == ("s", "@")
    assert ",".join(choice.zh for choice in STATUSES) in {
        v.formula1.strip('"') for v in table.data_validations.dataValidation
    }


@pytest.mark.parametrize(
    "attack", ["=1+1", "+8613800000000", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']
)
def test_a_cell_that_begins_like_a_formula_is_never_run(tmp_path, attack):
    assert neutral(attack) == f"'{attack}"
    row = {**person(0), "address": attack.strip()}
    write_xlsx(tmp_path / "rows.xlsx", ROW, [row])
    table = openpyxl.load_workbook(tmp_path / "rows.xlsx").active
    assert "f" not in {cell.data_type for cell in table[2]}
    assert read_table(tmp_path / "rows.xlsx", ROW)[0]["address"] == attack.strip()
    write_csv(tmp_path / "rows.csv", ROW, [row])
    assert f"'{attack.strip()}" in (tmp_path / "rows.csv").read_text("utf-8-sig").replace('""', '"')
    assert read_table(tmp_path / "rows.csv", ROW)[0]["address"] == attack.strip()


def test_an_identity_number_that_a_spreadsheet_made_a_number_is_refused_by_row_and_column(tmp_path):
    write_xlsx(tmp_path / "rows.xlsx", ROW, rows())
    book = openpyxl.load_workbook(tmp_path / "rows.xlsx")
    names = [cell.value for cell in book.active[1]]
    book.active.cell(4, names.index("身份证号码") + 1).value = 450103194503010005
    book.save(tmp_path / "rows.xlsx")
    with pytest.raises(FormsError) as refused:
        read_table(tmp_path / "rows.xlsx", ROW)
    assert refused.value.key == "numeric_cell"
    assert refused.value.values == {"row": 4, "column": "身份证号码"}


def test_a_csv_that_excel_saved_in_gb18030_is_read(tmp_path):
    write_csv(tmp_path / "rows.csv", ROW, rows())
    text = (tmp_path / "rows.csv").read_text("utf-8-sig")
    (tmp_path / "rows.csv").write_bytes(text.encode("gb18030"))
    assert read_table(tmp_path / "rows.csv", ROW) == rows()


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("x.xlsx", b"not a zip", "not_a_table"), ("x.xlsx", b"", "not_a_table"),
        ("x.csv", b"\xff\xff\xff", "not_a_table"),
        ("x.csv", b"", "missing_column"), ("x.csv", "姓名\r\n王五\r\n".encode(), "missing_column"),
    ],
)  # fmt: skip
def test_files_that_are_no_such_table(tmp_path, name, content, key):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FormsError) as refused:
        read_table(tmp_path / name, ROW)
    assert refused.value.key == key
