"""A manifest has one spelling, every field is checked, and its version says what an embedding depends on."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biometric.errors import PackRefused
from biometric.packs.build import draft
from biometric.packs.manifest import (
    MOST_BYTES,
    Manifest,
    read_manifest,
    version_of,
    versioned,
    write_manifest,
)
from tests.doubles.model_packs import face_weights, said


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    return draft(said("onnx-face", "tiny"), face_weights(tmp_path_factory.mktemp("weights")))


def spelled(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_what_is_written_is_read(manifest: Manifest) -> None:
    assert read_manifest(write_manifest(manifest)) == manifest
    assert manifest.modality == "face" and manifest.threshold("accept") == 0.8
    assert manifest.settings["side"] == 112 and len(manifest.version) == 16


def test_the_version_follows_weights_and_input_and_nothing_else(manifest: Manifest) -> None:
    other = replace(manifest.files[0], sha256="0" * 64)
    assert version_of(replace(manifest, files=(other,))) != manifest.version
    assert (
        version_of(replace(manifest, settings={**manifest.settings, "channels": "bgr"})) != manifest.version
    )
    more = replace(
        manifest, thresholds={**manifest.thresholds, "accept": 9000}, licence="MIT", title="另一个名字"
    )
    assert versioned(more).version == manifest.version and versioned(more).digest != manifest.digest


WRONG: list[tuple[str, Any, str]] = [
    ("version", "0" * 16, "E_SCHEMA"), ("engine", "python", "E_SCHEMA"), ("engine", [], "E_SCHEMA"),
    ("name", "../../etc", "E_SCHEMA"), ("name", "", "E_SCHEMA"), ("name", "A", "E_SCHEMA"),
    ("licence", "", "E_SCHEMA"), ("source", "a\u202eb", "E_SCHEMA"), ("title", 3, "E_SCHEMA"),
    ("made_at", "2026-13-45T00:00:00Z", "E_SCHEMA"), ("made_at", "gestern", "E_SCHEMA"),
    ("practice", "no", "E_SCHEMA"), ("format", 2, "E_VERSION"), ("type", "bundle", "E_VERSION"),
    ("thresholds", {}, "E_SCHEMA"), ("settings", {}, "E_SCHEMA"), ("files", [], "E_SCHEMA"), ("files", {}, "E_SCHEMA"),
    ("unknown", 1, "E_SCHEMA"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "code"), WRONG)
def test_a_wrong_field_is_refused(manifest: Manifest, field: str, value: object, code: str) -> None:
    whole = json.loads(write_manifest(manifest))
    whole[field] = value
    with pytest.raises(PackRefused) as refused:
        read_manifest(spelled(whole))
    assert refused.value.code == code


@pytest.mark.parametrize("name", [
    "../face.onnx", "/etc/passwd", "..\\face.onnx", "C:face.onnx", "sub/face.onnx", "face.onnx\x00", "custom.py",
    "pack.dsse", "FACE.ONNX", "",
])  # fmt: skip
def test_attack_a_file_name_that_leads_elsewhere_or_is_not_read(manifest: Manifest, name: str) -> None:
    whole = json.loads(write_manifest(manifest))
    whole["files"].append({**whole["files"][0], "name": name})
    with pytest.raises(PackRefused) as refused:
        read_manifest(spelled(whole))
    assert refused.value.code in ("E_SCHEMA", "E_CANON")


def test_attack_a_declared_size_over_the_limit_is_refused_before_anything_is_read(manifest: Manifest) -> None:
    whole = json.loads(write_manifest(manifest))
    for size, code in (
        (MOST_BYTES + 1, "E_LIMIT"),
        (0, "E_SCHEMA"),
        (-1, "E_SCHEMA"),
        (1.5, "E_SCHEMA"),
        (True, "E_SCHEMA"),
    ):
        whole["files"][0]["size"] = size
        with pytest.raises(PackRefused) as refused:
            read_manifest(spelled(whole))
        assert refused.value.code == code


@pytest.mark.parametrize(
    "setting", [{"side": 31}, {"side": "112"}, {"channels": "grey"}, {"spread_milli": 0}, {"more": 1}]
)
def test_a_setting_that_makes_no_sense_is_refused(manifest: Manifest, setting: dict[str, Any]) -> None:
    with pytest.raises(PackRefused):
        versioned(replace(manifest, settings={**manifest.settings, **setting}))


@pytest.mark.parametrize(
    "threshold", [{"accept": 0}, {"accept": 10_000}, {"accept": 7000}, {"more": 1}, {"review": True}]
)
def test_a_threshold_out_of_order_is_refused(manifest: Manifest, threshold: dict[str, Any]) -> None:
    with pytest.raises(PackRefused):
        versioned(replace(manifest, thresholds={**manifest.thresholds, **threshold}))


@given(at=st.integers(0, 400), byte=st.integers(0, 255))
def test_attack_another_byte_is_another_manifest_or_none(at: int, byte: int) -> None:
    data = bytearray(write_manifest(EXAMPLE))
    at %= len(data)
    was, data[at] = data[at], byte
    if was == byte:
        return
    try:
        changed = read_manifest(bytes(data))
    except PackRefused:
        return
    assert changed != EXAMPLE and changed.digest != EXAMPLE.digest


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"\xff", b"[" * 3000, b" {}", b'{"a":NaN}'])
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    with pytest.raises(PackRefused):
        read_manifest(data)
    with pytest.raises(PackRefused, match="E_LIMIT"):
        read_manifest(data.ljust(70_000))


def test_weights_that_are_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match="files"):
        draft(said("sface"), tmp_path)


def _example() -> Manifest:
    from biometric.packs.manifest import PackFile

    thresholds = {"accept": 5000}
    file = PackFile("2.7_80x80_MiniFASNetV2.pth", 10, "a" * 64)
    made = Manifest(
        "tiny", "minifasnet", "", "t", "MIT", "s", "2026-11-21T00:00:00Z", True, thresholds, {}, (file,)
    )
    return versioned(made)


EXAMPLE = _example()
