"""Colours: three grounds to read on, red only for what must be acted on today, and never a colour without its word.

Contrast of text on every ground is above 7:1, of the colours that mean something above 4.5:1 (WCAG 2.2, 1.4.6 and
1.4.3). Good, doubtful and bad differ in lightness or in blue against orange, which stay apart for who cannot tell red
from green.
"""

from textual.theme import Theme

DARK = Theme(
    name="fieldsuite",
    primary="#7cc4ff",
    secondary="#9fb4c8",
    accent="#ffd479",
    warning="#ffc14d",
    error="#ff7b72",
    success="#7ee2a8",
    foreground="#f3f5f7",
    background="#0f1418",
    surface="#182028",
    panel="#22303c",
    dark=True,
    variables={
        "border": "#7cc4ff",
        "border-blurred": "#4b5d6d",
        "text-muted": "#aab8c4",
        "input-selection-background": "#7cc4ff 35%",
        "footer-key-foreground": "#7cc4ff",
    },
)
LIGHT = Theme(
    name="fieldsuite-light",
    primary="#0a4f8f",
    secondary="#3a4a5a",
    accent="#7a4a00",
    warning="#7a4a00",
    error="#a8121f",
    success="#0b5c33",
    foreground="#14191e",
    background="#fbfaf7",
    surface="#f0eee8",
    panel="#e2dfd6",
    dark=False,
    variables={
        "border": "#0a4f8f",
        "border-blurred": "#8a94a0",
        "text-muted": "#47525e",
        "input-selection-background": "#0a4f8f 25%",
        "footer-key-foreground": "#0a4f8f",
    },
)
CONTRAST = Theme(
    name="fieldsuite-contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffb000",
    error="#ff9090",
    success="#80d8ff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    dark=True,
    variables={
        "border": "#ffffff",
        "border-blurred": "#b0b0b0",
        "text-muted": "#e0e0e0",
        "input-selection-background": "#ffff00 40%",
        "footer-key-foreground": "#ffff00",
    },
)
"""For weak eyes and for screens in the sun: black, white and yellow; good is blue here, bad a light red."""

THEMES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
"""外观: ``display.Colours`` -> what is worn; ``screens.colours_<name>`` is its sentence."""
