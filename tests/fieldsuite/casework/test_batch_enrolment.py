"""批量人脸建模 (广西通知 三(一)): a folder of card photographs in, templates and the on-site queue out."""

from dataclasses import replace
from pathlib import Path

import pytest

from biometric.steps import Progress
from fieldsuite import template_store
from fieldsuite.casework import batch, consent
from fieldsuite.casework.batch_report import BatchReport
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Journal
from tests.doubles import card_photos as cards
from tests.grounds import Place, cast


def agree(office: Office, *who: str) -> None:
    for person in who:
        consent.give(office, person, consent.ConsentForm(face=True, voice=False, read_by="李梅"))


def run(office: Office, folder: Path, **more: object) -> BatchReport:
    *_, last = batch.folder(office, folder, **more)  # type: ignore[arg-type]
    assert isinstance(last, BatchReport)
    return last


def result(report: BatchReport, who: str) -> str:
    (row,) = [row for row in report.rows if row.person_id == who]
    return row.result


@pytest.mark.requirement("R046")
@pytest.mark.requirement("R047")
def test_every_photograph_gets_its_word_and_who_has_none_is_queued_by_village(place: Place) -> None:
    photos = place.root / "cards"
    numbers = {one.id: one.person_no for one in cast()}
    ids = {one.id: one.id_no for one in cast()}
    cards.good(photos / f"{numbers['p-fine']}.jpg")
    cards.empty(photos / "三村" / f"{ids['p-soon']}.jpg")
    cards.crowded(photos / "p-month.jpg")
    cards.dark(photos / f"{numbers['p-cut']}_区永福.JPG")
    cards.torn(photos / "p-new.jpg")
    cards.good(photos / "p-verify.png")
    cards.good(photos / "9999999999.jpg")
    (photos / "Thumbs.db").write_bytes(b"no photograph")
    with place.officer() as office:
        agree(office, "p-fine", "p-soon", "p-month", "p-cut", "p-new")
        report = run(office, photos, workers=1)
        assert {who: result(report, who) for who in numbers} == {
            "p-fine": "enrolled",
            "p-soon": "no_face",
            "p-month": "several_faces",
            "p-cut": "poor",
            "p-new": "unreadable",
            "p-verify": "no_consent",
            "p-two": "no_photo",
            "p-rare": "no_photo",
        }
        (stranger,) = [row for row in report.rows if row.result == "unknown_person"]
        assert (stranger.name, stranger.file) == ("9999999999", "9999999999.jpg")
        assert report.photographs == 7
        poor = next(row for row in report.rows if row.result == "poor")
        assert poor.advice == "advice_brightness_low"
        waiting = dict(report.queue)["三村"]
        assert {"p-soon", "p-month", "p-cut", "p-new", "p-verify", "p-two", "p-rare"} <= {
            row.person_id for row in waiting
        }
        assert "p-fine" not in {row.person_id for _, rows in report.queue for row in rows}
        assert sum(report.counts.values()) == len(report.rows)
        assert template_store.current(office, "p-fine", "face") is not None
        assert template_store.current(office, "p-verify", "face") is None


@pytest.mark.requirement("R046")
def test_a_run_that_was_interrupted_goes_on_where_it_stopped(place: Place) -> None:
    photos = place.root / "cards"
    for who in ("p-fine", "p-soon", "p-month"):
        cards.good(photos / f"{who}.jpg")
    with place.officer() as office:
        agree(office, "p-fine", "p-soon", "p-month")
        steps = batch.folder(office, photos, workers=1)
        assert next(steps) == Progress(0, 3, "batch_measuring")
        assert next(steps) == Progress(1, 3, "batch_measuring")
        steps.close()  # type: ignore[attr-defined]
        with office.store.session() as session:
            kept = list(session.query(Journal).filter(Journal.kind == "enrolment"))
        assert [row.person_id for row in kept] == ["p-fine"]
        again = run(office, photos, workers=1)
        assert (again.counts["already_enrolled"], again.counts["enrolled"]) == (1, 2)
        third = run(office, photos, workers=1)
        assert (third.counts["already_enrolled"], third.counts["enrolled"]) == (3, 0)


