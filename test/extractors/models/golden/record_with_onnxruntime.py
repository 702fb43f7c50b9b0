"""Records the outputs of the ONNX files for the inputs in fixture-inputs.json, with Python's onnxruntime.

    python record_with_onnxruntime.py FOLDER_WITH_THE_FILES > fixtures-onnxruntime.json
"""
import json
import pathlib
import sys

import numpy as np
import onnxruntime as ort

ort.set_default_logger_severity(4)
HERE = pathlib.Path(__file__).parent


def make_input(spec):
    if "int64" in spec:
        return np.array(spec["int64"], np.int64)
    count = int(np.prod(spec["dims"]))
    state, values = spec["seed"], []
    for _ in range(-(-count // spec["hold"])):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append(spec["low"] + (spec["high"] - spec["low"]) * (state / 2**32))
    return np.repeat(np.array(values, np.float64), spec["hold"])[:count].astype(np.float32).reshape(spec["dims"])


def sample(output):
    """All of a short output; of a long one four spread positions and the four values farthest from zero."""
    count = output.size
    flat = output.ravel()
    spread = [(2 * i + 1) * count // 8 for i in range(4)]
    far = np.argsort(-np.abs(flat), kind="stable")[:4].tolist()
    at = range(count) if count <= 16 else sorted({*spread, *far})
    return {"dims": list(output.shape), "at": list(at), "values": [float(f"{flat[i]:.6g}") for i in at]}


def record(path, spec):
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feeds = {name: make_input(value) for name, value in spec["inputs"].items()}
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, map(sample, session.run(None, feeds))))


specs = json.loads((HERE / "fixture-inputs.json").read_text())
folder = pathlib.Path(sys.argv[1])
paths = {name: folder / spec["file"] for name, spec in specs.items() if "file" in spec}
paths |= {name: HERE.parents[3] / spec["bundled"] for name, spec in specs.items() if "bundled" in spec}
recorded = {name: record(path, specs[name]) for name, path in paths.items()}
json.dump(recorded, sys.stdout, indent=1)
print()
