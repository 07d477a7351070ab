"""模型包: install packs of the province, choose an engine, check them again, remove what nobody needs."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from biometric.packs import archive, load
from biometric.packs.build import try_out
from biometric.packs.kinds import Modality
from fieldsuite import engines, journal, model_packs
from fieldsuite.casework.again import needing
from fieldsuite.errors import OfficeError
from fieldsuite.model_choice import ModelChoice
from fieldsuite.model_packs import Broken, Installed
from fieldsuite.office import Office


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One engine of this office, for a list."""

    name: str
    """Name of the pack, of its folder when it cannot be read; empty for a built-in engine."""
    folder: str
    """Folder among the packs: what tells two packs of one name apart."""
    modality: str
    """face, voice or passive; empty for what is no pack."""
    engine: str
    version: str
    title: str
    licence: str
    source: str
    size: int
    signer: str
    active: bool
    enforced: bool
    people: int
    """Living people whose newest template is of this engine and version."""
    problem: Exception | None = None
    """Why it cannot be used; its sentence is that of any error."""


def listed(office: Office) -> tuple[ModelRow, ...]:
    """Give the built-in engines and every pack; files are not held against their digests (``verify`` does)."""
    counts = needing(office)
    chosen = {each: engines.choice(office, each) for each in ("face", "voice", "passive")}
    rows = [_of_built_in(each, chosen[each], counts) for each in ("face", "voice")]
    for one in model_packs.installed(office):
        if isinstance(one, Broken):
            name = one.folder.name
            rows.append(ModelRow(name, name, "", "", "", "", "", "", 0, "", False, False, 0, one.error))
        else:
            rows.append(_of_pack(one, chosen[one.manifest.modality], counts))
    return tuple(rows)


def _of_built_in(modality: Modality, chosen: ModelChoice, counts: Counter[tuple[str, str, str]]) -> ModelRow:
    made = engines.built_in(modality)
    assert made is not None
    people = counts[modality, made.engine, made.version]
    return ModelRow(
        "", "", modality, made.engine, made.version, "", "", "", 0, "", not chosen.pack, False, people
    )


def _of_pack(one: Installed, chosen: ModelChoice, counts: Counter[tuple[str, str, str]]) -> ModelRow:
    said = one.manifest
    active = chosen.digest == said.digest
    return ModelRow(
        said.name, one.pack.folder.name, said.modality, said.engine, said.version, said.title, said.licence,
        said.source, said.size, one.signer, active, active and chosen.enforced,
        counts[said.modality, said.engine, said.version],
    )  # fmt: skip


def install(office: Office, path: Path) -> Installed:
    """Check a pack, unpack it, let it compute once, and only then put it in its place; it is not in use yet.

    Raises KeysError, PackRefused and OfficeError with the code of a refused bundle, ModelMissing when it cannot work on
    this machine, OSError for the disk; nothing is left of it then.
    """
    taken = model_packs.take(office, path)
    try:
        try_out(taken)
    except BaseException:
        model_packs.discard(taken.folder)
        raise
    finally:
        load.forget(taken)
    return model_packs.named(office, model_packs.settle(office, taken).folder.name)


def check(office: Office, name: str) -> Installed:
    """Check an installed pack again, its signature and every file. Raises as ``install`` does; E_NOT_FOUND."""
    found = _found(office, name)
    if isinstance(found, Broken):
        raise found.error
    found.pack.check()
    return found


def look_at(office: Office, path: Path) -> Installed:
    """Check a pack on a stick without keeping it. Raises as ``install`` does."""
    taken = model_packs.take(office, path)
    model_packs.discard(taken.folder)
    _, key = model_packs.verified(office, archive.read_signed(path), office.now())
    return Installed(taken, key.name)


def use(office: Office, name: str, *, enforced: bool = False) -> ModelChoice:
    """Choose an installed pack for what it judges, as a signed record; it computes once first.

    Templates of other engines stay good for verification; ``again.again`` says who must be enrolled. Raises OfficeError
    E_NOT_FOUND, E_RULE (``enforced`` for anything but a passive check), ModelMissing.
    """
    found = check(office, name)
    said = found.manifest
    if enforced and said.modality != "passive":
        raise OfficeError("models.not_passive", code="E_RULE", pack=said.name)
    try_out(found.pack)
    return _choose(
        office,
        ModelChoice(
            modality=said.modality,
            pack=said.name,
            engine=said.engine,
            version=said.version,
            digest=said.digest,
            enforced=enforced,
        ),
    )


def use_built_in(office: Office, modality: Modality) -> ModelChoice:
    """Choose the built-in engine again; for ``passive``: no such check any more."""
    return _choose(office, ModelChoice(modality=modality))


def _choose(office: Office, said: ModelChoice) -> ModelChoice:
    if said != engines.choice(office, said.modality):
        with office.store.session() as session:
            journal.append(office, session, said, "", office.today())
    return said


def remove(office: Office, name: str) -> str:
    """Remove a pack that nobody needs, or what cannot be used anyway; gives the folder that is gone.

    Raises OfficeError E_NOT_FOUND, E_RULE while it is in use or people have no template of another engine.
    """
    found = _found(office, name)
    if isinstance(found, Broken):
        model_packs.discard(found.folder)
        return found.folder.name
    said = found.manifest
    if engines.choice(office, said.modality).digest == said.digest:
        raise OfficeError("models.in_use", code="E_RULE", pack=said.name)
    people = needing(office)[said.modality, said.engine, said.version]
    if people and not _twins(office, found):
        raise OfficeError("models.needed", code="E_RULE", pack=said.name, people=people)
    load.forget(found.pack)
    model_packs.discard(found.pack.folder)
    return found.pack.folder.name


def _twins(office: Office, one: Installed) -> bool:
    """Whether another pack makes the same embeddings, as one with new thresholds does."""
    same = [other for other in model_packs.usable(office) if other.manifest.version == one.manifest.version]
    return len(same) > 1


def _found(office: Office, name: str) -> Installed | Broken:
    for one in model_packs.installed(office):
        if isinstance(one, Broken) and one.folder.name == name:
            return one
    return model_packs.named(office, name)
