"""``models build``: at the provincial desk, published weights become a signed pack."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.errors import OfficeError

if TYPE_CHECKING:
    from collections.abc import Sequence

Pairs = Annotated[
    list[str] | None, typer.Option("--threshold", help="NAME=LIKENESS, 0 to 1; may be repeated.")
]
Settings = Annotated[
    list[str] | None, typer.Option("--set", help="NAME=VALUE of the input; may be repeated.")
]


def build(
    engine: Annotated[Literal["ecapa", "sface", "onnx-face", "minifasnet"], typer.Argument(help="What reads it.")],
    weights: Annotated[Path, typer.Argument(help="Folder with the published files.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Pack to write.")],
    licence: Annotated[str, typer.Option("--licence", help="Licence of the weights, such as Apache-2.0.")],
    source: Annotated[str, typer.Option("--source", help="Where the weights come from, and which release.")],
    name: Annotated[str, typer.Option("--name", help="Short name; default: the engine's.")] = "",
    title: Annotated[str, typer.Option("--title", help="What people read.")] = "",
    threshold: Pairs = None, settings: Settings = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Make a pack of published weights and sign it with the desk's key; it is loaded and computes once before."""
    from fieldsuite.province.models import Wish
    from fieldsuite.province.models import build as job

    values: dict[str, int | str] = {
        key: int(value) if value.isascii() and value.isdigit() else value
        for key, value in _pairs(settings or (), "--set")
    }
    wish = Wish(
        name or engine, engine, title or engine, licence, source,
        {key: _share(value) for key, value in _pairs(threshold or (), "--threshold")}, values,
    )  # fmt: skip
    with opened(officer, passphrase_file) as office:
        said = job(office, wish, weights, out)
    answer(
        {"path": str(out), "name": said.name, "engine": said.engine, "version": said.version, "digest": said.digest,
         "files": [one.name for one in said.files], "bytes": said.size},
        [str(out), f"{said.name}  {said.engine} {said.version}", *(one.name for one in said.files)],
    )  # fmt: skip


def _pairs(given: "Sequence[str]", option: str) -> list[tuple[str, str]]:
    split = [one.partition("=") for one in given]
    if wrong := [key for key, equals, value in split if not (key and equals and value)]:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"{option} {wrong[0]}")
    return [(key, value) for key, _, value in split]


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < 1:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--threshold {text}")
    return value
