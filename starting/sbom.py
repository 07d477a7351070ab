"""Lists what a pack holds, with version, digest and licence of each part, as CycloneDX 1.6 (ECMA-424) in JSON.

The licences are those of LICENSES.md; the terms of each model stand in ``requirements/models.toml``.
"""

import json
import re
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starting import sums

NAME = "sbom.cdx.json"
_FILE = re.compile(r"^(?P<name>[A-Za-z0-9_.]+?)-(?P<version>[0-9][^-]*)(-.*\.whl|\.tar\.gz)$")
_ROW = re.compile(r"^\| ([a-z0-9-]+) \| (\d\S*) \| ([^|]+) \|", re.MULTILINE)


def write(root: Path, folder: Path, what: Mapping[str, object]) -> Path:
    """Write the list of a pack into it; ``what`` says version, platform and Python."""
    fits = [{"name": f"fieldsuite:{name}", "value": str(what[name])} for name in ("platform", "python")]
    about = {"type": "application", "name": "fieldsuite", "version": what["version"], "bom-ref": "fieldsuite",
             "properties": fits}  # fmt: skip
    parts = [*_libraries(root, folder / "wheels"), *models(root), *_fonts(folder / "fonts")]
    said = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {"timestamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "component": about},
        "components": parts,
        "dependencies": [{"ref": "fieldsuite", "dependsOn": sorted(part["bom-ref"] for part in parts)}],
    }
    path = folder / NAME
    path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _libraries(root: Path, wheels: Path) -> Iterator[dict[str, Any]]:
    page = (root / "LICENSES.md").read_text(encoding="utf-8")
    licences = {name: licence.strip() for name, _, licence in _ROW.findall(page)}
    for path in sorted(wheels.glob("*")):
        if found := _FILE.match(path.name):
            name = re.sub(r"[-_.]+", "-", found["name"]).lower()
            purl = f"pkg:pypi/{name}@{found['version'].replace('+', '%2B')}"
            yield {
                "type": "library", "bom-ref": purl, "name": name, "version": found["version"], "purl": purl,
                "hashes": [{"alg": "SHA-256", "content": sums.digest(path)}],
                "licenses": [{"expression": licences.get(name, "LicenseRef-unknown")}],
            }  # fmt: skip


def models(root: Path) -> Iterator[dict[str, Any]]:
    """Give every model that is delivered, with who trained it on what and what its terms ask."""
    listed = tomllib.loads((root / "requirements" / "models.toml").read_text(encoding="utf-8"))
    for key, one in listed.items():
        yield {
            "type": "machine-learning-model", "bom-ref": f"model:{key}", "name": one["file"],
            "version": one["version"], "description": f"{one['zh']} / {one['en']}",
            "licenses": [{"license": {"name": one["licence"]}}],
            "properties": [{"name": "fieldsuite:carried-in", "value": one["package"]},
                           {"name": "fieldsuite:trained-on", "value": one["trained_on"]},
                           {"name": "fieldsuite:terms", "value": one["terms"]}],
        }  # fmt: skip


def _fonts(fonts: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(fonts.glob("*.tt?")):
        own = path.name.startswith("BabelStoneHan")
        licence = "Arphic-1999" if own else "see the font's own terms"
        yield {
            "type": "file", "bom-ref": f"font:{path.name}", "name": path.name,
            "hashes": [{"alg": "SHA-256", "content": sums.digest(path)}],
            "licenses": [{"license": {"id": licence} if own else {"name": licence}}],
        }  # fmt: skip
