"""A clock that is wrong: work goes on, records say so, a supervisor looks, and no list outlives its end."""

from datetime import UTC, datetime, timedelta

import pytest

from fieldsuite.casework import audit, inbox
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.tables import Journal
from tests.fieldsuite.cli.line import Line
from tests.grounds import NOW, Place


def made(place: Place, record_id: str) -> Journal:
    with place.officer() as office, office.store.session() as session:
        row = session.get(Journal, 1)
        assert row is None or row.id
        from sqlmodel import select

        return session.exec(select(Journal).where(Journal.id == record_id)).one()


@pytest.mark.parametrize(
    "back", [timedelta(days=1), timedelta(days=3653), NOW - datetime(1970, 1, 1, tzinfo=UTC)]
)
def test_d60_a_clock_set_back_goes_on_capturing_with_a_flag_that_the_province_sees(
    place: Place, back: timedelta
) -> None:
    place.clock.at = NOW - back
    with place.officer() as office:
        assert office.time.word == "untrusted" and office.time.behind >= back - timedelta(minutes=5)
        saved = place.visit(office, "p-fine")
        assert office.today() == NOW.date()
        place.pack(office)
    row = made(place, saved.record_id)
    assert row.payload["clock"] == "untrusted" and row.recorded_at >= stamp(NOW)
    place.clock.at = NOW
    with place.clerk() as desk:
        (one,) = place.arrive(desk, place.stick)
        assert one.result == "imported"
        with desk.store.session() as session:
            assert session.get(Journal, 1).code == "E_CLOCK"  # type: ignore[union-attr]


@pytest.mark.parametrize("ahead", [timedelta(minutes=4), timedelta(hours=1), timedelta(days=5 * 365)])
def test_d60_a_clock_that_runs_on_is_beyond_doubt_here_and_seen_by_the_province(
    place: Place, ahead: timedelta
) -> None:
    place.clock.at = NOW + ahead
    with place.officer() as office:
        assert office.time.word == ""
        saved = place.visit(office, "p-fine", on=NOW.date())
        assert office.time.word == ""
    assert "clock" not in made(place, saved.record_id).payload
    place.clock.at = NOW
    with place.officer() as office:
        # The log knows a later instant than the clock shows now: somebody must look.
        assert (office.time.word == "untrusted") == (ahead > timedelta(minutes=5))


def test_d60_an_hour_of_summer_time_changes_nothing(place: Place) -> None:
    with place.officer() as office:
        first = office.now()
        place.clock.go(minutes=-4)
        assert office.time.word == "" and office.now() >= first - timedelta(minutes=5)


def test_a_list_that_has_run_out_is_not_taken_by_turning_the_clock_back(place: Place) -> None:
    with place.clerk() as desk:
        place.dispatch(desk)
    (place.root / "put-by").mkdir()
    old = [path.rename(place.root / "put-by" / path.name) for path in place.stick.glob("*.fosb")]
    place.clock.go(days=120)
    with place.clerk() as desk, place.officer() as office:
        place.visit(office, "p-fine")
        place.pack(office)
        place.arrive(desk, place.stick)
        place.dispatch(desk, with_list=False)
        read = [one for one in inbox.each(office, [place.stick]) if not isinstance(one, inbox.NotRead)]
        assert "receipt" in {one.kind for one in read}
    place.clock.go(days=-100)
    with place.officer() as office:
        for path in old:
            try:
                assert inbox.read(office, path).same
            except OfficeError as error:
                assert error.key in ("office.list_expired", "office.list_older")
        assert office.today() >= (NOW + timedelta(days=119)).date()


def test_a_supervisor_confirms_the_clock_and_a_coordinator_does_not(place: Place) -> None:
    place.clock.go(days=-2)
    with place.officer() as office, pytest.raises(OfficeError, match="E_ROLE"):
        audit.confirm_clock(office)
    with place.reviewer() as office:
        assert office.time.word == "untrusted"
        audit.confirm_clock(office, "电池换过")
        assert office.time.word == "confirmed"
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
    assert made(place, saved.record_id).payload["clock"] == "confirmed"


def test_the_floor_travels_with_the_bundle(place: Place) -> None:
    from pathlib import Path

    from fieldsuite.letters import opened

    with place.officer() as office:
        place.visit(office, "p-fine")
        path = Path(place.pack(office).path)
    with place.clerk() as desk, opened(desk, path, "bundle") as bundle:
        assert bundle.manifest.created.trusted_floor == stamp(NOW)
        assert bundle.manifest.log.entries > 3 and len(bundle.manifest.log.head) == 64


def test_the_province_sees_when_a_log_is_not_the_one_whose_head_it_has(live: Place, line: Line) -> None:
    with live.officer() as office:
        live.visit(office, "p-fine")
        live.pack(office)
    with live.clerk() as desk:
        live.arrive(desk, live.stick)
    out = live.root / "log.jsonl"
    line.ask("audit", "export", "-o", out, home=live.village, secret=live.secret)
    lines = out.read_text(encoding="utf-8").splitlines()
    assert line.ask("audit", "check", out, home=live.province, secret=live.secret)["intact"] is True
    out.write_text("\n".join(lines[:5]) + "\n", encoding="utf-8")
    said = line.say("audit", "check", out, home=live.province, secret=live.secret).object
    assert (said["intact"], said["breaks"][0]["kind"], said["first_break"]) == (False, "cut", 5)


def test_the_clock_is_confirmed_by_command(live: Place, line: Line) -> None:
    assert line.say("audit", "clock", home=live.village, secret=live.secret).error == "E_ROLE"
    words = ["audit", "clock", "--reason", "对过表", "--officer", "复核员"]
    assert line.ask(*words, home=live.village, secret=live.secret)["confirmed"] is True
