"""Alignments by numpy, each a direct reading of its definition: python make_align.py > align.json"""
import json
import math
import numpy as np

rng = np.random.default_rng(11)
small = lambda array: np.round(array, 6).tolist()


def mapped(features, length):
    """MERBench's rule in words: keep, or zeros in front, or zeros in front up to a multiple and means of groups."""
    rows = len(features)
    if rows == length:
        return features
    if rows < length:
        return np.vstack([np.zeros((length - rows, features.shape[1])), features])
    group = rows // length if rows % length == 0 else rows // length + 1
    padded = np.vstack([np.zeros((group * length - rows, features.shape[1])), features])
    return np.stack([padded[i * group:(i + 1) * group].mean(axis=0) for i in range(length)])


def wen(features, length):
    rows = len(features)
    if rows <= length:
        return np.stack([np.interp(np.linspace(0, rows - 1, length), np.arange(rows), column) for column in features.T], 1)
    return features[np.round(np.linspace(0, rows - 1, length)).astype(int)]


sequence = lambda rows, dimensions=2: np.round(rng.normal(size=(rows, dimensions)), 3)
clips = [{"audio": sequence(t, 2), "text": sequence(n, 1), "video": sequence(v, 3)} for t, n, v in [(41, 13, 25), (7, 20, 1), (60, 6, 31)]]


def split(recipe, scale):
    level = [{name: mapped(x, math.ceil(len(x) / scale)) for name, x in clip.items()} for clip in clips]
    if recipe == "utt":
        return [{name: x.mean(axis=0, keepdims=True) for name, x in clip.items()} for clip in level]
    if recipe == "frm_align":
        level = [{name: mapped(x, len(clip["text"])) for name, x in clip.items()} for clip in level]
    longest = {name: max(len(clip[name]) for clip in level) for name in clips[0]}
    return [{name: mapped(x, longest[name]) for name, x in clip.items()} for clip in level]


times = np.cumsum(rng.uniform(0.01, 0.4, 30)).round(4)
values = sequence(30, 3)
instants = np.sort(np.concatenate([rng.uniform(times[0], times[-1], 40).round(4), times[[0, 7, 29]]]))
lengths = [(5, 5), (3, 7), (12, 4), (11, 10), (13, 5), (100, 7), (1, 3), (8, 1), (9, 2)]
print(json.dumps({
    "made_by": f"make_align.py with numpy {np.__version__}",
    "interp": {"times": times.tolist(), "values": values.tolist(), "instants": instants.tolist(), "expected": small(np.stack([np.interp(instants, times, column) for column in values.T], 1))},
    "merbench": [{"values": x.tolist(), "length": length, "expected": small(mapped(x, length))} for rows, length in lengths for x in [sequence(rows)]],
    "wen": [{"values": x.tolist(), "length": length, "expected": small(wen(x, length))} for rows, length in lengths + [(4, 3), (6, 3), (10, 4), (31, 11)] for x in [sequence(rows, 1)]],
    "split": {"clips": [{name: x.tolist() for name, x in clip.items()} for clip in clips],
              "expected": {recipe: [{name: small(x) for name, x in clip.items()} for clip in split(recipe, scale)] for recipe, scale in [("utt", 1), ("frm_align", 6), ("frm_unalign", 12)]}},
}))
