"""Writes what npy.test.ts compares with: small arrays of every known kind as numpy saves them.

    python3 test/datasets/features/golden/npy.py > test/datasets/features/golden/npy.json
"""
import base64
import io
import json

import numpy as np
from numpy.lib import format as npy


def saved(array, version=None):
    file = io.BytesIO()
    npy.write_array(file, array, version=version, allow_pickle=True)
    return base64.b64encode(file.getvalue()).decode()


def case(name, array, version=None):
    return {
        "name": name,
        "bytes": saved(array, version),
        "shape": list(array.shape),
        "values": array.astype(np.float64).ravel().tolist(),
    }


values = np.array([[1.5, -2.25, 0.1], [65504, 0, -6e-8]])
whole = np.array([[1, -2, 3], [2**31 - 1, 0, -(2**31)]])
cases = []
for kind in ["f2", "f4", "f8"]:
    for order in "<>":
        cases.append(case(f"{order}{kind}", values.astype(order + kind)))
for kind in ["i4", "i8"]:
    for order in "<>":
        cases.append(case(f"{order}{kind}", whole.astype(order + kind)))
cases.append(case("u1", np.array([[0, 128, 255]], dtype="u1")))
cases.append(case("bool", np.array([True, False, True])))
cases.append(case("one axis", np.arange(5, dtype="f4")))
cases.append(case("three axes", np.arange(24, dtype="f4").reshape(2, 3, 4)))
cases.append(case("no rows", np.zeros((0, 4), dtype="f4")))
cases.append(case("two axes in Fortran order", np.asfortranarray(np.arange(6, dtype=">f4").reshape(2, 3))))
cases.append(case("three axes in Fortran order", np.asfortranarray(np.arange(24, dtype="f8").reshape(2, 3, 4))))
cases.append(case("version 2", np.arange(3, dtype="f4"), (2, 0)))
cases.append(case("version 3", np.arange(3, dtype="f4"), (3, 0)))

print(json.dumps({
    "numpy": np.__version__,
    "cases": cases,
    "objects": saved(np.array([{"a": 1}, None], dtype=object)),
    "records": saved(np.zeros(2, dtype=[("a", "f4"), ("b", "i4")])),
    "complex": saved(np.zeros(2, dtype="c8")),
    "text": saved(np.array(["ab", "c"])),
    "number": saved(np.float32(3).reshape(())),
    "fourAxes": saved(np.zeros((1, 1, 1, 1), dtype="f4")),
}, indent=1))
