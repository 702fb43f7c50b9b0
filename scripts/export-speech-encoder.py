#!/usr/bin/env python3
"""Writes a pretrained speech encoder as the ONNX file that affekt takes over with `affekt models import FILE --as ID`.

    python -m venv encoders && encoders/bin/pip install torch transformers onnx onnxruntime
    encoders/bin/python scripts/export-speech-encoder.py facebook/hubert-large-ll60k hubert-large.onnx --normalise yes

Inputs:  `input_values` [1, samples] of mono sound at 16 kHz; for Whisper `input_features` [1, 80 or 128, 3000].
Outputs: `last_hidden_state` [1, rows, D]; `hidden_states` [layers + 1, 1, rows, D], the last one being `last_hidden_state`;
         `logits` [1, 3] (arousal, dominance, valence) for audEERING's model.

CHECKPOINT is a name on the Hugging Face hub or a folder. `--normalise` says what affekt's card believes of the checkpoint's feature
extractor; a checkpoint that says something else is refused. The file is run once on sound of another length and compared with torch.
"""
import argparse
import hashlib
import os
import tempfile

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
RATE = 16_000
SECONDS = 3


def stack_states(out):
    """All hidden states, the last one behind the net's last normalisation, as transformers 4 gives them; version 5 leaves that out."""
    return torch.stack((*out.hidden_states[:-1], out.last_hidden_state))


class WaveEncoder(torch.nn.Module):
    """wav2vec 2.0, HuBERT, WavLM and their relatives."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_values):
        out = self.model(input_values, output_hidden_states=True)
        return out.last_hidden_state, stack_states(out)


class AffectEncoder(torch.nn.Module):
    """audEERING's wav2vec 2.0 with its regression on the mean of all rows."""

    def __init__(self, model, dense, projection):
        super().__init__()
        self.wave = WaveEncoder(model)
        self.dense = dense
        self.projection = projection

    def forward(self, input_values):
        last, states = self.wave(input_values)
        return last, states, self.projection(torch.tanh(self.dense(last.mean(dim=1))))


class WhisperEncoder(torch.nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, input_features):
        out = self.encoder(input_features, output_hidden_states=True)
        return out.last_hidden_state, stack_states(out)


def load(checkpoint):
    """Returns the module to export and whether its feature extractor normalises; None where the checkpoint does not say."""
    from transformers import AutoConfig, AutoFeatureExtractor, AutoModel

    config = AutoConfig.from_pretrained(checkpoint)
    if config.model_type == 'whisper':
        return WhisperEncoder(AutoModel.from_pretrained(checkpoint, attn_implementation='eager').float().encoder), None
    normalise = bool(AutoFeatureExtractor.from_pretrained(checkpoint).do_normalize)
    if any('SpeechClassification' in name or 'EmotionModel' in name for name in config.architectures or []):
        return load_affect(checkpoint, config), normalise
    return WaveEncoder(AutoModel.from_pretrained(checkpoint, attn_implementation='eager').float()), normalise


def load_affect(checkpoint, config):
    from transformers import Wav2Vec2Model
    from transformers.models.wav2vec2.modeling_wav2vec2 import Wav2Vec2PreTrainedModel

    class Checkpoint(Wav2Vec2PreTrainedModel):
        def __init__(self, config):
            super().__init__(config)
            self.wav2vec2 = Wav2Vec2Model(config)
            self.classifier = torch.nn.ModuleDict({
                'dense': torch.nn.Linear(config.hidden_size, config.hidden_size),
                'out_proj': torch.nn.Linear(config.hidden_size, config.num_labels),
            })
            self.post_init()

    model, info = Checkpoint.from_pretrained(checkpoint, attn_implementation='eager', output_loading_info=True)
    lacking = [key for key in info['missing_keys'] if 'parametrizations' not in key]
    if lacking:
        raise SystemExit(f'{checkpoint} has no weights for {", ".join(lacking)}')
    return AffectEncoder(model.wav2vec2.float(), model.classifier['dense'].float(), model.classifier['out_proj'].float())


def dummy_input(module, seconds):
    generator = torch.Generator().manual_seed(0)
    if isinstance(module, WhisperEncoder):
        config = module.encoder.config
        return torch.randn(1, config.num_mel_bins, 2 * config.max_source_positions, generator=generator)
    return torch.randn(1, int(seconds * RATE), generator=generator)


def export(module, path, half=False):
    """Writes one file, and returns the largest difference between it and torch."""
    module.eval()
    whisper = isinstance(module, WhisperEncoder)
    source = 'input_features' if whisper else 'input_values'
    outputs = ['last_hidden_state', 'hidden_states', 'logits']
    if not isinstance(module, AffectEncoder):
        outputs = outputs[:2]
    axes = {} if whisper else {source: {1: 'samples'}, 'last_hidden_state': {1: 'rows'}, 'hidden_states': {2: 'rows'}}
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        whole = os.path.join(folder, 'model.onnx')
        torch.onnx.export(module, (dummy_input(module, SECONDS),), whole, input_names=[source], output_names=outputs,
                          dynamic_axes=axes, opset_version=OPSET, dynamo=False)
        model = onnx.load(whole)
    if half:
        halve_weights(model)
    if model.ByteSize() >= 2**31:
        raise SystemExit('This model takes more than 2 GB, which one ONNX file cannot hold: give --half-weights.')
    onnx.save(model, path)
    return compare(module, path, source)


def halve_weights(model):
    """Stores large weights as 16-bit floats, and widens them when the file is loaded. Loses nothing where they were published as such."""
    casts = []
    for weight in list(model.graph.initializer):
        if weight.data_type != TensorProto.FLOAT or np.prod(weight.dims) < 1024:
            continue
        name = weight.name
        halved = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), f'{name}_half')
        model.graph.initializer.remove(weight)
        model.graph.initializer.append(halved)
        casts.append(helper.make_node('Cast', [halved.name], [name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)


def compare(module, path, source):
    values = dummy_input(module, 1.7 * SECONDS)
    with torch.no_grad():
        expected = module(values)
    session = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider'])
    given = session.run(None, {source: values.numpy()})
    return max(float(np.abs(a - b.numpy()).max()) for a, b in zip(given, expected, strict=True))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint')
    parser.add_argument('out')
    parser.add_argument('--normalise', choices=['yes', 'no'], help='what the card says of the feature extractor')
    parser.add_argument('--half-weights', action='store_true', help='store weights as 16-bit floats')
    options = parser.parse_args()
    module, normalise = load(options.checkpoint)
    if options.normalise is not None and normalise is not None and normalise != (options.normalise == 'yes'):
        raise SystemExit(f'{options.checkpoint} says do_normalize={normalise}, and the card believes otherwise. Please report it.')
    difference = export(module, options.out, options.half_weights)
    with open(options.out, 'rb') as file:
        digest = hashlib.file_digest(file, 'sha256').hexdigest()
    print(f'{options.out}: {os.path.getsize(options.out)} bytes, sha256 {digest}, at most {difference:.2g} from torch')


if __name__ == '__main__':
    main()
