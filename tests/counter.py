"""A practice consulate beside the practice province, and what lies on its counter."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fieldsuite.acts import SeenDocument
from fieldsuite.casework import people
from fieldsuite.casework.overseas import record
from fieldsuite.office import Office
from fieldsuite.practice import consulate
from tests.grounds import CHEAP, PASSPHRASE, Place

FORM = {
    "nationality": "CN", "passport_no": "EJ1234567", "permit_no": "PR1234", "permit_exp": "2028-01-31",
    "pay_area": "510502", "pay_dept": "江阳区社保局", "addr": "1 George Street, Sydney",
}  # fmt: skip
PASSPORT = SeenDocument(kind="passport", number="EJ1234567", expires=date(2030, 1, 1))


@pytest.fixture
def abroad(place: Place) -> Place:
    """A practice consulate beside the practice province."""
    home = place.root / "consulate"
    consulate.found(home, place.province, place.stick, PASSPHRASE, cost=CHEAP, now=place.clock)
    return replace(place, site=consulate.SITE)


def at(abroad: Place, role: str = "officer") -> AbstractContextManager[Office]:
    return abroad.open(abroad.root / "consulate", role)


def somebody(office: Office) -> str:
    return people.find(office)[0].id


def signed(abroad: Place, **more: Any) -> record.Signed:
    given: dict[str, Any] = {"photos": (abroad.photo("form"),), "documents": (PASSPORT,), **more}
    return record.Signed(**given)
