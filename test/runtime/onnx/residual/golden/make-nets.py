#!/usr/bin/env python3
"""Writes tiny transformers with random weights as ONNX, in the ways that exporters have, and what PyTorch and NumPy say of them.

    pip install torch transformers onnx onnxscript numpy
    python make-nets.py

Each net has a planted block that hardly changes what passes it. `nets.json` holds for each: the inputs, Block Influence of every block (ShortGPT's
formula, in double precision, over the tokens that the mask keeps), and the last hidden state of the net from which blocks were deleted in PyTorch.
"""
import copy
import json
import os

import numpy as np
import onnx
import torch
import transformers as hf

FOLDER = os.path.dirname(os.path.abspath(__file__))
SIZES = dict(hidden_size=8, num_hidden_layers=4, num_attention_heads=2, intermediate_size=12, attn_implementation='eager')
CONVOLUTIONS = dict(conv_dim=(4, 4), conv_kernel=(10, 8), conv_stride=(8, 8), num_feat_extract_layers=2, num_conv_pos_embeddings=4, num_conv_pos_embedding_groups=2)
IDS = np.array([[7, 3, 9, 11, 4, 6], [5, 8, 2, 0, 0, 0]], np.int64)
MASK = np.array([[1] * 6, [1] * 3 + [0] * 3], np.int64)


class Last(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, *inputs):
        return self.model(*inputs).last_hidden_state


def randomise(model):
    """Weights large enough that blocks differ; none equal to another, which exporters would share."""
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            scale = 0.1 if weight.dim() < 2 else 0.35
            base = 1 if 'norm' in name.lower() and name.endswith('weight') else 0
            weight.copy_(base + scale * torch.randn(weight.shape, generator=generator))


def plant(layer, outs):
    """Makes a block add nearly nothing."""
    with torch.no_grad():
        for out in outs(layer):
            out.weight.mul_(1e-3)
            if out.bias is not None:
                out.bias.mul_(1e-3)


def nets():
    bert = hf.BertModel(hf.BertConfig(vocab_size=16, max_position_embeddings=16, **SIZES), add_pooling_layer=False)
    yield 'bert', bert, lambda m: m.encoder.layer, lambda l: [l.attention.output.dense, l.output.dense], (IDS, MASK), ['input_ids', 'attention_mask'], dict(opset_version=17, dynamo=False)
    wave = hf.Wav2Vec2Model(hf.Wav2Vec2Config(do_stable_layer_norm=True, feat_extract_norm='layer', **CONVOLUTIONS, **SIZES))
    sound = np.sin(np.arange(720) / 5)[None].astype(np.float32)
    yield 'wav2vec2', wave, lambda m: m.encoder.layers, lambda l: [l.attention.out_proj, l.feed_forward.output_dense], (sound,), ['input_values'], dict(opset_version=14, dynamo=False)
    vit = hf.ViTModel(hf.ViTConfig(image_size=8, patch_size=4, **SIZES), add_pooling_layer=False)
    picture = np.cos(np.arange(192) / 3).reshape(1, 3, 8, 8).astype(np.float32)
    yield 'vit', vit, lambda m: m.layers, lambda l: [l.attention.o_proj if hasattr(l.attention, 'o_proj') else l.attention.output.dense, l.mlp.fc2 if hasattr(l, 'mlp') else l.output.dense], (picture,), ['pixel_values'], dict(dynamo=True, external_data=False)
    llama = hf.LlamaModel(hf.LlamaConfig(vocab_size=16, num_key_value_heads=1, max_position_embeddings=16, use_cache=False, **SIZES))
    yield 'llama', llama, lambda m: m.layers, lambda l: [l.self_attn.o_proj, l.mlp.down_proj], (IDS, MASK), ['input_ids', 'attention_mask'], dict(opset_version=17, dynamo=False)


def states_of(model, layers, inputs):
    """What goes into the first layer, and what comes out of each, before any last normalisation."""
    states = []
    hooks = [layers[0].register_forward_pre_hook(lambda _, args, kwargs: states.append(args[0] if args else kwargs['hidden_states']), with_kwargs=True)]
    hooks += [layer.register_forward_hook(lambda _, args, out: states.append(out if torch.is_tensor(out) else out[0])) for layer in layers]
    with torch.no_grad():
        last = model(*inputs).last_hidden_state
    for hook in hooks:
        hook.remove()
    return [state.numpy().astype(np.float64) for state in states], last


def influence(states, mask):
    scores = []
    for x, y in zip(states, states[1:]):
        cosine = (x * y).sum(-1) / np.sqrt((x * x).sum(-1) * (y * y).sum(-1))
        scores.append(float((1 - cosine)[mask].mean()))
    return scores


def without(model, get, blocks):
    pruned = copy.deepcopy(model)
    layers = get(pruned)
    kept = [layer for i, layer in enumerate(layers) if i not in blocks]
    while len(layers):
        del layers[0]
    layers.extend(kept)
    pruned.config.num_hidden_layers = len(kept)
    return pruned


def strip(path):
    """Leaves out what nobody reads, so that the file is small."""
    model = onnx.load(path)
    del model.graph.value_info[:]
    for node in model.graph.node:
        node.ClearField('doc_string')
        if node.output[0].startswith('/'):  # What it makes is named alike
            node.ClearField('name')
        kept = [entry for entry in node.metadata_props if entry.key == 'pkg.torch.onnx.name_scopes']
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
    del model.graph.metadata_props[:]
    for port in list(model.graph.input) + list(model.graph.output):
        del port.metadata_props[:]
    for tensor in model.graph.initializer:
        del tensor.metadata_props[:]
    onnx.save(model, path)


def main():
    golden = {}
    for name, model, get, outs, inputs, names, how in nets():
        model.eval()
        randomise(model)
        plant(get(model)[2], outs)
        tensors = tuple(torch.from_numpy(each) for each in inputs)
        path = os.path.join(FOLDER, f'{name}.onnx')
        with torch.no_grad():
            torch.onnx.export(Last(model).eval(), tensors, path, input_names=names, output_names=['last_hidden_state'], verbose=False, **how)
        strip(path)
        if name in ('vit', 'llama'):
            np.savez_compressed(os.path.join(FOLDER, f'{name}.npz'), **dict(zip(names, inputs)))
        states, last = states_of(model, get(model), tensors)
        mask = MASK.astype(bool) if 'attention_mask' in names else np.ones(states[0].shape[:2], bool)
        scores = influence(states, mask)
        removed = sorted(range(4), key=lambda block: scores[block])[:2]
        pruned = []
        for blocks in ([removed[0]], removed, [3], [0]):
            with torch.no_grad():
                out = without(model, get, blocks)(*tensors).last_hidden_state.numpy()
            pruned.append({'blocks': [int(b) for b in blocks], 'output': [round(float(v), 7) for v in out[mask].ravel()]})
        golden[name] = {
            'feeds': {key: {'type': str(value.dtype), 'dims': list(value.shape), 'data': [round(float(v), 8) for v in value.ravel()]} for key, value in zip(names, inputs)},
            'influence': scores,
            'unmasked': influence(states, np.ones_like(mask)),
            'mask': [int(v) for v in mask.ravel()],
            'pruned': pruned,
        }
        print(name, os.path.getsize(path), [round(s, 5) for s in scores])
    with open(os.path.join(FOLDER, 'nets.json'), 'w') as file:
        json.dump(golden, file)


if __name__ == '__main__':
    main()
