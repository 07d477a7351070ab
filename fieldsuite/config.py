"""Where an office lives, and what is said of it outside the encrypted database."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from fieldsuite.errors import OfficeError

LAST = "last-opened.json"
"""File beside the offices that names the one opened last."""

Kind = Literal["village", "consulate", "relay", "province"]
"""村 (coordinator), 使领馆, 乡镇 (relay desk), 省级经办 (provincial desk)."""


@dataclass(frozen=True, slots=True)
class OfficeConfig:
    """Settings of one office that must be read before anyone unlocks it; nothing personal."""

    name: str
    """Shown in the header: 泸州市江阳区三村."""
    kind: Kind
    site: str
    """Code of the office in trust statements and bundles: letters, digits, hyphens."""
    practice: bool = False
    """练习: screens, papers and bundles say so; a real province refuses its bundles."""
    timezone: str = "Asia/Shanghai"
    """Dates of certification are dates of this zone."""
    area: str = ""
    """GB/T 2260 code of the area it serves, or empty."""
    profile: str = "sichuan"
    """Profile of rules for people who are entered here."""
    lang: Literal["zh", "en"] = "zh"
    card_photographs: Literal["by_kind", "agency", "consent"] = "by_kind"
    """Whether faces may be modelled from card photographs without asking each person (广西通知 三(一): the agency did
    so with the photographs it holds). by_kind: an agency may, a field office asks."""
    storage: str = ""
    """Address of the PostgreSQL database that a provincial desk stands on, ``postgresql://user@host/name`` without a
    password; empty for the encrypted files in its folder."""
    evidence: str = ""
    """Address of the bucket in which a provincial desk keeps its evidence, ``s3://bucket/prefix?endpoint=…`` without
    keys; empty for the folder ``evidence``."""
    created: str = ""
    """UTC instant of the set-up, ISO 8601."""
    desk_address: str = ""
    """``https://HOST:PORT`` of the province's upload address; empty: nothing is ever sent over a network."""
    desk_pin: str = ""
    """Fingerprint of that server's key, 40 digits, as it was read aloud."""
    desk_ca: str = ""
    """File with the authority's certificate, where one vouches for the server and not a pin."""

    @property
    def agency(self) -> bool:
        """True when card photographs are modelled on the agency's own authority; a refusal holds all the same."""
        if self.card_photographs == "by_kind":
            return self.kind in ("province", "relay")
        return self.card_photographs == "agency"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one office and the places in it."""

    path: Path

    @property
    def settings(self) -> Path:
        """What OfficeConfig is read from."""
        return self.path / "office.json"

    @property
    def keys(self) -> Path:
        """Wrapped keys of the officers and of the device."""
        return self.path / "keys"

    @property
    def database(self) -> Path:
        """The encrypted database of the office."""
        return self.path / "office.db"

    @property
    def templates(self) -> Path:
        """The second encrypted database, under another key: faces and voices apart from names (GB/T 35273)."""
        return self.path / "templates.db"

    @property
    def evidence(self) -> Path:
        """Photographs and recordings, each sealed by itself."""
        return self.path / "evidence"

    @property
    def outbox(self) -> Path:
        """Sealed bundles, kept until every record in them is decided."""
        return self.path / "outbox"

    @property
    def inbox(self) -> Path:
        """Files that came in, as they came."""
        return self.path / "inbox"

    @property
    def drop(self) -> Path:
        """At the province: bundles that came and were not taken in yet, laid there by hand, a mount or ``serve``."""
        return self.path / "drop"

    @property
    def models(self) -> Path:
        """Model packs of the province, each unpacked in a folder of its own."""
        return self.path / "models"

    @property
    def profiles(self) -> Path:
        """Rules that the province signed."""
        return self.path / "profiles"

    @property
    def fonts(self) -> Path:
        """Fonts of the office's own, for names that no other font can draw."""
        return self.path / "fonts"

    @property
    def trust(self) -> Path:
        """What was last taken of the province's metadata (``keys.channel``)."""
        return self.path / "trust"

    @property
    def repository(self) -> Path:
        """At the province: the metadata it signs and the files they speak of (``keys.repository``)."""
        return self.path / "repository"

    @property
    def quarantine(self) -> Path:
        """Where a bundle is unpacked while it is not yet verified."""
        return self.path / "quarantine"

    @property
    def serving(self) -> Path:
        """At a desk with an upload address: its certificate, what is still arriving, the answers it gives out."""
        return self.path / "serve"

    @property
    def answers(self) -> Path:
        """Receipts that ``fieldsuite serve`` gives out, named after the bundle they answer."""
        return self.serving / "answers"

    @property
    def work_numbers(self) -> Path:
        """Numbers of the programs with workers, as ``fieldsuite serve`` shows them."""
        return self.serving / "work"

    @property
    def known_devices(self) -> Path:
        """The trust statement in force, as ``fieldsuite serve`` reads it: public, signed by the province."""
        return self.serving / "trust.fostrust"

    @property
    def lock(self) -> Path:
        """Held by the one program that works on this office."""
        return self.path / "office.lock"

    @property
    def exists(self) -> bool:
        """True when an office was set up here."""
        return self.settings.is_file()


def default_home() -> Path:
    """Folder of the office when no ``--home`` is given: the platform's user-data folder."""
    from platformdirs import user_data_path

    return user_data_path("fieldsuite", appauthor=False)


def read_config(home: Path) -> OfficeConfig:
    """Read an office's settings. Raises OfficeError when there is no office, or its settings are damaged."""
    place = Home(home)
    if not place.exists:
        raise OfficeError("office.none", code="E_NOT_FOUND", path=str(home))
    try:
        return OfficeConfig(**json.loads(place.settings.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise OfficeError("office.settings_damaged", code="E_DATABASE", path=str(place.settings)) from error


def write_config(home: Path, config: OfficeConfig) -> None:
    """Write an office's settings; replaced in one step, so that a power cut leaves the old or the new."""
    home.mkdir(parents=True, exist_ok=True)
    place = Home(home)
    part = place.settings.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(config), file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place.settings)


def find_offices(root: Path) -> tuple[Path, ...]:
    """Give the offices of a folder: itself, and those of a practice ground one step below it."""
    if not root.is_dir():
        return ()
    below = sorted((child for child in root.iterdir() if Home(child).exists), key=_field_first)
    return (*((root,) if Home(root).exists else ()), *below)


def last_opened(root: Path) -> tuple[Path, str] | None:
    """Give the office of a folder that was opened last and its officer; None where none was, or it is gone."""
    try:
        name, officer = json.loads((root / LAST).read_text("utf-8"))
        home = root / str(name)
    except (OSError, ValueError):
        return None
    return (home, str(officer)) if home in find_offices(root) else None


def note_opened(root: Path, home: Path, officer: str) -> None:
    """Keep which office was opened, so that the unlocking proposes it; a disk that takes nothing is no matter."""
    with suppress(OSError, ValueError):
        (root / LAST).write_text(json.dumps([str(home.relative_to(root)), officer]), "utf-8")


def _field_first(home: Path) -> tuple[bool, str]:
    return (read_config(home).kind == "province", home.name)
