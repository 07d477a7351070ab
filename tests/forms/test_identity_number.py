from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import regions
from forms.identity_number import check, check_character
from tests.forms.samples import TODAY

VALID = [
    ("11010519491231002X", "resident", "11010519491231002X", date(1949, 12, 31), "女"),
    ("11010519491231002x", "resident", "11010519491231002X", date(1949, 12, 31), "女"),
    ("１１０１０５１９４９１２３１００２Ｘ", "resident", "11010519491231002X", date(1949, 12, 31), "女"),
    ("110105 19491231 002X", "resident", "11010519491231002X", date(1949, 12, 31), "女"),
    ("110105-19491231-002X", "resident", "11010519491231002X", date(1949, 12, 31), "女"),
    ("440524188001010014", "resident", "440524188001010014", date(1880, 1, 1), "男"),
    ("450103194503010005", "resident", "450103194503010005", date(1945, 3, 1), "女"),
    ("130503670401001", "resident15", "130503196704010016", date(1967, 4, 1), "男"),
    ("450103490301000", "resident15", "450103194903010004", date(1949, 3, 1), "女"),
    ("810000199408230021", "hk_mo_tw_permit", "810000199408230021", date(1994, 8, 23), "女"),
    ("830000199201300022", "hk_mo_tw_permit", "830000199201300022", date(1992, 1, 30), "女"),
    ("932682198501010017", "foreign_permanent", "932682198501010017", date(1985, 1, 1), "男"),
    ("911124198108030024", "foreign_permanent", "911124198108030024", date(1981, 8, 3), "女"),
    ("SAU320085010101", "foreign_permanent_old", "SAU320085010101", None, None),
]

WRONG = [
    ("11010519491231002O", "LEN"),
    ("1101051949123100OX", "LEN"),
    ("440524188001010013", "CHECK"),
    ("450103194902300010", "BIRTH"),
    ("450103202701010015", "BIRTH_RANGE"),
    ("000105194912310021", "REGION"),
    ("450103194503010003", "CHECK"),
    ("110105180401998", "BIRTH_RANGE"),
    ("1101051949123100", "LEN"),
    ("11010519491231002", "LEN"),
    ("11010519491231002X0", "LEN"),
    ("810001199408230020", "REGION"),
    ("", "LEN"),
    ("X1010519491231002X", "LEN"),
]


@pytest.mark.requirement("R134")
@pytest.mark.parametrize(("number", "kind", "normal", "birth", "sex"), VALID)
def test_a_number_that_is_right_says_who_it_is(number, kind, normal, birth, sex):
    found = check(number, TODAY)
    assert found.valid
    assert (found.kind, found.normal, found.birth, found.sex) == (kind, normal, birth, sex)
    assert found.original == number


@pytest.mark.requirement("R134")
@pytest.mark.parametrize(("number", "problem"), WRONG)
def test_a_number_that_is_wrong_says_the_first_rule_it_breaks(number, problem):
    found = check(number, TODAY)
    assert (found.valid, found.problem) == (False, problem)
    assert found.birth is None and found.sex is None


def test_an_abolished_region_is_a_warning_and_no_error():
    assert check("440524188001010014", TODAY).warnings == ("REGION_ABOLISHED",)
    assert check("450103194503010005", TODAY).warnings == ()


def test_an_unknown_six_of_a_known_province_is_a_warning():
    first = "45999919450301000"
    assert check(first + check_character(first), TODAY).warnings == ("REGION_UNKNOWN",)


def test_a_birth_today_is_right_and_tomorrow_is_not():
    cases = (("20261121", None), ("20261122", "BIRTH_RANGE"), ("18600101", None), ("18591231", "BIRTH_RANGE"))
    for day, problem in cases:
        first = f"450103{day}001"
        assert check(first + check_character(first), TODAY).problem == problem


def test_practice_numbers_pass_in_practice_only():
    first = "79000119450301000"
    number = first + check_character(first)
    assert check(number, TODAY).problem == "REGION"
    found = check(number, TODAY, practice=True)
    assert found.valid and found.warnings == ()


def test_the_regions_of_the_design_pages_are_in_the_table():
    assert regions.full_name("450103") == "广西壮族自治区南宁市青秀区"
    assert regions.region("440524").abolished_after == 1992
    assert regions.country("682").alpha2 == regions.country("SAU").alpha2 == "SA"
    assert not regions.is_province("79")


births = st.dates(date(1860, 1, 1), TODAY)
counties = st.sampled_from(["110105", "450103", "130503", "659001", "510502"])


@given(counties, births, st.integers(0, 999))
def test_every_number_made_by_the_rule_is_right_and_says_what_it_was_made_of(county, birth, sequence):
    first = f"{county}{birth:%Y%m%d}{sequence:03d}"
    found = check(first + check_character(first), TODAY)
    assert (found.valid, found.birth) == (True, birth)
    assert found.sex == ("男" if sequence % 2 else "女")
    assert check(found.normal, TODAY) == found


@given(counties, births, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_digit_typed_wrong_is_never_accepted(county, birth, sequence, place, off):
    first = f"{county}{birth:%Y%m%d}{sequence:03d}"
    number = first + check_character(first)
    wrong = number[:place] + str((int(number[place]) + off) % 10) + number[place + 1 :]
    assert not check(wrong, TODAY).valid


@given(counties, births, st.integers(0, 999), st.integers(0, 15))
def test_two_neighbours_swapped_are_never_accepted(county, birth, sequence, place):
    first = f"{county}{birth:%Y%m%d}{sequence:03d}"
    number = first + check_character(first)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not check(swapped, TODAY).valid


@given(counties, st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 995))
def test_fifteen_digits_become_the_eighteen_of_the_same_person(county, birth, sequence):
    found = check(f"{county}{birth:%y%m%d}{sequence:03d}", TODAY)
    assert (found.kind, found.birth) == ("resident15", birth)
    again = check(found.normal, TODAY)
    assert (again.kind, again.birth, again.sex) == ("resident", birth, found.sex)


@given(st.text(max_size=40))
def test_whatever_is_typed_has_an_answer(text):
    found = check(text, TODAY)
    assert found.valid or found.problem in ("LEN", "REGION", "BIRTH", "BIRTH_RANGE", "CHECK")
