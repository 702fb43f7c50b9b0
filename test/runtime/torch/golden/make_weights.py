#!/usr/bin/env python3
"""Writes state dicts as torch.save does, beside this script: `weights.bin`, and `legacy.bin` of the format before version 1.6. Values are 0, 1, 2 … divided by 4."""
import os
from collections import OrderedDict

import torch

HERE = os.path.dirname(os.path.abspath(__file__))


def count(*shape, dtype=torch.float32):
    return (torch.arange(torch.Size(shape).numel(), dtype=torch.float64).reshape(shape) / 4).to(dtype)


state = OrderedDict(
    single=count(2, 3),
    half=count(5, dtype=torch.float16),
    bfloat=count(4, dtype=torch.bfloat16),
    double=count(2, 2, dtype=torch.float64),
    parameter=torch.nn.Parameter(count(3)),
    part=count(10, 2)[4:7],
    turned=count(2, 3).t(),
    scalar=torch.tensor(0.25),
    positions=torch.arange(300)[None],
)
torch.save(state, os.path.join(HERE, 'weights.bin'))
torch.save({'single': count(2, 3)}, os.path.join(HERE, 'legacy.bin'), _use_new_zipfile_serialization=False)
torch.save({'weights': {'single': count(2)}, 'step': 3, 'name': torch.device('cpu')}, os.path.join(HERE, 'device.bin'))
