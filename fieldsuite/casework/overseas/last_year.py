"""What earlier forms and the register say of somebody: what is copied, and in which years a proxy came."""

from sqlmodel import Session, col, select

from fieldsuite.casework.overseas.names import split_name
from fieldsuite.facts import refused
from fieldsuite.office import Office
from fieldsuite.tables import Journal, KnownCertification, Person

NOT_COPIED = ("form_no", "proxy_signed_on", "handler", "reviewer", "permit_exp")
"""Fields that belong to one year: a copied day would pass where a new one is asked for."""


def of_register(person: Person) -> dict[str, str]:
    """Give the fields that the register knows."""
    surname, given = split_name(person.name)
    passport = person.id_no if person.id_kind == "passport" else ""
    return {
        "surname_zh": surname,
        "given_zh": given,
        "id_kind": "resident" if person.id_kind == "passport" else person.id_kind,
        "cn_id": "" if passport else person.id_no,
        "passport_no": passport,
        "sex": person.sex,
        "birth": person.birth.isoformat(),
        "mobile": person.phone,
        "addr": person.address if person.residence == "abroad" else "",
    }


def last_form(session: Session, person_id: str) -> Journal | None:
    """Give the newest form of somebody, or None."""
    found = session.exec(
        select(Journal)
        .where(Journal.person_id == person_id, Journal.kind == "overseas")
        .order_by(col(Journal.occurred_on).desc(), col(Journal.position).desc())
        .limit(1)
    )
    return found.first()


def copied(row: Journal | None) -> dict[str, str]:
    """Give the fields of an earlier form that may stand again."""
    said = dict(row.payload.get("form", {})) if row else {}
    return {key: str(value) for key, value in said.items() if key not in NOT_COPIED}


def proxy_years(office: Office, session: Session, person_id: str) -> tuple[int, ...]:
    """Give the years in which somebody was certified by proxy only (领事办理要求).

    What was taken back, or returned by the reviewer or the province, is a certification of no year.
    """
    proxy: set[int] = set()
    others: set[int] = set()
    out = refused(session)
    known = session.exec(
        select(KnownCertification).where(
            KnownCertification.person_id == person_id, KnownCertification.withdrawn == ""
        )
    )
    for row in known:
        (proxy if row.method == "consulate_proxy" else others).add(row.on.year)
    mine = session.exec(select(Journal).where(Journal.person_id == person_id, Journal.kind == "overseas"))
    for record in (row for row in mine if row.id not in out):
        by_proxy = record.payload.get("way") == "proxy"
        (proxy if by_proxy else others).add(record.occurred_on.year)
    return tuple(sorted(proxy - others))
