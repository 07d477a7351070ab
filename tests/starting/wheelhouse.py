"""A program of three files and two libraries of one file each: what a pack does with hundreds it does with these."""

import base64
import hashlib
import shutil
import zipfile
from pathlib import Path

from tests.house.tree import ROOT

FILES = ("CHANGELOG.md", "README.md", "pyproject.toml")
PAGE = "| tiny | 1.0 | MIT | |\n| setuptools | 80.0 | MIT | |\n"


def wheel(folder: Path, name: str, version: str, text: str = "") -> Path:
    """Write a wheel of one module."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    inside = {
        f"{name}.py": text or f"VERSION = '{version}'\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = []
    for each, content in inside.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).rstrip(b"=").decode()
        lines.append(f"{each},sha256={digest},{len(content)}\n")
    with zipfile.ZipFile(path, "w") as file:
        for each, content in inside.items():
            file.writestr(each, content)
        file.writestr(f"{about}/RECORD", "".join(lines) + f"{about}/RECORD,,\n")
    return path


def entry(path: Path, condition: str = "") -> str:
    """Give the entry of a lock for a wheel."""
    name, version = path.name.split("-")[:2]
    known = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name}=={version}{condition} \\\n    --hash=sha256:{known}\n    # via us\n"


def program(folder: Path, version: str = "0.2.0") -> Path:
    """Lay down a program: the real launcher and its modules, a package that says its version, a lock of two wheels."""
    root, index = folder / "program", folder / "index"
    index.mkdir(parents=True, exist_ok=True)
    for name in ("keys", "sync", "biometric", "forms", "docs"):
        (root / name).mkdir(parents=True)
        (root / name / "README.md").write_text(name, encoding="utf-8")
    shutil.copytree(ROOT / "starting", root / "starting", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "start.py", root)
    (root / "fieldsuite" / "words").mkdir(parents=True)
    shutil.copy(ROOT / "fieldsuite" / "words" / "start.toml", root / "fieldsuite" / "words")
    (root / "fieldsuite" / "__init__.py").write_text(f'__version__ = "{version}"\n', encoding="utf-8")
    (root / "fieldsuite" / "__main__.py").write_text(
        "import sys, tiny, fieldsuite\nprint(fieldsuite.__version__, tiny.VERSION, *sys.argv[1:])\n",
        encoding="utf-8",
    )
    for name in FILES:
        (root / name).write_text("", encoding="utf-8")
    (root / "LICENSES.md").write_text(PAGE, encoding="utf-8")
    (root / "requirements").mkdir()
    shutil.copy(ROOT / "requirements" / "models.toml", root / "requirements")
    windows = wheel(index, "only_windows", "1.0")
    lock = entry(wheel(index, "tiny", "1.0")) + entry(wheel(index, "setuptools", "80.0", "# none\n"))
    (root / "requirements" / "runtime.lock").write_text(
        lock + entry(windows, " ; sys_platform == 'win32'"), encoding="utf-8"
    )
    (root / "requirements" / "speech.lock").write_text("", encoding="utf-8")
    (root / "fonts").mkdir()
    (root / "fonts" / "BabelStoneHan.ttf").write_bytes(b"glyphs")
    return root
