"""The desk keeps what the offices sent no longer than its own rules say, and every erasure is a signed record."""

from dataclasses import replace

import pytest
from sqlmodel import select

from fieldsuite.casework import erasing, review
from fieldsuite.casework.kept_verdict import keep, policy_of
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.cases import cases
from fieldsuite.tables import Journal
from tests.fieldsuite.casework.test_evidence_policy import WHO, heard, seen
from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

__all__ = ["desk"]


def sent(place: Place) -> None:
    """A verification by face and one by voice, and a visit, arrive at the desk."""
    with place.officer() as office:
        keep(office, WHO, "face", seen(), place="", policy=policy_of(office))
        keep(office, WHO, "voice", heard(), place="", policy=policy_of(office))
        place.visit(office, "p-fine")
        place.pack(office)
    with place.clerk() as office:
        place.arrive(office, place.stick)


def settle(place: Place) -> None:
    with place.clerk() as office:
        decide(office, [row.record_id for row in cases(office)], "accepted")
        place.dispatch(office)


def pieces(office: Office) -> dict[str, str]:
    """Way -> the piece of it that arrived."""
    with office.store.session() as session:
        rows = session.exec(select(Journal).where(Journal.kind.in_(("verification", "visit"))))  # type: ignore[attr-defined]
        return {str(row.payload.get("method", row.kind)): row.evidence[0] for row in rows}


def test_the_desk_erases_what_is_over_by_its_rules_and_not_before_the_office_was_told(
    desk: Place, line: Line
) -> None:
    sent(desk)
    assert ask(line, desk, "evidence", "due")["pieces"] == 0, "nothing is decided"
    with desk.clerk() as office:
        decide(office, [row.record_id for row in cases(office)], "accepted")
        assert erasing.due(office) == (), "the office was not told"
        desk.dispatch(office)
        found = pieces(office)
        assert [row.pieces for row in erasing.due(office)] == [(found["voice"],)], (
            "a picture stays for 90 days"
        )
        list(erasing.erase(office))
        desk.clock.go(days=89)
        assert erasing.due(office) == ()
        desk.clock.go(days=1)
        *_, done = erasing.erase(office)
        assert isinstance(done, erasing.Erased) and done.pieces == 1
        assert not office.evidence.holds(found["face"]) and not office.evidence.holds(found["voice"])
        assert office.evidence.holds(found["visit"]), "a photograph of a visit is no part of this"
        with pytest.raises(OfficeError) as gone:
            review.evidence(office, found["face"])
        assert gone.value.key == "office.evidence_erased"
    shown = ask(line, desk, "evidence", "erased")
    assert shown["pieces"] == 2
    assert {row["profile"] for row in shown["erasures"]} == {"sichuan 1"}
    assert ask(line, desk, "audit", "verify")["intact"] is True


def test_the_command_erases_and_a_second_run_finds_nothing(live: Place, line: Line) -> None:
    sent(live)
    settle(live)
    assert ask(line, live, "evidence", "erase")["pieces"] >= 1, (
        "the machine's own clock: a sound goes at once"
    )
    assert ask(line, live, "evidence", "erase")["pieces"] == 0


def test_what_is_held_or_returned_is_open_or_closed_as_it_says(place: Place) -> None:
    sent(place)
    with place.clerk() as office:
        rows = [row.record_id for row in cases(office)]
        decide(office, rows, "held")
        place.dispatch(office)
        place.clock.go(days=400)
        assert erasing.due(office) == (), "a case that is held is open"
        decide(office, rows, "returned", "OTHER", "请重拍")
        place.dispatch(office)
        place.clock.go(days=90)
        assert sum(len(row.pieces) for row in erasing.due(office)) == 2


def test_a_piece_that_two_cases_rest_on_stays_until_both_are_over(place: Place) -> None:
    sent(place)
    settle(place)
    with place.officer() as office:
        keep(office, WHO, "face", replace(seen(), seconds=3.0), place="", policy=policy_of(office))
        place.pack(office)
    with place.clerk() as office:
        place.arrive(office, place.stick)
        place.clock.go(days=100)
        found = pieces(office)
        assert [row.pieces for row in erasing.due(office)] == [(found["voice"],)]
