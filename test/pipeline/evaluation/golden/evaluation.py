"""Answers, labels and their official scores by numpy and scikit-learn, for evaluation.json: python3 evaluation.py > evaluation.json"""
import json
import numpy as np
from sklearn.metrics import f1_score, mean_squared_error

rng = np.random.default_rng(4)
EXPRESSIONS = range(8)
EMOTIONS = ['neutral', 'angry', 'happy', 'sad', 'worried', 'surprise']


def ccc(x, y, ddof=0):
    covariance = ((x - x.mean()) * (y - y.mean())).sum() / (len(x) - ddof)
    return 2 * covariance / (x.var(ddof=ddof) + y.var(ddof=ddof) + (x.mean() - y.mean()) ** 2)


def video(name, length, offset, classes):
    truth = np.clip(offset + 0.2 * np.sin(np.arange(length)[:, None] / [3, 5]) + 0.1 * rng.normal(size=(length, 2)), -1, 1).round(3)
    answer = np.clip(truth * 0.7 + 0.15 * rng.normal(size=(length, 2)), -1, 1).round(6)
    expression = rng.choice(classes, size=length)
    guess = np.where(rng.random(length) < 0.6, expression, rng.integers(0, 8, size=length))
    units = (rng.random((length, 12)) < np.linspace(0.05, 0.6, 12)).astype(int)
    active = np.where(rng.random((length, 12)) < 0.8, units, 1 - units)
    truth[rng.random(length) < 0.1] = -5
    truth[3, 0], truth[3, 1] = -5, 0.5
    expression[rng.random(length) < 0.15] = -1
    units[rng.random(length) < 0.1] = -1
    units[5, 7] = -1
    return dict(name=name, va=answer, trueVa=truth, expr=guess, trueExpr=expression, au=active, trueAu=units)


videos = [video('2-30-640x360', 60, [0.4, 0.3], [0, 1, 7]), video('video7_left', 25, [-0.5, 0.1], [0, 4, 5]), video('video7_right', 90, [0.1, -0.4], [0, 7]), video('130-25-1280x720', 40, [-0.2, 0.6], [2, 6, 0])]


def both(key, keep):
    answers, labels = np.concatenate([each[key] for each in videos]), np.concatenate([each['true' + key.capitalize()] for each in videos])
    kept = keep(labels)
    return answers[kept], labels[kept]


def single(key, keep):
    for each in videos:
        kept = keep(each['true' + key.capitalize()])
        yield each[key][kept], each['true' + key.capitalize()][kept]


valid_va = lambda labels: (labels != -5).all(axis=1)
valid_expr = lambda labels: labels != -1
valid_au = lambda labels: (labels != -1).all(axis=1)
macro = lambda x, y: f1_score(y, x, average='macro', labels=list(EXPRESSIONS), zero_division=0)
x, y = both('va', valid_va)
e, f = both('expr', valid_expr)
a, b = both('au', valid_au)
va = [ccc(x[:, column], y[:, column]) for column in (0, 1)]
au = f1_score(b, a, average='macro', zero_division=0)

clips = [f'sample_{index:08d}' for index in range(40)]
emotion = rng.choice(6, size=40, p=[0.4, 0.2, 0.15, 0.15, 0.08, 0.02])
said = np.where(rng.random(40) < 0.6, emotion, rng.integers(0, 6, size=40))
valence = np.clip(rng.normal(scale=2, size=40), -5, 5).round(2)
felt = np.clip(valence + rng.normal(size=40), -5, 5).round(4)
weighted = f1_score(emotion, said, average='weighted', zero_division=0)
mse = mean_squared_error(valence, felt)

plain = lambda each: {key: value.tolist() if isinstance(value, np.ndarray) else value for key, value in each.items()}
print(json.dumps({
    'videos': [plain(each) for each in videos],
    'va': {'valence': va[0], 'arousal': va[1], 'score': sum(va) / 2, 'perVideo': float(np.mean([[ccc(p[:, c], t[:, c]) for c in (0, 1)] for p, t in single('va', valid_va)])), 'sampleMoments': float(np.mean([ccc(x[:, c], y[:, c], 1) for c in (0, 1)])), 'frames': len(x)},
    'expr': {'score': macro(e, f), 'perVideo': float(np.mean([macro(p, t) for p, t in single('expr', valid_expr)])), 'accuracy': float((e == f).mean()), 'frames': len(e)},
    'au': {'score': au, 'frames': len(a), 'units': f1_score(b, a, average=None, zero_division=0).tolist()},
    'mtl': sum(va) / 2 + macro(e, f) + au,
    'mer': {'clips': clips, 'said': [EMOTIONS[code] for code in said], 'emotion': [EMOTIONS[code] for code in emotion], 'felt': felt.tolist(), 'valence': valence.tolist(), 'weightedF1': weighted, 'mse': mse, 'combined': weighted - 0.25 * mse},
}))
