#!/usr/bin/env python3
"""Records what FunASR's own class makes of small nets of made-up weights: a checkpoint as FunASR reads it and `record.json`, in a folder for each below `emotion2vec` beside this script.

    git clone https://github.com/modelscope/FunASR
    python -m venv golden && golden/bin/pip install torch transformers numpy pyyaml
    golden/bin/python make_emotion2vec.py FunASR

`funasr/models/emotion2vec` is run as it is. Around it stand-ins are put for what it imports and inference does not need: loading of sound, and where they are not installed, OmegaConf and distutils.
"""
import importlib
import json
import os
import sys
import types

import numpy as np
import torch
import yaml

from make_golden import noise, numbers

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'emotion2vec')
SAMPLES = 700
AUDIO = dict(
    type='AUDIO', prenet_depth=2, prenet_layerdrop=0.05, prenet_dropout=0.1, start_drop_path_rate=0.0, end_drop_path_rate=0.0, num_extra_tokens=2, init_extra_token_zero=True, mask_noise_std=0.01,
    mask_prob_min=None, mask_prob=0.5, inverse_mask=False, mask_prob_adjust=0.05, keep_masked_pct=0.0, mask_length=5, add_masks=False, remove_masks=False, mask_dropout=0.0, encoder_zero_mask=True,
    mask_channel_prob=0.0, mask_channel_length=64, ema_local_encoder=False, local_grad_mult=1.0, use_alibi_encoder=True, alibi_scale=1.0, learned_alibi=False, alibi_max_pos=None, learned_alibi_scale=True,
    learned_alibi_scale_per_head=True, learned_alibi_scale_per_layer=False, num_alibi_heads=3, model_depth=3, decoder=None, extractor_mode='layer_norm',
    feature_encoder_spec='[(6, 10, 5)] + [(6, 3, 2)] * 2 + [(8,2,2)]', conv_pos_width=12, conv_pos_groups=3, conv_pos_depth=3, conv_pos_pre_ln=False)
MODEL = dict(
    loss_beta=0.0, loss_scale=None, depth=3, start_drop_path_rate=0.0, end_drop_path_rate=0.0, num_heads=3, norm_eps=1e-5, norm_affine=True, encoder_dropout=0.1, post_mlp_drop=0.1, attention_dropout=0.1,
    activation_dropout=0.0, dropout_input=0.0, layerdrop=0.05, embed_dim=12, mlp_ratio=2.0, layer_norm_first=False, average_top_k_layers=3, end_of_block_targets=False, clone_batch=8, normalize=True)
TOKENS = ['生气/angry', 'unuse_0', '开心/happy', '<unk>']

# Names of tensors in the file begin with `prefix`; the one with classes is wrapped as a training program leaves it, the other is a plain state dict.
NETS = {
    'classes': dict(audio={}, tokens=TOKENS, prefix='d2v_model.', file='model.pt'),
    'plain': dict(audio=dict(extractor_mode='default', learned_alibi_scale_per_head=False, learned_alibi_scale_per_layer=True, conv_pos_width=5, num_extra_tokens=1), tokens=None, prefix='', file='emotion2vec_tiny.pt'),
}


class Settings(dict):
    """What the class needs of OmegaConf: entries as attributes."""

    def __getattr__(self, name):
        return self[name]


def to_settings(value):
    return Settings({key: to_settings(part) for key, part in value.items()}) if isinstance(value, dict) else value


def stand_in(name, **contents):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(contents)


def import_funasr(folder):
    package = types.ModuleType('funasr')
    package.__path__ = [os.path.join(folder, 'funasr')]
    sys.modules['funasr'] = package
    stand_in('funasr.utils')
    stand_in('funasr.utils.load_utils', load_audio_text_image_video=lambda sound, **_: [sound])
    try:
        importlib.import_module('omegaconf')
    except ImportError:
        stand_in('omegaconf', OmegaConf=types.SimpleNamespace(create=to_settings), MISSING='???', II=lambda name: name)
    try:
        importlib.import_module('distutils.version')
    except ImportError:
        stand_in('distutils')
        stand_in('distutils.version', LooseVersion=lambda text: [int(part) for part in text.split('+')[0].split('.')])
    return importlib.import_module('funasr.models.emotion2vec.model').Emotion2vec


