"""One training step after another in PyTorch, as training.bench.ts takes them in affekt.

training.py CASE --threads 2 --device cpu --steps 10: writes {"torch": ...} when ready; for each line read it takes that many steps and
writes {"seconds": ..., "cpu": ..., "loss": ...}. Needs nothing but PyTorch (1.13 or later).
"""
import argparse
import json
import math
import os
import sys
import time
from importlib.metadata import version

CASE_NAMES = ["attention", "transformer", "transformer-dropout", "bilstm", "mult"]
parser = argparse.ArgumentParser()
parser.add_argument("case", choices=CASE_NAMES)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--device", default="cpu")
parser.add_argument("--steps", type=int, default=10)
options = parser.parse_args()
# Read when PyTorch is imported. Debian's has two sets of threads, OpenMP's and OpenBLAS's, that hinder each other while they wait: the transformer
# takes 490 ms with both spinning, 285 ms with this. PyTorch 2 has one, and is slower with it
if version("torch").startswith("1."):
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch
from torch import nn
from torch.nn import functional

CLASSES = 6


class Encoder(nn.Module):
    """MERBench's MLP encoder: dropout, three times a linear layer and ReLU."""

    def __init__(self, size, hidden, dropout):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(size, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU()
        )

    def forward(self, x):
        return self.layers(x)


