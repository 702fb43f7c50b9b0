"""Reference values of the utterance-level fusion models, from their formulas, in PyTorch and float64.

Run `python utterance-models.py` beside this file; it writes utterance-models.json. Nothing random: inputs, parameters and the
vectors that gradients are probed with come from one closed form, `rule`. Missing modalities are left out for real here: rows are
picked, tokens are dropped from the sequence, so that the masked arithmetic under test has something else to agree with.
"""

import itertools
import json
import math
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)

SIZES = {"audio": 4, "text": 3, "video": 5}
PRESENT = {  # Six clips: three complete, one without audio, one with audio alone, one with nothing
    "audio": [1, 1, 1, 0, 1, 0],
    "text": [1, 1, 1, 1, 0, 0],
    "video": [1, 1, 1, 1, 0, 0],
}
HIDDEN = 6
MERBENCH = {"audio": 1024, "text": 5120, "video": 768}  # HuBERT-large, Baichuan-13B, CLIP-large


def rule(name, shape):
    """Element j of the array `name` is 2 sin(c + 1.7 j) / sqrt(first dimension), c being the sum of the name's character codes modulo 97; gains have 1 added."""
    start = sum(map(ord, name)) % 97
    values = 2 * torch.sin(start + 1.7 * torch.arange(math.prod(shape))).reshape(shape) / math.sqrt(shape[0])
    return values + 1 if name.endswith("gain") else values


class Parameters(dict):
    """Parameters by path, made by the rule (or as zeros, to be counted) when first asked for."""

    def __init__(self, make=rule):
        super().__init__()
        self.make = make

    def get(self, name, *shape):
        if name not in self:
            self[name] = self.make(name, shape).clone().requires_grad_()
        assert self[name].shape == shape, name
        return self[name]

    def linear(self, name, x, units, bias=True):
        weight = self.get(f"{name}/weight", x.shape[-1], units)
        return x @ weight + (self.get(f"{name}/bias", units) if bias else 0)

    def count(self):
        return sum(parameter.numel() for parameter in self.values())


def encode(p, name, x, hidden):
    for layer in range(3):
        x = F.relu(p.linear(f"{name}/{layer}", x, hidden))
    return x


def encode_all(p, inputs, hidden):
    """Encodings by modality, zero rows for the missing, and the present rows."""
    encoded, rows = {}, {}
    for name, (x, present) in inputs.items():
        rows[name] = present.bool()
        full = torch.zeros(len(x), hidden)
        full[rows[name]] = encode(p, f"encoder/{name}", x[rows[name]], hidden)
        encoded[name] = full
    return encoded, rows


def attention(p, inputs, hidden, softmax=False, scoring="joint"):
    h, rows = encode_all(p, inputs, hidden)
    present = torch.stack(list(rows.values()), 1)
    if scoring == "joint":
        joint = encode(p, "joint", torch.cat(list(h.values()), 1), hidden)
        scores = p.linear("scores", joint, len(h))
    else:
        shared = p.get("scores/weight", hidden, 1)
        scores = torch.cat([each @ shared for each in h.values()], 1) + p.get("scores/bias", len(h))
    weights = torch.zeros_like(scores)
    for clip in range(len(scores)):
        chosen = scores[clip, present[clip]]
        weights[clip, present[clip]] = chosen.softmax(0) if softmax else chosen
    stacked = torch.stack(list(h.values()), 2)
    return (stacked @ weights.unsqueeze(2)).squeeze(2), None


def late_fusion(p, inputs, hidden, weights="equal"):
    h, rows = encode_all(p, inputs, hidden)
    share = torch.exp(p.get("scores", len(h))) if weights == "learned" else torch.ones(len(h))
    clips = []
    for clip in range(len(next(iter(h.values())))):
        held = [(share[i], h[name][clip]) for i, name in enumerate(h) if rows[name][clip]]
        clips.append(sum(w * v for w, v in held) / sum(w for w, _ in held) if held else torch.zeros(hidden))
    return torch.stack(clips), None


def lf_dnn(p, inputs, hidden):
    h, _ = encode_all(p, inputs, hidden)
    return F.relu(p.linear("1", F.relu(p.linear("0", torch.cat(list(h.values()), 1), hidden)), hidden)), None


def tfn(p, inputs, hidden):
    h, _ = encode_all(p, inputs, hidden)
    extended = [torch.cat([each, torch.ones(len(each), 1)], 1) for each in h.values()]
    letters = "ijkl"[: len(extended)]
    product = torch.einsum(",".join("b" + letter for letter in letters) + "->b" + letters, *extended).flatten(1)
    return F.relu(p.linear("1", F.relu(p.linear("0", product, hidden)), hidden)), None


