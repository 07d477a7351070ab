"""Puts words to what a chart counted, in the language that is asked for."""

from typing import Any

from fieldsuite.casework.reports.charts import Counted
from fieldsuite.words import Lang, say
from forms.chart import Chart, Kind, Series

KINDS: dict[str, Kind] = {"stops": "beside", "likeness": "line"}
"""How a chart is drawn; the others have stacked bars."""


def worded(found: Counted, lang: Lang) -> Chart:
    """Give the chart in words. One without anything to draw says what to do instead."""
    name, values = found.name, found.values
    if values.get("modality"):
        title = f"{say('charts.likeness', lang)} {_template(values, lang)}"
    else:
        title = say(f"charts.{name}", lang)
    if not found.labels:
        why = f"empty_{name}"
        if name == "likeness" and not values.get("person"):
            why = "empty_likeness_yet" if values.get("made") else "ask_whose_first"
        empty = say(f"charts.{why}", lang)
        return Chart(title, KINDS.get(name, "stacked"), "", (), (), empty=empty)
    labels = tuple(_label(name, label, lang) for label in found.labels)
    series = tuple(
        Series(say(f"charts.series_{each}", lang), numbers) for each, numbers in found.series.items()
    )
    note = say(f"charts.note_{name}", lang, **values)
    return Chart(title, KINDS.get(name, "stacked"), say(f"charts.axis_{name}", lang), labels, series,
                 _tails(found), (note,))  # fmt: skip


def _template(values: dict[str, Any], lang: Lang) -> str:
    words = say(f"ledgers.method_{values['modality']}", lang)
    return f"{words} · {say('charts.glasses', lang)}" if values["variant"] else words


def _label(name: str, label: str, lang: Lang) -> str:
    if name == "villages":
        return label or say("charts.no_village", lang)
    return say(f"charts.way_{label}", lang) if name == "ways" else label


def _tails(found: Counted) -> tuple[str, ...]:
    if found.name != "villages":
        return ()
    pairs = zip(found.series["certified"], found.series["open"], strict=True)
    return tuple(f"{int(done)}/{int(done + left)}  {done / (done + left):.0%}" for done, left in pairs)
