# Computes what test/fusion/speaking/speaking-evidence.test.ts compares with, from the definitions in docs/speaking.md, with numpy. Usage: python evidence.py > evidence.json
import json

import numpy as np

STEP = 0.04


def hann(n):
    return np.hanning(n + 2)[1:-1]


def fast(x):
    w = hann(13)
    out = np.empty_like(x)
    for i in range(len(x)):
        k = np.arange(i - 6, i + 7)
        ok = (k >= 0) & (k < len(x))
        ok[ok] &= ~np.isnan(x[k[ok]])
        out[i] = x[i] - np.average(x[k[ok]], weights=w[ok])
    return out


def correlation(a, b, w):
    a = a - np.average(a, weights=w)
    b = b - np.average(b, weights=w)
    return np.sum(w * a * b) / np.sqrt(np.sum(w * a * a) * np.sum(w * b * b))


def evidence(opening, level, turn, at):
    lips, loud = fast(opening), fast(level)
    near = np.zeros(len(level), bool)
    near[int(np.ceil((turn[0] - 0.1) / STEP - 1e-6)) : int(np.ceil((turn[1] + 0.1) / STEP - 1e-6))] = True
    k = np.arange(at - 31, at + 32)
    w = hann(63)
    ok = (k >= 0) & (k < len(level))
    k, w = k[ok], w[ok]
    w = w[near[k]]
    k = k[near[k]]
    movement = np.sqrt(np.average(lips[k] ** 2, weights=w))
    best = -1
    for lag in range(-1, 4):
        j = k - lag
        here = (j >= 0) & (j < len(lips))
        best = max(best, correlation(lips[j[here]], loud[k[here]], w[here]))
    moves = 8 * np.clip(np.log(movement / 0.014), -1.5, 1.2)
    return float(np.clip(12 * (best - 0.42) - np.log(0.75 * np.exp(-moves) + 0.25), -6, 6))


t = np.arange(150) * STEP
level = -30 + 8 * np.sin(2 * np.pi * 3.1 * t) + 3 * np.sin(2 * np.pi * 4.7 * t + 1)
openings = {
    "in time, 80 ms ahead": 0.1 + 0.03 * np.sin(2 * np.pi * 3.1 * (t + 0.08)) + 0.02 * np.sin(2 * np.pi * 5.9 * t),
    "out of time": 0.1 + 0.04 * np.sin(2 * np.pi * 5.3 * t) + 0.02 * np.sin(2 * np.pi * 2.3 * t),
    "in time, hardly moving": 0.1 + 0.015 * np.sin(2 * np.pi * 3.1 * t) + 0.005 * np.sin(2 * np.pi * 6.7 * t),
}
turn = (1.0, 5.0)
moments = [26, 40, 75, 124]
cases = {name: [evidence(x, level, turn, at) for at in moments] for name, x in openings.items()}
print(json.dumps({"turn": turn, "moments": moments, "level": level.tolist(), "openings": {k: v.tolist() for k, v in openings.items()}, "evidence": cases}))
