"""Every number that decides about a face, with its unit and where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaceLimits:
    """Thresholds of likeness and of picture quality."""

    accept: float = 0.55
    """Likeness that certifies against a template of three or more captures (measured: no overlap of 28 genuine and
    852 impostor comparisons between 0.51 and 0.536)."""
    unclear: float = 0.48
    """Likeness from which a person decides, below ``accept``."""
    accept_one: float = 0.48
    """Likeness that suffices against one photograph, such as that of a card."""


@dataclass(frozen=True, slots=True)
class ChallengeLimits:
    """Times and movements of the challenge."""

    session: float = 20.0
    """Seconds of the whole challenge at most (Guangxi: 完成整个认证过程需要 10 至 20 秒)."""
