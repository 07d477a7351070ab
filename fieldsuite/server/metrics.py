"""Counters of the upload address in the Prometheus text format: numbers of events, never who or what."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from fieldsuite.work_numbers import WorkNumbers

HELP: Mapping[str, str] = {
    "sessions_total": "Sessions that were opened.",
    "uploads_total": "Bundles that arrived whole and were synced to disk.",
    "uploads_same_total": "Bundles that were offered again and were here.",
    "received_bytes_total": "Bytes of uploads written to disk.",
    "cut_total": "Pieces that ended before their time; what came of them is kept.",
    "receipts_total": "Receipts given out.",
    "uploads_open": "Uploads that are not finished.",
    "bundles_waiting": "Whole bundles that were not received yet.",
    "disk_free_bytes": "Free space beside the uploads.",
}
"""Name -> what it counts; names that end in ``_total`` only rise."""


class Metrics:
    """Counters of one server process."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter(dict.fromkeys(HELP, 0))
        self.refused: Counter[str] = Counter()
        """Code -> how often something was refused with it."""

    def count(self, name: str, by: int = 1) -> None:
        """Count an event."""
        self.counts[name] += by

    def text(self, now: Mapping[str, int], work: Sequence[tuple[str, WorkNumbers]] = ()) -> str:
        """Write everything (exposition format 0.0.4); ``now`` are the numbers that may fall again, ``work`` those of
        the programs with workers, the newest last."""
        lines: list[str] = []
        for name, told in HELP.items():
            lines += _family(f"serve_{name}", told, [("", now.get(name, self.counts[name]))])
        lines += _family("serve_refused_total", "What was refused, by code.", _labelled("code", self.refused))
        lines += _work(work)
        return "\n".join(lines) + "\n"


def _work(work: Sequence[tuple[str, WorkNumbers]]) -> Iterator[str]:
    yield from _family("work_programs", "Programs with workers that are at work.", [("", len(work))])
    if not work:
        return
    newest = work[-1][1]
    yield from _family("queue_bundles", "Bundles of the queue, by state.", _labelled("state", newest.states))
    yield from _family(
        "queue_oldest_seconds", "For how long the oldest bundle has waited.", [("", newest.oldest)]
    )
    for name, told, of in (
        ("work_workers", "Worker processes.", lambda one: {"": one.workers}),
        ("work_seconds_total", "Working time of the workers over bundles.", lambda one: {"": one.seconds}),
        ("work_records_total", "Records that were stored.", lambda one: {"": one.records}),
        ("work_alarms_total", "Alarms that the search of faces and pictures raised.", lambda one: {"": one.alarms}),
        ("work_bundles_total", "Bundles, by what came of them.", lambda one: one.bundles),
        ("work_codes_total", "Codes that were given, by code.", lambda one: one.codes),
    ):  # fmt: skip
        label = {"work_bundles_total": "result", "work_codes_total": "code"}.get(name, "")
        values = [
            (f'{{program="{program}"' + (f',{label}="{word}"' if label else "") + "}", count)
            for program, one in work
            for word, count in sorted(of(one).items())
        ]
        yield from _family(name, told, values)


def _labelled(label: str, counts: Mapping[str, int]) -> list[tuple[str, float]]:
    return [(f'{{{label}="{word}"}}', count) for word, count in sorted(counts.items())]


def _family(name: str, told: str, values: Sequence[tuple[str, float]]) -> Iterator[str]:
    kind = "counter" if name.endswith("_total") else "gauge"
    yield f"# HELP fieldsuite_{name} {told}"
    yield f"# TYPE fieldsuite_{name} {kind}"
    for labels, value in values:
        yield f"fieldsuite_{name}{labels} {value if isinstance(value, int) else round(value, 3)}"
