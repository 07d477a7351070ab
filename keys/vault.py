"""The folder ``keys/`` of one office: who may open it, and opening it."""

from pathlib import Path

from keys.cards import OfficerCard
from keys.keyring import Keyring
from keys.passphrase import Cost

__all__ = ["Cost", "Keyring", "OfficerCard", "create_office", "officers", "unlock"]


def create_office(folder: Path, officer: OfficerCard, passphrase: str, cost: Cost | None = None) -> Keyring:
    """Make the keys of a new office and its first officer, and leave it unlocked.

    ``cost`` None measures this machine and takes 0.5 to 1 s a try. Raises PassphraseRefused
    ``passphrase_short`` (under 8 characters), VaultUnusable ``office_exists`` (E_INPUT).
    """
    raise NotImplementedError


def officers(folder: Path) -> tuple[OfficerCard, ...]:
    """Give the cards of everybody who may unlock the office, by id; empty when there is no office yet."""
    raise NotImplementedError


def unlock(folder: Path, officer_id: str, passphrase: str) -> Keyring:
    """Unlock the office for one officer.

    Raises PassphraseRefused ``passphrase_wrong``, VaultUnusable ``officer_unknown`` (E_NOT_FOUND),
    ``keys_open_to_others`` and ``keys_damaged`` (E_LOCKED).
    """
    raise NotImplementedError
