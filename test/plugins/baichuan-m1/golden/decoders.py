"""Writes decoders.json: what tiny decoders with made-up weights give. Baichuan-M1 is written out here token by token and head by head in float64, the others are those of
transformers 5.18.0 with torch 2.13.0. Weights come from `weight`, as in ../tiny-weights.ts.

    pip install numpy torch transformers && python decoders.py
"""

import json
import pathlib
import zlib

import numpy as np
import torch
from transformers import LlamaConfig, LlamaForCausalLM, MistralConfig, MistralForCausalLM, Qwen2Config, Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM

IDS = [5, 17, 3, 44, 9, 9, 31, 2, 27, 40, 11, 36, 0, 23, 47, 8]
COMMON = dict(vocab_size=48, hidden_size=32, intermediate_size=48, num_hidden_layers=3, num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=64, rms_norm_eps=1e-6, hidden_act='silu')


def weight(name, shape):
    """Even numbers in ±2/√(last axis), norms around 1: a hash of the name's CRC-32 and the place."""
    x = np.arange(int(np.prod(shape)), dtype=np.uint32) ^ np.uint32(zlib.crc32(name.encode()))
    for factor in (0x7FEB352D, 0x846CA68B):
        x = ((x ^ (x >> np.uint32(16))) * np.uint32(factor)).astype(np.uint32)
    even = 2 * (x ^ (x >> np.uint32(16))).astype(np.float64) / 2**32 - 1
    if 'norm' in name:
        even = 1 + 0.3 * even
    elif 'conv' not in name:
        even = 2 * even / np.sqrt(shape[-1])
    return even.astype(np.float32).reshape(shape)


M1 = dict(COMMON, model_type='baichuan_m1', num_attention_heads=2, num_key_value_heads=1, num_swa_attention_heads=4, num_swa_key_value_heads=2, sliding_window=4, sliding_window_layers=[1], conv_window=2, rope_theta=1e6, tie_word_embeddings=False)


def m1_shapes():
    h, f, v = M1['hidden_size'], M1['intermediate_size'], M1['vocab_size']
    shapes = {'model.embed_tokens.weight': [v, h], 'model.norm.weight': [h], 'lm_head.weight': [v, h]}
    for i in range(M1['num_hidden_layers']):
        p, (heads, groups) = f'model.layers.{i}.', ((4, 2) if i in M1['sliding_window_layers'] else (2, 1))
        d = h // heads
        shapes |= {p + 'input_layernorm.weight': [h], p + 'post_attention_layernorm.weight': [h], p + 'self_attn.W_pack.weight': [h + 2 * groups * d, h], p + 'self_attn.o_proj.weight': [h, h]}
        shapes |= {p + 'self_attn.conv_k': [1, 1, groups, 1, 2], p + 'self_attn.conv_v': [1, 1, groups, 1, 2]}
        shapes |= {p + 'mlp.gate_proj.weight': [f, h], p + 'mlp.up_proj.weight': [f, h], p + 'mlp.down_proj.weight': [h, f]}
    return shapes


