"""Reference values for the gate: python gate.py > gate.json

NumPy and scikit-learn, written from the formulas: VRA zeroes what lies under the low threshold, which is where two libraries differ from the paper.
"""

import json

import numpy as np
from sklearn.covariance import EmpiricalCovariance
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.neighbors import NearestNeighbors

rng = np.random.default_rng(77)
WIDTH, CLASSES = 6, 3


def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def energy(z):
    return np.log(np.exp(z - z.max(-1, keepdims=True)).sum(-1)) + z.max(-1)


def odin(x, temperature, step):
    z = (x @ weight + bias) / temperature
    believed = np.eye(CLASSES)[z.argmax(-1)]
    gradient = (softmax(z) - believed) @ weight.T / temperature
    return softmax(((x - step * np.sign(gradient)) @ weight + bias) / temperature).max(-1)


def ash(x, kind, dropped):
    kept = WIDTH - int(round(WIDTH * dropped))
    out = np.zeros_like(x)
    for row, shaped in zip(x, out):
        top = np.argsort(-row, kind="stable")[:kept]
        shaped[top] = row[top]
        if kind == "b":
            shaped[top] = row.sum() / kept
        if kind == "s":
            shaped *= np.exp(row.sum() / row[top].sum())
    return out


def scale(x, dropped):
    kept = WIDTH - int(round(WIDTH * dropped))
    top = -np.sort(-x, axis=1)[:, :kept]
    return x * np.exp(x.sum(1) / top.sum(1))[:, None]


def vra(x, low, high, shift):
    return np.where(x < low, 0, np.where(x > high, high, x + shift))


train = np.maximum(rng.normal(0.3, 1, (40, WIDTH)), 0).astype(np.float32).astype(np.float64)
rows = np.maximum(rng.normal(0.3, 1.4, (5, WIDTH)), 0).astype(np.float32).astype(np.float64)
weight = rng.normal(0, 1, (WIDTH, CLASSES)).astype(np.float32).astype(np.float64)
bias = rng.normal(0, 1, CLASSES).astype(np.float32).astype(np.float64)
labels = rng.integers(0, CLASSES, 40)
low, high = np.quantile(train, 0.6, axis=0), np.quantile(train, 0.9, axis=0)
head = lambda x: x @ weight + bias
contribution = train.mean(0)[:, None] * weight
sparse = np.where(contribution > np.quantile(contribution, 0.7), weight, 0)

means = np.stack([train[labels == c].mean(0) for c in range(CLASSES)])
covariance = EmpiricalCovariance(assume_centered=True).fit(train - means[labels]).covariance_
covariance += np.eye(WIDTH) * 0.1 * np.trace(covariance) / WIDTH
precision = np.linalg.inv(covariance)
unit = lambda x: x / np.linalg.norm(x, axis=1, keepdims=True)

scores = {
    "energy": energy(head(rows)),
    "msp": softmax(head(rows)).max(-1),
    "max-logit": head(rows).max(-1),
    "odin": odin(rows, 1000, 0.01),
    "react": energy(head(np.minimum(rows, np.quantile(train, 0.9)))),
    "vra": energy(head(vra(rows, low, high, 0))),
    "vra-msp": softmax(head(vra(rows, low, high, 0))).max(-1),
    "vra-odin": odin(vra(rows, low, high, 0), 1000, 0.004),
    "vra+": energy(head(vra(rows, low, high, 0.3))),
    "vra++": energy(head(vra(rows, low, high, 0))) - 0.01 * ((rows - 1) ** 2).sum(1),
    "ash-p": energy(head(ash(rows, "p", 0.65))),
    "ash-b": energy(head(ash(rows, "b", 0.65))),
    "ash-s": energy(head(ash(rows, "s", 0.65))),
    "scale": energy(head(scale(rows, 0.65))),
    "dice": energy(rows @ sparse + bias),
    "cosine": cosine_similarity(rows, means).max(1),
    "mahalanobis": -np.stack([np.einsum("ij,jk,ik->i", rows - m, precision, rows - m) for m in means]).min(0),
    "knn": -NearestNeighbors(n_neighbors=10).fit(unit(train)).kneighbors(unit(rows))[0][:, -1],
}
settings = {
    "odin": {"temperature": 1000, "step": 0.01}, "react": {"high": 0.9}, "vra": {"low": 0.6, "high": 0.9}, "vra-msp": {"low": 0.6, "high": 0.9},
    "vra-odin": {"low": 0.6, "high": 0.9}, "vra+": {"low": 0.6, "high": 0.9, "shift": 0.3}, "vra++": {"low": 0.6, "high": 0.9, "weight": 0.01, "centre": 1},
    "ash-p": {"dropped": 0.65}, "ash-b": {"dropped": 0.65}, "ash-s": {"dropped": 0.65}, "scale": {"dropped": 0.65}, "dice": {"dropped": 0.7},
    "mahalanobis": {"ridge": 0.1}, "knn": {"k": 10},
}

# The temperature of the least negative log-likelihood, by a fine search.
logits = rng.normal(0, 4, (200, CLASSES))
truth = np.array([rng.choice(CLASSES, p=p) for p in softmax(logits / 1.7)])
nll = lambda t: -np.log(softmax(logits / t)[np.arange(200), truth]).mean()
a, b = 0.1, 10.0
for _ in range(200):
    c, d = b - (b - a) * 0.6180339887498949, a + (b - a) * 0.6180339887498949
    a, b = (a, d) if nll(c) < nll(d) else (c, b)

flat = lambda x: np.asarray(x).ravel().tolist()
print(json.dumps({
    "width": WIDTH, "classes": CLASSES, "train": flat(train), "labels": flat(labels), "rows": flat(rows), "weight": flat(weight), "bias": flat(bias),
    "rectified": flat(vra(rows, low, high, 0)), "clipped": flat(np.clip(rows, low, high)),
    "settings": settings, "scores": {k: flat(v) for k, v in scores.items()},
    "temperature": {"logits": flat(np.round(logits, 6)), "labels": flat(truth), "value": (a + b) / 2},
}))
