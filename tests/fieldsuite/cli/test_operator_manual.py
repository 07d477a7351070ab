"""The operator's manual, followed from its first line to its last on a desk of our own."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from fieldsuite.tables import ImportJob
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.province.desks import drop
from tests.grounds import PASSPHRASE, Place
from tests.house.tree import ROOT
from tests.postgres import binaries, postgres, postgres_server
from tests.s3 import Bucket, bucket, s3_server

__all__ = ["bucket", "postgres", "postgres_server", "s3_server"]

ENDLESS = ("fieldsuite province work --workers 4", "fieldsuite serve --host")
"""These run until they are stopped: they are asked for their help."""
OF_THE_SYSTEM = ("pip ", "python3 start.py", "curl ", "chmod ", "openssl ")
"""Not ours; what they name must be there."""


def commands() -> Iterator[str]:
    text = (ROOT / "docs" / "operator.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()


@dataclass
class Desk:
    """The desk of the manual: its words become places of this test."""

    place: Place
    line: Line
    database: str
    bucket: Bucket
    folder: Path
    words: dict[str, str] = field(init=False)
    servers: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        url = make_url(self.database)
        with self.place.officer() as office:
            site = office.config.site
        secret = self.folder / "desk.pass"
        secret.write_text(PASSPHRASE)
        self.words = {
            "DESK": str(self.place.province), "desk.pass": str(secret), "village-01": site,
            "BACKUPS": str(self.folder / "backups"), "RESTORED": str(self.folder / "restored"),
            "postgresql://desk@db.example/fieldsuite": self.database,
            "s3://evidence/desk?endpoint=https://s3.example:9000": self.bucket.address,
        }  # fmt: skip
        self.servers = {"db.example": str(url.query.get("host", url.host)), "desk": str(url.username),
                        "fieldsuite": str(url.database), "C.UTF-8": "C"}  # fmt: skip

    def follow(self, said: str) -> None:
        """Do what one line of the manual says."""
        program, *words = [self.words.get(word, word) for word in shlex.split(said)]
        if said.startswith(ENDLESS):
            assert self.line.plain(*takewhile(lambda word: word[0] != "-", words), "--help").code == 0
        elif program == "fieldsuite":
            self.ours(said, words)
        elif said.startswith(OF_THE_SYSTEM):
            assert all((ROOT / word).exists() for word in words if word.startswith("requirements/"))
        elif program == "tar":
            Path(words[words.index("-C") + 1]).mkdir(exist_ok=True)
            subprocess.run([program, *words], check=True, cwd=self.folder)
        else:
            self.postgresql(program, [self.servers.get(word, word) for word in words])

    def ours(self, said: str, words: list[str]) -> None:
        if "FILE" in words:
            words[words.index("FILE")] = self.file(said)
        before = [] if "--home" in words else ["--home", self.words["DESK"]]
        asked = words[0] != "serve" and "--passphrase-file" not in words
        after = ["--passphrase-file", self.words["desk.pass"]] if asked else []
        answer = self.line.plain(*before, *words, *after)
        assert answer.code == 0, (said, answer)

    def file(self, said: str) -> str:
        if "backup" in said:
            return str(next((self.folder / "backups").glob("*.fosbak")))
        with self.place.clerk() as desk, desk.store.session() as session:
            session.add(
                ImportJob(file="poison.fosb", came_at="2026-09-01T00:00:00Z", state="set_aside", tries=5)
            )
        aside = self.place.province / "drop" / "set-aside"
        aside.mkdir(parents=True)
        (aside / "poison.fosb").write_bytes(b"poison")
        return "poison.fosb"

    def postgresql(self, program: str, words: list[str]) -> None:
        if program == "createdb":
            self.empty()
        found = binaries()
        assert found is not None
        if not (found / program).is_file():
            pytest.skip(f"{program} is not here")
        subprocess.run([found / program, *words], check=True, cwd=self.folder, env={"PGPASSWORD": ""})

    def empty(self) -> None:
        """Lose the database and the folder, as the manual says nothing of how."""
        import psycopg

        url = make_url(self.database)
        with psycopg.connect(url.set(database="postgres").render_as_string(), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {url.database} WITH (FORCE)")
        if (self.folder / "desk-files.tar").exists():
            shutil.rmtree(self.place.province)


def test_the_manual_leads_through_moving_backing_up_losing_and_restoring(
    place: Place, line: Line, postgres: str, bucket: Bucket, tmp_path: Path
) -> None:
    if binaries() is None:
        pytest.skip("the programs of PostgreSQL are not here")
    with place.officer() as office:
        place.visit(office, "p-fine", photos=(place.photo("door"),))
        drop(place, Path(place.pack(office).path))
    (tmp_path / "backups").mkdir()
    desk = Desk(place, line, postgres, bucket, tmp_path)
    done = [desk.follow(said) or said for said in commands()]
    assert len(done) > 30
    # What arrived before everything was lost is here again, at the address it had.
    with place.clerk() as office:
        assert office.config.storage == postgres and office.config.evidence == bucket.address
        assert len(list(office.evidence.shelf.names())) == 1


def test_every_code_and_metric_in_the_manual_is_one_of_ours() -> None:
    text = (ROOT / "docs" / "operator.md").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "fieldsuite").rglob("*.py"))
    for metric in set(re.findall(r"fieldsuite_((?:serve|work|queue)_[a-z_]+)", text)):
        assert f'"{metric}"' in sources or f'"{metric.removeprefix("serve_")}"' in sources, metric
    for code in set(re.findall(r"\bE_[A-Z]+\b", text)):
        assert f'"{code}"' in sources, code
