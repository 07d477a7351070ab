"""What somebody did on one day of an invented office, before it is signed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from fieldsuite.payload import Payload
from fieldsuite.practice.province.faces import template
from fieldsuite.practice.province.plan import Plan
from fieldsuite.records import Consent, Enrolment, Variant, Verification, Visit
from forms import consent as consent_text

LIKENESS, THRESHOLD = 7200, 5500
SUPERVISOR = -1
"""Number of the supervisor among the officers of an office."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of one officer about one person."""

    id: str
    """32 hexadecimal digits."""
    person: int
    """Number of the person."""
    by: int
    """Number of the officer, or SUPERVISOR."""
    at: datetime
    """Local time of the office, with its zone."""
    payload: Payload | None
    """None for a review."""
    evidence: tuple[bytes, ...] = ()
    of: str = ""
    """Act that it reviews."""
    on: date | None = None
    """Day it speaks of where that is another than its own."""
    face: tuple[int, int] | None = None
    """Face and take of the template that an enrolment made."""


class Ids:
    """Gives the ids of one office and month, in their order."""

    def __init__(self, plan: Plan, *what: object) -> None:
        self._chance = plan.chance("ids", *what)

    def __call__(self) -> str:
        """Give the next one."""
        return f"{self._chance.getrandbits(128):032x}"


def consent(id_: str, person: int, by: int, at: datetime, reader: str) -> Act:
    """A consent to face and voice."""
    version = consent_text.CURRENT
    said = Consent(face=True, voice=True, text_version=version, text_sha256=consent_text.digest_of(version, "zh"),
                   read_by=reader, language="zh", mark="signature", on=at.date())  # fmt: skip
    return Act(id_, person, by, at, said)


def enrolment(
    plan: Plan, id_: str, person: int, by: int, at: datetime, face: int, take: int, *, renews: str = "",
    variant: Variant = "",
) -> Act:  # fmt: skip
    """A face that was enrolled live, without photographs: nobody invents those."""
    made = template(plan, face, take)
    said = Enrolment(
        modality="face", engine=made.engine, version=made.version, samples=len(made.vectors), source="live",
        template_sha256=f"{abs(face):032x}{take:032x}", renews=renews, variant=variant,
    )  # fmt: skip
    return Act(id_, person, by, at, said, face=(face, take))


def verification(
    id_: str, person: int, by: int, at: datetime, *, method: str = "face", verdict: str = "alive_and_same",
    seconds: float = 12.0, **more: object,
) -> Act:  # fmt: skip
    """A live verification by face or voice; it passed where its verdict says so."""
    passed = verdict == "alive_and_same"
    said = Verification.model_validate({
        "method": method, "verdict": verdict, "passed": passed, "likeness": LIKENESS if passed else 3000,
        "threshold": THRESHOLD, "source": "live", "seconds_ms": round(seconds * 1000), "keeping": "never", **more,
    })  # fmt: skip
    return Act(id_, person, by, at, said)


def recorded(id_: str, person: int, by: int, at: datetime, sound: bytes) -> Act:
    """A live verification by voice whose recording was kept."""
    said = verification(id_, person, by, at, method="voice", keeping="kept")
    return replace(said, evidence=(sound,))


def by_hand(id_: str, person: int, by: int, at: datetime, picture: bytes) -> Act:
    """A human check with a photograph."""
    said = Verification(method="manual", verdict="confirmed", passed=True, source="human", document="id_card",
                        reason="本人没有智能手机", place="村委会", seconds_ms=0)  # fmt: skip
    return Act(id_, person, by, at, said, (picture,))


def visit(
    id_: str, person: int, by: int, at: datetime, place: str, picture: bytes, status: str = "self_care"
) -> Act:
    """A home visit that found somebody alive."""
    said = Visit.model_validate({"status": status, "place": place, "at": f"{at:%H:%M}"})
    return Act(id_, person, by, at, said, (picture,))


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Give acts as they follow each other."""
    return sorted(acts, key=lambda act: (act.at, act.id))
