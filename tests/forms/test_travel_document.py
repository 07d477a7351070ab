import pytest

from forms.travel_document import looks_right, mrz_digit, person_key, read_td3

# The sample of ICAO 9303-4, appendix A.
FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"


def test_the_sample_passport_of_the_standard_reads_right():
    passport = read_td3(FIRST, SECOND)
    assert passport.valid
    assert (passport.number, passport.nationality) == ("L898902C3", "UTO")
    assert (passport.surname, passport.given) == ("ERIKSSON", "ANNA MARIA")


@pytest.mark.parametrize(
    ("place", "part"), [(0, "number"), (13, "birth"), (21, "expires"), (28, "personal"), (43, "all")]
)
def test_one_wrong_character_is_named_by_its_part(place, part):
    passport = read_td3(FIRST, SECOND[:place] + "6" + SECOND[place + 1 :])
    assert not passport.valid and part in passport.wrong


@pytest.mark.parametrize("second", ["", "L898902C3", SECOND + "0", SECOND.replace("<", "«")])
def test_lines_that_are_no_passport_are_no_passport(second):
    assert read_td3(FIRST, second) is None


def test_weights_are_seven_three_one():
    assert mrz_digit("520727") == "3"  # ICAO 9303-3, 4.9, example 1
    with pytest.raises(ValueError, match="machine-readable"):
        mrz_digit("é")


@pytest.mark.parametrize(
    ("kind", "number", "right"),
    [
        ("hk_mo", "H0123456701", True), ("hk_mo", "M12345678", True), ("hk_mo", "H1234567", False),
        ("other", "HKG0009056", True), ("other", "A123456(7)", True), ("other", "abc", False),
        ("passport", "E12345678", True), ("passport", "E1234 5678", False), ("taiwan", "12345678", True),
        ("no such kind", "12345678", False),
    ],
)  # fmt: skip
def test_shapes_of_documents(kind, number, right):
    assert looks_right(kind, number) is right


def test_a_renewed_permit_belongs_to_the_same_person():
    assert person_key("H0123456701") == person_key("h0123456702") == "H01234567"
