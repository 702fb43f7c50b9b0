"""LongReD's position ids (NumPy), losses and attention divergence (PyTorch): python longred.py > longred.json"""
import json
import math
import random
import numpy as np
import torch
import torch.nn.functional as F


def runs(ids):
    """Consecutive ids as pairs of first and last."""
    ends = np.flatnonzero(np.diff(ids) != 1)
    return [[int(ids[a]), int(ids[b])] for a, b in zip(np.r_[0, ends + 1], np.r_[ends, len(ids) - 1])]


def table(factor, sigma=5):
    x = np.linspace(2, 2 * factor, 1000)
    return x, np.array([0.5 * (1 + math.erf((v - 1 - factor) / (sigma * math.sqrt(2)))) for v in x])


def ids(method, T, target, draws, samples):
    draws = iter(draws)
    factor = target // T
    h = T // 3 if next(draws) < 0.5 else 4 * factor
    c = T - 2 * h
    x, cdf = table(factor)
    result = []
    for _ in range(samples):
        if method == "cream":
            r = int(np.interp(next(draws), cdf, x))
            low, high = int(h + (c - 1) * (r / 2)), int((r / 2) * T) - h - 1
        else:
            low, high = T - h, factor * T - h - 1
        e = low + int(next(draws) * (high - low + 1))
        positions = np.r_[np.arange(h), np.arange(e - c + 1, e + 1), np.arange(factor * T - h, factor * T)]
        assert len(positions) == T and (np.diff(positions) > 0).all() and positions[-1] == factor * T - 1
        result.append(runs(positions))
    return result


source = random.Random(7)
cases = []
for T, factor in [(48, 4), (100, 8), (100, 3), (512, 16), (8192, 4), (8192, 16), (50, 2)]:
    for method in ["cream", "uniform"]:
        for first in [0.25, 0.75]:
            draws = [first] + [round(source.random(), 6) for _ in range(8)]
            target = factor * T + (T // 2 if factor == 3 else 0)
            cases.append({"method": method, "window": T, "target": target, "samples": 4, "draws": draws, "runs": ids(method, T, target, draws, 4)})

shares = {}
for factor in [4, 16]:
    x, cdf = table(factor)
    bounds = np.interp(np.arange(3, 2 * factor + 1), x, cdf)
    shares[factor] = np.diff(np.r_[0, bounds[:-1], cdf[-1], 1]).round(9).tolist()  # r = 2 … 2·factor, the last from the top of the table on

torch.manual_seed(5)
B, H, T, D, L = 2, 2, 5, 4, 3
mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]], dtype=torch.float64)
student = torch.randn(L, B, T, D, dtype=torch.float64).round(decimals=3).requires_grad_()
teacher = torch.randn(L, B, T, D, dtype=torch.float64).round(decimals=3)
loss = sum(1 - F.cosine_similarity(student[i], teacher[i], dim=-1)[mask == 1].mean() for i in range(L))
loss.backward()

p = torch.softmax(torch.randn(4, B, H, T, T, dtype=torch.float64) * 2, -1)
q = torch.softmax(torch.randn(4, B, H, T, T, dtype=torch.float64) * torch.tensor([0.5, 3, 1, 0.1])[:, None, None, None, None], -1)
p = p.float().double()
q = q.float().double()
kl = [F.kl_div(q[i].log(), p[i], reduction="sum").item() / (B * H * T) for i in range(4)]

flat = lambda x: [round(v, 9) for v in x.reshape(-1).tolist()]
exact = lambda x: [float(f"{v:.9g}") for v in x.reshape(-1).tolist()]
print(json.dumps({
    "positions": cases,
    "reach": shares,
    "distillation": {"shape": [L, B, T, D], "student": flat(student), "teacher": flat(teacher), "mask": flat(mask), "loss": loss.item(), "gradient": flat(student.grad)},
    "divergence": {"shape": [4, B, H, T, T], "original": exact(p), "extended": exact(q), "values": kl},
}))