def lmf(p, inputs, hidden, rank=4):
    """With the factors as the paper has them: one [rank, hidden + 1, size] tensor a modality, the last row for the constant 1."""
    h, _ = encode_all(p, inputs, hidden)
    size = hidden // 2
    fused = 1
    for name, each in h.items():
        weight = p.get(f"factor/{name}/weight", hidden, rank * size).reshape(hidden, rank, size)
        constant = p.get(f"factor/{name}/bias", rank * size).reshape(1, rank, size)
        factor = torch.cat([weight, constant]).transpose(0, 1)
        fused = fused * torch.matmul(torch.cat([each, torch.ones(len(each), 1)], 1), factor)
    return torch.einsum("rbs,r->bs", fused, p.get("weights", rank, 1)[:, 0]) + p.get("bias", size), None


def cmd(a, b, moments=5):
    total = torch.linalg.vector_norm(a.mean(0) - b.mean(0))
    for k in range(2, moments + 1):
        total = total + torch.linalg.vector_norm(((a - a.mean(0)) ** k).mean(0) - ((b - b.mean(0)) ** k).mean(0))
    return total


def orthogonality(a, b):
    def unit(x):
        x = x - x.mean(0)
        return x / (x.norm(dim=1, keepdim=True).detach() + 1e-6)

    return (unit(a).T @ unit(b)).square().mean()


def transformer(p, hidden):
    layer = nn.TransformerEncoderLayer(hidden, 2, dim_feedforward=2048, batch_first=True).eval()
    t = lambda name, *shape: p.get(f"transformer/{name}", *shape)
    parts = ["query", "key", "value"]
    values = {
        "self_attn.in_proj_weight": torch.cat([t(f"attention/{each}/weight", hidden, hidden).T for each in parts]),
        "self_attn.in_proj_bias": torch.cat([t(f"attention/{each}/bias", hidden) for each in parts]),
        "self_attn.out_proj.weight": t("attention/output/weight", hidden, hidden).T,
        "self_attn.out_proj.bias": t("attention/output/bias", hidden),
        "linear1.weight": t("expand/weight", hidden, 2048).T,
        "linear1.bias": t("expand/bias", 2048),
        "linear2.weight": t("contract/weight", 2048, hidden).T,
        "linear2.bias": t("contract/bias", hidden),
        "norm1.weight": t("attention-norm/gain", hidden),
        "norm1.bias": t("attention-norm/bias", hidden),
        "norm2.weight": t("feed-forward-norm/gain", hidden),
        "norm2.bias": t("feed-forward-norm/bias", hidden),
    }
    return lambda tokens: torch.func.functional_call(layer, values, (tokens,))


