#!/usr/bin/env python3
"""Records what transformers' own nets make of made-up weights: one JSON file for each, beside this script.

    python -m venv golden && golden/bin/pip install torch transformers numpy
    golden/bin/python make_golden.py [NAME…]

Weights are not stored: `fill` makes them from a tensor's name and shape, and `tiny-checkpoint.ts` does the same. Hidden states are as the encoders give
them: the last one is behind the net's last normalisation.
"""
import json
import os
import sys
import tempfile

import numpy as np
import torch
import transformers
from safetensors import safe_open
from safetensors.numpy import save_file

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = dict(hidden_size=16, num_hidden_layers=3, num_attention_heads=2, intermediate_size=24)
SPEECH = dict(**SIZES, conv_dim=[8, 8, 8], conv_stride=[5, 2, 2], conv_kernel=[10, 3, 2], num_feat_extract_layers=3, num_conv_pos_embeddings=8, num_conv_pos_embedding_groups=4)
LARGE = dict(feat_extract_norm='layer', do_stable_layer_norm=True, conv_bias=True)
TEXT = dict(**SIZES, vocab_size=24, max_position_embeddings=16)
VISION = dict(**SIZES, image_size=8, patch_size=4)
WHISPER = dict(d_model=16, encoder_layers=3, decoder_layers=1, encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=24, decoder_ffn_dim=24, vocab_size=24,
               max_source_positions=6, max_target_positions=6, num_mel_bins=80, pad_token_id=0, bos_token_id=1, eos_token_id=2, decoder_start_token_id=1)
DEBERTA = dict(relative_attention=True, pos_att_type=['c2p', 'p2c'], type_vocab_size=0, position_biased_input=False)

NETS = {
    'bert': ('BertModel', dict(**TEXT)),
    'roberta': ('RobertaModel', dict(**TEXT, pad_token_id=1, layer_norm_eps=1e-5, type_vocab_size=1)),
    'xlm-roberta': ('XLMRobertaModel', dict(**TEXT, pad_token_id=1, layer_norm_eps=1e-5, type_vocab_size=1)),
    'electra': ('ElectraModel', dict(**TEXT, embedding_size=8)),
    'albert': ('AlbertModel', dict(**TEXT, embedding_size=8, num_hidden_groups=1, inner_group_num=1)),
    'mpnet': ('MPNetModel', dict(**{**TEXT, 'max_position_embeddings': 40}, pad_token_id=1)),
    'gpt2': ('GPT2Model', dict(vocab_size=24, n_positions=16, n_embd=16, n_layer=3, n_head=2, bos_token_id=0, eos_token_id=0)),
    'deberta': ('DebertaModel', dict(**TEXT, **DEBERTA)),
    'deberta-v2': ('DebertaV2Model', dict(**TEXT, **DEBERTA, share_att_key=True, position_buckets=4, norm_rel_ebd='layer_norm')),
    'xlnet': ('XLNetModel', dict(vocab_size=24, d_model=16, n_layer=3, n_head=2, d_inner=24, ff_activation='gelu')),
    'wav2vec2': ('Wav2Vec2Model', dict(**SPEECH)),
    'wav2vec2-large': ('Wav2Vec2Model', dict(**{**SPEECH, 'num_conv_pos_embeddings': 5}, **LARGE)),
    'hubert': ('HubertModel', dict(**SPEECH)),
    'hubert-large': ('HubertModel', dict(**SPEECH, **LARGE)),
    'wavlm': ('WavLMModel', dict(**SPEECH, num_buckets=8, max_bucket_distance=12)),
    'wavlm-large': ('WavLMModel', dict(**SPEECH, **LARGE, num_buckets=8, max_bucket_distance=12)),
    'data2vec-audio': ('Data2VecAudioModel', dict(**{**SPEECH, 'num_conv_pos_embeddings': 2, 'conv_pos_kernel_size': 5})),
    'whisper': ('WhisperModel', WHISPER),
    'clip': ('CLIPVisionModelWithProjection', dict(**VISION, projection_dim=8)),
    'vit': ('ViTModel', dict(**VISION)),
    'dinov2': ('Dinov2Model', dict(**VISION, mlp_ratio=2)),
    'data2vec-vision': ('Data2VecVisionModel', dict(**VISION, use_relative_position_bias=True)),
}


def noise(name, count):
    """Uniform numbers in [-1, 1): Mulberry32 counted from the FNV-1a hash of the name."""
    seed = 2166136261
    for byte in name.encode():
        seed = ((seed ^ byte) * 16777619) & 0xFFFFFFFF
    a = (seed + np.arange(1, count + 1, dtype=np.uint64) * 0x6D2B79F5).astype(np.uint32)
    t = (a ^ (a >> np.uint32(15))) * (a | np.uint32(1))
    t = t ^ (t + (t ^ (t >> np.uint32(7))) * (t | np.uint32(61)))
    return (t ^ (t >> np.uint32(14))).astype(np.float64) / 2**31 - 1


def fill(name, shape):
    """Weights of a tensor: small, and those that scale are around 1."""
    around = 1 if name.lower().endswith(('norm.weight', 'norm1.weight', 'norm2.weight', 'before.weight', 'after.weight', 'lambda1', 'lambda_1', 'lambda_2', 'original0', 'ln_1.weight', 'ln_2.weight', 'ln_f.weight')) else 0
    return (around + 0.3 * noise(name, int(np.prod(shape)))).reshape(shape).astype(np.float32)