def fill(name, shape):
    """Weights of a tensor: small, and those that scale are around 1."""
    around = 1 if name.endswith('.weight') and len(shape) == 1 or name.endswith('alibi_scale') else 0
    return torch.from_numpy((around + (2 if around and name.endswith('scale') else 0.3) * noise(name, int(np.prod(shape)))).reshape(shape).astype(np.float32))


def record(model, tokens):
    """All that enters and leaves the layers called `blocks`, without the extra rows; with classes, what `inference` says of a sound as well."""
    sound = torch.from_numpy(noise('sound', SAMPLES).astype(np.float32))
    source = torch.from_numpy(noise('input', SAMPLES).astype(np.float32))[None]
    states = []
    hooks = [model.blocks[0].register_forward_pre_hook(lambda _, given: states.append(given[0]))]
    hooks += [block.register_forward_hook(lambda _, given, out: states.append(out[0])) for block in model.blocks]
    extra = model.modality_encoders['AUDIO'].modality_cfg.num_extra_tokens
    with torch.no_grad():
        last = model.extract_features(source, padding_mask=None)['x']
        for hook in hooks:
            hook.remove()
        assert torch.equal(states[-1][:, extra:], last)
        result = {'input': [1, SAMPLES], 'states': numbers(torch.stack([state[:, extra:] for state in states]))}
        said = model.inference(sound, key=['sound'], tokenizer=tokens and types.SimpleNamespace(token_list=tokens), device='cpu', granularity='frame')[0][0]
        result['sound'] = {'labels': said['labels'], 'scores': [float(f'{score:.7g}') for score in said['scores']], 'feats': numbers(torch.from_numpy(said['feats']))}
        if tokens:
            result['logits'] = numbers(model.proj(last.mean(dim=1)))
    return result


def write(name, cls, facts):
    folder = os.path.join(HERE, name)
    os.makedirs(folder, exist_ok=True)
    settings = {**MODEL, 'modalities': {'audio': {**AUDIO, **facts['audio']}}}
    tokens = facts['tokens']
    model = cls(model_conf=settings, vocab_size=len(tokens) if tokens else -1).eval()
    state = {key: fill(key, value.shape) for key, value in model.state_dict().items()}
    model.load_state_dict(state)
    config = {'model': 'Emotion2vec', 'model_conf': settings}
    named = {(key if key.startswith('proj.') else facts['prefix'] + key): value for key, value in state.items()}
    if tokens:
        config |= {'tokenizer': 'CharTokenizer', 'tokenizer_conf': {'unk_symbol': '<unk>', 'split_with_space': True}, 'scope_map': [facts['prefix'], 'none']}
        with open(os.path.join(folder, 'tokens.txt'), 'w', encoding='utf8') as file:
            file.write('\n'.join(tokens))
    else:
        with open(os.path.join(folder, 'configuration.json'), 'w', encoding='utf8') as file:
            json.dump({'framework': 'pytorch', 'file_path_metas': {'init_param': facts['file'], 'config': 'config.yaml'}}, file)
            file.write('\n')
    with open(os.path.join(folder, 'config.yaml'), 'w', encoding='utf8') as file:
        file.write('# made by make_emotion2vec.py\n' + yaml.safe_dump(config, sort_keys=False, allow_unicode=True))
    torch.save({'args': None, 'cfg': {'task': {'normalize': True}}, 'model': named, 'optimizer_history': [{'num_updates': 3}]} if tokens else named, os.path.join(folder, facts['file']))
    with open(os.path.join(folder, 'record.json'), 'w', encoding='utf8') as file:
        json.dump(record(model, tokens), file, separators=(',', ':'), ensure_ascii=False)
        file.write('\n')


if __name__ == '__main__':
    emotion2vec = import_funasr(sys.argv[1])
    for each, net in NETS.items():
        write(each, emotion2vec, net)
