"""Raise the least suite of ciphers that bundles and letters are sealed with: a signed choice, and never lowered."""

from dataclasses import replace

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province import changes
from keys.sealing import SUITES
from keys.trust import Statement


def required(office: Office, least: int) -> Statement:
    """Give the statement from which on nothing under this suite is sealed or opened.

    This desk's own key of a lower suite gives way to the one it has of the newer. Raises OfficeError E_SUITE for a
    suite that this program does not have, and for one that is not above the least there is.
    """
    statement = office.require_trust().statement
    if least not in SUITES or least <= statement.least_suite:
        raise OfficeError("province.no_suite", code="E_SUITE", suite=least, least=statement.least_suite)
    mine = {key.kid: key for key in office.keyring.recipient_keys}
    best = max(mine.values(), key=lambda key: key.suite).public
    keys = tuple(
        replace(key, kid=best.kid, spki=best.text, recipient_public=best.text)
        if key.kid in mine and mine[key.kid].suite < least
        else key
        for key in statement.keys
    )
    return changes.following(office, keys=keys, least_suite=least)


def behind(office: Office) -> tuple[str, ...]:
    """Give the names of offices whose device cannot read letters any more until it has asked for trust again."""
    least = office.require_trust().statement.least_suite
    return tuple(
        key.name
        for role in ("device", "relay")
        for key in office.require_trust().by_role(role)
        if key.recipient is not None and key.recipient.suite < least
    )