def m1(ids, window=True, convolution=True):
    w = {name: weight(name, shape).astype(np.float64) for name, shape in m1_shapes().items()}
    h = M1['hidden_size']

    def norm(x, name):
        return x / np.sqrt((x**2).mean() + M1['rms_norm_eps']) * w[name]

    def rotate(x, t):
        d = len(x)
        out = np.empty(d)
        for i in range(d // 2):
            angle = t * M1['rope_theta'] ** (-2 * i / d)
            out[i] = x[i] * np.cos(angle) - x[i + d // 2] * np.sin(angle)
            out[i + d // 2] = x[i + d // 2] * np.cos(angle) + x[i] * np.sin(angle)
        return out

    states = [w['model.embed_tokens.weight'][i] for i in ids]
    hidden, values_of_first = [np.array(states)], None
    for i in range(M1['num_hidden_layers']):
        p = f'model.layers.{i}.'
        sliding = i in M1['sliding_window_layers']
        heads, groups = (4, 2) if sliding else (2, 1)
        d = h // heads
        q, k, v = [], [], []
        for x in states:
            all_three = w[p + 'self_attn.W_pack.weight'] @ norm(x, p + 'input_layernorm.weight')
            q.append(all_three[:h].reshape(heads, d))
            k.append(all_three[h : h + groups * d].reshape(groups, d))
            v.append(all_three[h + groups * d :].reshape(groups, d))

        def mix(rows, name):
            if not convolution:
                return rows
            c = w[p + 'self_attn.' + name].reshape(groups, 2)
            return [c[:, :1] * (rows[t - 1] if t > 0 else 0) + c[:, 1:] * rows[t] for t in range(len(rows))]

        k, v = mix(k, 'conv_k'), mix(v, 'conv_v')
        if i == 0:
            values_of_first = np.array(v)
        out = []
        for t in range(len(states)):
            row = []
            for head in range(heads):
                g = head * groups // heads
                first = max(0, t - M1['sliding_window'] + 1) if sliding and window else 0
                scores = np.array([rotate(q[t][head], t) @ rotate(k[s][g], s) / np.sqrt(d) for s in range(first, t + 1)])
                shares = np.exp(scores - scores.max())
                shares /= shares.sum()
                row.append(sum(share * v[s][g] for share, s in zip(shares, range(first, t + 1))))
            x = states[t] + w[p + 'self_attn.o_proj.weight'] @ np.concatenate(row)
            y = norm(x, p + 'post_attention_layernorm.weight')
            gate = w[p + 'mlp.gate_proj.weight'] @ y
            out.append(x + w[p + 'mlp.down_proj.weight'] @ (gate / (1 + np.exp(-gate)) * (w[p + 'mlp.up_proj.weight'] @ y)))
        states = out
        hidden.append(np.array(states))
    hidden[-1] = np.array([norm(x, 'model.norm.weight') for x in states])
    head = w['lm_head.weight'] / np.maximum(1e-12, np.linalg.norm(w['lm_head.weight'], axis=1, keepdims=True))
    return hidden[-1] @ head.T, hidden, values_of_first


def continued(step, ids, count):
    ids = list(ids)
    for _ in range(count):
        ids.append(int(np.argmax(step(ids)[-1])))
    return ids[-count:]


def theirs(model):
    model = model.eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(torch.from_numpy(weight(name, list(parameter.shape))))

    def run(ids):
        with torch.no_grad():
            out = model(torch.tensor([ids]), output_hidden_states=True)
        return out.logits[0].double().numpy(), [each[0].double().numpy() for each in out.hidden_states]

    shapes = {name: list(parameter.shape) for name, parameter in model.named_parameters()}
    logits, hidden = run(IDS)
    return dict(config=model.config.to_dict(), shapes=shapes, logits=rounded(logits), hidden=[rounded(each[-1]) for each in hidden], continued=continued(lambda ids: run(ids)[0], IDS[:5], 8))


def rounded(array):
    return np.round(np.asarray(array, dtype=np.float64), 6).tolist()


def main():
    logits, hidden, values = m1(IDS)
    plain = dict(attention_dropout=0.0)
    families = {
        'baichuan_m1': dict(config=M1, shapes=m1_shapes(), logits=rounded(logits), hidden=[rounded(each[-1]) for each in hidden], firstValues=rounded(values), continued=continued(lambda ids: m1(ids)[0], IDS[:5], 8),
                            without={'window': float(np.abs(m1(IDS, window=False)[0] - logits).max()), 'convolution': float(np.abs(m1(IDS, convolution=False)[0] - logits).max())}),
        'llama': theirs(LlamaForCausalLM(LlamaConfig(**COMMON, **plain, head_dim=16, attention_bias=True, tie_word_embeddings=True, rope_parameters=dict(rope_type='llama3', rope_theta=1e4, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=32)))),
        'mistral': theirs(MistralForCausalLM(MistralConfig(**COMMON, **plain, sliding_window=5, head_dim=8, attn_implementation='eager'))),
        'qwen2': theirs(Qwen2ForCausalLM(Qwen2Config(**COMMON, **plain, use_sliding_window=True, sliding_window=4, max_window_layers=1, rope_parameters=dict(rope_type='linear', rope_theta=1e4, factor=2.0), attn_implementation='eager'))),
        'qwen3': theirs(Qwen3ForCausalLM(Qwen3Config(**COMMON, **plain, head_dim=8, attn_implementation='eager'))),
    }
    keep = lambda config: {key: value for key, value in config.items() if key in KEYS}
    for family in families.values():
        family['config'] = keep(family['config'])
    pathlib.Path(__file__).with_suffix('.json').write_text(json.dumps(dict(ids=IDS, families=families)) + '\n')


KEYS = {*M1, 'head_dim', 'attention_bias', 'mlp_bias', 'rope_parameters', 'rope_scaling', 'sliding_window', 'use_sliding_window', 'max_window_layers', 'layer_types', 'tie_word_embeddings', 'eos_token_id'}

main()
