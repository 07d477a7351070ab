"""What a disk may hold when the power goes: computed from what was written, synced and renamed until then.

Four ends of a day at every operation: the program was killed (everything that was written is there); the power went
and only what was synced is there; some of what was not synced is there, in any order; the last write stopped in the
middle of a sector of 512 bytes. A name is on the disk once its folder was synced, or for a new file the file itself;
a rename once its folder was.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random

HEAD = struct.Struct("=BHHqI")
MODES = ("killed", "lost", "some", "torn")
SECTOR = 512


@dataclass(frozen=True)
class Op:
    kind: str
    path: str
    second: str
    offset: int
    data: bytes
    length: int


def read_log(log: Path) -> Iterator[Op]:
    """Give the operations in their order."""
    raw, at = log.read_bytes(), 0
    while at < len(raw):
        kind, one, two, offset, length = HEAD.unpack_from(raw, at)
        at += HEAD.size
        path, second = raw[at : at + one].decode(), raw[at + one : at + one + two].decode()
        at += one + two
        has_data = chr(kind) == "w"
        data = raw[at : at + length] if has_data else b""
        at += len(data)
        yield Op(chr(kind), path, second, offset, data, length)


@dataclass
class Node:
    """One file, whatever its name."""

    now: bytearray
    durable: bytes
    pending: list[Op] = field(default_factory=list)

    def held(self) -> bytes:
        """Give what a program reads; what was synced is given as it is, since many files never change."""
        return bytes(self.now) if self.pending else self.durable


def apply(content: bytearray, op: Op, most: int | None = None) -> None:
    if op.kind == "t":
        del content[op.offset :]
        content.extend(b"\0" * (op.offset - len(content)))
        return
    data = op.data if most is None else op.data[:most]
    if len(content) < op.offset:
        content.extend(b"\0" * (op.offset - len(content)))
    content[op.offset : op.offset + len(data)] = data


class Disk:
    """The files below one folder, as they are and as they would be after a power cut."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.now: dict[str, Node] = {}
        for path in root.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                self.now[str(path)] = Node(bytearray(data), data)
        self.durable = dict(self.now)
        self.names: list[tuple[str, str, str, Node]] = []
        """Creations, renames and removals whose folder was not synced yet."""
        self.folders = {str(path) for path in root.rglob("*") if path.is_dir()}
        self.last: Op | None = None

    def do(self, op: Op) -> None:
        """Take one operation in."""
        self.last = op
        if op.kind == "m":
            self.folders.add(op.path)
        elif op.kind == "c":
            self.now[op.path] = node = Node(bytearray(), b"")
            self.names.append(("c", op.path, "", node))
        elif op.kind in "wt" and op.path in self.now:
            node = self.now[op.path]
            apply(node.now, op)
            node.pending.append(op)
        elif op.kind == "r":
            node = self.now.pop(op.path)
            self.now[op.second] = node
            self.names.append(("r", op.path, op.second, node))
        elif op.kind == "u":
            gone = self.now.pop(op.path, None)
            if gone is not None:
                self.names.append(("u", op.path, "", gone))
        elif op.kind == "s":
            self._sync(op.path)

    def _sync(self, path: str) -> None:
        node = self.now.get(path)
        if node is None:
            mine = [one for one in self.names if path in (_folder(one[1]), _folder(one[2]))]
        else:
            node.durable, node.pending = bytes(node.now), []
            made = next((one[1] for one in self.names if one[0] == "c" and one[3] is node), None)
            # A name that is made durable takes with it what happened to that name before.
            mine = [one for one in self.names if made is not None and made in one[1:3] and one[0] in "cu"]
        for one in mine:
            _name(self.durable, one)
        self.names = [one for one in self.names if one not in mine]

    def after(self, mode: str, random: Random) -> dict[str, bytes]:
        """Give what is there after a cut now: path -> content."""
        if mode in ("killed", "torn"):
            found = {path: node.held() for path, node in self.now.items()}
            last = self.last
            if mode == "torn" and last is not None and last.kind == "w" and last.path in self.now:
                node = self.now[last.path]
                content = bytearray(node.durable)
                for op in node.pending[:-1]:
                    apply(content, op)
                apply(content, last, SECTOR * random.randrange(len(last.data) // SECTOR + 1))
                found[last.path] = bytes(content)
            return found
        names = dict(self.durable)
        kept = 0 if mode == "lost" else random.randrange(len(self.names) + 1)
        for one in self.names[:kept]:
            _name(names, one)
        found = {}
        for path, node in names.items():
            if mode == "lost" or not node.pending:
                found[path] = node.durable
                continue
            content = bytearray(node.durable)
            for op in node.pending:
                if random.random() < 0.5:
                    apply(content, op, None if random.random() < 0.8 else SECTOR * random.randrange(9))
            found[path] = bytes(content)
        return found

    def lay(self, found: dict[str, bytes], to: Path) -> None:
        """Write what is there into a folder that stands for the root. Shared memory of a database never outlives it."""
        for folder in sorted(self.folders):
            (to / Path(folder).relative_to(self.root)).mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, content in found.items():
            if not path.endswith("-shm"):
                target = to / Path(path).relative_to(self.root)
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                target.touch(mode=0o600)
                target.write_bytes(content)


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent) if path else ""


def _name(names: dict[str, Node], op: tuple[str, str, str, Node]) -> None:
    kind, path, second, node = op
    if kind == "c":
        names[path] = node
    elif kind == "u":
        names.pop(path, None)
    elif names.pop(path, None) is not None:
        names[second] = node
