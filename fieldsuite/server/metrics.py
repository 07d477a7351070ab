"""Counters of the upload address in the Prometheus text format: numbers of events, never who or what."""

from collections import Counter
from collections.abc import Mapping

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

    def text(self, now: Mapping[str, int]) -> str:
        """Write everything (exposition format 0.0.4); ``now`` are the numbers that may fall again."""
        lines = []
        for name, told in HELP.items():
            kind = "counter" if name.endswith("_total") else "gauge"
            lines += [f"# HELP fieldsuite_serve_{name} {told}", f"# TYPE fieldsuite_serve_{name} {kind}",
                      f"fieldsuite_serve_{name} {now.get(name, self.counts[name])}"]  # fmt: skip
        lines += ["# HELP fieldsuite_serve_refused_total What was refused, by code.",
                  "# TYPE fieldsuite_serve_refused_total counter"]  # fmt: skip
        lines += [
            f'fieldsuite_serve_refused_total{{code="{code}"}} {times}'
            for code, times in sorted(self.refused.items())
        ]
        return "\n".join(lines) + "\n"
