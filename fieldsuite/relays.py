"""Township desks (乡镇): which of them receives, reviews and passes on for which office.

A desk serves the offices of its own area; where a coordinator works alone, theirs are the second pair of eyes (四川规程
第11条 初审、复核). Who serves whom is read from the trust statement and stands nowhere else.
"""

from fieldsuite.rules.areas import within
from keys.trust import Trust
from keys.trusted import TrustedKey


def relays_of(trust: Trust, site: str) -> tuple[TrustedKey, ...]:
    """Give the active keys of the township desks that serve an office; a desk serves no desk."""
    areas = {key.area for key in trust.by_role("device", site) if key.area}
    if not areas:
        return ()
    return tuple(
        key for key in trust.by_role("relay") if key.area and any(within(area, key.area) for area in areas)
    )


def serves(trust: Trust, relay: str, site: str) -> bool:
    """True when the office ``relay`` is a township desk that serves ``site``."""
    return any(key.office == relay for key in relays_of(trust, site))


def served(trust: Trust, relay: str) -> tuple[str, ...]:
    """Give the offices that a township desk serves; none for an office that is no such desk."""
    if not trust.by_role("relay", relay):
        return ()
    sites = sorted({key.office for key in trust.by_role("device")})
    return tuple(site for site in sites if serves(trust, relay, site))
