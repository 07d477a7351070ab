"""Colours: high contrast, red only for what must be acted on today."""

from textual.theme import Theme

THEME = Theme(
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
"""Contrast of text on every ground is above 7:1 (WCAG AAA), muted text above 7:1 on the background."""
