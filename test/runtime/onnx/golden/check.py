"""Runs ONNX's own checker on a model written by affekt and prints what write-model.test.ts compares with.

    node test/runtime/onnx/golden/write.ts > /tmp/linear.onnx
    python3 test/runtime/onnx/golden/check.py /tmp/linear.onnx > test/runtime/onnx/golden/check.json
"""
import hashlib
import json
import sys

import onnx

data = open(sys.argv[1], "rb").read()
model = onnx.load_from_string(data)
onnx.checker.check_model(model, full_check=True)
print(json.dumps({
    "onnx": onnx.__version__,
    "sha256": hashlib.sha256(data).hexdigest(),
    "irVersion": model.ir_version,
    "opset": model.opset_import[0].version,
    "metadata": {prop.key: prop.value for prop in model.metadata_props},
    "doc": model.doc_string,
    "inputDims": [dim.dim_param or dim.dim_value for dim in model.graph.input[0].type.tensor_type.shape.dim],
}, ensure_ascii=False, indent=2))
