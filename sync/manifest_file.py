"""A manifest as bytes: written canonically, read with every field checked."""

from dataclasses import asdict, fields
from typing import Any

from sync import schema
from sync.canonical import decode_object, encode
from sync.errors import BundleRefused
from sync.limits import LIMITS
from sync.manifest import BLOB_TYPES, LINES_TYPE, PAYLOAD_TYPES, App, BlobEntry, Created, Lines, Log, Manifest

_FIELDS = frozenset(one.name for one in fields(Manifest))


def write_manifest(manifest: Manifest) -> bytes:
    """Write a manifest canonically. Raises BundleRefused as ``read_manifest`` would."""
    data = encode(asdict(manifest))
    read_manifest(data)
    return data


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest. Raises BundleRefused E_LIMIT (counts and sizes), E_CANON, E_SCHEMA (everything
    else)."""
    if len(data) > LIMITS.manifest_bytes:
        raise BundleRefused("E_LIMIT", "manifest")
    value = schema.exactly(decode_object(data), _FIELDS, "manifest")
    schema.require(isinstance(value["type"], str) and value["type"] in PAYLOAD_TYPES, "type")
    if value["format"] != 1:
        raise BundleRefused("E_VERSION", "format")
    audience = schema.digests(value["audience"], LIMITS.recipients, "audience")
    schema.require(len(audience) > 0 and list(audience) == sorted(audience), "audience")
    officer = value["officer"]
    manifest = Manifest(
        type=value["type"],
        format=schema.whole(value["format"], 1, 1, "format"),
        bundle=schema.text(value["bundle"], schema.HEX32, "bundle"),
        site=schema.text(value["site"], schema.ID, "site"),
        device=schema.text(value["device"], schema.HEX64, "device"),
        epoch=schema.whole(value["epoch"], 1, schema.BIG, "epoch"),
        seq=schema.whole(value["seq"], 1, schema.BIG, "seq"),
        prev=schema.text(value["prev"], schema.HEX64, "prev"),
        audience=audience,
        created=_created(value["created"]),
        app=_app(value["app"]),
        practice=schema.flag(value["practice"], "practice"),
        policy_version=schema.text(value["policy_version"], schema.VERSION, "policy_version"),
        records=_lines(value["records"]),
        blobs=_blobs(value["blobs"], value["type"] == "bundle"),
        officer=officer if officer == "" else schema.text(officer, schema.HEX64, "officer"),
        supports=_supports(value["supports"]),
        log=_log(value["log"]),
    )
    schema.require(manifest.blobs[0].sha256 == manifest.records.blob, "records")
    return manifest


def _created(value: object) -> Created:
    fit = schema.exactly(value, ("wall", "boot_id", "mono_ms", "trusted_floor"), "created")
    floor = fit["trusted_floor"]
    return Created(
        wall=schema.instant(fit["wall"], "wall"),
        boot_id=schema.text(fit["boot_id"], schema.VERSION, "boot_id"),
        mono_ms=schema.whole(fit["mono_ms"], 0, schema.BIG, "mono_ms"),
        trusted_floor=floor if floor == "" else schema.instant(floor, "trusted_floor"),
    )


def _app(value: object) -> App:
    fit = schema.exactly(value, ("version", "build"), "app")
    return App(*(schema.text(fit[name], schema.VERSION, name) for name in ("version", "build")))


def _lines(value: object) -> Lines:
    fit = schema.exactly(value, [one.name for one in fields(Lines)], "records")
    count = schema.whole(fit["count"], 0, schema.BIG, "count")
    if count > LIMITS.records:
        raise BundleRefused("E_LIMIT", "count")
    names = ("blob", "merkle_root", "chain_from", "chain_to")
    blob, root, first, last = (schema.text(fit[name], schema.HEX64, name) for name in names)
    return Lines(blob, count, root, first, last)


def _blobs(value: object, of_records: bool) -> tuple[BlobEntry, ...]:
    """The lines come first, under a limit of their own; nothing else may call itself lines."""
    found = schema.items(value, "blobs")
    schema.require(bool(found), "blobs")
    if len(found) > 1 + LIMITS.evidence:
        raise BundleRefused("E_LIMIT", "blobs")
    most = LIMITS.records_bytes if of_records else LIMITS.document_bytes
    blobs = (
        _blob(found[0], {LINES_TYPE}, most),
        *(_blob(one, BLOB_TYPES, LIMITS.evidence_bytes) for one in found[1:]),
    )
    schema.require(len({one.sha256 for one in blobs}) == len(blobs), "blobs")
    return blobs


def _blob(value: object, types: frozenset[str] | set[str], most: int) -> BlobEntry:
    fit: dict[str, Any] = schema.exactly(value, ("sha256", "size", "type"), "blob")
    size = schema.whole(fit["size"], 0, schema.BIG, "size")
    schema.require(isinstance(fit["type"], str) and fit["type"] in types, "type")
    if size > most:
        raise BundleRefused("E_LIMIT", "size")
    return BlobEntry(schema.text(fit["sha256"], schema.HEX64, "sha256"), size, fit["type"])


def _log(value: object) -> Log:
    fit = schema.exactly(value, ("entries", "head"), "log")
    entries, head = schema.whole(fit["entries"], 0, schema.BIG, "entries"), fit["head"]
    schema.require(bool(entries) == bool(head), "log")
    return Log(entries, head if head == "" else schema.text(head, schema.HEX64, "head"))


def _supports(value: object) -> tuple[int, ...]:
    found = schema.items(value, "supports")
    schema.require(0 < len(found) <= 16, "supports")
    return tuple(schema.whole(one, 1, 255, "supports") for one in found)
