"""Linear models of scikit-learn on the features and folds of a training run, to compare its scores with.

    python baseline.py RUN FEATURES LABELS

RUN is the folder of the run: its validation.csv says which clip is judged in which fold. FEATURES is a folder of .npy files; of several rows their mean and
deviation are taken. LABELS is the table of the run. The strength of the penalty is the best of four, as the run's best epoch is: both flatter.
"""
import csv
import json
import os
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import balanced_accuracy_score, f1_score
from sklearn.preprocessing import StandardScaler

run, features, labels = sys.argv[1:4]


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def vector(clip):
    values = np.load(os.path.join(features, f"{clip}.npy"))
    return values if values.ndim == 1 else np.concatenate([values.mean(0), values.std(0)])


def ccc(predicted, actual):
    covariance = np.mean((predicted - predicted.mean()) * (actual - actual.mean()))
    return 2 * covariance / (predicted.var() + actual.var() + (predicted.mean() - actual.mean()) ** 2)


def interval(score, predicted, actual, groups):
    """95 % of 500 bootstrap samples of groups."""
    random = np.random.default_rng(1)
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    draws = [np.concatenate([members[i] for i in random.integers(0, len(members), len(members))]) for _ in range(500)]
    return [round(float(value), 4) for value in np.percentile([score(predicted[draw], actual[draw]) for draw in draws], [2.5, 97.5])]


table = [row for row in read(labels) if os.path.exists(os.path.join(features, f"{row['name']}.npy"))]
clips = np.array([row["name"] for row in table])
groups = np.array([row.get("speaker") if "split" not in row else row["name"] for row in table])
x = np.stack([vector(clip) for clip in clips])
fold_of = {row["clip"]: row["fold"] for row in read(os.path.join(run, "validation.csv"))}
fold = np.array([fold_of.get(clip, "") for clip in clips])
tested = fold != ""
expression = "expression" in table[0]
targets = ["expression"] if expression else ["valence", "arousal"]
y = np.array([[row[target] if expression else float(row[target]) for target in targets] for row in table])


def predict(strength):
    predicted = y.copy()
    for name in sorted(set(fold[tested])):
        val = fold == name
        scaler = StandardScaler().fit(x[~val])
        model = LogisticRegression(C=strength, class_weight="balanced", max_iter=300) if expression else Ridge(alpha=1 / strength)
        model.fit(scaler.transform(x[~val]), y[~val, 0] if expression else y[~val])
        predicted[val] = np.reshape(model.predict(scaler.transform(x[val])), (val.sum(), -1))
    return predicted[tested]


def main_score(predicted, actual):
    return balanced_accuracy_score(actual[:, 0], predicted[:, 0]) if expression else np.mean([ccc(predicted[:, d], actual[:, d]) for d in range(2)])


strengths = [0.001, 0.01, 0.1, 1] if expression else [1e-4, 1e-3, 1e-2, 1e-1]
best = max((main_score(predict(strength), y[tested]), strength) for strength in strengths)[1]
predicted, actual = predict(best), y[tested]
result = {"strength": best, "clips": int(tested.sum()), "uar" if expression else "ccc": round(float(main_score(predicted, actual)), 4)}
result["interval"] = interval(main_score, predicted, actual, groups[tested])
if expression:
    for average in ("macro", "weighted"):
        result[f"{average}-f1"] = round(float(f1_score(actual[:, 0], predicted[:, 0], average=average)), 4)
else:
    result.update({f"ccc-{target}": round(float(ccc(predicted[:, d], actual[:, d])), 4) for d, target in enumerate(targets)})
print(json.dumps(result))
