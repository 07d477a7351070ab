"""What pip says in fifty lines is said in one sentence, with what to do next."""

import pytest

from starting import Trouble
from starting.install import show
from starting.trouble import explain
from starting.words import say

RETRY = "WARNING: Retrying (Retry(total=4)) after connection broken by '{}': /simple/x\n"
END = "ERROR: Could not find a version that satisfies the requirement x (from versions: none)\n"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (RETRY.format("NewConnectionError('[Errno 111] Connection refused')") + END, "no_network"),
        (RETRY.format("NameResolutionError(\"Failed to resolve 'index'\")") + END, "no_network"),
        (RETRY.format("ProxyError('Cannot connect to proxy.', NewConnectionError())") + END, "proxy"),
        (
            RETRY.format("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))") + END,
            "certificate",
        ),
        ("ERROR: HTTP error 503 while getting /x.whl\n", "server"),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.\n", "no_network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n", "wrong_hash"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n",
            "disk_full",
        ),
        ("OSError: [WinError 112] There is not enough space on the disk\n", "disk_full"),
        ("ERROR: [Errno 13] Permission denied: '.venv/bin/x'\n", "folder"),
        (
            "OSError: [Errno 2]: 'C:\\\\very\\\\long'\nHINT: Windows Long Path support is not enabled\n",
            "long_path",
        ),
        (END, "no_wheel"),
        (
            "The virtual environment was not created successfully because ensurepip is not available.",
            "no_venv",
        ),
        ("something nobody has seen", "failed"),
    ],
)
def test_what_pip_says_is_understood(said: str, key: str) -> None:
    assert explain(said) == key
    assert all(say(key, lang, part=part, values={"log": "L", "python": "3.11"}) for lang in ("zh", "en")
               for part in ("", "hint_"))  # fmt: skip


def test_it_is_shown_as_every_error_of_the_program_is(capsys: pytest.CaptureFixture[str]) -> None:
    show(Trouble("no_network", log="install.log"), "en")
    assert capsys.readouterr().err == (
        "fieldsuite: error: The download failed: the package index cannot be reached.\n"
        "fieldsuite: hint: Check the network and run the same command again; it goes on where it stopped. "
        "Details: install.log\n"
    )


def test_where_no_language_is_known_both_are_given_chinese_first() -> None:
    assert say("interrupted", "both") == "安装已中断。 / The installation was interrupted."
