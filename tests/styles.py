"""Style sheets are parsed once a process, not once an app: the tests open hundreds of apps, a user one.

Textual keeps what it parsed for the style sheet of one app, and lets go of it when that app changes its theme. What
comes of a text follows from the text and the theme's colours alone, and is only read afterwards.
"""

from typing import Any

import pytest


def parse_once(patch: pytest.MonkeyPatch) -> None:
    """Let all apps that are opened from now on share what was parsed."""
    from textual.css.stylesheet import Stylesheet

    parsed: dict[tuple[Any, ...], Any] = {}
    parse = Stylesheet._parse_rules

    def shared(self: Stylesheet, css: str, read_from: Any, *words: Any, **named: Any) -> Any:
        key = (css, read_from, words, *named.items(), *sorted(self._variables.items()))
        if key not in parsed:
            parsed[key] = parse(self, css, read_from, *words, **named)
        return parsed[key]

    patch.setattr(Stylesheet, "_parse_rules", shared)
