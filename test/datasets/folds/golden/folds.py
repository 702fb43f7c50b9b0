"""Writes what make-folds.test.ts compares with: how evenly scikit-learn divides corpora whose speakers must stay together.

    python3 test/datasets/folds/golden/folds.py > test/datasets/folds/golden/folds.json

A corpus is a table [speaker][class] of numbers of clips. `sizes` are the folds of GroupKFold; `spread` is the standard deviation over folds of the part of
each class that is in a fold, averaged over the classes: what StratifiedGroupKFold makes small.
"""
import json

import numpy as np
import sklearn
from sklearn.model_selection import GroupKFold, StratifiedGroupKFold

random = np.random.default_rng(7)


def corpus(kind, speakers, classes):
    if kind == "even":
        return random.integers(2, 5, (speakers, classes))
    if kind == "skewed":  # As in the wild: a few speak much, some classes are rare
        much = random.pareto(1.2, (speakers, 1)) * 6 + 1
        often = random.dirichlet(np.ones(classes) * 0.7, 1) * classes
        return random.poisson(np.minimum(much * often, 60))
    one = np.zeros((speakers, classes), dtype=int)  # Every speaker has one class only
    one[np.arange(speakers), np.arange(speakers) % classes] = random.integers(1, 30, speakers)
    return one


def items(table):
    speakers, labels = [], []
    for speaker, row in enumerate(table):
        for label, count in enumerate(row):
            speakers += [speaker] * int(count)
            labels += [label] * int(count)
    return np.array(speakers), np.array(labels)


def spread(labels, parts, classes):
    counts = np.array([np.bincount(labels[part], minlength=classes) for part in parts])
    return float(np.mean(np.std(counts / counts.sum(axis=0, keepdims=True), axis=0)))


cases = []
for kind, speakers, classes, folds in [("even", 24, 8, 5), ("even", 24, 8, 6), ("skewed", 40, 6, 5), ("skewed", 60, 7, 10), ("one class", 30, 4, 5), ("skewed", 12, 4, 3)]:
    table = corpus(kind, speakers, classes)
    table = table[table.sum(axis=1) > 0]
    who, labels = items(table)
    by_size = [val for _, val in GroupKFold(folds).split(labels, labels, who)]
    by_class = [val for _, val in StratifiedGroupKFold(folds).split(labels, labels, who)]
    cases.append({
        "kind": kind,
        "folds": folds,
        "table": table.tolist(),
        "sizes": sorted(len(part) for part in by_size),
        "spread": spread(labels, by_class, classes),
    })

print(json.dumps({"scikit-learn": sklearn.__version__, "cases": cases}))
