#!/usr/bin/env python3
"""Writes state dicts as torch.save does, beside this script: `weights.bin`, and `legacy.bin` of the format before version 1.6. `training.bin` and `nested.bin` are dicts as training
programs save them, with weights among other things. Values are 0, 1, 2 … divided by 4."""
import argparse
import os
from collections import OrderedDict, deque

import numpy as np
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

settings = argparse.Namespace(lr=1e-4, device=torch.device('cpu'))
moments = {0: {'step': torch.tensor(2.0), 'exp_avg': count(2)}}
torch.save({'args': settings, 'cfg': {'seed': 1, 'big': 2**40}, 'model': OrderedDict(single=count(2)), 'last_optimizer_state': {'state': moments}, 'losses': deque([np.float64(0.5)], maxlen=3), 'names': {'a'}},
           os.path.join(HERE, 'training.bin'))
torch.save({'state_dict': {'model': {'single': count(2)}}, 'epoch': 3}, os.path.join(HERE, 'nested.bin'))
