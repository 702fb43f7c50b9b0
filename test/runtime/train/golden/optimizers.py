"""Makes optimizers.json: losses and last parameters of a small network after six steps of PyTorch's optimisers.

    python test/runtime/train/golden/optimizers.py > test/runtime/train/golden/optimizers.json
"""
import json

import torch


def wave(*shape, scale=0.5):
    count = torch.Size(shape).numel()
    return (scale * torch.sin(torch.arange(1, count + 1, dtype=torch.float64) * 1.7)).to(torch.float32).reshape(shape)


def run(make, clip=None):
    first, bias, second = (torch.nn.Parameter(wave(*shape)) for shape in [(3, 4), (4,), (4, 2)])
    optimizer = make([first, bias, second])
    x, y = wave(5, 3, scale=1.0), wave(5, 2, scale=2.0)
    losses, norms = [], []
    for _ in range(6):
        optimizer.zero_grad()
        loss = ((torch.tanh(x @ first + bias) @ second - y) ** 2).mean()
        loss.backward()
        norms.append(torch.sqrt(sum((p.grad**2).sum() for p in [first, bias, second])).item())
        if clip == "norm":
            torch.nn.utils.clip_grad_norm_([first, bias, second], 0.1)
        if clip == "value":
            torch.nn.utils.clip_grad_value_([first, bias, second], 0.05)
        optimizer.step()
        losses.append(loss.item())
    return {"losses": losses, "norms": norms, "second": second.detach().flatten().tolist()}


torch.manual_seed(0)
print(json.dumps({
    "torch": torch.__version__,
    "adam": run(lambda p: torch.optim.Adam(p, lr=0.05, weight_decay=0.1)),
    "adamw": run(lambda p: torch.optim.AdamW(p, lr=0.05, betas=(0.8, 0.95), weight_decay=0.1)),
    "sgd": run(lambda p: torch.optim.SGD(p, lr=0.05)),
    "momentum": run(lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.1)),
    "nesterov": run(lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
    "norm": run(lambda p: torch.optim.SGD(p, lr=0.5), clip="norm"),
    "value": run(lambda p: torch.optim.SGD(p, lr=0.5), clip="value"),
}, indent=1))