def test_several_processes_give_what_one_gives(place: Place) -> None:
    photos = place.root / "cards"
    people = ("p-fine", "p-soon", "p-month", "p-cut")
    for who in people:
        (cards.empty if who == "p-cut" else cards.good)(photos / f"{who}.jpg")
    with place.officer() as office:
        agree(office, *people)
        steps = list(batch.folder(office, photos, workers=2))
        progress = [step for step in steps if isinstance(step, Progress)]
        assert [step.done for step in progress] == [0, 1, 2, 3, 4]
        report = steps[-1]
        assert isinstance(report, BatchReport)
        assert {who: result(report, who) for who in people} == {
            "p-fine": "enrolled", "p-soon": "enrolled", "p-month": "enrolled", "p-cut": "no_face",
        }  # fmt: skip


@pytest.mark.requirement("R046")
def test_the_agency_models_its_own_cards_without_asking_but_a_refusal_holds(place: Place) -> None:
    photos = place.root / "cards"
    for who in ("p-fine", "p-soon"):
        cards.good(photos / f"{who}.jpg")
    with place.officer() as office:
        office.config = replace(office.config, kind="relay")
        consent.give(office, "p-soon", consent.ConsentForm(face=False, voice=False, read_by="李梅"))
        report = run(office, photos, workers=1)
        assert (result(report, "p-fine"), result(report, "p-soon")) == ("enrolled", "no_consent")
        with office.store.session() as session:
            (row,) = session.query(Journal).filter(Journal.kind == "enrolment")
        assert (row.payload["basis"], row.payload["source"]) == ("agency", "photographs")


def test_policy_may_ask_at_an_agency_and_may_not_ask_at_an_office(place: Place) -> None:
    cards.good(place.root / "cards" / "p-fine.jpg")
    with place.officer() as office:
        office.config = replace(office.config, kind="relay", card_photographs="consent")
        assert result(run(office, place.root / "cards", workers=1), "p-fine") == "no_consent"
        office.config = replace(office.config, kind="village", card_photographs="agency")
        assert result(run(office, place.root / "cards", workers=1), "p-fine") == "enrolled"


@pytest.mark.requirement("R046")
def test_the_provincial_desk_models_its_own_cards(place: Place) -> None:
    cards.good(place.root / "cards" / "p-fine.jpg")
    with place.clerk() as desk:
        assert result(run(desk, place.root / "cards", workers=1), "p-fine") == "enrolled"
        assert template_store.current(desk, "p-fine", "face") is not None
    with place.officer() as office:
        place.visit(office, "p-fine")
        sent = place.pack(office)
    with place.clerk() as desk:
        (arrived,) = place.arrive(desk, sent.path)
        assert arrived.result == "imported"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_table_says_whose_a_photograph_is(place: Place, encoding: str) -> None:
    photos = place.root / "cards"
    cards.good(photos / "扫描" / "张三 (1).jpg")
    cards.good(photos / "unlisted.jpg")
    table = place.root / "map.csv"
    lines = "person,file\r\np-fine,扫描\\张三 (1).jpg\r\np-soon,gone.jpg\r\nnobody,unlisted.jpg\r\n"
    table.write_bytes(lines.encode(encoding))
    with place.officer() as office:
        agree(office, "p-fine")
        report = run(office, photos, table=table, workers=1)
        assert result(report, "p-fine") == "enrolled"
        assert result(report, "p-soon") == "no_photo"
        assert next(row for row in report.rows if row.person_id == "p-soon").advice == "file_missing"
        assert [row.name for row in report.rows if row.result == "unknown_person"] == ["nobody"]


def test_two_photographs_of_one_person_make_one_template(place: Place) -> None:
    photos = place.root / "cards"
    cards.good(photos / "2019" / "p-fine.jpg")
    cards.write(photos / "2021" / "p-fine.jpg", cards.portrait()[5:, 5:], quality=85)
    with place.officer() as office:
        agree(office, "p-fine")
        assert run(office, photos, workers=1).photographs == 2
        template = template_store.current(office, "p-fine", "face")
        assert template is not None
        assert len(template.vectors) == 2
        assert template.from_photographs


def test_who_is_known_to_have_died_waits_for_no_photograph(place: Place) -> None:
    (place.root / "cards").mkdir()
    with place.officer() as office:
        place.visit(office, "p-cut", status="dead", death_on=office.today())
        report = run(office, place.root / "cards", workers=1)
        assert "p-cut" not in {row.person_id for row in report.rows}


def test_a_folder_that_is_none_is_refused(place: Place) -> None:
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        run(office, place.photo())
    assert (caught.value.key, caught.value.code) == ("office.not_a_folder", "E_INPUT")
