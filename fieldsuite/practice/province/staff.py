"""Who works in an invented office, with keys out of the seed: good for a practice province, and for nothing else."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from fieldsuite.clock import stamp
from fieldsuite.practice.province.people import name
from fieldsuite.practice.province.plan import COORDINATORS, Plan, Site
from keys.ed25519 import SigningKey
from keys.recipients import RecipientKey
from keys.trusted import Role, TrustedKey

LIFE = timedelta(days=3650)
"""How long its keys are trusted: a practice province is imported whenever somebody likes."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody of an office."""

    person: str
    name: str
    role: Role
    key: SigningKey


@dataclass(frozen=True, slots=True)
class Staff:
    """The machine of an office and its people."""

    device: SigningKey
    recipient: RecipientKey
    officers: tuple[Officer, ...]
    """Coordinators."""
    supervisor: Officer

    def trusted(self, site: Site, now: datetime) -> tuple[TrustedKey, ...]:
        """Give what the trust statement says of them."""
        when = stamp(now - LIFE), stamp(now + LIFE)
        device = TrustedKey(
            self.device.public.kid, self.device.public.text, "device", site.code, *when,
            recipient_public=self.recipient.public.text, name=site.name,
        )  # fmt: skip
        return (device, *(
            TrustedKey(one.key.public.kid, one.key.public.text, one.role, site.code, *when, person=one.person,
                       name=one.name)
            for one in (*self.officers, self.supervisor)
        ))  # fmt: skip


def staff_of(plan: Plan, site: Site) -> Staff:
    """Give the people of an office; the same plan gives the same keys."""
    made = [_officer(plan, site, number, "officer") for number in range(COORDINATORS)]
    recipient = RecipientKey(_secret(plan, site, "recipient"), 2)
    return Staff(SigningKey.from_seed(_secret(plan, site, "device")), recipient, tuple(made),
                 _officer(plan, site, COORDINATORS, "supervisor"))  # fmt: skip


def _officer(plan: Plan, site: Site, number: int, role: Role) -> Officer:
    person = f"o-{plan.seed}-{site.number}-{number}"
    key = SigningKey.from_seed(_secret(plan, site, f"officer {number}"))
    return Officer(person, name(plan.chance("officer", site.number, number)), role, key)


def _secret(plan: Plan, site: Site, what: str) -> bytes:
    return hashlib.sha256(f"fieldsuite practice province {plan.seed} {site.number} {what}".encode()).digest()
