"""Reference values of the sequence models, from their formulas, in PyTorch and float64.

Run `python sequence-models.py` beside this file; it writes sequence-models.json. Nothing random: inputs and parameters come from one closed
form, `rule`. Every clip is computed alone, at its own length, with what it lacks left out, and frame after frame: masks, padding, batches
and everything computed for all frames at once on the other side have something else to agree with.
"""

import itertools
import json
import math
from pathlib import Path

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)

SIZES = {"audio": 4, "text": 3, "video": 5}
MASKS = {  # Three clips: a gap in the first's pictures, no words in the second, pictures that end early in the third
    "audio": [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [1, 1, 1, 1, 0]],
    "text": [[1, 1, 1, 1, 1], [0, 0, 0, 0, 0], [1, 1, 1, 1, 0]],
    "video": [[1, 1, 0, 1, 1], [1, 1, 1, 0, 0], [1, 1, 0, 0, 0]],
}
UNALIGNED = {
    "audio": [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [1, 1, 1, 1, 0]],
    "text": [[1, 1, 1, 1], [0, 0, 0, 0], [1, 1, 0, 0]],
    "video": [[1, 1, 0, 1, 1, 1], [1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0]],
}
HIDDEN, MEMORY = 6, 4


def rule(name, shape):
    """Element j of the array `name` is 2 sin(c + 1.7 j) / sqrt(first dimension), c being the sum of the name's character codes modulo 97; gains have 1 added."""
    start = sum(map(ord, name)) % 97
    values = 2 * torch.sin(start + 1.7 * torch.arange(math.prod(shape))).reshape(shape) / math.sqrt(shape[0])
    return values + 1 if name.endswith("gain") else values


