"""Writes pico.json: one step of PiCO, of its warm-up, and of PiCO+, by the formulas of their papers in PyTorch: losses, gradients, prototypes, queue, slow copy.

python pico.py > pico.json
"""
import json
import torch
import torch.nn.functional as F

torch.manual_seed(3)
torch.set_default_dtype(torch.float64)
B, C, X, D, Q = 6, 4, 5, 3, 9
T, TB, M, PM, PHI, W = 0.07, 1.0, 0.9, 0.99, 0.9, 0.5
SHARE, NEAR, UW, CW = 0.6, 3, 0.1, 2.0
r = lambda *shape: torch.round(torch.randn(*shape) * 1000) / 1000
x = r(B, X)
sets = torch.tensor([[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 0, 0], [1, 1, 1, 1], [0, 0, 1, 1], [0, 1, 0, 1.]])
before = sets / sets.sum(1, keepdim=True)
names = {'head/expression/weight': (X, C), 'head/expression/bias': (C,), 'contrast/hidden/weight': (X, X), 'contrast/hidden/bias': (X,), 'contrast/projection/weight': (X, D), 'contrast/projection/bias': (D,)}
params = {name: r(*shape) for name, shape in names.items()}
slow = {name: r(*shape) for name, shape in names.items() if name.startswith('contrast')}
prototypes = F.normalize(r(C, D), dim=1)
filled = 7
queue = F.normalize(r(Q, D), dim=1)
queue[filled:] = 0
queue_label = torch.randint(0, C, (Q,))
queue_rel = torch.tensor([1, 0, 1, 1, 0, 1, 1, 0, 0.])
reliable = torch.tensor([1, 1, 0, 1, 0, 1.])
partner, share = torch.tensor([3, 5, 0, 1, 2, 4]), 0.7


def project(p, h):
    h = F.relu(h @ p['contrast/hidden/weight'] + p['contrast/hidden/bias'])
    return F.normalize(h @ p['contrast/projection/weight'] + p['contrast/projection/bias'], dim=1)


def ce(logits, w):
    return -(w * F.log_softmax(logits, 1)).sum(1)


def supcon(sim, positives, others):
    """sim [B, N] over temperature; self is left out of both."""
    e = torch.exp(sim) * others
    logp = sim - torch.log(e.sum(1, keepdim=True))
    positives = positives * others
    return -(positives * logp).sum(1) / positives.sum(1)


def step(kind):
    p = {name: value.clone().requires_grad_(True) for name, value in params.items()}
    logits = x @ p['head/expression/weight'] + p['head/expression/bias']
    z = project(p, x)
    with torch.no_grad():
        key_params = {name: M * slow[name] + (1 - M) * params[name] for name in slow}
        k = project(key_params, x)
        prob = logits.softmax(1)
        inside = (prob * sets).argmax(1)
        rel = reliable if kind == 'pico-plus' else torch.ones(B)
        label = torch.where(rel == 1, inside, prob.argmax(1))
        cosine = z @ prototypes.T
        believed = (cosine / TB).softmax(1)
        new = prototypes.clone()
        for i in range(B):
            if rel[i] == 1:
                new[label[i]] = PM * new[label[i]] + (1 - PM) * z[i]
        new = F.normalize(new, dim=1)
        phi = 1.0 if kind == 'warm' else PHI
        w = phi * before + (1 - phi) * F.one_hot((believed * sets).argmax(1), C)
        guess = believed ** (TB / T)
        guess = guess / guess.sum(1, keepdim=True)
        distances = -(z * prototypes[inside]).sum(1)
    gallery = torch.cat([z, k, queue[:filled]])
    labels = torch.cat([label, label, queue_label[:filled]])
    sure = torch.cat([rel, rel, queue_rel[:filled]])
    N = gallery.shape[0]
    others = 1 - torch.eye(B, N)
    sim = z @ gallery.T / T
    same = (label[:, None] == labels[None]).double()
    if kind == 'warm':
        moco = torch.cat([(z * k).sum(1, keepdim=True), z @ queue[:filled].T], 1) / T
        loss = ce(logits, w).mean() + W * F.cross_entropy(moco, torch.zeros(B, dtype=torch.long))
    elif kind == 'pico':
        loss = ce(logits, w).mean() + W * supcon(sim, same, others).mean()
    else:
        mask = same * rel[:, None] * sure[None]
        near = torch.zeros(B, N).scatter(1, (z @ gallery.T).topk(NEAR, 1).indices, 1)
        mask[rel == 0] = near[rel == 0]
        mask = ((mask + torch.cat([torch.eye(B), torch.eye(B), torch.zeros(B, filled)], 1)) > 0).double()
        weights = W * rel + UW * (1 - rel)
        contrast = (supcon(sim, mask, others) * weights).mean() + UW * supcon(sim, same, others).mean()
        t = torch.where(rel[:, None] == 1, w, guess)
        mixed = (share * x + (1 - share) * x[partner]) @ p['head/expression/weight'] + p['head/expression/bias']
        mix = ce(mixed, share * t + (1 - share) * t[partner]).mean()
        loss = mix + CW * ce(logits, w)[rel == 1].mean() + UW * ce(logits, guess)[rel == 0].mean() + contrast
    loss.backward()
    pushed = torch.cat([k, queue])[:Q]
    return {'loss': loss.item(), 'targets': w, 'distances': distances, 'prototypes': new, 'queue': pushed,
            'queueClasses': torch.cat([F.one_hot(label, C), F.one_hot(queue_label, C) * (torch.arange(Q) < filled)[:, None]])[:Q],
            'slow': key_params['contrast/hidden/weight'], 'gradients': {name: value.grad for name, value in p.items()}}


def plain(value):
    if isinstance(value, torch.Tensor):
        return [round(float(v), 6) for v in value.flatten()]
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return value


facts = torch.cat([F.one_hot(queue_label, C) * (torch.arange(Q) < filled)[:, None], queue_rel[:, None] * (torch.arange(Q) < filled)[:, None], (torch.arange(Q) < filled)[:, None]], 1).double()
print(json.dumps(plain({
    'sizes': {'batch': B, 'classes': C, 'inputs': X, 'dimensions': D, 'queue': Q}, 'x': x, 'sets': sets, 'before': before, 'momentum': PHI, 'reliable': reliable,
    'partner': partner.double(), 'share': share, 'options': {'temperature': T, 'beliefTemperature': TB, 'keyMomentum': M, 'prototypeMomentum': PM, 'weight': W},
    'parting': {'share': SHARE, 'neighbours': NEAR, 'weight': UW, 'classifier': CW},
    'parameters': params, 'slow': slow, 'prototypes': prototypes, 'queue': queue, 'facts': facts,
    'steps': {kind: step(kind) for kind in ('pico', 'warm', 'pico-plus')}})))
