"""The album is whole: every screen has its picture in both languages, and every picture its screen."""

import ast
from pathlib import Path

from tests.fieldsuite.screens.album import KEPT

SCREENS = Path("fieldsuite") / "screens"


def made_of() -> dict[str, set[str]]:
    """Class -> what it is made of, of the classes that are screens."""
    above: dict[str, set[str]] = {}
    for path in SCREENS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                above[node.name] = {ast.unparse(base).partition("[")[0] for base in node.bases}

    def is_screen(name: str) -> bool:
        return name in ("OfficeScreen", "OfficeModal") or any(map(is_screen, above.get(name, ())))

    return {name: made for name, made in above.items() if is_screen(name)}


def test_every_screen_has_its_picture_in_both_languages() -> None:
    screens = made_of()
    kept = {path.name for path in KEPT.glob("*.svg")}
    drawn = {name.partition(".")[0].partition("-")[0] for name in kept}
    others_are_made_of = set().union(*screens.values())
    assert not screens.keys() - others_are_made_of - drawn, "without a picture"
    assert not drawn - screens.keys(), "of no screen"
    for name in kept:
        assert {name.replace(".zh.", ".en."), name.replace(".en.", ".zh.").replace(".small", "")} <= kept, (
            name
        )