class MerHead(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.expression = nn.Linear(size, CLASSES)
        self.valence = nn.Linear(size, 1)

    def forward(self, features, expression, valence):
        return functional.cross_entropy(self.expression(features), expression) + functional.mse_loss(self.valence(features).squeeze(1), valence)


class Attention(nn.Module):
    """Attention over one vector per modality, without a softmax, as MERBench publishes it."""

    def __init__(self, sizes=(1024, 1024, 1024), hidden=128, dropout=0.3):
        super().__init__()
        self.encoders = nn.ModuleList(Encoder(size, hidden, dropout) for size in sizes)
        self.joint = Encoder(hidden * len(sizes), hidden, dropout)
        self.scores = nn.Linear(hidden, len(sizes))
        self.head = MerHead(hidden)

    def forward(self, inputs, expression, valence):
        hidden = [encoder(x) for encoder, x in zip(self.encoders, inputs)]
        scores = self.scores(self.joint(torch.cat(hidden, dim=1)))
        features = torch.matmul(torch.stack(hidden, dim=2), scores.unsqueeze(2)).squeeze(2)
        return self.head(features, expression, valence)


class Transformer(nn.Module):
    """Four pre-norm layers of 256 over 512 numbers a frame, a class for each frame."""

    def __init__(self, dropout):
        super().__init__()
        self.token = nn.Linear(512, 256)
        layer = nn.TransformerEncoderLayer(256, 4, 1024, dropout, activation="gelu", batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, 4)
        self.scores = nn.Linear(256, 8)

    def forward(self, x, labels):
        return functional.cross_entropy(self.scores(self.layers(self.token(x))).flatten(0, 1), labels.flatten())


class BiLstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(128, 64, batch_first=True, bidirectional=True)
        self.output = nn.Linear(128, 2)

    def forward(self, x, target):
        return functional.mse_loss(self.output(self.lstm(x)[0]), target)


class CrossmodalLayer(nn.Module):
    """One normalisation for both streams, attention, and two linear layers with ReLU, as MulT's authors have it."""

    def __init__(self, size, heads, dropout):
        super().__init__()
        self.attention_norm = nn.LayerNorm(size)
        self.attention = nn.MultiheadAttention(size, heads, dropout=dropout, batch_first=True)
        self.feed_forward_norm = nn.LayerNorm(size)
        self.expand = nn.Linear(size, 4 * size)
        self.contract = nn.Linear(4 * size, size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, source, padding):
        query = self.attention_norm(x)
        keys = query if source is x else self.attention_norm(source)
        x = x + self.dropout(self.attention(query, keys, keys, key_padding_mask=padding, need_weights=False)[0])
        hidden = self.dropout(functional.relu(self.expand(self.feed_forward_norm(x))))
        return x + self.dropout(self.contract(hidden))


class CrossmodalEncoder(nn.Module):
    def __init__(self, size, heads, layers, dropout, frames):
        super().__init__()
        self.layers = nn.ModuleList(CrossmodalLayer(size, heads, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)
        angles = torch.arange(1, frames + 1)[:, None] * torch.exp(torch.arange(size // 2) * -(math.log(10000) / (size // 2 - 1)))
        self.register_buffer("positions", torch.cat([torch.sin(angles), torch.cos(angles)], dim=1))

    def start(self, x):
        return self.dropout(x * math.sqrt(x.shape[2]) + self.positions)

    def forward(self, target, padding, source=None):
        x = self.start(target)
        keys = None if source is None else self.start(source)
        for layer in self.layers:
            x = layer(x, x if keys is None else keys, padding)
        return self.norm(x)


class MulT(nn.Module):
    def __init__(self, sizes=(1024, 1024, 768), hidden=64, heads=8, layers=4, dropout=0.1, frames=50):
        super().__init__()
        count = len(sizes)
        self.project = nn.ModuleList(nn.Conv1d(size, hidden, 3, padding=1, bias=False) for size in sizes)
        make = lambda size: CrossmodalEncoder(size, heads, layers, dropout, frames)
        self.crossed = nn.ModuleList(nn.ModuleList(make(hidden) for _ in range(count - 1)) for _ in sizes)
        self.memory = nn.ModuleList(make(hidden * (count - 1)) for _ in sizes)
        width = count * (count - 1) * hidden
        self.expand, self.contract, self.dropout = nn.Linear(width, width), nn.Linear(width, width), nn.Dropout(dropout)
        self.head = MerHead(width)

    def forward(self, inputs, lengths, expression, valence):
        paddings = [torch.arange(x.shape[1], device=x.device)[None, :] >= length[:, None] for x, length in zip(inputs, lengths)]
        projected = [layer(x.transpose(1, 2)).transpose(1, 2) for layer, x in zip(self.project, inputs)]
        last = []
        for index, (encoders, memory) in enumerate(zip(self.crossed, self.memory)):
            others = [other for other in range(len(inputs)) if other != index]
            crossed = [encoder(projected[index], paddings[other], projected[other]) for encoder, other in zip(encoders, others)]
            states = memory(torch.cat(crossed, dim=2), paddings[index])
            last.append(states[torch.arange(states.shape[0], device=states.device), lengths[index] - 1])
        features = torch.cat(last, dim=1)
        features = features + self.contract(self.dropout(functional.relu(self.expand(features))))
        return self.head(features, expression, valence)


def mer_targets(batch):
    return torch.randint(0, CLASSES, (batch,)), torch.randn(batch)


def mult_batch():
    lengths = [torch.randint(25, 51, (32,)) for _ in range(3)]
    return [torch.randn(32, 50, size) for size in (1024, 1024, 768)], lengths, *mer_targets(32)


CASES = {
    "attention": (Attention, lambda: ([torch.randn(32, 1024) for _ in range(3)], *mer_targets(32)), 1e-5),
    "transformer": (lambda: Transformer(0.0), lambda: (torch.randn(16, 128, 512), torch.randint(0, 8, (16, 128))), 0),
    "transformer-dropout": (lambda: Transformer(0.1), lambda: (torch.randn(16, 128, 512), torch.randint(0, 8, (16, 128))), 0),
    "bilstm": (BiLstm, lambda: (torch.randn(8, 300, 128), torch.randn(8, 300, 2)), 0),
    "mult": (MulT, mult_batch, 1e-5),
}


def move(value, device):
    return [move(each, device) for each in value] if isinstance(value, (list, tuple)) else value.to(device)


def main():
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    make, draw, weight_decay = CASES[options.case]
    model = make().to(options.device)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, weight_decay=weight_decay)
    batches = [draw() for _ in range(options.steps)]
    print(json.dumps({"torch": torch.__version__, "parameters": sum(each.numel() for each in model.parameters())}), flush=True)
    for _ in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        for batch in batches:
            optimizer.zero_grad()
            loss = model(*move(batch, options.device))
            loss.backward()
            optimizer.step()
        value = loss.item()
        print(json.dumps({"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "loss": value}), flush=True)


main()
