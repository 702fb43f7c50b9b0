"""Writes what the safetensors tests compare with: files of the Python library, and whether it loads ours.

    node test/runtime/safetensors/golden/write.ts > /tmp/ours.safetensors
    python3 test/runtime/safetensors/golden/safetensors.py /tmp/ours.safetensors > test/runtime/safetensors/golden/safetensors.json
"""
import base64
import hashlib
import json
import sys

sys.path.pop(0)  # This file has the name of the library

import numpy as np
import safetensors
from safetensors.numpy import load, save

theirs = {
    "weight": np.array([[1.5, -2.25, 3e-8], [0.0, -0.0, 65504.0]], dtype=np.float32),
    "half": np.array([0.1, -65504.0, 6e-8, 1.0], dtype=np.float16),
    "time": np.array([0.1, 1 / 3], dtype=np.float64),
    "step": np.array([-5, 2**40], dtype=np.int64),
    "index": np.array([[-7], [2**31 - 1]], dtype=np.int32),
    "mask": np.array([True, False, True]),
    "bytes": np.array([0, 128, 255], dtype=np.uint8),
    "empty": np.zeros((0, 3), dtype=np.float32),
    "größe \"x\"": np.array(2.5, dtype=np.float32).reshape(()),
}
without_half = {name: array for name, array in theirs.items() if name != "half"}
ours = open(sys.argv[1], "rb").read()
loaded = load(ours)
print(json.dumps({
    "safetensors": safetensors.__version__,
    "theirs": base64.b64encode(save(theirs, metadata={"epoch": "3"})).decode(),
    "theirsWithoutHalf": base64.b64encode(save(without_half, metadata={"epoch": "3"})).decode(),
    "values": {name: [str(array.dtype), list(array.shape), array.astype(np.float64).ravel().tolist()] for name, array in theirs.items()},
    "ours": {
        "sha256": hashlib.sha256(ours).hexdigest(),
        "loaded": {name: [str(array.dtype), list(array.shape), array.astype(np.float64).ravel().tolist()] for name, array in sorted(loaded.items())},
    },
}, indent=1))
