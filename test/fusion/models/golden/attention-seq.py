"""Reference values of frame-by-frame attention fusion, from its formulas, in PyTorch and float64.

Run `python attention-seq.py` beside this file; it writes attention-seq.json. Inputs and parameters come from the closed form `rule` of
utterance-models.py. Each clip is run by itself, without padding and without the modality that it lacks.
"""

import importlib
import json
from pathlib import Path

import torch
from torch import nn

reference = importlib.import_module("utterance-models")
SIZES = {"audio": 4, "text": 3, "video": 5}
HIDDEN = 4
FRAMES = 5
MASKS = {  # Three clips of 5, 3 and 4 frames: all there; a gap in video at frame 1; no audio
    "audio": [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [0, 0, 0, 0, 0]],
    "text": [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [1, 1, 1, 1, 0]],
    "video": [[1, 1, 1, 1, 1], [1, 0, 1, 0, 0], [1, 1, 1, 1, 0]],
}


def lstm(p, name, x, hidden, both=False):
    """PyTorch's LSTM with gates i, f, g, o made of weights in the order i, o, f, g."""
    directions = 2 if both else 1
    order = [0, 2, 3, 1]
    regroup = lambda tensor: torch.cat([tensor.chunk(4)[gate] for gate in order])
    weight = p.get(f"{name}/weight", directions, 4 * hidden, x.shape[1])
    recurrence = p.get(f"{name}/recurrence", directions, 4 * hidden, hidden)
    bias = p.get(f"{name}/bias", directions, 8 * hidden)
    values = {}
    for direction, suffix in zip(range(directions), ["", "_reverse"]):
        values[f"weight_ih_l0{suffix}"] = regroup(weight[direction])
        values[f"weight_hh_l0{suffix}"] = regroup(recurrence[direction])
        values[f"bias_ih_l0{suffix}"] = regroup(bias[direction][: 4 * hidden])
        values[f"bias_hh_l0{suffix}"] = regroup(bias[direction][4 * hidden :])
    module = nn.LSTM(x.shape[1], hidden, bidirectional=both)
    states, (last, _) = torch.func.functional_call(module, values, (x,))
    return states, last.flatten()


def fuse(p, clip, softmax):
    length = max(sum(1 for _ in mask) for _, mask in clip.values())
    encoded, present = [], []
    for name, (values, mask) in clip.items():
        hidden = torch.zeros(length, HIDDEN)
        if any(mask):
            end = max(t + 1 for t, there in enumerate(mask) if there)
            there = torch.tensor(mask[:end])[:, None]
            states, _ = lstm(p, f"encoder/{name}/lstm", values[:end] * there, HIDDEN)
            hidden[:end] = p.linear(f"encoder/{name}/linear", states, HIDDEN) * there
        encoded.append(hidden)
        present.append(torch.tensor(mask).bool())
    present = torch.stack(present, 1)
    joint = reference.encode(p, "joint", torch.cat(encoded, 1), HIDDEN)
    scores = p.linear("scores", joint, len(clip))
    weights = scores.masked_fill(~present, -torch.inf).softmax(1) if softmax else scores * present
    return *lstm(p, "frames", (torch.stack(encoded, 2) @ weights[:, :, None])[:, :, 0], HIDDEN, both=True), weights


def run(softmax):
    p = reference.Parameters()
    inputs = {name: reference.rule(f"input/{name}", (3, FRAMES, size)) for name, size in SIZES.items()}
    results = []
    for index, length in enumerate([5, 3, 4]):
        states, last, weights = fuse(p, {name: (inputs[name][index, :length], MASKS[name][index][:length]) for name in SIZES}, softmax)
        padding = FRAMES - length
        pad = lambda rows: torch.cat([rows, torch.zeros(padding, rows.shape[1])]) if padding else rows
        results.append([pad(states), last, pad(weights)])
    states, last, weights = (reference.rounded(torch.stack(each).flatten()) for each in zip(*results))
    return {"softmax": softmax, "frames": states, "clip": last, "weights": weights, "parameters": p.count()}


if __name__ == "__main__":
    cases = ",\n    ".join(json.dumps(run(softmax)) for softmax in (False, True))
    head = json.dumps({"sizes": SIZES, "hidden": HIDDEN, "masks": MASKS})[1:-1]
    Path(__file__).with_suffix(".json").write_text(f'{{\n  {head},\n  "cases": [\n    {cases}\n  ]\n}}\n')
