"""Records attention with shifted keys and values, grouped queries, rotary positions and packed rows, forward and backward, for test/fusion/layers/layers.test.ts. Run: python shifted.py"""
import json
import math
import pathlib

import torch

torch.manual_seed(5)
torch.set_default_dtype(torch.float64)
draw = lambda *shape: (torch.randn(*shape) / 2).mul(1e4).round().div(1e4).requires_grad_()  # As written, so that nothing is lost
plain = lambda tensor: {"dims": list(tensor.shape), "data": [float(f"{v:.6g}") for v in tensor.detach().flatten().tolist()]}


def rotate(x, base, positions):
    """x [B, H, T, d], positions [B, T]; pairs (i, i + d/2)."""
    half = x.shape[-1] // 2
    angles = positions[:, None, :, None] * base ** (-2 * torch.arange(half, dtype=x.dtype) / (2 * half))
    left, right = x[..., :half], x[..., half:]
    return torch.cat([left * angles.cos() - right * angles.sin(), right * angles.cos() + left * angles.sin()], -1)


def shift(x, weights, segments):
    """x [B, G, T, d], weights [G, 2]: the current one and the one before."""
    before = torch.zeros_like(x)
    for row in range(x.shape[0]):
        for t in range(1, x.shape[2]):
            if segments is None or segments[row][t] == segments[row][t - 1]:
                before[row, :, t] = x[row, :, t - 1]
    return weights[None, :, 0, None, None] * x + weights[None, :, 1, None, None] * before


def attention(x, p, o, mask):
    batch, time, size = x.shape
    heads, groups, dim = o["heads"], o.get("kvHeads", o["heads"]), o.get("headDim", size // o["heads"])
    project = lambda name, count: (x @ p[f"{name}/weight"] + p[f"{name}/bias"]).reshape(batch, time, count, dim).transpose(1, 2)
    q, k, v = project("query", heads), project("key", groups), project("value", groups)
    segments = o.get("segments")
    if o.get("kvShift"):
        k, v = shift(k, p["shift/alpha"], segments), shift(v, p["shift/beta"], segments)
    if "rotaryBase" in o:
        positions = torch.tensor(o.get("positions", [list(range(time))] * batch), dtype=x.dtype)
        q, k = rotate(q, o["rotaryBase"], positions), rotate(k, o["rotaryBase"], positions)
    out = torch.zeros(batch, heads, time, dim)
    for b in range(batch):
        for h in range(heads):
            g = h * groups // heads
            scores = q[b, h] @ k[b, g].T / math.sqrt(dim)
            for t in range(time):
                seen = [s for s in range(time) if mask[b][s] and (not o.get("causal") or s <= t) and abs(s - t) <= o.get("window", time) and (segments is None or segments[b][s] == segments[b][t])]
                if seen:
                    out[b, h, t] = scores[t, seen].softmax(-1) @ v[b, g][seen]
    return out.transpose(1, 2).reshape(batch, time, heads * dim) @ p["output/weight"] + p["output/bias"]


def record(time, size, options):
    heads, groups, dim = options["heads"], options.get("kvHeads", options["heads"]), options.get("headDim", size // options["heads"])
    shapes = {"query": (size, heads * dim), "key": (size, groups * dim), "value": (size, groups * dim), "output": (heads * dim, size)}
    p = {f"{name}/weight": draw(*shape) for name, shape in shapes.items()}
    p |= {f"{name}/bias": draw(shape[1]) for name, shape in shapes.items()}
    if options.get("kvShift"):
        p |= {name: draw(groups, 2) for name in ("shift/alpha", "shift/beta")}
    x = draw(2, time, size)
    mask = torch.ones(2, time)
    mask[0, time - 1] = 0
    output = attention(x, p, options, mask)
    share = draw(*output.shape).detach()
    (output * share).sum().backward()
    return {"x": plain(x), "share": plain(share), "output": plain(output), "gradient": plain(x.grad), "mask": plain(mask), "options": options,
            "parameters": {k: plain(v) for k, v in p.items()}, "gradients": {k: plain(v.grad) for k, v in p.items()}}  # fmt: skip


cases = {
    "shifted-causal": record(5, 4, {"heads": 2, "kvShift": True, "causal": True, "rotaryBase": 100}),
    "shifted-grouped": record(5, 6, {"heads": 4, "kvHeads": 2, "headDim": 2, "kvShift": True, "rotaryBase": 10, "positions": [[0, 1, 4, 6.5, 7], [0, 2, 3, 9, 10]]}),
    "shifted-packed": record(6, 4, {"heads": 2, "kvHeads": 1, "kvShift": True, "causal": True, "window": 2, "segments": [[0, 0, 1, 1, 1, 2], [3, 3, 3, 3, 4, 4]]}),
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")
