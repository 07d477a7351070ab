"""Photographs a second: batch enrolment on all cores against a loop over face_recognition in one process.

Both make one embedding of every photograph of the test data; ours also judges quality and encodes the evidence. The
same files are read by both in the same run; what starts a process and loads a model counts.
"""

import subprocess
import sys
import time
from pathlib import Path

from biometric.steps import Enrolled
from fieldsuite.casework.batch_workers import Job, cores, work

FACES = Path(__file__).resolve().parents[2] / "shared" / "testdata" / "faces"
ROUNDS = 6
"""Times that every photograph is measured: together a few hundred, as a town has; both sides start within that time."""

LOOP = """
import sys, types
from importlib.util import find_spec
from pathlib import Path
folder = Path(find_spec("face_recognition_models").submodule_search_locations[0]) / "models"
# The package's own __init__ needs pkg_resources, which newer setuptools lack; these are its four functions.
models = types.ModuleType("face_recognition_models")
for name, file in (("pose_predictor_model_location", "shape_predictor_68_face_landmarks.dat"),
                   ("pose_predictor_five_point_model_location", "shape_predictor_5_face_landmarks.dat"),
                   ("face_recognition_model_location", "dlib_face_recognition_resnet_model_v1.dat"),
                   ("cnn_face_detector_model_location", "mmod_human_face_detector.dat")):
    setattr(models, name, lambda file=file: str(folder / file))
sys.modules["face_recognition_models"] = models
import face_recognition
found = 0
for path in sys.argv[1:]:
    image = face_recognition.load_image_file(path)
    found += bool(face_recognition.face_encodings(image))
print(found)
"""


def run() -> dict[str, str]:
    """Measure both on the same photographs."""
    photos = sorted(FACES.glob("*/*.jpg")) * ROUNDS
    if not photos:
        return {"not measured": f"needs {FACES.parent.name}/faces beside the project"}
    theirs, found = _loop(photos)
    ours, made = _batch(photos)
    return {
        "photographs": str(len(photos)),
        "cores": str(cores()),
        "face_recognition, one process": f"{len(photos) / theirs:.1f} a second ({found} with a face)",
        "batch, all cores": f"{len(photos) / ours:.1f} a second ({made} enrolled)",
        "ratio": f"{theirs / ours:.2f}",
    }


def _loop(photos: list[Path]) -> tuple[float, int]:
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", LOOP, *map(str, photos)], capture_output=True, check=True)
    return time.perf_counter() - begun, int(done.stdout)


def _batch(photos: list[Path]) -> tuple[float, int]:
    begun = time.perf_counter()
    jobs = (Job(str(number), (path,)) for number, path in enumerate(photos))
    made = sum(isinstance(result, Enrolled) for _, result in work(jobs, cores()))
    return time.perf_counter() - begun, made
