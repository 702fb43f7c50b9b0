"""Reference values for the metrics: python metrics.py > metrics.json

scikit-learn 1.9.1, SciPy 1.17.1, torchmetrics 1.9.0, NumPy. CCC is computed in exact rational arithmetic from Lin's formula with
moments over n; torchmetrics divides the moments by n - 1 but not the distance of the means, so it agrees where the means are equal.
"""

import json
from fractions import Fraction

import numpy as np
import torch
from scipy import stats
from sklearn import metrics as sk
from torchmetrics.classification import MulticlassCalibrationError
from torchmetrics.regression import ConcordanceCorrCoef

rng = np.random.default_rng(20260)


def exact_ccc(x, y, w=None):
    w = [Fraction(float(v)) for v in (np.ones(len(x)) if w is None else w)]
    x, y = [Fraction(float(v)) for v in x], [Fraction(float(v)) for v in y]
    total = sum(w)
    mx, my = sum(a * b for a, b in zip(w, x)) / total, sum(a * b for a, b in zip(w, y)) / total
    cov = sum(c * (a - mx) * (b - my) for a, b, c in zip(x, y, w)) / total
    vx = sum(c * (a - mx) ** 2 for a, c in zip(x, w)) / total
    vy = sum(c * (b - my) ** 2 for b, c in zip(y, w)) / total
    bottom = vx + vy + (mx - my) ** 2
    return None if bottom == 0 else float(2 * cov / bottom)


def pearson(x, y, w):
    if len(set(x)) == 1 or len(set(y)) == 1:
        return None
    if w is None:
        return float(stats.pearsonr(x, y).statistic)
    return float(np.corrcoef(np.repeat(x, np.int64(w)), np.repeat(y, np.int64(w)))[0, 1])


def continuous(name, x, y, w=None):
    x, y = np.asarray(x, float), np.asarray(y, float)
    case = {"name": name, "predicted": x.tolist(), "actual": y.tolist()}
    if w is not None:
        case["weights"] = np.asarray(w).tolist()
    mse = float(sk.mean_squared_error(y, x, sample_weight=w))
    rmse = float(sk.root_mean_squared_error(y, x, sample_weight=w))
    return {**case, "expected": {"ccc": exact_ccc(x, y, w), "pearson": pearson(x, y, w), "mse": mse, "rmse": rmse}}


def noisy(n, scale=1.0, digits=3):
    y = rng.normal(size=n) * scale
    return (0.7 * y + rng.normal(size=n) * 0.5 * scale + 0.2 * scale).round(digits), y.round(digits)


def continuous_cases():
    yield continuous("random", *noisy(20))
    yield continuous("anticorrelated", *(lambda x, y: (-x, y))(*noisy(12)))
    yield continuous("weighted by whole numbers", *noisy(12), rng.integers(0, 4, 12))
    yield continuous("tied", rng.integers(1, 4, 15), rng.integers(1, 4, 15))
    yield continuous("tiny", *noisy(12, 1e-9, 12))
    yield continuous("offset by 2^27", *(2.0**27 + rng.integers(0, 2**12, (2, 12)) / 2**12))
    yield continuous("one constant", np.full(5, 0.1), [0.2, 0.4, -0.1, 0.7, 0.3])
    yield continuous("two different constants", np.full(5, 0.1), np.full(5, 0.3))
    yield continuous("two equal constants", np.full(7, 0.1), np.full(7, 0.1))
    yield continuous("equal", *(lambda x, y: (x, x))(*noisy(9)))


def centred_case():
    x, y = noisy(16)
    x, y = (x - x.mean()).round(6), (y - y.mean()).round(6)
    x[-1], y[-1] = -x[:-1].sum(), -y[:-1].sum()
    score = ConcordanceCorrCoef()(torch.tensor(x, dtype=torch.float64), torch.tensor(y, dtype=torch.float64))
    return {"predicted": x.tolist(), "actual": y.tolist(), "ccc": float(score)}


