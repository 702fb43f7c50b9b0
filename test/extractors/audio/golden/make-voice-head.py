"""Computes the head's probabilities in float64 from the weights in its file: python make-voice-head.py features.json > voice-head.json"""
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

head = onnx.load(Path(__file__).parents[4] / "extractors/audio/head/voice-head.onnx")
w = {i.name: numpy_helper.to_array(i).astype(np.float64) for i in head.graph.initializer}
features = json.load(open(sys.argv[1]))
x = np.clip((np.float32(features).astype(np.float64) - w["mean"]) / w["deviation"], w["lowest"], w["highest"])
logits = np.maximum(x @ w["hidden-weight"] + w["hidden-bias"], 0) @ w["output-weight"] + w["output-bias"]
p = np.exp(logits - logits.max(1, keepdims=True))
p = p / p.sum(1, keepdims=True) @ w["merge"]
print(json.dumps({"features": features, "probabilities": [[round(float(v), 8) for v in row] for row in p]}))
