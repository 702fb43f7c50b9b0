# Makes a small net of random weights with the inputs and outputs of WeSpeaker's, and what it answers: Kaldi's filter bank by its definition, then the net, both in numpy.
# Usage: python make-embedder.py  (numpy, onnx); writes embedder.onnx and embedder.json beside itself
import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE, BANDS, DIMENSIONS = 16000, 80, 6
HERE = pathlib.Path(__file__).parent


def mel(hertz):
    return 1127 * np.log(1 + hertz / 700)


def fbank(samples):
    """torchaudio.compliance.kaldi.fbank(samples * 2 ** 15, num_mel_bins=80, window_type='hamming', dither=0), less the mean of each band."""
    samples = samples.astype(np.float64) * 32768
    count = 1 + (len(samples) - 400) // 160
    frames = np.stack([samples[i * 160 : i * 160 + 400] for i in range(count)])
    frames = frames - frames.mean(axis=1, keepdims=True)
    frames = frames - 0.97 * np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    frames = frames * (0.54 - 0.46 * np.cos(2 * np.pi * np.arange(400) / 399))
    power = np.abs(np.fft.rfft(frames, 512)) ** 2
    edges = np.linspace(mel(20), mel(RATE / 2), BANDS + 2)
    bins = mel(np.arange(257) * RATE / 512)
    rising = (bins[None] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins[None]) / (edges[2:] - edges[1:-1])[:, None]
    filters = np.maximum(0, np.minimum(rising, falling))
    filters[:, 256] = 0  # Kaldi leaves out the bin of half the rate
    levels = np.log(np.maximum(power @ filters.T, np.finfo(np.float32).eps))
    return levels - levels.mean(axis=0)


random = np.random.default_rng(5)
weights = random.normal(0, 0.3, (BANDS, DIMENSIONS)).astype(np.float32)
graph = helper.make_graph(
    [
        helper.make_node("Abs", ["feats"], ["loud"]),
        helper.make_node("ReduceMean", ["loud"], ["mean"], axes=[1], keepdims=0),
        helper.make_node("MatMul", ["mean", "weights"], ["embs"]),
    ],
    "tiny",
    [helper.make_tensor_value_info("feats", TensorProto.FLOAT, ["B", "T", BANDS])],
    [helper.make_tensor_value_info("embs", TensorProto.FLOAT, ["B", DIMENSIONS])],
    [numpy_helper.from_array(weights, "weights")],
)
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), HERE / "embedder.onnx")

t = np.arange(RATE * 3 // 2) / RATE
sounds = {str(hertz): 0.3 * np.sin(2 * np.pi * (hertz * t + 90 * t * t)) * (1.2 + np.sin(2 * np.pi * 4 * t)) + 0.01 * np.sin(2 * np.pi * 3001 * t) for hertz in [120, 260]}
answers = {}
for name, sound in sounds.items():
    vector = np.abs(fbank(sound.astype(np.float32))).mean(axis=0) @ weights.astype(np.float64)
    answers[name] = (vector / np.linalg.norm(vector)).tolist()
(HERE / "embedder.json").write_text(json.dumps(answers) + "\n")
