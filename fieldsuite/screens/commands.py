"""Ctrl+P: every command by its Chinese name, its pinyin or its English name."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from fieldsuite.screens.bindings import KEYS, key_shown, keys_of
from fieldsuite.screens.job_doors import desk_jobs, office_jobs, safe_jobs
from fieldsuite.words import say
from fieldsuite.words.spelling import spelt


class OfficeCommands(Provider):
    """Commands are the keys that work on the screen underneath, and at the desk its jobs; there is no second list."""

    def _commands(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        seen = set()
        for active in self.screen.active_bindings.values():
            binding, node = active.binding, active.node
            if (
                binding.id not in KEYS
                or not active.enabled
                or binding.id in seen
                or binding.id in ("commands", "back")
            ):
                continue
            seen.add(binding.id)

            async def run(action: str = binding.action, node: object = node) -> None:
                await self.app.run_action(action, node)  # type: ignore[arg-type]

            yield binding.description, key_shown(keys_of(binding.id)[0]), run
        app: Any = self.app
        for colours in app.colours:
            yield f"screens.colours_{colours}", "", partial(app.wear, colours)
        for at, job in enumerate(desk_jobs(app), 1):
            yield f"deskwork.job_{job}", str(at) if at < 10 else "", partial(app.open_job, job)
        for job in office_jobs(app):
            yield f"work.job_{job}", "", partial(app.open_office_job, job)
        for job in safe_jobs(app):
            yield f"safe.job_{job}", "", partial(app.open_office_job, job)

    async def discover(self) -> Hits:
        """List every command before anything is typed."""
        lang = self.app.lang  # type: ignore[attr-defined]
        for description, key, run in self._commands():
            yield DiscoveryHit(f"{say(description, lang)}  {key}", run, text=say(description, lang))

    async def search(self, query: str) -> Hits:
        """Find commands by Chinese, pinyin or English."""
        lang = self.app.lang  # type: ignore[attr-defined]
        matcher = self.matcher(query)
        for description, key, run in self._commands():
            zh, en = say(description, "zh"), say(description, "en")
            score = max(matcher.match(text) for text in (zh, en, *spelt(zh).split()))
            if score > 0:
                yield Hit(score, f"{zh if lang == 'zh' else en}  {key}", run, text=zh)
