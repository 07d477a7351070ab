"""A stick carries letters for several villages and what was on it before: each takes what is its own."""

from dataclasses import replace

from fieldsuite.casework import access, inbox
from fieldsuite.province import enrol
from tests.fieldsuite.casework.letters import letters, refused, state
from tests.grounds import CHEAP, PASSPHRASE, Place, config


def second_village(place: Place) -> Place:
    """Another village of the same province, approved, with a stick of its own."""
    other = Place(place.root.parent / "other", "other-cun", place.clock)
    practice = replace(config("练习村（五村）", "village", other.site), practice=True)
    access.set_up(other.village, practice, "赵六", PASSPHRASE, cost=CHEAP)
    with place.clerk() as desk, other.officer() as office:
        trust = enrol.approve(desk, access.request(office))
        access.take_trust(office, trust.data, anchor=trust.fingerprint)
    return other


def test_the_stick_of_another_village_is_passed_over_file_by_file(place: Place) -> None:
    other = second_village(place)
    with place.clerk() as desk:
        place.dispatch(desk)
    other.stick.symlink_to(place.stick)
    with other.officer() as office:
        before = state(office)
        assert [read.kind for read in other.read(office) if not read.same] == []
        assert state(office) == before
        with refused(office, "E_RECIPIENT"):
            inbox.read(office, letters(place, "tasks")[-1])


def test_old_trust_statements_on_a_stick_are_in_nobodys_way(place: Place) -> None:
    with place.clerk() as desk:
        (place.stick / "trust-2.fostrust").write_bytes(desk.require_trust().data)
    second_village(place)
    with place.clerk() as desk:
        place.dispatch(desk)
    with place.officer() as office:
        assert [read.id for read in place.read(office) if read.kind == "trust"] == ["3"]
        assert [(read.id, read.same) for read in place.read(office) if read.kind == "trust"] == [("3", True)]
        with refused(office, "E_EXPIRED"):
            inbox.read(office, place.stick / "trust-2.fostrust")


def test_a_newer_statement_without_the_metadata_is_not_taken(place: Place) -> None:
    second_village(place)
    with place.clerk() as desk, place.officer() as office:
        (place.stick / "new.fostrust").write_bytes(desk.require_trust().data)
        with refused(office, "E_TYPE"):
            inbox.read(office, place.stick / "new.fostrust")
        place.dispatch(desk)
        assert [read.id for read in place.read(office) if read.kind == "trust"] == ["3", "3"]


def test_a_trust_statement_that_the_held_roots_did_not_sign_is_refused(place: Place, real: Place) -> None:
    with real.clerk() as desk:
        foreign = place.root / "foreign.fostrust"
        foreign.write_bytes(desk.require_trust().data)
    broken = place.root / "broken.fostrust"
    broken.write_bytes(foreign.read_bytes()[:-9])
    with place.officer() as office:
        with refused(office, "E_SIGNATURE"):
            inbox.read(office, foreign)
        with refused(office, "E_CANON", "E_SCHEMA"):
            inbox.read(office, broken)
