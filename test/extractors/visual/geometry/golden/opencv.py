"""Writes opencv.json beside this file: what OpenCV (Debian's python3-opencv 4.6.0, no IPP) makes of a picture given by a formula.

Run: /usr/bin/python3 test/extractors/visual/geometry/golden/opencv.py
"""
import hashlib
import json
import pathlib

import cv2
import numpy as np


def picture(width, height):
    """Pseudo-random bytes with large smooth parts: the same formula is in test/extractors/visual/pattern.ts."""
    y, x, c = np.mgrid[0:height, 0:width, 0:3].astype(np.uint64)
    noise = ((x * 73 + y * 179 + c * 283) * (x + 7 * y + 13 * c + 1)) % 256
    smooth = (x * 3 + y * 5 + c * 40) % 256
    return np.where((x // 8 + y // 8) % 2 == 0, noise, smooth).astype(np.uint8)


def facts(image):
    return {
        "sha256": hashlib.sha256(image.tobytes()).hexdigest(),
        "row": image[image.shape[0] // 2, :8].reshape(-1).tolist(),
    }


WARPS = [
    ([0.9, -0.2, 12.3, 0.2, 0.9, -7.7], 112, 112),
    ([0.35, 0.1, -10.25, -0.1, 0.35, 20.5], 64, 48),
    ([1.0, 0.0, 0.0, 0.0, 1.0, 0.0], 160, 120),
    ([1.0, 0.0, 0.5, 0.0, 1.0, 0.5], 160, 120),
    ([-2.3, 0.4, 300.0, -0.4, -2.3, 280.0], 224, 224),
    ([1.7, 0.0, -400.0, 0.0, 1.7, 30.0], 50, 40),
]
image = picture(160, 120)
BORDERS = {"black": cv2.BORDER_CONSTANT, "replicate": cv2.BORDER_REPLICATE}
result = {
    "opencv": cv2.__version__,
    "picture": facts(image),
    "warps": [
        {"matrix": m, "width": w, "height": h, "border": name,
         **facts(cv2.warpAffine(image, np.array(m).reshape(2, 3), (w, h), flags=cv2.INTER_LINEAR, borderMode=mode))}
        for m, w, h in WARPS for name, mode in BORDERS.items()
    ],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