class Parameters:
    """Parameters by path, made by the rule when first asked for; `at` is the path so far."""

    def __init__(self, known=None, path=""):
        self.known, self.path = {} if known is None else known, path

    def at(self, name):
        return Parameters(self.known, f"{self.path}{name}/")

    def get(self, name, *shape):
        path = self.path + name
        if path not in self.known:
            self.known[path] = rule(path, shape)
        assert self.known[path].shape == shape, path
        return self.known[path]

    def count(self):
        return sum(parameter.numel() for parameter in self.known.values())

    def linear(self, x, units, bias=True):
        return x @ self.get("weight", x.shape[-1], units) + (self.get("bias", units) if bias else 0)

    def mlp(self, x, *units):
        for layer, count in enumerate(units):
            x = self.at(layer).linear(x if layer == 0 else F.relu(x), count)
        return x

    def norm(self, x):
        size = x.shape[-1]
        return F.layer_norm(x, (size,), self.get("gain", size), self.get("bias", size))

    def lstm(self, x, hidden, both=False, again=False):
        """x [T, I] → states and cells [T, K], and the state in which each direction ends [K]. `again`: reads its own state from the second frame on."""
        count = 2 if both else 1
        weight = self.get("weight", count, 4 * hidden, x.shape[1])
        recurrence = self.get("recurrence", count, 4 * hidden, hidden)
        bias = self.get("bias", count, 8 * hidden).reshape(count, 2, 4 * hidden).sum(1)
        results = []
        for direction in range(count):
            h, c, steps = torch.zeros(hidden), torch.zeros(hidden), []
            for t in reversed(range(len(x))) if direction else range(len(x)):
                seen = h if again and t > 0 else x[t]
                i, o, f, g = (weight[direction] @ seen + recurrence[direction] @ h + bias[direction]).split(hidden)
                c = f.sigmoid() * c + i.sigmoid() * g.tanh()
                h = o.sigmoid() * c.tanh()
                steps.append((h, c))
            last = h
            if direction:
                steps.reverse()
            results.append((torch.stack([s[0] for s in steps]), torch.stack([s[1] for s in steps]), last))
        return tuple(torch.cat([each[part] for each in results], -1) for part in range(3))

    def attention(self, query, keys, heads, keep, causal):
        size = query.shape[1]
        q, k, v = (self.at(name).linear(x, size).reshape(len(x), heads, -1).transpose(0, 1) for name, x in (("query", query), ("key", keys), ("value", keys)))
        scores = q @ k.transpose(1, 2) / math.sqrt(size // heads)
        seen = torch.tensor(keep).bool().expand(scores.shape[1:])
        seen = seen & torch.ones_like(seen).tril() if causal else seen
        weights = scores.masked_fill(~seen, -math.inf).softmax(-1)
        return self.at("output").linear((weights @ v).transpose(0, 1).reshape(len(query), size), size)


def clips(masks):
    """Yields for each clip its length and its modalities: values cut at that length (None where it lacks them), and which frames have a feature."""
    inputs = {name: rule(f"input/{name}", (len(mask), len(mask[0]), SIZES[name])) for name, mask in masks.items()}
    for index in range(3):
        lengths = {name: max((t + 1 for t, there in enumerate(mask[index]) if there), default=0) for name, mask in masks.items()}
        yield lengths, {name: (inputs[name][index] * torch.tensor(mask[index])[:, None], mask[index]) for name, mask in masks.items()}


def aligned():
    for lengths, clip in clips(MASKS):
        length = max(lengths.values())
        yield length, {name: (values[:length] if any(mask) else None, mask[:length]) for name, (values, mask) in clip.items()}


def before(x):
    return torch.cat([torch.zeros(1, x.shape[1]), x[:-1]])


def states_of(p, length, clip):
    for name, (values, _) in clip.items():
        ran = p.at(name).at("lstm").lstm(torch.zeros(length, SIZES[name]) if values is None else values, HIDDEN)
        yield ran[:2] if values is not None else (None, None)


def remember(p, attended):
    candidate = p.at("candidate").mlp(attended, HIDDEN, MEMORY).tanh()
    gates, size = p.at("gates"), attended.shape[1]
    fixed = attended @ gates.get("attended", size, 2 * HIDDEN) + gates.get("bias", 2 * HIDDEN)
    u, all_u = torch.zeros(MEMORY), []
    for t in range(len(attended)):
        first, second = F.relu(fixed[t] + u @ gates.get("memory", MEMORY, 2 * HIDDEN)).split(HIDDEN)
        u = gates.at("retain").linear(first, MEMORY).sigmoid() * u + gates.at("update").linear(second, MEMORY).sigmoid() * candidate[t]
        all_u.append(u)
    return torch.stack(all_u)


def fuse_memory(p, length, clip):
    """Delta-memory attention with the softmax over what is there only."""
    pairs = list(states_of(p, length, clip))
    zeros = torch.zeros(length, HIDDEN)
    cells = torch.cat([zeros if c is None else c for _, c in pairs], 1)
    window = torch.cat([before(cells), cells], 1)
    scores = p.at("attention").mlp(window, HIDDEN, window.shape[1])
    there = torch.tensor([0.0 if c is None else 1.0 for _, c in pairs]).repeat_interleave(HIDDEN).repeat(2).bool()
    attention = torch.zeros_like(scores)
    attention[:, there] = scores[:, there].softmax(-1)
    memory = remember(p, attention * window)
    shares = attention.reshape(length, 2, len(pairs), HIDDEN).sum((1, 3))
    return torch.cat([zeros if h is None else h for h, _ in pairs] + [memory], 1), shares


def read_memory(p, states, frames):
    half = HIDDEN // 2
    read = p.at("readout").mlp(states, HIDDEN, half)
    return p.at("context").lstm(read, half, both=True)[0] if frames else read[-1]


def pad(rows, length=5):
    return torch.cat([rows, torch.zeros(length - len(rows), rows.shape[1])])


def ef_lstm(p, frames=False):
    for length, clip in aligned():
        x = torch.cat([torch.zeros(length, SIZES[name]) if values is None else values for name, (values, _) in clip.items()], 1)
        below = p.at(0).lstm(x, HIDDEN, both=True)[0]
        last = p.at(1).lstm(below, HIDDEN, both=True)[2]
        yield {"features": F.relu(p.at("readout").linear(last, HIDDEN))}


def mfn(p, frames=False):
    for length, clip in aligned():
        states, shares = fuse_memory(p, length, clip)
        yield {"features": pad(read_memory(p, states, True)) if frames else read_memory(p, states, False), "weights": pad(shares) if frames else shares.mean(0)}


def network(p, x, units, linear, inner=7):
    hidden = p.at(0).linear(x, inner)
    return p.at(1).linear(hidden if linear else F.relu(hidden), units)


def graph_mfn(p, frames=False, linear=False):
    names = list(SIZES)
    sets = [s for size in (1, 2, 3) for s in itertools.combinations(range(3), size)]
    for length, clip in aligned():
        there = [values is not None for values, _ in clip.values()]
        states = [torch.zeros(length, HIDDEN) if h is None else h for h, _ in states_of(p, length, clip)]
        vertices = {}
        for index, name in enumerate(names):
            vertex = F.relu(p.at(name).at("vertex").linear(torch.cat([before(states[index]), states[index]], 1), HIDDEN))
            vertices[index,] = vertex if there[index] else torch.zeros(length, HIDDEN)
        seen = torch.cat([vertices[index,] for index in range(3)], 1)
        graph = p.at("graph")
        alpha = graph.at("efficacies")
        alpha = alpha.at(2).linear(network(alpha, seen, HIDDEN, True), 19) if linear else network(alpha, seen, 19, False).sigmoid()
        column = iter(alpha.T)

        def joined(name, parts):
            weighed = [vertices[part] * next(column)[:, None] * all(there[index] for index in part) for part in parts]
            return network(graph.at(name), torch.cat(weighed, 1), HIDDEN, linear)

        for key in sets[3:]:
            vertices[key] = joined("-".join(names[index] for index in key), [s for s in sets if set(s) < set(key)])
        fused = joined("output", sets)
        memory = remember(p, fused)
        weights = alpha[:, 12:15] * torch.tensor(there)
        yield {"features": read_memory(p, torch.cat([*states, memory], 1), False), "weights": weights.mean(0)}


def discrepancy(codes, name, total):
    """Over the clips that have the modality; the prior has as many samples as the batch has clips."""
    prior = rule(name, (total, codes[0].numel()))
    codes = torch.stack(codes)
    kernel = lambda x, y: torch.exp(-((x[:, None] - y[None]) ** 2).mean(2) / x.shape[1])
    return kernel(prior, prior).mean() + kernel(codes, codes).mean() - 2 * kernel(prior, codes).mean()


def mfm(p, frames=False):
    results, codes, errors = [], {name: [] for name in [*SIZES, "all"]}, {name: [] for name in SIZES}
    half = HIDDEN // 2
    for length, clip in aligned():
        states, shares = fuse_memory(p.at("fusion"), length, clip)
        code = p.at("code").linear(states[-1], HIDDEN)
        factor = F.relu(p.at("factor").mlp(code, half, half))
        codes["all"].append(code)
        results.append({"features": p.at("readout").mlp(factor, half, half), "weights": shares.mean(0)})
        for name, (values, mask) in clip.items():
            own = p.at(name)
            seen = torch.zeros(length, SIZES[name]) if values is None else values
            own_code = own.at("code").linear(own.at("encoder").lstm(seen, HIDDEN)[2], HIDDEN)
            both = torch.cat([factor, F.relu(own.at("factor").mlp(own_code, half, half))])
            unfolded = own.at("reconstruction").at("lstm").lstm(torch.cat([both[None], torch.zeros(length - 1, HIDDEN)]), HIDDEN, again=True)[0]
            again = own.at("reconstruction").at("frame").linear(unfolded, SIZES[name])
            if values is not None:
                codes[name].append(own_code)
                errors[name] += [((again[t] - values[t]) ** 2).mean() for t in range(length) if mask[t]]
    loss = 10 * sum(discrepancy(codes[name], "normal", 3) for name in codes) + 0.1 * sum(torch.stack(each).mean() for each in errors.values())
    results[0]["loss"] = loss
    yield from results


def additive(p, joint):
    size = joint.shape[1]
    keys = joint @ p.get("key", size, size)
    query, score = p.get("query", size, size), p.get("score", size, 1)
    return lambda state: ((torch.tanh(keys + state @ query) @ score).softmax(0) * joint).sum(0)


def encode_joint(p, x):
    states, _, last = p.at("lstm").lstm(x, HIDDEN, both=True)
    return states[:, :HIDDEN] + states[:, HIDDEN:], torch.tanh(p.at("state").linear(last[:HIDDEN] + last[HIDDEN:], HIDDEN, bias=False))


def translate(p, joint, state, target, taught):
    """Frame after frame; `taught` says at which the true last frame is shown."""
    look, cell, frame, said = additive(p.at("attention"), joint), torch.zeros(HIDDEN), torch.zeros(target.shape[1]), []
    gates = p.at("lstm")
    for t in range(len(target)):
        shown = (target[t - 1] if t else torch.zeros_like(frame)) if taught[t] else frame
        context = look(state)
        i, f, g, o = gates.linear(torch.cat([shown, context, state]), 4 * HIDDEN).split(HIDDEN)
        cell = f.sigmoid() * cell + i.sigmoid() * g.tanh()
        state = o.sigmoid() * cell.tanh()
        frame = p.at("frame").linear(torch.cat([state, context]), target.shape[1])
        said.append(frame)
    return torch.stack(said)


def translate_as_published(p, joint, state, target):
    """The given sequence is one frame index of all clips; a single-step LSTM in both directions that always begins empty."""
    look, said, width = additive(p.at("attention"), joint), [torch.zeros(target.shape[1])], target.shape[1]
    gates = p.at("lstm")
    for t in range(1, len(target)):
        context = look(state)
        all_gates = target[t - 1] @ gates.get("frame", width, 6 * HIDDEN) + context @ gates.get("context", HIDDEN, 6 * HIDDEN) + gates.get("bias", 6 * HIDDEN)
        halves = [part.split(HIDDEN) for part in all_gates.split(3 * HIDDEN)]
        state = sum(o.sigmoid() * (i.sigmoid() * g.tanh()).tanh() for i, g, o in halves)
        said.append(p.at("frame").linear(torch.cat([state, context]), width))
    return torch.stack(said)


def widened(values, width=5):
    return F.pad(values, (0, width - values.shape[-1]))


def read_joint(p, joint, frames):
    read = p.at("readout")
    states, _, last = read.at("lstm").lstm(joint, HIDDEN, both=frames)
    return pad(states) if frames else read.linear(last, HIDDEN)


def squares(said, values, mask):
    return [((said[t] - values[t]) ** 2).mean() for t in range(len(mask)) if mask[t]]


def mctn(p, frames=False):
    taught = [((torch.arange(15) * 0.37) % 1 < 0.5).reshape(3, 5)[index] for index in range(3)]
    results, errors = [], {name: [] for name in ("text", "video", "back")}
    for index, (length, clip) in enumerate(aligned()):
        values = {name: widened(torch.zeros(length, SIZES[name]) if x is None else x) for name, (x, _) in clip.items()}
        first, second = p.at("to-text"), p.at("to-video")
        joint, state = encode_joint(first.at("encoder"), values["audio"])
        text = translate(first.at("decoder"), joint, state, values["text"], taught[index])
        back = translate(first.at("decoder"), *encode_joint(first.at("encoder"), text), values["audio"], taught[index])
        joint, state = encode_joint(second.at("encoder"), joint)
        video = translate(second.at("decoder"), joint, state, values["video"], taught[index])
        errors["text"] += squares(text, values["text"], clip["text"][1])
        errors["video"] += squares(video, values["video"], clip["video"][1])
        errors["back"] += squares(back, values["audio"], clip["audio"][1])
        results.append({"features": read_joint(p, joint, frames)})
    results[0]["loss"] = 0.5 * sum(torch.stack(each).mean() for each in errors.values())
    yield from results


def mctn_as_published(p, frames=False):
    """[clips, frames, width] is read as [time, batch, width]: each frame index is a sequence over the clips."""
    inputs = {name: widened(rule(f"input/{name}", (3, 5, SIZES[name])) * torch.tensor(MASKS[name])[:, :, None]) for name in SIZES}
    first, second = p.at("to-text"), p.at("to-video")
    joints, said = [], {name: [] for name in ("text", "video", "audio")}
    for t in range(5):
        values = {name: x[:, t] for name, x in inputs.items()}
        joint, state = encode_joint(first.at("encoder"), values["audio"])
        said["text"].append(translate_as_published(first.at("decoder"), joint, state, values["text"]))
        again = encode_joint(first.at("encoder"), said["text"][-1])
        said["audio"].append(translate_as_published(first.at("decoder"), *again, values["audio"]))
        joint, state = encode_joint(second.at("encoder"), joint)
        said["video"].append(translate_as_published(second.at("decoder"), joint, state, values["video"]))
        joints.append(joint)
    loss = 0
    for name in SIZES:
        translated = torch.stack(said[name], 1)
        loss = loss + torch.stack([e for clip in range(3) for e in squares(translated[clip], inputs[name][clip], MASKS[name][clip])]).mean()
    joint = torch.stack(joints, 1)
    for clip, (length, _) in enumerate(aligned()):
        yield {"features": read_joint(p, joint[clip, :length], frames), **({"loss": 0.5 * loss} if clip == 0 else {})}


def positions(x):
    size = x.shape[1]
    angles = torch.arange(len(x))[:, None] * 10000 ** (-2 * torch.arange(size // 2) / size)
    return x * math.sqrt(size) + torch.cat([angles.sin(), angles.cos()], 1)


def crossmodal(p, target, source, heads, layers, causal):
    x = positions(target)
    other = None if source is None else (positions(source[0]), source[1])
    for layer in range(layers):
        part = p.at(layer)
        query = part.at("attention-norm").norm(x)
        if other is None:
            x = x + part.at("attention").attention(query, query, heads, [1] * len(x), causal)
        else:
            attended = part.at("attention").attention(query, part.at("attention-norm").norm(other[0]), heads, other[1], causal)
            x = x + attended if any(other[1]) else x
        units = F.relu(part.at("expand").linear(part.at("feed-forward-norm").norm(x), 4 * x.shape[1]))
        x = x + part.at("contract").linear(units, x.shape[1])
    return p.at("norm").norm(x)


def mult(p, frames=False, masks=UNALIGNED, causal=False):
    for lengths, clip in clips(masks):
        projected = {}
        for name, (values, mask) in clip.items():
            length = max(lengths[name], 1)
            filters = p.at(name).at("project").get("filter", 3, SIZES[name], 4).permute(2, 1, 0)
            projected[name] = (F.conv1d(values[: lengths[name]].T[None], filters, padding=1)[0].T if any(mask) else torch.zeros(1, 4), mask[:length])
        streams = []
        for target in list(SIZES)[: 1 if frames and masks is UNALIGNED else 3]:
            part = p.at(target)
            crossed = [crossmodal(part.at(f"from-{source}"), projected[target][0], projected[source], 2, 2, causal) for source in SIZES if source != target]
            stream = crossmodal(part.at("memory"), torch.cat(crossed, 1), None, 2, 2, causal)
            streams.append(stream if any(clip[target][1]) else torch.zeros_like(stream))
        read = p.at("readout")
        shortcut = lambda x: x + read.at(1).linear(F.relu(read.at(0).linear(x, x.shape[-1])), x.shape[-1])
        if frames:
            yield {"features": shortcut(torch.cat([pad(stream) for stream in streams], 1))}
        else:
            yield {"features": shortcut(torch.cat([stream[-1] for stream in streams]))}


def tcn(p, frames=False, causal=False):
    for length, clip in aligned():
        x = torch.cat([torch.zeros(length, SIZES[name]) if values is None else values for name, (values, _) in clip.items()], 1)
        for index in range(2):
            part, branch, dilation = p.at(index), x, 2**index
            for half in range(2):
                own = part.at(half)
                filters = own.get("filter", 3, branch.shape[1], HIDDEN).permute(2, 1, 0)
                sides = (2 * dilation, 0) if causal else (dilation, dilation)
                filtered = F.conv1d(F.pad(branch.T[None], sides), filters, own.get("bias", HIDDEN), dilation=dilation)[0].T
                branch = F.relu(own.at("norm").norm(filtered))
            x = branch + (x if x.shape[1] == HIDDEN else part.at("skip").linear(x, HIDDEN))
        yield {"features": pad(x) if frames else x.mean(0)}


def rotate(x, base):
    size = x.shape[-1]
    angles = torch.arange(x.shape[-2])[:, None] * base ** (-2 * torch.arange(size // 2) / size)
    turned = torch.view_as_complex(torch.stack(x.split(size // 2, -1), -1)) * torch.polar(torch.ones_like(angles), angles)
    return torch.cat([turned.real, turned.imag], -1)


def transformer(p, frames=False):
    heads, size = 2, 8
    for length, clip in aligned():
        x = torch.zeros(length, size)
        for name, (values, mask) in clip.items():
            part, seen = p.at(name), torch.zeros(length, SIZES[name]) if values is None else values
            token = part.at("token").linear(part.at("norm").norm(seen), size)
            x = x + token * torch.tensor(mask)[:, None]
        for layer in range(2):
            part = p.at(layer)
            normed, own = part.at("attention-norm").norm(x), part.at("attention")
            q, k, v = (own.at(name).linear(normed, size).reshape(length, heads, -1).transpose(0, 1) for name in ("query", "key", "value"))
            scores = rotate(q, 10000) @ rotate(k, 10000).transpose(1, 2) / math.sqrt(size / heads)
            apart = (torch.arange(length)[:, None] - torch.arange(length)).abs()
            weights = scores.masked_fill(apart > 1, -math.inf).softmax(-1)
            x = x + own.at("output").linear((weights @ v).transpose(0, 1).reshape(length, size), size)
            units = F.gelu(part.at("expand").linear(part.at("feed-forward-norm").norm(x), 4 * size))
            x = x + part.at("contract").linear(units, size)
        x = p.at("norm").norm(x)
        yield {"features": pad(x) if frames else x.mean(0)}


CASES = {
    "ef-lstm": lambda p: ef_lstm(p),
    "mfn": lambda p: mfn(p),
    "mfn, frames": lambda p: mfn(p, frames=True),
    "graph-mfn": lambda p: graph_mfn(p),
    "graph-mfn, as published": lambda p: graph_mfn(p, linear=True),
    "mfm": lambda p: mfm(p),
    "mctn": lambda p: mctn(p),
    "mctn, frames": lambda p: mctn(p, frames=True),
    "mctn, as published": lambda p: mctn_as_published(p),
    "mult": lambda p: mult(p),
    "mult, frames": lambda p: mult(p, frames=True),
    "mult, aligned and causal": lambda p: mult(p, masks=MASKS, causal=True),
    "mult, aligned frames": lambda p: mult(p, masks=MASKS, frames=True),
    "tcn": lambda p: tcn(p),
    "tcn, causal frames": lambda p: tcn(p, frames=True, causal=True),
    "transformer": lambda p: transformer(p),
    "transformer, frames": lambda p: transformer(p, frames=True),
}

golden = {}
for case, run in CASES.items():
    parameters = Parameters()
    results = list(run(parameters))
    flat = lambda key: [round(float(value), 7) for result in results if key in result for value in result[key].reshape(-1)]
    golden[case] = {key: flat(key) for key in ("features", "weights", "loss") if any(key in result for result in results)}
    golden[case]["parameters"] = parameters.count()
text = json.dumps({"masks": MASKS, "unaligned": UNALIGNED, "cases": golden})
Path(__file__).with_suffix(".json").write_text(text + "\n")
