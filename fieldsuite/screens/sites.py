"""服务网点: the places where people can certify, as an office keeps and prints them (粤社保函〔2019〕105号 二(四))."""

from dataclasses import fields
from functools import partial
from pathlib import Path

from fieldsuite.casework import sites
from fieldsuite.casework.sites import Site
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.asked import Ask, AskedScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.listed import Line, ListedScreen

COLUMNS = ("name", "kind", "area", "address", "phone", "hours", "note")


class SitesScreen(ListedScreen):
    """One line a place."""

    BINDINGS = [*bind("add", "remove", "import", "export", "print")]
    TITLE_KEY = "sites.title"
    COLUMNS = tuple(f"sites.ask_{name}" for name in COLUMNS)
    found: tuple[Site, ...] = ()

    def read(self) -> None:
        """Read the directory."""
        self.quietly(self._show, sites.sites, self.office)

    def _show(self, found: tuple[Site, ...]) -> None:
        self.found = found
        self.fill()

    def lines(self) -> list[Line]:
        """One line a place, its kind in words."""
        kinds = {choice.value: choice.text(self.shell.lang) for choice in sites.KINDS}
        return [(one.name, [one.name, kinds[one.kind], *(getattr(one, name) for name in COLUMNS[2:])])
                for one in self.found]  # fmt: skip

    def hint(self) -> str:
        """What the keys do."""
        return self.say("sites.hint" if self.found else "sites.empty")

    def opened(self, line: str) -> None:
        """Change a place."""
        site = next(one for one in self.found if one.name == line)
        self.app.push_screen(SiteScreen(site), self._kept)

    def action_add(self) -> None:
        """Ins: add a place."""
        self.app.push_screen(SiteScreen(), self._kept)

    def _kept(self, name: str | None) -> None:
        if name:
            self.told(self.say("sites.kept", name=name))

    def action_remove(self) -> None:
        """Del: take a place out, after a question."""
        if name := self.chosen:
            self.app.push_screen(ConfirmScreen("sites.remove", name=name), partial(self._remove, name))

    def _remove(self, name: str, sure: bool | None) -> None:
        if sure:
            self.ask(
                lambda _: self._changed(self.say("sites.removed", name=name)), sites.remove, self.office, name
            )

    def action_import(self) -> None:
        """I: take the places of a table in."""
        self.app.push_screen(PathScreen("sites.take_from"), self._take)

    def _take(self, path: Path | None) -> None:
        if path is not None:
            self.ask(
                lambda number: self._changed(self.say("sites.taken", number=number)),
                sites.take,
                self.office,
                path,
            )

    def _changed(self, words: str) -> None:
        self.told(words)
        self.read()

    def action_print(self) -> None:
        """P: the directory, to be hung up."""
        self.ask_path(f"{self.say('sites.file')}.pdf", self._write)

    def action_export(self) -> None:
        """Ctrl+E: the directory as a table."""
        self.ask_path(f"{self.say('sites.file')}.xlsx", self._write)

    def _write(self, path: Path) -> None:
        self.ask(partial(self._written, path), sites.write, self.office, path)

    def _written(self, path: Path, made: tuple[int, int]) -> None:
        self.told(self.say("sites.written", rows=made[0], path=path))


class SiteScreen(AskedScreen[str]):
    """One place; answers its name."""

    AUTO_FOCUS = "#name"

    def __init__(self, site: Site | None = None) -> None:
        super().__init__()
        self.site = site

    def draft_key(self) -> str:
        """One draft a place, one for a new one."""
        return f"site:{self.site.name if self.site else ''}"

    def heading(self) -> str:
        """What it is."""
        return self.say("sites.site_title")

    def about(self) -> str:
        """What becomes of a place of the same name."""
        return self.say("sites.about")

    def asks(self) -> tuple[Ask, ...]:
        """What people need to find it."""
        kinds = tuple((choice.text(self.shell.lang), choice.value) for choice in sites.KINDS)
        values = {one.name: str(getattr(self.site, one.name)) for one in fields(Site)} if self.site else {}
        return tuple(
            Ask(name, "pick" if name == "kind" else "text", kinds if name == "kind" else (), values.get(name, ""),
                needed=name in ("name", "address", "phone"), label=f"sites.ask_{name}",
                hint="sites.area_hint" if name == "area" else "")
            for name in COLUMNS
        )  # fmt: skip

    def send(self) -> None:
        """Keep the place."""
        site = Site(**{name: self.chosen(name) if name == "kind" else self.text(name) for name in COLUMNS})
        self.ask(lambda kept: self.done(kept.name), sites.add, self.office, site)

    def failed(self, error: Exception) -> None:
        """Say beside telephone or area what is wrong: the error's own words are those of the command line."""
        labels = str(getattr(error, "values", {}).get("field", "")).split(" / ")
        for name in ("phone", "area"):
            if self.say(f"sites.ask_{name}") in labels:
                self.show_problem(None)
                self.show_wrong({name: self.say(f"sites.{name}_wrong")})