def load(name):
    """The net with made-up weights, and the shapes of its tensors by the names that they have in a file."""
    kind, settings = NETS[name]
    cls = getattr(transformers, kind)
    with tempfile.TemporaryDirectory() as folder:
        cls(cls.config_class(**settings)).save_pretrained(folder)
        path = os.path.join(folder, 'model.safetensors')
        with safe_open(path, 'numpy') as file:
            shapes = {key: file.get_slice(key).get_shape() for key in file.keys()}
        save_file({key: fill(key, shape) for key, shape in shapes.items()}, path, metadata={'format': 'pt'})
        model, info = cls.from_pretrained(folder, attn_implementation='eager', output_loading_info=True)
    print(name, info['missing_keys'], info['unexpected_keys'])
    return model.eval(), shapes


def run(name, model):
    """The input, what the net is given of it in JSON, and its outputs."""
    if name in ('wav2vec2', 'wav2vec2-large', 'hubert', 'hubert-large', 'wavlm', 'wavlm-large', 'data2vec-audio'):
        shape = [1, 301]
        return shape, {'input_values': noise('input', 301)}, lambda x: model(**x, output_hidden_states=True)
    if name == 'whisper':
        return [1, 80, 12], {'input_features': noise('input', 960)}, lambda x: model.encoder(x['input_features'], output_hidden_states=True)
    return [2, 3, 8, 8], {'pixel_values': noise('input', 384)}, lambda x: model(**x, output_hidden_states=True)


def of_text(model):
    """Each of two sentences by itself, without padding: a batch with padding must give the same."""
    sentences = [[2, 9, 5, 17, 23, 7, 3], [2, 11, 3]]
    states = []
    with torch.no_grad():
        for ids in sentences:
            out = model(input_ids=torch.tensor([ids]), output_hidden_states=True)
            states.append(numbers(torch.stack((*out.hidden_states[:-1], out.last_hidden_state))[:, 0]))
    return {'sentences': sentences, 'states': states}


def of_others(name, model):
    shape, values, call = run(name, model)
    raw = []
    if hasattr(model, 'layernorm') and model.layernorm is not None:
        model.layernorm.register_forward_pre_hook(lambda _, given: raw.append(given[0]))
    with torch.no_grad():
        out = call({key: torch.from_numpy(value.astype(np.float32)).reshape(shape) for key, value in values.items()})
    last = out.last_hidden_state
    result = {'input': shape, 'rows': last.shape[1], 'states': numbers(torch.stack((*out.hidden_states[:-1], last)))}
    embeddings = {'clip': lambda: out.image_embeds, 'vit': lambda: last[:, 0], 'dinov2': lambda: raw[0].sum(dim=1), 'data2vec-vision': lambda: last.sum(dim=1)}
    if name in embeddings:
        result['embedding'] = numbers(embeddings[name]())
    return result


def write_buckets():
    """Buckets of distances at the sizes of published nets: the row looked at minus the one that looks for WavLM and MPNet, the other way round for DeBERTa."""
    from transformers.models.deberta_v2.modeling_deberta_v2 import make_log_bucket_position
    from transformers.models.mpnet.modeling_mpnet import MPNetEncoder
    from transformers.models.wavlm.modeling_wavlm import WavLMAttention

    wavlm = WavLMAttention(16, 2, num_buckets=320, max_distance=800)
    buckets = {
        'wavlm': wavlm._relative_positions_bucket(torch.arange(-800, 801)).tolist(),
        'mpnet': MPNetEncoder.relative_position_bucket(torch.arange(-128, 129)).tolist(),
        'deberta-v3': torch.clamp(make_log_bucket_position(torch.arange(-511, 512), 256, 512).long() + 256, 0, 511).tolist(),
    }
    with open(os.path.join(HERE, 'buckets.json'), 'w', encoding='utf8') as file:
        json.dump(buckets, file, separators=(',', ':'))
        file.write('\n')


def write_wordpiece():
    """What the library makes of a list of words by three configurations."""
    words = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'i', 'am', '##der', '今']
    cases = []
    for config in ({}, {'do_lower_case': False}, {'strip_accents': False, 'tokenize_chinese_chars': False}):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, 'vocab.txt'), 'w', encoding='utf8') as file:
                file.write('\n'.join(words) + '\n')
            tokenizer = transformers.BertTokenizerFast.from_pretrained(folder, **config)
        cases.append({'config': config, 'tokenizer': json.loads(tokenizer.backend_tokenizer.to_str())})
    with open(os.path.join(HERE, 'wordpiece.json'), 'w', encoding='utf8') as file:
        json.dump({'words': words, 'cases': cases}, file, separators=(',', ':'), ensure_ascii=False)
        file.write('\n')


def numbers(tensor):
    return [float(f'{value:.7g}') for value in tensor.flatten().tolist()]


def main():
    write_buckets()
    write_wordpiece()
    for name in sys.argv[1:] or NETS:
        torch.manual_seed(0)
        model, shapes = load(name)
        config = {key: value for key, value in model.config.to_diff_dict().items() if key not in ('dtype', 'transformers_version')}
        config |= {key: getattr(model.config, key) for key in NETS[name][1] if hasattr(model.config, key)} | {'model_type': model.config.model_type}
        outputs = of_text(model) if name in list(NETS)[:10] else of_others(name, model)
        with open(os.path.join(HERE, f'{name}.json'), 'w', encoding='utf8') as file:
            json.dump({'config': config, 'shapes': shapes, **outputs}, file, separators=(',', ':'))
            file.write('\n')


if __name__ == '__main__':
    main()
