"""Writes thresholds.json: what numpy and scikit-learn say of thresholds, precision and candidate sets. python thresholds.py > thresholds.json"""
import json

import numpy as np
from sklearn.metrics import confusion_matrix

rng = np.random.default_rng(7)


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return np.round(e / e.sum(axis=1, keepdims=True), 6)


actual = rng.integers(0, 4, 60)
lift = np.array([2.0, 1.5, 1.0, 0.3])
audio = softmax(rng.normal(size=(60, 4)) + np.eye(4)[actual] * lift[actual][:, None])
face = softmax(rng.normal(size=(60, 4)) + np.eye(4)[actual] * 1.2)
mean = (2 * audio + face) / 3
label, confidence = mean.argmax(1), mean.max(1)

thresholds = {}
for eta in (0.0, 0.2, 0.5, 0.83, 1.0):
    rows = []
    for c in range(4):
        threshold = np.quantile(confidence[(actual == c) & (label == c)], eta)
        chosen = (label == c) & (confidence > threshold)
        rows.append({"threshold": threshold, "above": int(chosen.sum()), "right": int((chosen & (actual == c)).sum())})
    thresholds[str(eta)] = rows

sets = np.zeros((60, 4), bool)
for p in (audio, face):
    sets[np.arange(60), p.argmax(1)] = True
    sets |= p > 0.25
own = sets[np.arange(60), actual]
weights = np.where(sets, mean, 0)
weights /= weights.sum(1, keepdims=True)

values = np.round(rng.random(11), 6)
print(json.dumps({
    "quantiles": {"values": values.tolist(), "by_share": [[q, np.quantile(values, q)] for q in (0, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.77, 0.95, 1)]},
    "actual": actual.tolist(), "audio": audio.tolist(), "face": face.tolist(), "confidence": confidence.tolist(), "label": label.tolist(),
    "correct": np.diag(confusion_matrix(actual, label)).tolist(), "labelled": np.bincount(actual).tolist(), "thresholds": thresholds,
    "candidates": {"sets": sets.astype(int).tolist(), "weights": weights[:5].tolist(), "size": sets.sum(1).mean(), "ambiguity": ((sets.sum(1) - own) / 3).mean(), "noise": 1 - own.mean(), "single": (sets.sum(1) == 1).mean()},
}))
