"""The face of a photograph without what is around it: two faces are compared by eye in a few dozen cells."""

from biometric.errors import MediaUnreadable, ModelMissing

AROUND = 0.35
"""Share of the face's side that stays on every side of it: hair, ears and chin are looked at too."""


def face_cut(data: bytes) -> bytes:
    """Give an encoded photograph cut to its largest face, as JPEG; as it is where no face is found or can be sought."""
    import numpy as np

    from biometric.face.dlib_engine import DlibEngine
    from biometric.photographs import find_faces
    from biometric.pictures import as_jpeg, decoded

    try:
        pixels = decoded(data)
        boxes = find_faces(pixels, DlibEngine())
    except (MediaUnreadable, ModelMissing):
        return data
    if not boxes:
        return data
    box, (height, width) = boxes[0], pixels.shape[:2]
    room = round(AROUND * (box.right - box.left))
    top, bottom = max(0, box.top - room), min(height, box.bottom + room)
    left, right = max(0, box.left - room), min(width, box.right + room)
    return as_jpeg(np.ascontiguousarray(pixels[top:bottom, left:right]))
