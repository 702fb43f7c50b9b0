"""Records what happens in a temporal transformer whose layers differ, by its formulas. Run: python3 temporal-transformer.py"""
import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
BATCH, TIME, SIZE, HIDDEN = 2, 5, 3, 8
POSITIONS = [[0, 1, 2, 7, 8.5], [0, 3, 4, 5, 9]]
SCALE = 2
LAYERS = [{"window": 2, "kvShift": True}, {"heads": 4, "kvHeads": 2, "headDim": 6, "rotaryBase": 50}]
DEFAULTS = {"heads": 2, "kvHeads": 0, "headDim": 0, "window": 0, "kvShift": False, "rotaryBase": 1000}


def rule(name, shape):
    """As byRule in by-rule.ts."""
    start = sum(name.encode()) % 97
    size = math.prod(shape)
    return (2 * torch.sin(start + 1.7 * torch.arange(size)) / math.sqrt(shape[0]) + (1 if name.endswith("gain") else 0)).reshape(shape)


linear = lambda path, x, units: x @ rule(f"{path}weight", (x.shape[-1], units)) + rule(f"{path}bias", (units,))
norm = lambda path, x: F.layer_norm(x, (x.shape[-1],), rule(f"{path}gain", (x.shape[-1],)), rule(f"{path}bias", (x.shape[-1],)))


def rotate(x, base):
    half = x.shape[-1] // 2
    angles = (torch.tensor(POSITIONS) / SCALE)[:, None, :, None] * base ** (-2 * torch.arange(half) / (2 * half))
    left, right = x[..., :half], x[..., half:]
    return torch.cat([left * angles.cos() - right * angles.sin(), right * angles.cos() + left * angles.sin()], -1)


def shift(path, x):
    weights = rule(path, (x.shape[1], 2))[None, :, :, None, None]
    return weights[:, :, 0] * x + weights[:, :, 1] * torch.cat([torch.zeros_like(x[:, :, :1]), x[:, :, :-1]], 2)


def layer(path, x, options):
    o = DEFAULTS | options
    groups, dim = o["kvHeads"] or o["heads"], o["headDim"] or HIDDEN // o["heads"]
    normed = norm(f"{path}attention-norm/", x)
    project = lambda name, count: linear(f"{path}attention/{name}/", normed, count * dim).reshape(BATCH, TIME, count, dim).transpose(1, 2)
    q, k, v = project("query", o["heads"]), project("key", groups), project("value", groups)
    if o["kvShift"]:
        k, v = shift(f"{path}attention/shift/alpha", k), shift(f"{path}attention/shift/beta", v)
    q, k = rotate(q, o["rotaryBase"]), rotate(k, o["rotaryBase"])
    k, v = (t.repeat_interleave(o["heads"] // groups, 1) for t in (k, v))
    apart = torch.arange(TIME)[:, None] - torch.arange(TIME)
    hidden = (apart < 0) | (apart > (o["window"] or TIME))
    weights = (q @ k.transpose(2, 3) / math.sqrt(dim)).masked_fill(hidden, -math.inf).softmax(-1)
    x = x + linear(f"{path}attention/output/", (weights @ v).transpose(1, 2).reshape(BATCH, TIME, -1), HIDDEN)
    units = F.gelu(linear(f"{path}expand/", norm(f"{path}feed-forward-norm/", x), 4 * HIDDEN))
    return x + linear(f"{path}contract/", units, HIDDEN), weights


hidden, attention = [linear("video/token/", norm("video/norm/", rule("input/video", (BATCH, TIME, SIZE))), HIDDEN)], []
for index, options in enumerate(LAYERS):
    state, weights = layer(f"{index}/", hidden[-1], options)
    hidden.append(state)
    attention.append(weights)
flat = lambda x: [round(float(value), 6) for value in x.reshape(-1)]
golden = {
    "shape": [BATCH, TIME, SIZE], "positions": POSITIONS,
    "options": {"hidden": HIDDEN, "layers": LAYERS, "positionScale": SCALE, "causal": True, "dropout": 0, "heads": 2, "rotaryBase": 1000},
    "hidden": [flat(x) for x in hidden], "attention": [flat(x) for x in attention], "frames": flat(norm("norm/", hidden[-1])),
}  # fmt: skip
Path(__file__).with_suffix(".json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
