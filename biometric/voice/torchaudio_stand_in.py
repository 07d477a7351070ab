"""Lets SpeechBrain be imported where torchaudio cannot be.

On Linux, torchaudio's wheel is linked to CUDA libraries, which beside a CPU-only torch are not there:
``import torchaudio`` ends in OSError, and SpeechBrain imports it at its very beginning although speaker
embeddings need nothing of it. Then, and only then, a small module takes its name: a version, an empty
``functional`` and ``transforms.Resample``. Where the real torchaudio imports (Windows, macOS) it is used.
"""

import math
import sys
from importlib import metadata
from types import ModuleType
from typing import Any


def ready() -> bool:
    """Make ``import torchaudio`` work; True when the real one does. Costs the import itself, up to a
    second."""
    try:
        import torchaudio
    except (ImportError, OSError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "torchaudio"]:
            del sys.modules[name]  # halves of a package that failed to load
        sys.modules |= {module.__name__: module for module in _modules()}
        return False
    return not getattr(torchaudio, "stand_in", False)


def _modules() -> tuple[ModuleType, ModuleType, ModuleType]:
    whole, functional, transforms = (
        ModuleType(name) for name in ("torchaudio", "torchaudio.functional", "torchaudio.transforms")
    )
    whole.__version__, whole.__path__, whole.stand_in = _version(), [], True  # type: ignore[attr-defined]
    whole.functional, whole.transforms = functional, transforms  # type: ignore[attr-defined]
    transforms.Resample = _resample_class()  # type: ignore[attr-defined]
    return whole, functional, transforms


def _version() -> str:
    try:
        return metadata.version("torchaudio")
    except metadata.PackageNotFoundError:
        return "0.0.0"


def _resample_class() -> Any:
    import torch

    class Resample(torch.nn.Module):  # type: ignore[misc]  # mypy does not read torch: pyproject.toml
        """Changes the sample rate of a tensor (..., time) with scipy's polyphase filter."""

        def __init__(self, orig_freq: int = 16_000, new_freq: int = 16_000, **_: object) -> None:
            super().__init__()
            common = math.gcd(orig_freq, new_freq)
            self.up, self.down = new_freq // common, orig_freq // common

        def forward(self, waveform: Any) -> Any:
            """Give the waveform at the new rate."""
            from scipy.signal import resample_poly

            changed = resample_poly(waveform.detach().cpu().numpy(), self.up, self.down, axis=-1)
            return torch.as_tensor(changed, dtype=waveform.dtype, device=waveform.device)

    return Resample
