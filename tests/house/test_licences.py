"""What is delivered may be delivered: every package is named with its licence, and none is GPL or AGPL."""

import re
import sysconfig
from importlib import metadata

import pytest

from biometric.models import CORNERS, DETECTOR, LANDMARKS, RESNET
from biometric.voice.ge2e import DIGEST
from starting.sbom import models
from tests.house.licences import PAGE, licence, locked, runtime, table
from tests.house.tree import ROOT

COPYLEFT = re.compile(r"(?<!L)\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)


@pytest.mark.parametrize("package", sorted({package for package, _ in runtime()}))
def test_no_package_of_the_program_is_under_the_gpl(package: str) -> None:
    assert licence(package), f"nobody says what {package} is licensed under"
    assert not COPYLEFT.search(licence(package))


def test_the_page_names_every_package_with_its_version_and_licence() -> None:
    page = PAGE.read_text(encoding="utf-8").splitlines()
    assert [line for line in table() if line not in page] == []


def test_the_page_names_no_package_that_is_not_installed() -> None:
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (\d\S*) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(rows) == set(runtime())


def test_what_is_installed_is_what_is_locked() -> None:
    here = {(name, version) for name, version, _ in locked("runtime")}
    wanted = {name: {version for each, version in here if each == name} for name, _ in here}
    # In this folder only: once setuptools is imported, what it carries inside counts as installed too.
    installed = {
        each.name.lower().replace("_", "-").replace(".", "-"): each.version
        for each in metadata.distributions(
            path=[sysconfig.get_paths()["purelib"]]
        )  # not what setuptools carries inside
    }
    other = {
        name: installed[name] for name in wanted if name in installed and installed[name] not in wanted[name]
    }
    assert other == {}


def test_a_gpl_licence_would_be_seen() -> None:
    assert (
        COPYLEFT.search("GPL-3.0-or-later")
        and COPYLEFT.search("AGPL-3.0")
        and not COPYLEFT.search("LGPL-2.1")
    )


def test_no_lock_brings_gpu_libraries() -> None:
    names = {name for name, _, _ in locked("runtime", "speech", "dev")}
    assert names and not [name for name in names if name.startswith(("nvidia", "cuda", "triton"))]


def test_every_locked_file_has_its_digest() -> None:
    for name in ("runtime", "speech", "dev"):
        text = (PAGE.parent / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]
        assert entries and all("--hash=sha256:" in entry for entry in entries)


def test_every_model_that_is_delivered_is_listed_with_its_terms_and_is_the_one_that_is_loaded() -> None:
    listed = {one["name"]: one for one in models(ROOT)}
    known = {weights.file: weights.digest for weights in (LANDMARKS, CORNERS, RESNET)}
    known |= {"frontal_faces.svm": DETECTOR[:16], "pretrained.pt": DIGEST}
    assert {name: one["version"] for name, one in listed.items()} == known
    page = PAGE.read_text(encoding="utf-8")
    assert all(listed[name]["licenses"][0]["license"]["name"] for name in known)
    assert all(
        word in page for word in ("iBUG 300-W", "Davis King", "BSL-1.0", "GE2E", "requirements/models.toml")
    )
