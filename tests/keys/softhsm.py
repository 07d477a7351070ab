"""A token in software to test with; where SoftHSM2 or the extra [token] is not installed the test is skipped."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

PIN = "lian-xi-kou-ling"
MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
           "/usr/lib64/pkcs11/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so")  # fmt: skip


def token(folder: Path, label: str) -> str:
    """Make a token of this label; give the path of its PKCS#11 library.

    The library reads where its tokens lie when it is loaded, once a process: the first folder serves for all.
    """
    module = next((path for path in MODULES if Path(path).exists()), None)
    if module is None or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM2 is not installed (apt-get install softhsm2)")
    if importlib.util.find_spec("pkcs11") is None:
        pytest.skip("the extra [token] is not installed (requirements/token.lock)")
    if "FIELDSUITE_TEST_TOKENS" not in os.environ:
        (folder / "tokens").mkdir()
        settings = folder / "softhsm2.conf"
        settings.write_text(
            f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n", "utf-8"
        )
        os.environ["SOFTHSM2_CONF"] = os.environ["FIELDSUITE_TEST_TOKENS"] = str(settings)
    made = ["softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", PIN]
    subprocess.run(made, check=True, capture_output=True, timeout=60)
    return module
