"""Take bundles in and look through what they brought: the job behind ``province receive`` and key I at the desk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from biometric.errors import ModelMissing
from biometric.steps import Progress
from fieldsuite.errors import OfficeError
from fieldsuite.matching import duplicates, received
from fieldsuite.matching.duplicates import DuplicateReport
from fieldsuite.office import Office
from fieldsuite.province.receive import receive
from fieldsuite.province.views import ArrivedBundle


@dataclass(frozen=True, slots=True)
class NotLooked:
    """The bundles are in, but nobody looked for one face under two people: models are missing here."""

    error: ModelMissing | OfficeError


def take_in(
    office: Office, paths: Sequence[Path]
) -> Iterator[ArrivedBundle | Progress | DuplicateReport | NotLooked]:
    """Receive bundles, one ArrivedBundle each, then search what is new; the last step is DuplicateReport or NotLooked.

    Nothing that the search finds or lacks changes what was received. Raises what ``receive`` raises.
    """
    new = []
    for arrived in receive(office, paths):
        yield arrived
        if arrived.result == "imported":
            new.append(arrived.bundle)
    if new:
        yield from look_through(office, new)


def look_through(office: Office, bundles: Sequence[str]) -> Iterator[Progress | DuplicateReport | NotLooked]:
    """Model the faces these bundles brought and search them; the last step is DuplicateReport or NotLooked."""
    try:
        yield from received.take_up(office, bundles)
        received.let_go(office, bundles)
        yield from duplicates.arrived(office, bundles)
    except (ModelMissing, OfficeError) as error:
        yield NotLooked(error)
