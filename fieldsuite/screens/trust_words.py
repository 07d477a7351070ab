"""Words about keys: a line a key, what is behind it, and what a waiting change would change."""

from collections.abc import Callable

from fieldsuite.province.changes import Change
from keys.trust import TrustedKey

Say = Callable[..., str]


def key_line(key: TrustedKey, say: Say) -> tuple[str, ...]:
    """Give role, name, office, last day and state of a key."""
    state = say("trust.active") if key.status == "active" else say(f"trust.how_{key.revoked_reason}")
    return say(f"trust.role_{key.role.replace('-', '_')}"), key.name, key.office, key.not_after[:10], state


def details(key: TrustedKey, say: Say) -> str:
    """Give what stands behind a key: who, since when, its fingerprint; when and why it was revoked."""
    lines = [
        say(
            "trust.details",
            person=key.person or "—",
            since=key.not_before[:10],
            kid=" ".join(_groups(key.kid)),
        )
    ]
    if key.status == "revoked":
        lines.append(say("trust.revoked", at=key.revoked_at, reason=say(f"trust.how_{key.revoked_reason}")))
    return "\n".join(lines)


def waiting_lines(change: Change | None, say: Say) -> str:
    """Give what a change would change, and who has signed it."""
    if change is None:
        return ""
    lines = [
        say(
            "trust.waiting",
            version=change.version,
            signed="、".join(change.signed) or "—",
            needed=change.needed,
        )
    ]
    for word, keys in (("added", change.added), ("revoking", change.revoked), ("ending", change.ending)):
        lines += [say(f"trust.{word}", what=" ".join(key_line(key, say)[:3])) for key in keys]
    return "\n".join(lines)


def _groups(kid: str) -> list[str]:
    """The first half of a key's name in groups of four, as people copy it."""
    return [kid[at : at + 4] for at in range(0, 32, 4)]