def misa(p, inputs, hidden, similarity=0.1, difference=0.1, reconstruction=0.1):
    h, rows = encode_all(p, inputs, hidden)
    projected, private, shared, rebuilt = {}, {}, {}, {}
    for name, each in h.items():
        u = F.relu(p.linear(f"project/{name}", each, hidden))
        projected[name] = u = F.layer_norm(u, (hidden,), p.get(f"normalise/{name}/gain", hidden), p.get(f"normalise/{name}/bias", hidden))
        private[name] = torch.sigmoid(p.linear(f"private/{name}", u, hidden))
        shared[name] = torch.sigmoid(p.linear("shared", u, hidden))
        rebuilt[name] = p.linear(f"reconstruct/{name}", private[name] + shared[name], hidden)
    layer = transformer(p, hidden)
    clips = []
    for clip in range(len(next(iter(h.values())))):
        tokens = [(part[name][clip], rows[name][clip]) for part in (private, shared) for name in h]
        flat = torch.zeros(len(tokens), hidden)
        held = [i for i, (_, present) in enumerate(tokens) if present]
        if held:
            flat[held] = layer(torch.stack([tokens[i][0] for i in held]).unsqueeze(0))[0]
        clips.append(flat.flatten())
    first = F.relu(p.linear("fuse/0", torch.stack(clips), len(h) * hidden))
    features = p.linear("fuse/1", first, hidden // 2)

    occurring = [name for name in h if rows[name].any()]
    pairs = list(itertools.combinations(occurring, 2))
    sim = sum(cmd(shared[a][rows[a]], shared[b][rows[b]]) for a, b in pairs) / max(len(pairs), 1)
    diff = sum(orthogonality(private[a][rows[a]], shared[a][rows[a]]) for a in occurring)
    for a, b in pairs:
        both = rows[a] & rows[b]
        if both.any():
            diff = diff + orthogonality(private[a][both], private[b][both])
    rec = sum(F.mse_loss(rebuilt[a][rows[a]], projected[a][rows[a]]) for a in occurring) / len(occurring)
    return features, similarity * sim + difference * diff + reconstruction * rec


def mmim(p, inputs, hidden, cpcLayers=1, alpha=0.1, beta=0.1, likelihood="as-published"):
    h, rows = encode_all(p, inputs, hidden)
    first = torch.tanh(p.linear("fuse/0", torch.cat(list(h.values()), 1), hidden))
    features = torch.tanh(p.linear("fuse/1", first, hidden))
    contrast, likely = 0, 0
    for name, each in h.items():
        own, predicted = each[rows[name]], features[rows[name]]
        for layer in range(cpcLayers):
            predicted = p.linear(f"contrast/{name}/{layer}", predicted, hidden)
            predicted = torch.tanh(predicted) if layer == 0 and cpcLayers > 1 else predicted
        cosines = F.normalize(own, eps=1e-6) @ F.normalize(predicted, eps=1e-6).T
        contrast = contrast + F.cross_entropy(cosines, torch.arange(len(own)))
    for name in h:
        if name == "text":
            continue
        both = rows[name] & rows["text"]
        x, y = h["text"][both], h[name][both]
        network = lambda part: p.linear(f"likelihood/{name}/{part}/1", F.relu(p.linear(f"likelihood/{name}/{part}/0", x, hidden)), hidden)
        mean, log_variance = network("mean"), network("log-variance")
        terms = -((y - mean) ** 2) / 2 / log_variance.exp()
        if likelihood == "normalised":
            terms = terms - log_variance / 2
        likely = likely + terms.sum(1).mean()
    return features, alpha * contrast - beta * likely


CASES = [
    (attention, "attention", {}),
    (attention, "attention", {"softmax": True}),
    (attention, "attention", {"softmax": True, "scoring": "each"}),
    (late_fusion, "late-fusion", {}),
    (late_fusion, "late-fusion", {"weights": "learned"}),
    (lf_dnn, "lf-dnn", {}),
    (tfn, "tfn", {}),
    (lmf, "lmf", {"rank": 3}),
    (misa, "misa", {}),
    (mmim, "mmim", {}),
    (mmim, "mmim", {"cpcLayers": 3, "likelihood": "normalised"}),
]

COUNTS = [
    (attention, "attention", {"hidden": 128}),
    (lf_dnn, "lf-dnn", {"hidden": 128}),
    (tfn, "tfn", {"hidden": 64}),
    (lmf, "lmf", {"hidden": 128, "rank": 4}),
    (misa, "misa", {"hidden": 128}),
    (mmim, "mmim", {"hidden": 128, "cpcLayers": 2}),
]


def rounded(tensor):
    return json.loads(json.dumps(tensor.tolist()), parse_float=lambda text: float(f"{float(text):.6g}"))


def run(make, name, options):
    p = Parameters()
    inputs = {each: (rule(f"input/{each}", (6, size)).requires_grad_(), torch.tensor(PRESENT[each])) for each, size in SIZES.items()}
    features, loss = make(p, inputs, HIDDEN, **options)
    objective = (features * rule("objective", features.shape)).sum() + (0 if loss is None else loss)
    objective.backward()
    zero = lambda tensor: torch.zeros_like(tensor) if tensor.grad is None else tensor.grad
    return {
        "model": name,
        "options": options,
        "features": rounded(features),
        **({} if loss is None else {"loss": rounded(loss)}),
        "inputGradients": {each: rounded(zero(x)) for each, (x, _) in inputs.items()},
        "parameters": len(p),
        "parameterGradient": rounded(sum((zero(value) * rule(f"probe/{each}", value.shape)).sum() for each, value in p.items())),
    }


def count(make, name, options):
    p = Parameters(make=lambda _, shape: torch.zeros(shape))
    inputs = {each: (torch.zeros(2, size), torch.ones(2)) for each, size in MERBENCH.items()}
    with torch.no_grad():
        make(p, inputs, **options)
    return {"model": name, "options": options, "count": p.count()}


if __name__ == "__main__":
    golden = {
        "sizes": SIZES,
        "present": PRESENT,
        "hidden": HIDDEN,
        "merbench": MERBENCH,
        "cases": [run(*case) for case in CASES],
        "counts": [count(*case) for case in COUNTS],
    }
    lines = [f'  {json.dumps(key)}: ' + ("[\n    " + ",\n    ".join(json.dumps(item) for item in value) + "\n  ]" if isinstance(value, list) else json.dumps(value)) for key, value in golden.items()]
    Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