def classes(name, predicted, actual, count, w=None):
    every = list(range(count))
    args = {"labels": every, "zero_division": 0, "sample_weight": w}
    p, r, f, s = sk.precision_recall_fscore_support(actual, predicted, **args)
    expected = {
        "confusion": sk.confusion_matrix(actual, predicted, labels=every, sample_weight=w).ravel().tolist(),
        "precision": p.tolist(),
        "recall": r.tolist(),
        "f1": f.tolist(),
        "support": s.tolist(),
        "accuracy": sk.accuracy_score(actual, predicted, sample_weight=w),
        "uar": sk.recall_score(actual, predicted, average="macro", **args),
        "balanced-accuracy": sk.balanced_accuracy_score(actual, predicted, sample_weight=w),
        "macro-f1": sk.f1_score(actual, predicted, average="macro", **args),
        "macro-f1-present": sk.f1_score(actual, predicted, average="macro", zero_division=0, sample_weight=w),
        "weighted-f1": sk.f1_score(actual, predicted, average="weighted", **args),
    }
    case = {"name": name, "predicted": list(map(int, predicted)), "actual": list(map(int, actual)), "classes": count}
    return {**case, **({} if w is None else {"weights": list(w)}), "expected": expected}


def class_cases():
    draw = lambda high, n=40: rng.integers(0, high, n)
    yield classes("random", draw(8), draw(8), 8)
    yield classes("without a class in what is true", draw(6), draw(6) % 5, 6)
    yield classes("without a class in what is predicted", draw(6) % 4, draw(6), 6)
    yield classes("without a class in either", draw(4, 25), draw(4, 25), 7)
    yield classes("of a single class", np.zeros(6, int), np.zeros(6, int), 3)
    yield classes("all wrong", (draw(3, 20) + 3), draw(3, 20), 6)
    yield classes("weighted", draw(4, 20), draw(4, 20), 4, rng.integers(1, 33, 20) / 16)


def unit_case():
    predicted, actual = rng.integers(0, 2, (2, 14, 5))
    actual[:, 3] = predicted[:, 3] = 0
    valid = (rng.random((14, 5)) < 0.8).astype(int)
    f1 = lambda j, w: sk.f1_score(actual[:, j], predicted[:, j], zero_division=0, sample_weight=w)
    case = {"predicted": predicted.ravel().tolist(), "actual": actual.ravel().tolist(), "columns": 5}
    whole = float(np.mean([f1(j, None) for j in range(5)]))
    return {**case, "weights": valid.ravel().tolist(), "auF1": whole, "masked": float(np.mean([f1(j, valid[:, j]) for j in range(5)]))}


def probability_case(count, classes_):
    scores = rng.normal(size=(count, classes_)) * 1.5
    p = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    p = p.round(4)
    p[:, -1] = (1 - p[:, :-1].sum(1)).round(4)
    actual, w = rng.integers(0, classes_, count), rng.integers(0, 3, count)
    ece = lambda rows: float(MulticlassCalibrationError(classes_, n_bins=15)(torch.tensor(p[rows]), torch.tensor(actual[rows])))
    rows, repeated = np.arange(count), np.repeat(np.arange(count), w)
    score = lambda f, at, **kw: float(f(actual[at], p[at], labels=list(range(classes_)), **kw))
    expected = lambda at: {
        "ece": ece(at),
        "brier": score(sk.brier_score_loss, at, scale_by_half=False),
        "nll": score(sk.log_loss, at),
    }
    case = {"predicted": p.ravel().tolist(), "actual": actual.tolist(), "classes": classes_, "weights": w.tolist()}
    return {**case, "expected": expected(rows), "weighted": expected(repeated)}


def bootstrap_case():
    x, y = noisy(50)
    population = lambda a, b: 2 * np.cov(a, b, ddof=0)[0, 1] / (a.var() + b.var() + (a.mean() - b.mean()) ** 2)
    args = {"paired": True, "vectorized": False, "n_resamples": 50000, "method": "percentile", "rng": np.random.default_rng(7)}
    result = stats.bootstrap((x, y), population, **args)
    low, high = map(float, result.confidence_interval)
    return {"predicted": x.tolist(), "actual": y.tolist(), "low": low, "high": high, "standardError": float(result.standard_error)}


golden = {
    "continuous": list(continuous_cases()),
    "centred": centred_case(),
    "classes": list(class_cases()),
    "units": unit_case(),
    "probabilities": probability_case(30, 4),
    "bootstrap": bootstrap_case(),
}
print(json.dumps(golden, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"').replace('"expected"', '\n "expected"'))
