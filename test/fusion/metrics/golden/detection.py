"""Reference values for the metrics of detection and abstention: python detection.py > detection.json (scikit-learn 1.9.1)."""

import json

import numpy as np
from sklearn import metrics as sk

rng = np.random.default_rng(5)


def case(home, strangers):
    scores, truth = np.r_[home, strangers], np.r_[np.ones(len(home)), np.zeros(len(strangers))]
    fpr, tpr, _ = sk.roc_curve(truth, scores, drop_intermediate=False)
    return {
        "home": home.tolist(), "strangers": strangers.tolist(),
        "auroc": sk.roc_auc_score(truth, scores), "auprIn": sk.average_precision_score(truth, scores),
        "auprOut": sk.average_precision_score(1 - truth, -scores), "fpr95": fpr[np.argmax(tpr >= 0.95)],
    }


def curve(scores, errors):
    order = np.argsort(-scores, kind="stable")
    risk = np.cumsum(errors[order]) / np.arange(1, len(scores) + 1)
    return {"scores": scores.tolist(), "errors": errors.tolist(), "risk": risk.tolist(), "area": risk.mean()}


print(json.dumps({
    "detection": [case(rng.normal(1, 1, 57).round(3), rng.normal(0, 1, 31).round(3)), case(rng.integers(0, 5, 40) * 1.0, rng.integers(0, 4, 60) * 1.0)],
    "risk": curve(rng.permutation(25) / 25, rng.integers(0, 2, 25)),
}))
