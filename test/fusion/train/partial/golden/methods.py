"""Writes methods.json: one step of each way to learn from candidate sets, by the formulas of their papers, in numpy alone.

python methods.py > methods.json
"""
import json
import numpy as np

rng = np.random.default_rng(5)
rows, classes = 6, 4
logits = np.round(rng.normal(0, 2, (2, rows, classes)), 3)
logits[1] = logits[0] + np.round(rng.normal(0, 0.2, (rows, classes)), 3)
sets = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 0, 0], [1, 1, 1, 1], [0, 0, 1, 1], [0, 1, 0, 1]], float)
before = sets / sets.sum(1, keepdims=True)
lam, phi, tau, beta = 0.4, 0.9, 0.05, 2.0


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def onehot(index):
    return np.eye(classes)[index]


def share(z, k):
    powers = np.where(z > 0, z, 0) ** (1 / k)
    return powers / powers.sum(1, keepdims=True)


p = softmax(logits[0])
log_p = np.log(p)
cross = lambda w: -(w * log_p).sum(1)
out = {}
out['average'] = (cross(before), before)
out['cc'] = (-np.log((sets * p).sum(1)), share(sets * p, 1))
out['proden'] = (cross(before), share(sets * p, 1))
uniform = np.full_like(sets, 1 / classes)
sigmoid = lambda z: 1 / (1 + np.exp(-z))
losses = (sets * uniform * sigmoid(-logits[0])).sum(1) + beta * ((1 - sets) * uniform * sigmoid(logits[0])).sum(1)
outside = np.divide((1 - sets) * p, ((1 - sets) * p).sum(1, keepdims=True), out=np.zeros_like(p), where=(1 - sets).sum(1, keepdims=True) > 0)
out['lws'] = (losses, share(sets * p, 1) + outside)
for name, kind in (('moving', 0), ('alim-onehot', lam), ('alim-scale', lam)):
    z = (sets + kind * (1 - sets)) * p
    w = phi * before + (1 - phi) * (share(z, 1) if name == 'alim-scale' else onehot(z.argmax(1)))
    out[name] = (cross(w), w)
views = [softmax(each) for each in logits]
new, w = sets.copy(), before.copy()
for i in range(rows):
    others = np.flatnonzero(sets[i] == 0)
    if len(others) == 0:
        continue
    best = [others[v[i, others].argmax()] for v in views]
    gap = [v[i, others].max() - v[i, sets[i] == 1].max() for v in views]
    if min(gap) > tau and best[0] == best[1]:
        new[i, best[0]] = 1
        w[i, best[0]] = p[i, best[0]]
        w[i] /= w[i].sum()
w = phi * w + (1 - phi) * onehot((new * p).argmax(1))
out['irnet'] = (cross(w), w, new)
reverse = -(np.maximum(p, 1e-7) * np.log(np.maximum(w, 1e-4))).sum(1)
out['irnet-sce'] = (6 * cross(w) + reverse, w, new)
margin = (sets * p).max(1) / (1e-9 + ((1 - sets) * p).max(1))
methods = {name: {'losses': values[0].tolist(), 'targets': values[1].ravel().tolist(), **({'candidates': values[2].ravel().tolist()} if len(values) > 2 else {})} for name, values in out.items()}
rounded = json.loads(json.dumps(methods), parse_float=lambda text: round(float(text), 6))
print(json.dumps({'classes': classes, 'logits': logits.reshape(2, -1).tolist(), 'sets': sets.ravel().tolist(), 'lambda': lam, 'momentum': phi, 'margins': [round(float(m), 5) if m < 1e6 else None for m in margin], 'methods': rounded}))
