"""What the province sends is believed because it signed it, taken once, and never by halves."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.casework import inbox, people, send
from fieldsuite.documents import Decisions, Document, Receipt, WorkList
from fieldsuite.errors import OfficeError
from fieldsuite.letters import finish, origin
from fieldsuite.office import Office
from fieldsuite.province import register
from fieldsuite.province.adjudicate import decide
from fieldsuite.tables import (
    Journal,
    OutBundle,
)
from keys.ed25519 import SigningKey
from sync.contents import Contents, Signers
from sync.contents import Document as Enclosed
from sync.errors import SyncError
from sync.manifest import FIRST_PREV
from sync.pack import pack
from tests.fieldsuite.casework.letters import letters, refused, state
from tests.grounds import NOW, Place, cast


def seal_for(
    place: Place, document: Document, kind: str, key: SigningKey | None = None, to: Office | None = None
) -> Path:
    """Seal a document as the desk would, with its key or with another one."""
    with place.clerk() as desk:
        roles = {"receipt": "province-receipt", "decision": "province-receipt", "tasks": "province-task"}
        signer = key or desk.keyring.signing_key(roles[kind])
        devices = desk.require_trust().by_role("device", place.site)
        recipients = (
            [to.keyring.recipient_key.public] if to else [one.recipient for one in devices if one.recipient]
        )
        contents = Contents(type=kind, documents=[Enclosed(document.data())])  # type: ignore[arg-type]
        folder = place.root / "forged"
        folder.mkdir(exist_ok=True)
        return finish(pack(contents, origin(desk, 99, FIRST_PREV), Signers(signer), recipients, folder)).path


def receipt_of(place: Place, office: Office, **more: object) -> Receipt:
    """A receipt that says everything was stored."""
    (bundle,) = send.outbox(office).bundles
    with office.store.session() as session:
        row = session.get(OutBundle, bundle.bundle)
        records = session.exec(select(Journal).where(Journal.bundle == bundle.bundle)).all()
    assert row is not None
    lines = [{"id": one.id, "digest": one.digest, "status": "stored"} for one in records]
    body: dict[str, object] = {
        "receipt": "ab" * 16, "bundle": row.bundle, "digest": row.digest, "manifest_digest": row.manifest_digest,
        "device": office.keyring.device_key.public.kid, "epoch": 1, "seq": row.seq, "received": "2026-11-21T02:00:00Z",
        "result": "imported", "counts": {"stored": len(lines)}, "records": lines, **more,
    }  # fmt: skip
    return Receipt.read(body)


def test_c50_a_forged_receipt_leaves_the_outbox_as_it_was(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        place.pack(office)
        stranger = SigningKey.generate()
        with refused(office, "E_SIGNATURE"):
            inbox.read(office, seal_for(place, receipt_of(place, office), "receipt", stranger))
        for borrowed in (office.keyring.device_key, office.keyring.officer_key):
            with refused(office, "E_ROLE"):
                inbox.read(office, seal_for(place, receipt_of(place, office), "receipt", borrowed))
        assert send.outbox(office).bundles[0].state == "exported"
        inbox.read(office, seal_for(place, receipt_of(place, office), "receipt"))
        assert send.outbox(office).bundles[0].state == "received"


def test_the_key_for_lists_signs_no_receipt_and_the_other_way_round(place: Place) -> None:
    with place.officer() as office, place.clerk() as desk:
        place.visit(office, "p-fine")
        place.pack(office)
        task = desk.keyring.signing_key("province-task")
    with place.officer() as office:
        forged = seal_for(place, receipt_of(place, office), "receipt", task)
        with refused(office, "E_ROLE"):
            inbox.read(office, forged)
        decision = Decisions(decision="cd" * 16, site=place.site, issued="2026-11-21T02:00:00Z", records=())
        with refused(office, "E_ROLE"):
            inbox.read(office, seal_for(place, decision, "decision", task))


def test_c50_a_receipt_of_another_bundle_or_of_other_bytes_is_refused(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        place.pack(office)
        for more in ({"bundle": "cd" * 16}, {"digest": "ef" * 32}):
            forged = seal_for(place, receipt_of(place, office, **more), "receipt")
            with refused(office, "E_AUDIENCE"):
                inbox.read(office, forged)


def test_a_damaged_letter_is_refused_and_the_rest_of_the_stick_is_read(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, place.stick)
        sent = place.dispatch(desk, whole=True)
    bad = next(Path(name) for name in sent.files if name.endswith(".fosb"))
    data = bytearray(bad.read_bytes())
    data[-1] ^= 1
    bad.write_bytes(data)
    with place.officer() as office:
        found = list(inbox.each(office, [place.stick]))
        (failed,) = [one for one in found if isinstance(one, inbox.NotRead)]
        assert failed.path == bad and failed.error.code == "E_AEAD"
        assert sum(isinstance(one, inbox.Read) and not one.same for one in found) == 1
        with pytest.raises(SyncError):
            inbox.read_all(office, [place.stick])


def test_c50_the_same_letters_again_change_nothing(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, place.stick)
        place.dispatch(desk)
    with place.officer() as office:
        first = place.read(office)
        before = state(office)
        assert {read.kind for read in first if not read.same} == {"tasks", "receipt"}
        again = place.read(office)
        assert all(read.same for read in again) and state(office) == before
        assert {(read.kind, read.id) for read in first if not read.same} <= {
            (read.kind, read.id) for read in again
        }


def test_c51_an_older_list_is_refused_and_on_a_stick_passed_over(place: Place) -> None:
    with place.clerk() as desk:
        place.dispatch(desk, whole=True)
        place.dispatch(desk, whole=True)
    *_, third, fourth = letters(place, "tasks")
    with place.officer() as office:
        inbox.read(office, fourth)
        with refused(office, "E_EXPIRED"):
            inbox.read(office, third)
        shutil.copy(third, place.stick)
        before = state(office)
        place.read(office)
        assert state(office) == before


def test_a_list_that_has_ended_is_refused(place: Place) -> None:
    with place.clerk() as desk:
        place.dispatch(desk)
    place.clock.go(days=93)
    with place.officer() as office, refused(office, "E_EXPIRED"):
        inbox.read(office, letters(place, "tasks")[-1])


def test_a_list_of_another_office_is_refused_whoever_it_was_sealed_to(place: Place) -> None:
    body = WorkList(list="ab" * 16, seq=9, site="other-cun", issued="2026-11-21T02:00:00Z",
                    valid_until=(NOW + timedelta(days=90)).date(), people=())  # fmt: skip
    with place.officer() as office:
        with refused(office, "E_AUDIENCE"):
            inbox.read(office, seal_for(place, body, "tasks"))
        decision = Decisions(decision="cd" * 16, site="other-cun", issued="2026-11-21T02:00:00Z", records=())
        with refused(office, "E_AUDIENCE"):
            inbox.read(office, seal_for(place, decision, "decision"))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_last_decision_holds_in_whatever_order_they_are_read(
    place: Place, order: tuple[int, int]
) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-cut")
        sent = place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, sent.path)
        for status in ("held", "accepted"):
            decide(desk, [saved.record_id], status)  # type: ignore[arg-type]
            place.dispatch(desk, with_list=False)
    both = letters(place, "decision")
    with place.officer() as office:
        for at in order:
            inbox.read(office, both[at])
        inbox.read(office, letters(place, "receipt")[0])
        (row,) = [row for row in people.card(office, "p-cut").history if row.record_id == saved.record_id]
        assert row.state == "accepted" and send.outbox(office).bundles[0].state == "closed"


def test_a_list_brings_new_people_and_takes_nobody_away(place: Place) -> None:
    fresh = cast()[0].model_copy(
        update={"id": "p-more", "person_no": "0090009999", "name": "农春梅", "benefits": (), "certified": ()}
    )
    with place.clerk() as desk:
        register.take(desk, [fresh], place.site)
        place.dispatch(desk)
    with place.officer() as office:
        (tasks,) = [read for read in place.read(office) if read.kind == "tasks" and not read.same]
        assert (tasks.people, tasks.new_people) == (29, 1)
        assert people.card(office, "农春梅").id == "p-more" and people.card(office, "单国强").id == "p-fine"


def test_a_letter_that_is_none_is_said_to_be_none(place: Place) -> None:
    note = place.root / "note.fosb"
    note.write_text(json.dumps({"a": 1}), encoding="utf-8")
    with place.officer() as office:
        with refused(office, "E_MAGIC"):
            inbox.read(office, note)
        with pytest.raises(OfficeError) as caught:
            inbox.read(office, place.root / "gone.fosb")
        assert caught.value.key == "cli.no_such_file"
        with pytest.raises(OfficeError) as caught:
            inbox.scan(note)
        assert caught.value.key == "office.not_a_folder"


@pytest.mark.parametrize("rules", [{"profile": "mars"}, {"benefit": "unemployment"}])
def test_a_list_by_rules_of_a_newer_program_is_refused_in_words(place: Place, rules: dict[str, str]) -> None:
    someone = cast()[0]
    later = someone.model_copy(update={"benefits": (someone.benefits[0].model_copy(update=rules),)})
    body = WorkList(list="ab" * 16, seq=9, site=place.site, issued="2026-11-21T02:00:00Z",
                    valid_until=(NOW + timedelta(days=90)).date(), people=(later,))  # fmt: skip
    with place.officer() as office, refused(office, "E_VERSION"):
        inbox.read(office, seal_for(place, body, "tasks"))
