"""模型 by keys: a pack of the province is installed, used, checked and removed; a foreign one is refused in place."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from fieldsuite.province.models import Wish, build
from keys.vault import officers
from tests.doubles.cameras import RefusingCamera
from tests.doubles.model_packs import FACE_THRESHOLDS, face_weights
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import agreed, at_work
from tests.fieldsuite.screens.driving import (
    PASSPHRASE,
    drive,
    field,
    frozen,
    on,
    program,
    shown,
    unlock,
    until,
)


def pack(root: Path) -> Path:
    """A pack of a small face network, signed by the desk of this practice ground."""
    from contextlib import closing

    from fieldsuite.office import open_office

    out = root / "tiny.fspack"
    (clerk,) = officers(root / "province" / "keys")
    wish = Wish("tiny", "onnx-face", "测试模型", "Apache-2.0", "made here", FACE_THRESHOLDS, {})
    with closing(open_office(root / "province", clerk.id, PASSPHRASE, now=frozen)) as office:
        build(office, wish, face_weights(root / "weights"), out)
    return out


async def to_models(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.press("ctrl+t")
    await until(pilot, lambda: on(pilot, "CheckupScreen")() and not pilot.app.screen.running, 60)  # type: ignore[attr-defined]
    await pilot.press("3")
    await until(pilot, lambda: on(pilot, "ModelsScreen")() and pilot.app.screen.rows)  # type: ignore[attr-defined]


async def install(pilot: Pilot[Any], path: Path) -> None:
    await pilot.press("i")
    await until(pilot, on(pilot, "PathScreen"))
    field(pilot, "path").value = str(path)
    await pilot.press("enter")


def test_a_pack_is_installed_used_checked_and_removed(root: Path, album: Album) -> None:
    file = pack(root)
    with at_work(root) as office:
        from tests.fieldsuite.casework.test_calibrating import enrolled

        (row,) = agreed(office, 1)
        enrolled(office, [row.id])

    async def steps(pilot: Pilot[Any]) -> None:
        await to_models(pilot)
        assert "● 内置" in shown(pilot.app) and "正在使用" in shown(pilot.app)
        await install(pilot, file)
        await until(pilot, lambda: "tiny" in shown(pilot.app) and "已安装" in shown(pilot.app), 60)
        rows = {row.name: at for at, row in enumerate(pilot.app.screen.rows)}  # type: ignore[attr-defined]
        field(pilot, "models").move_cursor(row=rows["tiny"])
        await until(pilot, lambda: "来源 made here" in shown(pilot.app))
        await album.look(pilot, "ready")
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "ConfirmScreen")() and "从现在起用 tiny" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: "● tiny" in shown(pilot.app), 60)
        await pilot.press("delete", "enter")
        await until(pilot, lambda: "✗ 模型包 tiny 正在使用" in shown(pilot.app))
        await pilot.press("c")
        await until(pilot, lambda: on(pilot, "RenewalsScreen")() and "原来的模型（dlib）" in shown(pilot.app))
        assert row.name in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: on(pilot, "ModelsScreen")() and "● tiny" in shown(pilot.app))
        await pilot.press("t")
        await until(pilot, lambda: "tiny 完好" in shown(pilot.app), 60)
        await album.look(pilot)
        field(pilot, "models").move_cursor(row=0)
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, on(pilot, "ConfirmScreen"))
        await pilot.press("enter")
        await until(pilot, lambda: "● 内置" in shown(pilot.app) and "○ tiny" in shown(pilot.app), 60)
        field(pilot, "models").move_cursor(row=rows["tiny"])
        await pilot.pause()
        await pilot.press("delete")
        await until(pilot, on(pilot, "ConfirmScreen"))
        await pilot.press("enter")
        await until(pilot, lambda: "○ tiny" not in shown(pilot.app), 60)

    drive(program(root, open_camera=lambda _source: RefusingCamera("no_camera")), steps)


def test_a_damaged_pack_and_a_file_that_is_none_are_refused_in_place(root: Path) -> None:
    file = pack(root)
    damaged = root / "damaged.fspack"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(bytes(data))

    async def steps(pilot: Pilot[Any]) -> None:
        await to_models(pilot)
        for path in (damaged, root / "nothing.fspack", root):
            await install(pilot, path)
            await until(pilot, lambda: on(pilot, "ModelsScreen")() and pilot.app.screen.problem, 60)  # type: ignore[attr-defined]
            assert shown(pilot.app).splitlines()[1].startswith(" ✗")
            assert "tiny" not in shown(pilot.app).splitlines()[6]

    drive(program(root, open_camera=lambda _source: RefusingCamera("no_camera")), steps)
