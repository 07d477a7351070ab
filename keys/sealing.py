"""Seal a data key to several recipients, all by the same suite (``keys.suites``)."""

from collections.abc import Sequence
from dataclasses import dataclass

from keys.errors import SealRefused
from keys.recipients import PublicRecipient, RecipientKey
from keys.suites import DEK_BYTES, SUITES, suite_of

__all__ = [
    "DEK_BYTES", "SUITES", "PublicRecipient", "RecipientKey", "WrappedKey", "common_suite", "open_key", "seal_key",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key sealed to one recipient."""

    kid: str
    enc: bytes
    """HPKE encapsulation and ciphertext: 80 bytes in suite 1, 1,168 in suite 2."""


def common_suite(recipients: Sequence[PublicRecipient], least: int = 1) -> int:
    """Give the suite all these keys belong to.

    Raises SealRefused E_RECIPIENT for nobody; E_SUITE when they belong to several, or to one under ``least``: a
    bundle is as strong as its weakest wrap.
    """
    suites = {one.suite for one in recipients}
    if not suites:
        raise SealRefused("recipients_doubled", code="E_RECIPIENT")
    if len(suites) > 1:
        raise SealRefused("suites_mixed", code="E_SUITE")
    (suite,) = suites
    if suite < least:
        raise SealRefused("suite_too_low", code="E_SUITE", suite=suite, least=least)
    return suite


def seal_key(
    dek: bytes, recipients: Sequence[PublicRecipient], info: bytes, *, suite: int | None = None
) -> tuple[WrappedKey, ...]:
    """Seal a 32-byte data key to each recipient, in the order of their kids.

    HPKE info = ``info || suite (one byte) || kid (32 bytes)``, so a wrap is good for one purpose, suite and
    recipient. The suite is that of the keys. Raises SealRefused E_SUITE (unknown, mixed, or another than asked for),
    or E_RECIPIENT for nobody or the same one twice.
    """
    if suite is not None:
        suite_of(suite)
    number = common_suite(recipients)
    if suite not in (None, number):
        raise SealRefused("unknown_suite", code="E_SUITE", suite=suite)
    kem = suite_of(number).kem
    people = sorted(recipients, key=lambda one: one.kid)
    if len({one.kid for one in people}) != len(people):
        raise SealRefused("recipients_doubled", code="E_RECIPIENT")
    return tuple(WrappedKey(one.kid, kem.wrap(dek, one, _info(info, number, one.kid))) for one in people)


def open_key(
    wrapped: Sequence[WrappedKey],
    key: RecipientKey | Sequence[RecipientKey],
    info: bytes,
    *,
    suite: int = 1,
    least: int = 1,
) -> bytes:
    """Open the data key with our key, or with whichever of ours it was sealed to.

    Raises SealRefused E_SUITE (unknown suite; to us, but under ``least``, or ours is a key of another: somebody
    rewrote the header), E_RECIPIENT (an entry twice, of another length or of low order, or none for us) and E_AEAD
    (ours does not open), in this order. Every entry is looked at, ours or not.
    """
    kem = suite_of(suite).kem
    by_kid = {one.kid: one for one in wrapped}
    mine = next((one for one in ([key] if isinstance(key, RecipientKey) else key) if one.kid in by_kid), None)
    if mine is not None and (suite < least or mine.suite != suite):
        raise SealRefused("suite_too_low", code="E_SUITE", suite=suite, least=max(least, mine.suite))
    if len(by_kid) != len(wrapped) or not all(kem.sound(one.enc) for one in wrapped):
        raise SealRefused("recipients_doubled", code="E_RECIPIENT")
    if mine is None:
        raise SealRefused("not_for_us", code="E_RECIPIENT")
    return kem.unwrap(by_kid[mine.kid].enc, mine, _info(info, suite, mine.kid))


def _info(purpose: bytes, suite: int, kid: str) -> bytes:
    return purpose + bytes([suite]) + bytes.fromhex(kid)
