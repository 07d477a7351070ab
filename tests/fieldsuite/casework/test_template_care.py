"""Templates: what they have seen, when to renew them, glasses, and that nothing is left of one that was erased."""

from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from biometric.ageing import Scored, advice
from biometric.face.compare import likeness_to
from biometric.template import Template
from fieldsuite import journal, template_store
from fieldsuite.casework import consent, deletion, enrol, people, template_care
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import Enrolment, Variant
from fieldsuite.tables import Journal
from tests.doubles import card_photos as cards
from tests.fieldsuite.casework.test_calibrating import VERSION, enrolled, verified
from tests.grounds import Place


def agreed(office: Office, who: str, *, face: bool = True, voice: bool = True) -> None:
    consent.give(office, who, consent.ConsentForm(face=face, voice=voice, read_by="李梅"))


def kept(
    office: Office, who: str, vectors: np.ndarray, variant: Variant = "", modality: str = "face"
) -> Template:
    template = Template(modality, "dlib", VERSION, vectors.astype(np.float32))  # type: ignore[arg-type]
    said = Enrolment(
        modality=modality, engine="dlib", version=VERSION, samples=len(vectors), source="live",
        template_sha256="0" * 64, variant=variant,
    )  # type: ignore[arg-type]  # fmt: skip
    with office.store.session() as session:
        row = journal.append(office, session, said, who, office.today())
        template_store.keep(office, who, template, row.id)
    return template


def decrypted(office: Office) -> bytes:
    """The whole file of the templates in the clear, free pages and all, with its write-ahead log.

    SQLCipher 4: pages of 4096 bytes, AES-256-CBC under the raw key, IV in the first 16 of the last 80.
    """
    key, clear = office.keyring.template_key, b""
    for path in (office.home.templates, Path(f"{office.home.templates}-wal")):
        data = path.read_bytes() if path.exists() else b""
        if path.suffix == ".db":
            pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
        else:
            pages = [data[at + 24 : at + 24 + 4096] for at in range(32, len(data), 4096 + 24)]
        for number, page in enumerate(pages):
            first = 16 if path.suffix == ".db" and number == 0 else 0
            body, iv = page[first:-80], page[-80:-64]
            cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
            clear += cipher.update(body) + cipher.finalize()
    return clear


def traces(office: Office, template: Template) -> int:
    """Pieces of a template's numbers, 32 bytes each, that are found in the file."""
    clear, numbers = decrypted(office), template.vectors.tobytes()
    pieces = [numbers[at : at + 32] for at in range(0, len(numbers) - 32, 32)]
    return sum(piece in clear for piece in pieces)


def test_after_a_withdrawal_no_byte_of_the_template_is_left_and_a_signed_record_proves_it(
    place: Place,
) -> None:
    rng = np.random.default_rng(1)
    with place.officer() as office:
        agreed(office, "p-fine")
        old, new = (kept(office, "p-fine", rng.normal(0, 1, (3, 128))) for _ in range(2))
        voice = kept(office, "p-fine", rng.normal(0, 1, (5, 256)), modality="voice")
        other = kept(office, "p-soon", rng.normal(0, 1, (3, 128)))
        for template in (old, new, voice, other):
            assert traces(office, template) > 20
        (gone,) = consent.withdraw(office, "p-fine", ["face"], "李梅")
        assert (gone.modality, gone.reason, gone.templates) == ("face", "withdrawn", 2)
        assert traces(office, old) == traces(office, new) == 0
        assert traces(office, voice) > 20
        assert traces(office, other) > 20
        assert template_store.current(office, "p-fine", "face") is None
        with office.store.session() as session:
            row = session.query(Journal).filter(Journal.id == gone.record_id).one()
            said = session.query(Journal).filter(Journal.id == row.payload["consent"]).one()
        assert (said.kind, said.payload["face"], said.payload["voice"]) == ("consent", False, True)
        assert len(row.payload["enrolments"]) == len(row.payload["templates_sha256"]) == 2
        assert row.payload["left"] == 0
        (shown,) = [one for one in people.card(office, "p-fine").history if one.kind == "deletion"]
        assert (shown.method, shown.detail) == ("deletion", "withdrawn")


def test_an_office_opened_again_finds_nothing_either(place: Place) -> None:
    with place.officer() as office:
        agreed(office, "p-fine")
        template = kept(office, "p-fine", np.random.default_rng(1).normal(0, 1, (3, 128)))
        consent.withdraw(office, "p-fine", ["face", "voice"], "李梅")
    with place.officer() as office:
        assert traces(office, template) == 0
        office.store.check()


def test_what_a_power_cut_left_between_erasing_and_signing_is_signed_next_time(place: Place) -> None:
    with place.officer() as office:
        agreed(office, "p-fine")
        kept(office, "p-fine", np.ones((3, 128)))
        template_store.erase(office, "p-fine", "face")
        (gone,) = consent.withdraw(office, "p-fine", ["face"], "李梅")
        assert gone.templates == 0
        with office.store.session() as session:
            row = session.query(Journal).filter(Journal.id == gone.record_id).one()
        assert len(row.payload["enrolments"]) == 1
        assert deletion.settle(office, "p-fine") == ()


