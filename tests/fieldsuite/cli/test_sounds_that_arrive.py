"""At the desk every recording is listened to as it is received: one recording under two people, however encoded."""

import numpy as np
import pytest
from sqlmodel import select

from biometric.devices import Sound
from biometric.sound_file import wav_bytes
from fieldsuite.matching import duplicates, hearing
from fieldsuite.office import Office
from fieldsuite.province.rehearsal import rehearse
from fieldsuite.tables import Evidence, Heard, HeardWord
from tests.biometric.test_voice_copied import CHANGES
from tests.doubles.speech import Voice, voices
from tests.fieldsuite.casework.test_duplicates_at_enrolment import alarms
from tests.fieldsuite.casework.test_duplicates_of_an_office import keep
from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.province.desks import move
from tests.grounds import Place
from tests.postgres import postgres, postgres_server

__all__ = ["desk", "postgres", "postgres_server"]


@pytest.fixture(scope="module")
def speaker() -> Voice:
    return voices(seed=70)[0]


def sent(place: Place, **said: Sound) -> str:
    """Give a bundle in which each of these people (``p_fine`` ...) has said something."""
    with place.officer() as office:
        with office.store.session() as session:
            for who, sound in said.items():
                keep(office, session, who.replace("_", "-"), wav_bytes(sound), "audio/wav")
        return place.pack(office).path


def rows(office: Office) -> tuple[int, int]:
    with office.store.session() as session:
        return len(session.exec(select(Heard)).all()), len(session.exec(select(HeardWord)).all())


@pytest.mark.parametrize("server", [False, True], ids=["in a file", "on a server"])
def test_f78_a_recording_encoded_again_for_somebody_else_is_an_alarm_at_its_receipt(
    desk: Place, line: Line, speaker: Voice, server: bool, request: pytest.FixtureRequest
) -> None:
    if server:
        move(desk, request.getfixturevalue("postgres"))
    first = speaker.say("385201")
    begun = ask(line, desk, "province", "receive", sent(desk, p_fine=first, p_month=speaker.say("385201")))
    assert begun["alarms"] == [], "the same digits said again are no copy"
    copy = CHANGES["telephone, cut and quieter"](first)
    said = ask(line, desk, "province", "receive", sent(desk, p_soon=copy, p_cut=speaker.say("385201")))
    (found,) = said["alarms"]
    assert (found["person_id"], found["other"], found["reason"]) == (
        "p-soon",
        "p-fine",
        "one_sound_two_people",
    )
    with desk.clerk() as office:
        assert alarms(office) == [("p-soon", "p-fine", "one_sound_two_people")]
        assert rows(office)[0] == 4
        again, *_ = [
            step for step in duplicates.search(office) if isinstance(step, duplicates.DuplicateReport)
        ]
        assert {frozenset((row.person_id, row.other)) for row in again.rows} == {
            frozenset(("p-soon", "p-fine"))
        }
        assert again.sounds == 4 and not any(row.fresh for row in again.rows)


def test_what_came_before_anybody_listened_is_heard_at_the_next_receipt(
    desk: Place, line: Line, speaker: Voice
) -> None:
    first = speaker.say("0462")
    ask(line, desk, "province", "receive", sent(desk, p_fine=first))
    with desk.clerk() as office:
        before = rows(office)
        with office.store.session() as session:
            for row in (*session.exec(select(Heard)), *session.exec(select(HeardWord))):
                session.delete(row)
    said = ask(line, desk, "province", "receive", sent(desk, p_soon=Sound(first.samples * 0.5, first.rate)))
    assert [row["reason"] for row in said["alarms"]] == ["one_sound_two_people"]
    with desk.clerk() as office:
        assert rows(office)[0] == before[0] + 1
        list(hearing.complete(office))
        assert rows(office)[0] == before[0] + 1


def test_a_look_at_a_bundle_keeps_no_print_and_silence_has_none(
    desk: Place, line: Line, speaker: Voice
) -> None:
    path = sent(desk, p_fine=speaker.say("57"), p_soon=Sound(np.zeros(40_000, np.float32), 16_000))
    with desk.clerk() as office:
        list(rehearse(office, [desk.root / path]))
        assert rows(office) == (0, 0)
    ask(line, desk, "province", "receive", path)
    with desk.clerk() as office, office.store.session() as session:
        silent = session.exec(select(Evidence.sha256).where(Evidence.person_id == "p-soon")).one()
        assert [row.sha256 for row in session.exec(select(Heard)) if not row.print] == [silent]
