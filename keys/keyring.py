"""What an unlocked office holds: its own keys, and those of the officer who sits there."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from keys.cards import OfficerCard
from keys.ed25519 import Signer, SigningKey
from keys.errors import PassphraseRefused, VaultUnusable
from keys.officer_file import officer_path, open_officer, write_officer
from keys.passphrase import Cost
from keys.sealing import RecipientKey
from keys.symmetric import subkey

_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)


@dataclass(slots=True)
class Keyring:
    """Every key of an office, while it is unlocked; ``keys.vault`` makes it. Drop it to lock."""

    folder: Path
    officer: OfficerCard
    officer_key: Signer = field(repr=False)
    device_key: SigningKey = field(repr=False)
    recipient_key: RecipientKey = field(repr=False)
    master: bytes = field(repr=False)
    """32 bytes from which the keys of the office are derived."""
    cost: Cost = field(repr=False)
    """What a try of a passphrase costs in this office."""

    @property
    def hybrid_key(self) -> RecipientKey:
        """The key of suite 2 that things are sealed to; ``recipient_key`` is that of suite 1."""
        return RecipientKey(subkey(self.master, "recipient/2"), 2)

    @property
    def recipient_keys(self) -> tuple[RecipientKey, ...]:
        """Every key that a bundle or letter may be sealed to us with, newest suite first."""
        return (self.hybrid_key, self.recipient_key)

    @property
    def database_key(self) -> bytes:
        """32 bytes for the register and the journal."""
        return subkey(self.master, "database")

    @property
    def template_key(self) -> bytes:
        """32 bytes for the templates, which lie in a file of their own (GB/T 35273: apart from identity
        data)."""
        return subkey(self.master, "template")

    @property
    def evidence_key(self) -> bytes:
        """32 bytes under which the keys of evidence files are wrapped."""
        return subkey(self.master, "evidence")

    def signing_key(self, purpose: str) -> SigningKey:
        """Give a further key of this office, the same every time it is asked for.

        The provincial desk signs with ``root``, ``province-receipt`` and ``province-task``. Raises
        ValueError for a purpose that is not ``[a-z][a-z0-9-]{0,31}``.
        """
        if not _NAME.fullmatch(purpose):
            raise ValueError(f"not a purpose: {purpose!r}")
        return SigningKey.from_seed(subkey(self.master, f"sign/{purpose}"))

    def add_officer(self, card: OfficerCard, passphrase: str, key: Signer | None = None) -> OfficerCard:
        """Add an officer with a passphrase of their own; give the card with its public key.

        ``key`` is one in a token (``keys.token``), whose PIN is the passphrase; without it one is made and kept in the
        officer's file. Raises PassphraseRefused ``passphrase_short``, VaultUnusable ``officer_exists`` (E_INPUT).
        """
        if officer_path(self.folder, card.id).exists():
            raise VaultUnusable("officer_exists", code="E_INPUT", officer=card.id)
        return write_officer(
            self.folder, card, key or SigningKey.generate(), self.master, passphrase, self.cost
        )

    def rotate(self, passphrase: str, key: Signer | None = None) -> OfficerCard:
        """Give the officer who is signed in a new key, in their file or, as ``key``, in a token; the passphrase stays.

        The province must be asked to trust it (``keys.request``); what the old key signed stays good. Raises
        PassphraseRefused.
        """
        open_officer(self.folder, self.officer.id, passphrase)
        new = key or SigningKey.generate()
        self.officer = write_officer(self.folder, self.officer, new, self.master, passphrase, self.cost)
        self.officer_key = new
        return self.officer

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of the officer who is signed in. Raises PassphraseRefused (old wrong, new
        too short), VaultUnusable ``token_passphrase`` (E_INPUT) for a key in a token."""
        if not isinstance(self.officer_key, SigningKey):
            raise VaultUnusable("token_passphrase", code="E_INPUT")
        try:
            open_officer(self.folder, self.officer.id, old)
        except PassphraseRefused:
            raise PassphraseRefused("old_passphrase_wrong") from None
        self.officer = write_officer(self.folder, self.officer, self.officer_key, self.master, new, self.cost)
