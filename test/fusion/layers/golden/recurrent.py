"""Records what PyTorch makes of small LSTM and GRU layers, padded through pack_padded_sequence: python3 recurrent.py > recurrent.json"""

import json
import sys

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

T, B, I, H = 5, 3, 4, 3
LENGTHS = [5, 2, 4]
# ONNX's order of gates, as indices into PyTorch's
ORDER = {"lstm": [0, 3, 1, 2], "gru": [1, 0, 2]}


def rows(tensor, order):
    return torch.cat([tensor.reshape(len(order), H, *tensor.shape[1:])[gate] for gate in order])


def flat(tensor):
    return [float(f"{value:.6g}") for value in tensor.detach().flatten().tolist()]


def layout(layer, order, pick):
    sides = ["", "_reverse"] if layer.bidirectional else [""]
    weight = torch.stack([rows(pick(getattr(layer, f"weight_ih_l0{side}")), order) for side in sides])
    recurrence = torch.stack([rows(pick(getattr(layer, f"weight_hh_l0{side}")), order) for side in sides])
    bias = torch.stack(
        [torch.cat([rows(pick(getattr(layer, f"bias_{part}_l0{side}")), order) for part in ("ih", "hh")]) for side in sides]
    )
    return {"weight": flat(weight), "recurrence": flat(recurrence), "bias": flat(bias)}


def record(kind, both, padded):
    layer = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[kind](I, H, batch_first=True, bidirectional=both).double()
    x = torch.randn(B, T, I, dtype=torch.double, requires_grad=True)
    lengths = LENGTHS if padded else [T] * B
    packed, final = layer(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
    states = pad_packed_sequence(packed, batch_first=True, total_length=T)[0]
    last = torch.cat(list(final[0] if kind == "lstm" else final), 1)
    slopes, slopes_last = torch.randn_like(states), torch.randn_like(last)
    ((states * slopes).sum() + (last * slopes_last).sum()).backward()
    return {
        "kind": kind, "both": both, "lengths": lengths, "x": flat(x), "slopes": flat(slopes), "slopesLast": flat(slopes_last),
        "weights": layout(layer, ORDER[kind], lambda p: p), "states": flat(states), "last": flat(last),
        "gradients": {"x": flat(x.grad), **layout(layer, ORDER[kind], lambda p: p.grad)},
    }  # fmt: skip


torch.manual_seed(1)
cases = [record(kind, both, padded) for kind in ("lstm", "gru") for both, padded in ((False, False), (True, True))]
json.dump({"shape": {"T": T, "B": B, "I": I, "H": H}, "cases": cases}, sys.stdout, separators=(",", ":"))
