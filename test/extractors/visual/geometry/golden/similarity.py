"""Writes similarity.json beside this file: least-squares similarities by numpy.linalg.lstsq on the four unknowns.

Run: python3 test/extractors/visual/geometry/golden/similarity.py
"""
import json
import pathlib

import numpy as np

TEMPLATE = [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
FACES = [
    [[310.1, 200.7], [371.9, 214.2], [330.5, 251.8], [301.2, 280.4], [352.8, 291.0]],
    [[55, 80], [20, 78], [40, 50], [52, 20], [25, 22]],
]
cases = []
for face in FACES:
    rows, values = [], []
    for (x, y), (u, v) in zip(face, TEMPLATE):
        rows += [[x, -y, 1, 0], [y, x, 0, 1]]
        values += [u, v]
    a, b, tx, ty = np.linalg.lstsq(np.array(rows, float), np.array(values), rcond=None)[0]
    cases.append({"from": [{"x": x, "y": y} for x, y in face], "to": [{"x": x, "y": y} for x, y in TEMPLATE], "matrix": [a, -b, tx, b, a, ty]})
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, indent=1) + "\n")
