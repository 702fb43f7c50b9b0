"""Records small layers of PyTorch, forward and backward, for test/fusion/layers/layers.test.ts. Run: python layers.py"""
import json
import pathlib

import torch
from torch import nn

torch.manual_seed(3)
cases = {}


def record(name, x, parameters, output, options=None, extra=None):
    """parameters: our name -> (tensor with grad, function from torch's layout to ours)."""
    share = torch.rand(output.shape) - 0.5
    (output * share).sum().backward()
    plain = lambda tensor: {"dims": list(tensor.shape), "data": [float(f"{v:.6g}") for v in tensor.detach().flatten().tolist()]}
    cases[name] = {
        "x": plain(x), "share": plain(share), "output": plain(output), "gradient": plain(x.grad),
        "parameters": {key: plain(view(tensor.data)) for key, (tensor, view) in parameters.items()},
        "gradients": {key: plain(view(tensor.grad)) for key, (tensor, view) in parameters.items()},
        "options": options or {}, **{key: plain(value) for key, value in (extra or {}).items()},
    }


same, turned = lambda t: t, lambda t: t.T
random = lambda *shape: torch.randn(*shape, requires_grad=True)


def norm(prefix, layer):
    return {f"{prefix}gain": (layer.weight, same), f"{prefix}bias": (layer.bias, same)}


def linear(prefix, layer):
    return {f"{prefix}weight": (layer.weight, turned), f"{prefix}bias": (layer.bias, same)}


def attention(prefix, layer):
    size, found = layer.embed_dim, linear(f"{prefix}output/", layer.out_proj)
    for index, part in enumerate(["query", "key", "value"]):
        rows = slice(index * size, (index + 1) * size)
        found[f"{prefix}{part}/weight"] = (layer.in_proj_weight, lambda t, rows=rows: t[rows].T)
        found[f"{prefix}{part}/bias"] = (layer.in_proj_bias, lambda t, rows=rows: t[rows])
    return found


def shaken(layer):
    for parameter in layer.parameters():
        parameter.data += 0.2 * torch.randn_like(parameter)
    return layer


x = random(2, 3, 5)
layer = shaken(nn.LayerNorm(5))
record("layerNorm", x, norm("", layer), layer(x))

x = random(3, 4)
layer = shaken(nn.BatchNorm1d(4)).train()
output = layer(x)
record("batchNorm", x, norm("", layer), output, extra={"mean": layer.running_mean, "variance": layer.running_var})

x = random(12)
record("gelu", x, {}, nn.functional.gelu(x))

for name, stride, dilation, padding in [("conv1d-plain", 1, 1, 1), ("conv1d-strided", 2, 1, 2), ("conv1d-dilated", 1, 2, 0)]:
    x = random(2, 7, 2)
    layer = nn.Conv1d(2, 3, 3, stride=stride, dilation=dilation, padding=padding)
    parameters = {"filter": (layer.weight, lambda t: t.permute(2, 1, 0)), "bias": (layer.bias, same)}
    options = {"channels": 3, "size": 3, "stride": stride, "dilation": dilation, "padding": [padding, padding]}
    record(name, x, parameters, layer(x.transpose(1, 2)).transpose(1, 2), options)

mask = torch.tensor([[1.0, 1, 1, 0], [1, 1, 1, 1]])
x = random(2, 4, 4)
layer = shaken(nn.MultiheadAttention(4, 2, batch_first=True))
record("attention", x, attention("", layer), layer(x, x, x, key_padding_mask=mask == 0)[0], {"heads": 2}, {"mask": mask})

for first, activation in [(True, "gelu"), (False, "relu")]:
    x = random(2, 4, 4)
    layer = shaken(nn.TransformerEncoderLayer(4, 2, 6, 0.0, activation=activation, batch_first=True, norm_first=first)).train()
    parameters = {
        **attention("attention/", layer.self_attn), **linear("expand/", layer.linear1), **linear("contract/", layer.linear2),
        **norm("attention-norm/", layer.norm1), **norm("feed-forward-norm/", layer.norm2),
    }
    options = {"heads": 2, "hidden": 6, "norm": "before" if first else "after", "activation": activation}
    record(f"transformer-{options['norm']}-{activation}", x, parameters, layer(x, src_key_padding_mask=mask == 0), options, {"mask": mask})

pathlib.Path(__file__).with_name("layers.json").write_text(json.dumps(cases, separators=(",", ":")))
