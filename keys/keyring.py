"""What an unlocked office holds: its own keys, and those of the officer who sits there."""

from dataclasses import dataclass, field
from pathlib import Path

from keys.cards import OfficerCard
from keys.ed25519 import SigningKey
from keys.sealing import RecipientKey


@dataclass(slots=True)
class Keyring:
    """Every key of an office, while it is unlocked; ``keys.vault`` makes it. Drop it to lock."""

    folder: Path
    officer: OfficerCard
    officer_key: SigningKey = field(repr=False)
    device_key: SigningKey = field(repr=False)
    recipient_key: RecipientKey = field(repr=False)
    master: bytes = field(repr=False)
    """32 bytes from which the keys of the office are derived."""

    @property
    def database_key(self) -> bytes:
        """32 bytes for the register and the journal."""
        raise NotImplementedError

    @property
    def template_key(self) -> bytes:
        """32 bytes for the templates, which lie in a file of their own (GB/T 35273)."""
        raise NotImplementedError

    @property
    def evidence_key(self) -> bytes:
        """32 bytes under which the keys of evidence files are wrapped."""
        raise NotImplementedError

    @property
    def journal_key(self) -> bytes:
        """32 bytes for the journal's HMAC."""
        raise NotImplementedError

    def signing_key(self, purpose: str) -> SigningKey:
        """Give a further key of this office, the same every time: ``root``, ``province-receipt``,
        ``province-task``."""
        raise NotImplementedError

    def add_officer(self, card: OfficerCard, passphrase: str) -> OfficerCard:
        """Add an officer with a passphrase of their own; give the card with its public key.

        Raises PassphraseRefused ``passphrase_short``, VaultUnusable ``officer_exists``.
        """
        raise NotImplementedError

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of the officer who is signed in. Raises PassphraseRefused (old wrong, new
        too short)."""
        raise NotImplementedError