def test_a_withdrawal_that_comes_with_a_bundle_is_owed_at_the_desk_until_it_is_settled(place: Place) -> None:
    with place.officer() as office:
        agreed(office, "p-fine", face=False, voice=False)
        sent = place.pack(office).path
    with place.clerk() as desk:
        kept(desk, "p-fine", np.ones((3, 128)))
        assert deletion.owed(desk) == ()
        place.arrive(desk, sent)
        assert [(one.person_id, one.modality) for one in deletion.owed(desk)] == [("p-fine", "face")]
        done = [step for step in deletion.settle_all(desk) if isinstance(step, deletion.Deleted)]
        assert [(one.person_id, one.templates) for one in done] == [("p-fine", 1)]
        assert deletion.owed(desk) == ()


def test_erasing_what_is_not_there_is_said(place: Place) -> None:
    with place.officer() as office:
        with pytest.raises(OfficeError) as error:
            deletion.erase(office, "p-fine", "face", "mistaken", "建错了人")
        assert error.value.key == "office.no_template_here"
        kept(office, "p-fine", np.ones((3, 128)))
        with pytest.raises(OfficeError):
            deletion.erase(office, "p-fine", "face", "mistaken", " ")
        assert deletion.erase(office, "p-fine", "face", "mistaken", "建错了人").templates == 1


def test_with_and_without_glasses_the_best_counts(place: Place) -> None:
    rng = np.random.default_rng(1)
    plain, glasses = rng.normal(0, 0.03, (2, 128))
    with place.officer() as office:
        kept(office, "p-fine", np.tile(plain, (3, 1)))
        kept(office, "p-fine", np.tile(glasses, (3, 1)), "glasses")
        both = template_store.current(office, "p-fine", "face")
        assert both is not None
        assert len(both.others) == 1
        for probe in (plain, glasses):
            assert likeness_to(both, [probe.astype(np.float32)]) == pytest.approx(1, abs=1e-3)
        newer = kept(office, "p-fine", np.tile(glasses * 2, (3, 1)), "glasses")
        again = template_store.current(office, "p-fine", "face")
        assert again is not None
        assert np.array_equal(again.vectors[0], both.vectors[0])
        assert np.array_equal(again.others[0].vectors, newer.vectors)
        assert [(one.variant, one.captures) for one in template_care.of_person(office, "p-fine")] == [
            ("", 3), ("glasses", 3),
        ]  # fmt: skip


def test_a_renewal_names_what_it_replaces_and_how_like_it_is(place: Place) -> None:
    with place.officer() as office:
        agreed(office, "p-fine")
        for _ in range(2):
            list(enrol.face_photographs(office, "p-fine", [cards.good(place.root / "card.jpg")]))
        (one,) = template_care.of_person(office, "p-fine")
        assert one.renews
        assert one.renewal_likeness == pytest.approx(1.0, abs=0.001)


def test_every_verification_since_is_in_the_history_and_a_falling_one_is_renewed(place: Place) -> None:
    with place.officer() as office:
        verified(office, "p-fine", 0.9)
        enrolled(office, ["p-fine", "p-soon"])
        for likeness in (0.70, 0.71, 0.69, 0.66, 0.62, 0.61, 0.60):
            place.clock.go(days=30)
            verified(office, "p-fine", likeness)
        verified(office, "p-fine", 0.2, "not_same")
        (one,) = template_care.of_person(office, "p-fine")
        assert [score.likeness for score in one.scores] == [0.70, 0.71, 0.69, 0.66, 0.62, 0.61, 0.60]
        assert (one.first, one.last, one.advice) == (0.70, 0.61, ("likeness_falling",))
        assert [(row.name, row.advice) for row in template_care.renewals(office)] == [
            ("单国强", ("likeness_falling",))
        ]


def test_an_old_template_is_renewed(place: Place) -> None:
    with place.officer() as office:
        enrolled(office, ["p-fine"])
        place.clock.go(days=365 * 5 + 2)
        assert [row.advice for row in template_care.renewals(office)] == [("template_old",)]


@pytest.mark.parametrize(
    ("likenesses", "expected"),
    [
        ([], ()),
        ([0.56, 0.57], ()),
        ([0.70, 0.57, 0.56, 0.57], ("likeness_near",)),
        ([0.70] * 6, ()),
        ([0.70, 0.70, 0.70, 0.65, 0.65, 0.65], ()),
        ([0.70, 0.70, 0.70, 0.56, 0.57, 0.57], ("likeness_near", "likeness_falling")),
    ],
)
def test_advice_follows_the_middle_of_the_last_three(
    likenesses: list[float], expected: tuple[str, ...]
) -> None:
    from datetime import date

    scores = [Scored(date(2026, 1, 1), likeness, 0.55) for likeness in likenesses]
    assert advice("face", date(2025, 1, 1), date(2026, 6, 1), scores) == expected
    assert "template_old" in advice("voice", date(2022, 1, 1), date(2026, 6, 1), scores)
