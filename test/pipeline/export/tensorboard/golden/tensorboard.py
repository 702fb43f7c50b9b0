"""Writes what open-event-file.test.ts compares with: the bytes that TensorBoard's own classes make, and what TensorBoard reads from our file.

    node test/pipeline/export/tensorboard/golden/write.ts /tmp/events
    python3 test/pipeline/export/tensorboard/golden/tensorboard.py /tmp/events > test/pipeline/export/tensorboard/golden/tensorboard.json
"""
import base64
import hashlib
import io
import json
import math
import os
import sys

sys.path.pop(0)  # This file has the name of the library

import tensorboard.version
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter


class Kept(io.BytesIO):
    def close(self):
        pass


file = Kept()
writer = RecordWriter(file)
writer.write(Event(wall_time=1700000000.25, file_version="brain.Event:2").SerializeToString())
for time, step, scalars in [
    (1700000001.5, 0, {"train/loss": 2.5}),
    (1700000002.5, 1, {"train/loss": 0.1, "val/ccc": -1 / 3}),
    (1700000003.5, 300, {"größe": math.inf}),
    (1700000004.5, 2**40, {"train/loss": 1e-30}),
]:
    values = [Summary.Value(tag=tag, simple_value=value) for tag, value in scalars.items()]
    writer.write(Event(wall_time=time, step=step, summary=Summary(value=values)).SerializeToString())

ours = EventAccumulator(sys.argv[1])
ours.Reload()
(name,) = os.listdir(sys.argv[1])
print(json.dumps({
    "tensorboard": tensorboard.version.VERSION,
    "theirs": base64.b64encode(file.getvalue()).decode(),
    "ours": {
        "sha256": hashlib.sha256(open(os.path.join(sys.argv[1], name), "rb").read()).hexdigest(),
        "scalars": {tag: [[each.wall_time, each.step, repr(each.value)] for each in ours.Scalars(tag)] for tag in sorted(ours.Tags()["scalars"])},
    },
}, indent=1))
