"""TF-IDF of words and pairs of words with logistic and ridge regression of scikit-learn: what the text head must beat.

    python baseline.py GOEMOTIONS_FOLDER EMOBANK_FOLDER OUT.json

A class is assigned above the threshold that is best on five folds of the training part, as for the text head. Prints macro-F1 and correlations of the
development parts; OUT.json takes the decisions for `train-text-head.ts --baseline`.
"""
import csv
import json
import os
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline

comments, sentences, out = sys.argv[1:4]


def vectorizer():
    return TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)


def read_comments(part):
    with open(os.path.join(comments, f"{part}.tsv"), encoding="utf-8", newline="\n") as file:
        rows = [line.rstrip("\r\n").split("\t") for line in file if line.strip()]
    labels = np.zeros((len(rows), 7), int)
    for row, (_, given, _) in enumerate(rows):
        labels[row, [int(label) for label in given.split(",")]] = 1
    return [row[0] for row in rows], labels


def best_threshold(scores, labels):
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(labels[order])
    f1 = 2 * hits / (np.arange(1, len(scores) + 1) + labels.sum())
    return scores[order[np.argmax(f1)]]


def ratings(split):
    with open(os.path.join(sentences, "emobank_train_dev.csv"), encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    return [row["text"] for row in rows], np.array([[(float(row[name]) - 3) / 2 for name in "VAD"] for row in rows])


texts, labels = read_comments("train")
held_texts, held_labels = read_comments("dev")
decided, halves = [], []
for label in range(7):
    model = make_pipeline(vectorizer(), LogisticRegression(C=4, max_iter=300))
    folds = cross_val_predict(model, texts, labels[:, label], cv=5, method="predict_proba")[:, 1]
    scores = model.fit(texts, labels[:, label]).predict_proba(held_texts)[:, 1]
    decided.append((scores >= best_threshold(folds, labels[:, label])).astype(int))
    halves.append((scores >= 0.5).astype(int))
decided = np.stack(decided, 1)

rated_texts, rated = ratings("train")
held_rated_texts, held_rated = ratings("dev")
predicted = make_pipeline(vectorizer(), Ridge(alpha=1)).fit(rated_texts, rated).predict(held_rated_texts)

with open(out, "w", encoding="utf-8") as file:
    json.dump({"labels": decided.tolist(), "ratings": predicted.tolist()}, file)
print(json.dumps({
    "macro-f1": f1_score(held_labels, decided, average="macro"),
    "macro-f1 at one half": f1_score(held_labels, np.stack(halves, 1), average="macro"),
    "f1": f1_score(held_labels, decided, average=None).tolist(),
    "pearson": [float(np.corrcoef(predicted[:, d], held_rated[:, d])[0, 1]) for d in range(3)],
    "mean absolute error": (2 * np.abs(predicted - held_rated)).mean(0).tolist(),
}))
