"""Records KV shifting attention as its formulas say, in numpy and double precision: python3 kv-shift.py > kv-shift.json"""

import json
import sys

import numpy as np

random = np.random.default_rng(7)
draw = lambda *shape: np.round(random.normal(size=shape), 3)


def shift(x, now, then, segments):
    out = np.zeros_like(x)
    for t in range(len(x)):
        fresh = t == 0 or segments[t] != segments[t - 1]
        out[t] = now[:, None] * x[t] + (0 if fresh else then[:, None] * x[t - 1])
    return out


def turn(x, base, segments):
    half = x.shape[-1] // 2
    out, position = np.zeros_like(x), 0
    for t in range(len(x)):
        position = 0 if t == 0 or segments[t] != segments[t - 1] else position + 1
        angle = position * base ** (-2.0 * np.arange(half) / (2 * half))
        left, right = x[t][:, :half], x[t][:, half:]
        out[t] = np.concatenate([left * np.cos(angle) - right * np.sin(angle), right * np.cos(angle) + left * np.sin(angle)], -1)
    return out


def attention(q, k, v, a1, a2, b1, b2, base=None, causal=True, window=None, segments=None):
    time, heads, size = q.shape
    ids = segments or [0] * time
    k, v = shift(k, a1, a2, ids), shift(v, b1, b2, ids)
    if base:
        q, k = turn(q, base, ids), turn(k, base, ids)
    out = np.zeros(q.shape)
    for t in range(time):
        for h in range(heads):
            g = h * k.shape[1] // heads
            seen = [s for s in range(time) if ids[s] == ids[t] and (not causal or s <= t) and (window is None or abs(s - t) <= window)]
            scores = k[seen, g] @ q[t, h] / np.sqrt(size)
            weights = np.exp(scores - scores.max())
            out[t, h] = weights / weights.sum() @ v[seen, g]
    return out


def record(time, heads, groups, size, mix=None, **options):
    q, k, v = draw(time, heads, size), draw(time, groups, size), draw(time, groups, size)
    a1, a2, b1, b2 = (draw(groups) if mix is None else np.full(groups, float(value)) for value in (mix or [0] * 4))
    output = attention(q, k, v, a1, a2, b1, b2, **options)
    flat = lambda x: x.reshape(-1).tolist()
    return {"q": flat(q), "k": flat(k), "v": flat(v), "alpha1": flat(a1), "alpha2": flat(a2), "beta1": flat(b1), "beta2": flat(b2), "heads": heads, "kvHeads": groups, "headDim": size,
            **{{"base": "ropeBase"}.get(key, key): value for key, value in options.items()}, "output": [round(x, 12) for x in flat(output)]}  # fmt: skip


golden = {
    "causal": record(6, 2, 2, 4),
    "grouped, turned": record(7, 4, 2, 4, base=100.0),
    "one head of keys, window of 2": record(8, 3, 1, 2, base=10.0, window=2),
    "packed": record(9, 2, 1, 4, base=50.0, segments=[4, 4, 4, 9, 9, 2, 2, 2, 2]),
    "packed, window of 1, sees ahead": record(7, 2, 2, 2, base=50.0, causal=False, window=1, segments=[0, 0, 0, 1, 1, 1, 1]),
    "sees ahead": record(5, 2, 2, 2, causal=False),
    "plain": record(6, 4, 2, 4, mix=[1, 0, 1, 0], base=1e4),
}
json.dump(golden, sys.stdout, separators=(",", ":"))
