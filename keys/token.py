"""An officer's key inside a PKCS#11 token (UKey, smart card): it is made there, signs there and never leaves.

Needs the extra ``[token]``; ``pkcs11`` loads when a token is asked for and not before. The PIN of the token is the
officer's passphrase, so there is one secret to know; after a few wrong ones the token locks itself.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from keys import p256
from keys.ed25519 import SPKI_PREFIX, PublicKey, Signature, pae
from keys.errors import KeysError, PassphraseRefused, VaultUnusable

Algorithm = Literal["ed25519", "p256"]
"""What a key in a token may be; which of them stands in its public key."""
CURVES: dict[Algorithm, bytes] = {
    "ed25519": bytes.fromhex("130c656477617264733235353139"),
    "p256": bytes.fromhex("06082a8648ce3d030107"),
}
"""EC_PARAMS: the curve's name for Edwards curves (PKCS#11 3.0, 2.3.3), its identifier otherwise (RFC 5480)."""


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """Where a key lies."""

    module: str
    """Path of the token's PKCS#11 library on this machine."""
    token: str
    """Label of the token."""
    key: str
    """Id of the key in it, hexadecimal."""


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A private key in a token that is plugged in and unlocked. Nothing of it is ever in memory."""

    place: TokenPlace
    public: PublicKey
    _private: Any = field(repr=False)

    def sign(self, payload_type: str, payload: bytes) -> Signature:
        """Sign the PAE of a payload in the token. Raises VaultUnusable ``token_missing`` (E_DEVICE)."""
        from pkcs11 import Mechanism

        message = pae(payload_type, payload)
        with _speaking(self.place):
            if self.public.algorithm == "ed25519":
                sig = self._private.sign(message, mechanism=Mechanism.EDDSA)
            else:
                sig = p256.lower(
                    self._private.sign(hashlib.sha256(message).digest(), mechanism=Mechanism.ECDSA)
                )
        if not self.public.verify(payload_type, payload, sig):
            raise VaultUnusable("token_damaged", code="E_DEVICE", token=self.place.token)
        return Signature(self.public.kid, sig)


def make_token_key(module: str, token: str, pin: str, algorithm: Algorithm | None = None) -> TokenKey:
    """Make a new key in a token: Ed25519 where it can, else P-256, or the one that is asked for.

    Raises VaultUnusable ``token_missing``, ``token_no_algorithm``, KeysError ``token_not_installed`` (E_DEVICE),
    PassphraseRefused (wrong PIN).
    """
    with _speaking(TokenPlace(module, token, "")):
        session = _session(module, token, pin, rw=True)
        for kind in (algorithm,) if algorithm else ("ed25519", "p256"):
            place = TokenPlace(module, token, secrets.token_hex(8))
            if _generated(session, kind, place):
                return _opened(session, place)
    raise VaultUnusable("token_no_algorithm", code="E_DEVICE", token=token)


def open_token_key(place: TokenPlace, pin: str) -> TokenKey:
    """Open a key that was made before. Raises as ``make_token_key`` does."""
    with _speaking(place):
        return _opened(_session(place.module, place.token, pin), place)


def _session(module: str, token: str, pin: str, *, rw: bool = False) -> Any:
    import pkcs11

    found = pkcs11.lib(module).get_token(token_label=token)
    try:
        return found.open(rw=rw, user_pin=pin)
    except pkcs11.UserAlreadyLoggedIn:
        # A token is unlocked for a whole program; a second look at it needs no PIN.
        return found.open(rw=rw)


def _generated(session: Any, kind: Algorithm, place: TokenPlace) -> bool:
    import pkcs11
    from pkcs11 import Attribute, KeyType, Mechanism

    edwards = kind == "ed25519"
    try:
        parameters = session.create_domain_parameters(
            KeyType.EC_EDWARDS if edwards else KeyType.EC, {Attribute.EC_PARAMS: CURVES[kind]}, local=True
        )
        parameters.generate_keypair(
            mechanism=Mechanism.EC_EDWARDS_KEY_PAIR_GEN if edwards else Mechanism.EC_KEY_PAIR_GEN,
            store=True,
            id=bytes.fromhex(place.key),
            label="FieldSuite",
            private_template={Attribute.EXTRACTABLE: False, Attribute.SENSITIVE: True},
        )
    except (pkcs11.MechanismInvalid, pkcs11.DomainParamsInvalid, pkcs11.AttributeValueInvalid):
        return False
    return True


def _opened(session: Any, place: TokenPlace) -> TokenKey:
    from pkcs11 import Attribute, ObjectClass

    wanted = {Attribute.ID: bytes.fromhex(place.key)}
    public = next(iter(session.get_objects({**wanted, Attribute.CLASS: ObjectClass.PUBLIC_KEY})), None)
    private = next(iter(session.get_objects({**wanted, Attribute.CLASS: ObjectClass.PRIVATE_KEY})), None)
    if public is None or private is None:
        raise VaultUnusable("token_missing", code="E_DEVICE", token=place.token)
    # The point is an octet string in an octet string: tag, length, value (PKCS#11 3.0, 2.3.3).
    point = bytes(public[Attribute.EC_POINT])[2:]
    spki = SPKI_PREFIX + point if len(point) == 32 else p256.SPKI_PREFIX + point[1:]
    return TokenKey(place, PublicKey(spki), private)


@contextmanager
def _speaking(place: TokenPlace) -> Iterator[None]:
    """Give what a token says our codes and sentences."""
    try:
        import pkcs11
    except ImportError as error:
        raise KeysError("token_not_installed", code="E_DEVICE") from error
    try:
        yield
    except pkcs11.PinIncorrect as error:
        raise PassphraseRefused("passphrase_wrong") from error
    except pkcs11.PinLocked as error:
        raise VaultUnusable("token_locked", token=place.token) from error
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise VaultUnusable("token_missing", code="E_DEVICE", token=place.token) from error
