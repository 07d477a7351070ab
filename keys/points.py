"""Looks at an Ed25519 public key before it is believed: is it a point of the curve, and of more than
eight?"""

from functools import lru_cache

P = 2**255 - 19
"""Field of Curve25519 (RFC 8032, section 5.1)."""
D = -121665 * pow(121666, P - 2, P) % P
"""Constant of the curve -x**2 + y**2 = 1 + d x**2 y**2 (RFC 8032, section 5.1)."""
Y8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022
"""The y of a point of order 8: doubled three times it is (0, 1)."""
SMALL_ORDER_Y = frozenset({0, 1, P - 1, Y8, P - Y8})
"""The y of the eight points whose order divides 8; a signature under such a key proves nothing."""


@lru_cache(maxsize=4096)
def is_sound(raw: bytes) -> bool:
    """Say whether 32 bytes are the canonical encoding of a point of the curve that is not of small order."""
    y = int.from_bytes(raw, "little") & (2**255 - 1)
    if y >= P or y in SMALL_ORDER_Y:
        return False
    # x**2 = u / v is a square exactly when u v is, since v**2 is; Euler's criterion, one power instead of
    # two.
    return pow((y * y - 1) * (D * y * y + 1), (P - 1) // 2, P) == 1
