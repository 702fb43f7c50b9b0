"""Makes tiny encoders with random weights, and what MERBench's recipe gives with them in torch.

    pip install torch 'transformers<5' onnx onnxruntime; python make-encoders.py

Recorded with torch 2.13, transformers 4.57, onnx 1.23: in version 5 the last hidden state of large nets is another one than MERBench sums. The graphs come from the user's export tool, scripts/export-speech-encoder.py.
"""
import importlib.util
import json
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from transformers import (HubertConfig, HubertModel, Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2Model, WavLMConfig, WavLMModel,
                          WhisperConfig, WhisperFeatureExtractor, WhisperModel)

HERE = Path(__file__).parent
spec = importlib.util.spec_from_file_location('tool', HERE / '../../../../../scripts/export-speech-encoder.py')
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)

RATE = 16_000
SMALL = dict(hidden_size=16, num_attention_heads=2, intermediate_size=16, conv_dim=(4,) * 7, num_conv_pos_embeddings=8,
             num_conv_pos_embedding_groups=2, attn_implementation='eager')
GROUP = dict(feat_extract_norm='group', do_stable_layer_norm=False, conv_bias=False)
LAYER = dict(feat_extract_norm='layer', do_stable_layer_norm=True, conv_bias=True)


def export(module, name, half=False):
    """Exports as the tool does, and leaves out the names of nodes, which are half of so small a file."""
    path = HERE / f'{name}.onnx'
    print(name, tool.export(module, str(path), half))
    graph = onnx.load(path)
    for node in graph.graph.node:
        node.ClearField('name')
    onnx.save(graph, path)


def speech(seconds):
    """A sweep that trills, with an offset, softer towards the end. Told in closed form, so that the test can make it again."""
    t = np.arange(round(seconds * RATE)) / RATE
    return (0.1 + (0.6 - 0.02 * t) * np.sin(2 * np.pi * (110 * t + 4 * t * t)) * (1 + 0.5 * np.sin(2 * np.pi * 5 * t)) / 2).astype(np.float32)


def merbench(model, samples, normalise):
    """MERBench's recipe: the clip is normalised, then cut into 10 s, the last filled with zeros; the sum of four states; all rows joined."""
    extractor = Wav2Vec2FeatureExtractor(do_normalize=normalise)
    values = extractor(samples, sampling_rate=RATE, return_tensors='pt').input_values
    length = 10 * RATE
    if values.shape[1] > length:
        count = math.ceil(values.shape[1] / length)
        whole = torch.zeros(count * length)
        whole[:values.shape[1]] = values[0]
        values = whole.reshape(count, length)
    with torch.no_grad():
        states = torch.stack(model(values, output_hidden_states=True).hidden_states)
    return {'last': states[-1].flatten(0, 1).numpy(), 'last-four-sum': states[-4:].sum(0).flatten(0, 1).numpy()}


def record(rows, seconds):
    """The rows, without those whose 400 samples reach into the zeros; their mean; some of them; and the mean that the zeros would give."""
    tail = round(seconds * RATE) % (10 * RATE)
    kept = rows if seconds <= 10 or tail == 0 else rows[:len(rows) - 499 + (tail - 400) // 320 + 1]
    at = sorted({0, 1, len(kept) // 2, len(kept) - 1})
    return {'rows': len(kept), 'at': at, 'values': [round_all(kept[i]) for i in at], 'mean': round_all(kept.mean(0)), 'meanOfAll': round_all(rows.mean(0))}


def round_all(values):
    return [float(f'{value:.6g}') for value in values]


def make_waves():
    nets = {
        'wav2vec2-group': (Wav2Vec2Model(Wav2Vec2Config(num_hidden_layers=4, **SMALL, **GROUP)), True),
        'hubert-layer': (HubertModel(HubertConfig(num_hidden_layers=3, **SMALL, **LAYER)), True),
        'wavlm-group': (WavLMModel(WavLMConfig(num_hidden_layers=3, num_buckets=32, **SMALL, **GROUP)), False),
    }
    golden = {}
    for name, (model, normalise) in nets.items():
        model.eval()
        export(tool.WaveEncoder(model), name)
        golden[name] = {'normalise': normalise, 'states': model.config.num_hidden_layers + 1}
        for seconds in (4, 23):
            rows = merbench(model, speech(seconds), normalise)
            golden[name][f'{seconds}s'] = {choice: record(values, seconds) for choice, values in rows.items()}
    return golden


def make_affect():
    model = Wav2Vec2Model(Wav2Vec2Config(num_hidden_layers=2, **SMALL, **LAYER))
    module = tool.AffectEncoder(model, torch.nn.Linear(16, 16), torch.nn.Linear(16, 3)).eval()
    export(module, 'affect')
    values = Wav2Vec2FeatureExtractor(do_normalize=True)(speech(4), sampling_rate=RATE, return_tensors='pt').input_values
    with torch.no_grad():
        last, _, scores = module(values)
    return {'scores': round_all(scores[0].numpy()), 'mean': round_all(last[0].mean(0).numpy()), 'rows': last.shape[1]}


def make_whisper():
    model = WhisperModel(WhisperConfig(d_model=8, encoder_layers=3, decoder_layers=1, encoder_attention_heads=2, decoder_attention_heads=2,
                                       encoder_ffn_dim=8, decoder_ffn_dim=8, vocab_size=16, num_mel_bins=80, max_source_positions=1500,
                                       pad_token_id=0, bos_token_id=0, eos_token_id=0, decoder_start_token_id=1, attn_implementation='eager')).eval()
    export(tool.WhisperEncoder(model.encoder), 'whisper', half=True)
    model.encoder.load_state_dict({key: value.half().float() if value.numel() >= 1024 else value for key, value in model.encoder.state_dict().items()})
    golden = {'mel': {}}
    for bands in (80, 128):
        mel = WhisperFeatureExtractor(feature_size=bands)(speech(4), sampling_rate=RATE, return_tensors='np').input_features[0]
        at = [0, 1, 199, 399, 400, 401, 402, 2999]
        golden['mel'][bands] = {'at': at, 'values': [round_all(mel[::8, i]) for i in at]}
    mel = WhisperFeatureExtractor(feature_size=80)(speech(4), sampling_rate=RATE, return_tensors='pt').input_features
    with torch.no_grad():
        out = model.encoder(mel, output_hidden_states=True)
    rows = {'last': out.last_hidden_state[0], 'last-four-sum': torch.stack(out.hidden_states)[-4:].sum(0)[0]}
    for choice, values in rows.items():
        kept = values[:200].numpy()
        golden[choice] = {'rows': 200, 'at': [0, 99, 199], 'values': [round_all(kept[i]) for i in (0, 99, 199)], 'mean': round_all(kept.mean(0))}
    return golden


torch.manual_seed(7)
golden = {**make_waves(), 'affect': make_affect(), 'whisper': make_whisper()}
(HERE / 'encoders.json').write_text(json.dumps(golden, separators=(',', ':')) + '\n')
