"""One verification in a process of its own: prints as JSON when the first preview and the verdict came, and the memory.

Arguments: clip, template file, actions, and the parent's ``time.monotonic()`` when it started this process.
"""

import json
import sys
import time
from pathlib import Path


def main(clip: str, template: str, actions: str, begun: str) -> None:
    """Verify at once; nothing was loaded while somebody read the guidance, as a screen does."""
    from benchmarks._pacing import Paced
    from biometric.clips import VideoFile
    from biometric.steps import Preview, Verdict
    from biometric.template_file import read
    from biometric.verify import verify_face

    first = last = 0.0
    camera = Paced(VideoFile(Path(clip)))
    for step in verify_face(camera, read(Path(template).read_bytes()), actions.split(";")):  # type: ignore[arg-type]
        now = time.monotonic()
        if isinstance(step, Preview):
            first = first or now - float(begun)
        elif isinstance(step, Verdict):
            last = now - camera.began - max(one.seen_at or 0.0 for one in step.actions)
            shown = {"verdict": step.verdict, "first": first, "last": last, "memory": peak()}
            print(json.dumps(shown))


def peak() -> float:
    """Most memory this process ever held, MB.

    ``getrusage`` of a new process begins with its parent's peak on Linux; the kernel's own count does not.
    """
    own = Path("/proc/self/status")
    if own.is_file():
        return (
            next(int(line.split()[1]) for line in own.read_text().splitlines() if line.startswith("VmHWM"))
            / 1024
        )
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main(*sys.argv[1:])
