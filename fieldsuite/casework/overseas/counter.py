"""What a screen at the counter asks for in one call: the form as it is typed, printed, or recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fieldsuite.acts import SeenDocument
from fieldsuite.acts.overseas import Category
from fieldsuite.casework.overseas import pack, record, sheet
from fieldsuite.casework.overseas.pack import Pack
from fieldsuite.casework.views import Saved
from fieldsuite.office import Office
from forms.form import Printed


@dataclass(frozen=True, slots=True)
class AtCounter:
    """What is entered beside the form when it is signed."""

    photos: tuple[Path, ...]
    category: Category = "pensioner"
    passport_exp: date | None = None
    proxy_passport: str = ""
    """Number of the proxy's passport, when a proxy came."""
    authorisation: str = ""
    """Number of the notarised authorisation, or of the association's letter."""
    same_person: str = ""
    """Proof that two names are one person's."""
    notary_no: str = ""
    notary_on: date | None = None
    explain: str = ""
    """Why something differs: for every warning that asks for a reason."""
    override: str = ""


def print_filled(
    office: Office, key: str, typed: Mapping[str, str], out: Path, passport_exp: date | None = None
) -> Pack:
    """Keep what is typed and print the form with its papers, the day the passport runs out on among them."""
    sheet.fill(office, key, typed)
    return pack.print_pack(office, key, out, passport_exp=passport_exp.isoformat() if passport_exp else "")


def overprint_filled(
    office: Office, key: str, typed: Mapping[str, str], out: Path, *, on_blank: bool = False
) -> Printed:
    """Keep what is typed and write its fields at the places of the official blank."""
    sheet.fill(office, key, typed)
    return pack.overprint(office, key, out, on_blank=on_blank)


def record_filled(office: Office, key: str, typed: Mapping[str, str], seen: AtCounter) -> Saved:
    """Keep what is typed and record the signed form. Raises OfficeError E_RULE with every problem."""
    found = sheet.fill(office, key, typed)
    reasons = dict.fromkeys(record.EXPLAINED, seen.explain) if seen.explain.strip() else {}
    warned = {one.field for one in found.warnings}
    signed = record.Signed(
        seen.photos, tuple(_documents(found.data, seen)),
        {field: reason for field, reason in reasons.items() if field in warned}, seen.category, seen.notary_on,
        seen.override,
    )  # fmt: skip
    return record.save(office, key, signed)


def _documents(data: Mapping[str, str], seen: AtCounter) -> Iterator[SeenDocument]:
    """Give the documents that a form and what stands beside it name."""
    here = data.get("way", "self") not in ("mail", "proxy")
    if number := data.get("passport_no"):
        yield SeenDocument(kind="passport", number=number, expires=seen.passport_exp, original=here)
    if number := data.get("permit_no"):
        until = data.get("permit_exp", "")
        yield SeenDocument(kind="permit", number=number, expires=date.fromisoformat(until) if until else None,
                           original=here)  # fmt: skip
    for kind, said in (("proxy_passport", seen.proxy_passport), ("authorisation", seen.authorisation),
                       ("same_person", seen.same_person), ("notary", seen.notary_no)):  # fmt: skip
        if said.strip():
            yield SeenDocument(kind=kind, number=said.strip())  # type: ignore[arg-type]  # four of its words
