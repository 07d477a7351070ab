"""Many records at once: whose work it is, which are clear, what contradicts what, letters of a return, figures."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from fieldsuite import journal
from fieldsuite.casework import access, review
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province import allotments, clear, conflicts, dossier, figures, return_letters
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.cases import cases
from fieldsuite.records import Verification
from fieldsuite.tables import KnownEvent
from keys.vault import officers
from tests.grounds import PASSPHRASE, TODAY, Place

PASSED = Verification(
    method="face", verdict="alive_and_same", passed=True, likeness=7100, threshold=5500, source="live",
    seconds_ms=14_000,
)  # fmt: skip
"""A live check by face above its threshold, as the program writes it."""


def checked(place: Place, *who: str, likeness: int = 7100, agreed: bool = True) -> list[str]:
    """Checks by face, reviewed by a colleague, packed; gives the records."""
    with place.officer() as village, village.store.session() as session:
        said = PASSED.model_copy(update={"likeness": likeness})
        made = [journal.append(village, session, said, one, TODAY).id for one in who]
    if agreed:
        with place.reviewer() as village:
            for record in made:
                review.decide(village, record, True)
    return made


def arrive(place: Place, office: Office) -> None:
    with place.officer() as village:
        sent = place.pack(village)
    place.arrive(office, sent.path)


def test_only_what_shows_no_sign_at_all_is_accepted_together(place: Place) -> None:
    good = checked(place, "p-fine", "p-soon")
    checked(place, "p-month", agreed=False)
    checked(place, "p-two", likeness=5000)
    with place.officer() as village:
        place.visit(village, "p-cut")
    with place.clerk() as office:
        arrive(place, office)
        assert sorted(row.record_id for row in clear.clear_cases(office)) == sorted(good)
        (visited,) = [row.record_id for row in cases(office) if row.person_id == "p-cut"]
        with pytest.raises(OfficeError) as refused:
            clear.accept_clear(office, [*good, visited])
        assert (refused.value.key, len(cases(office))) == ("rulings.not_clear", 5)
        assert clear.accept_clear(office, good) == 2
        assert clear.clear_cases(office) == ()


def test_work_belongs_to_a_clerk_until_it_is_given_back_or_the_clerk_has_left(place: Place) -> None:
    checked(place, "p-fine", "p-soon")
    with place.clerk() as office:
        me = office.officer.name
        access.add_officer(office, "二号经办", PASSPHRASE, role="clerk")
        arrive(place, office)
        bundle, one = cases(office)[0].bundle, cases(office)[0].record_id
        assert allotments.allot(office, [bundle], "二号经办") == 1
        assert allotments.allot(office, [one], me) == 1
        assert [who for _, who in allotments.given_cases(office, whose="all")] == [me, "二号经办"]
        assert [row.record_id for row, _ in allotments.given_cases(office)] == [one]
        assert [row.record_id for row in clear.clear_cases(office)] == [one]
        assert allotments.given_cases(office, whose="nobody") == ()
        assert allotments.give_back(office, "二号经办") == 1
        assert len(allotments.given_cases(office, whose="nobody")) == 1
        for subject, to in ((bundle, "三号"), ("x" * 9, "")):
            with pytest.raises(OfficeError):
                allotments.allot(office, [subject], to)
        allotments.allot(office, [bundle], "二号经办")
        gone = next(card.id for card in officers(office.home.keys) if card.name == "二号经办")
        for path in office.home.keys.rglob(f"*{gone}*"):
            path.unlink()
        assert len(allotments.given_cases(office, whose="nobody")) == 1


def test_alive_against_dead_and_two_places_in_an_hour_are_shown_and_neither_wins(place: Place) -> None:
    with place.officer() as village:
        place.visit(village, "p-fine", status="dead", death_on=date(2026, 10, 1), photos=())
        place.visit(village, "p-fine", on=date(2026, 11, 20))
        place.visit(village, "p-two", place="三村六组", at="09:10")
        place.visit(village, "p-two", place="长岭村", at="09:50")
        place.visit(village, "p-soon", place="三村六组", at="09:10")
        place.visit(village, "p-soon", place="长岭村", at="10:20")
        place.visit(village, "p-rare")
    with place.clerk() as office:
        arrive(place, office)
        with office.store.session() as session:
            session.add(KnownEvent(id="e", person_id="p-rare", kind="death", on=date(2026, 9, 1)))
        found = conflicts.conflicts(office)
        assert [(one.kind, one.person) for one in found] == [
            ("alive_dead", "p-fine"), ("alive_dead", "p-rare"), ("two_places", "p-two")
        ]  # fmt: skip
        assert all(row.status == "waiting" for row in cases(office))
        known = conflicts.of_people(office, ["p-fine", "p-rare", "p-soon"])
        assert known == {
            found[0].first.record: ("alive_dead",), found[0].second.record: ("alive_dead",),
            found[1].second.record: ("alive_dead",),
        }  # fmt: skip
        told = dossier.dossier(office, "p-fine")
        assert [one.kind for one in told.conflicts] == ["alive_dead"] and told.laptops[0].records == 2
        decide(office, [found[0].second.record], "returned", "PERSON_DOUBTFUL", "请再上门")
        assert [one.person for one in conflicts.conflicts(office)] == ["p-rare", "p-two"]
        assert conflicts.conflicts(office, "p-soon") == ()


def test_a_return_of_many_is_one_letter_on_paper_and_the_figures_count_it(
    place: Place, tmp_path: Path
) -> None:
    checked(place, "p-fine", "p-soon")
    with place.clerk() as office:
        arrive(place, office)
        place.clock.go(hours=3)
        with pytest.raises(OfficeError):
            return_letters.write(office, tmp_path)
        decide(office, [row.record_id for row in cases(office)], "returned", "PHOTO_UNCLEAR", "请重新拍照")
        (letter,) = return_letters.write(office, tmp_path)
        text = "".join(page.extract_text() for page in PdfReader(letter.path).pages)
        assert all(word in text for word in ("退回通知书", "单国强", "仇德明", "照片看不清脸", "请重新拍照"))
        lines = {(row.by, row.name): row for row in figures.figures(office)}
        mine = lines["clerk", office.officer.name]
        assert (mine.accepted, mine.returned, mine.hours) == (0, 2, 3.0)
        assert (lines["site", place.site].waiting, lines["day", "2026-11-21"].returned) == (0, 2)
        assert figures.figures(office, date(2026, 1, 1), date(2026, 1, 2)) == ()
