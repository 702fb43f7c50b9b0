"""Makes a little Whisper net with random weights in the layouts of the Hub's ONNX folders, and whisper.json: what transformers makes of it.

torch 2.13, transformers 5.18, onnx 1.23: python make-whisper.py
The greedy loop is written out here; which tokens are allowed is told by transformers' own logits processors.
"""
import json
from pathlib import Path

import numpy
import onnx
import torch
from onnx import TensorProto, helper
from transformers import WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration
from transformers.cache_utils import DynamicCache, EncoderDecoderCache
from transformers.generation.logits_process import SuppressTokensAtBeginLogitsProcessor, SuppressTokensLogitsProcessor, WhisperTimeStampLogitsProcessor

torch.set_num_threads(1)
HERE = Path(__file__).parent
END, START, TRANSCRIBE, NO_SPEECH, NO_TIMES, TIMES = 100, 101, 106, 109, 110, 111
LANGUAGES = {'<|en|>': 102, '<|zh|>': 103, '<|de|>': 104}
SUPPRESSED, SUPPRESSED_FIRST = [1, 2, 7, 101, 105, 107, 108, 109], [32, 100]
LATEST_START = 25
SAMPLES = 32_000
LAYERS = 2
SEED = 3
CASES = [(2.0, 150, None), (2.0, 400, None), (1.3, 220, 'zh'), (0.7, 90, 'de'), (2.0, 700, 'en')]


def make_model(seed):
    torch.manual_seed(seed)
    config = WhisperConfig(
        vocab_size=TIMES + 101, d_model=16, encoder_layers=1, decoder_layers=LAYERS, encoder_attention_heads=2, decoder_attention_heads=2,
        encoder_ffn_dim=32, decoder_ffn_dim=32, max_source_positions=100, max_target_positions=64, num_mel_bins=80,
        decoder_start_token_id=START, eos_token_id=END, pad_token_id=END, bos_token_id=END, suppress_tokens=None, begin_suppress_tokens=None, attn_implementation='eager',
    )
    model = WhisperForConditionalGeneration(config).eval()
    for name, weight in model.named_parameters():
        if 'embed_positions' in name and 'encoder' in name:
            continue
        if weight.dim() > 1:
            torch.nn.init.normal_(weight, std=0.6)
    return model


def decode(model, features, language):
    generation = model.generation_config
    generation.no_timestamps_token_id, generation.max_initial_timestamp_index, generation.eos_token_id, generation.bos_token_id = NO_TIMES, LATEST_START, END, END
    states = model.model.encoder(features).last_hidden_state
    first = model(encoder_outputs=(states,), decoder_input_ids=torch.tensor([[START]])).logits[0, -1]
    spoken = language or max(LANGUAGES, key=lambda token: first[LANGUAGES[token]].item())
    ids = [START, LANGUAGES[spoken], TRANSCRIBE]
    begin = len(ids)
    rules = [
        SuppressTokensLogitsProcessor(SUPPRESSED),
        SuppressTokensAtBeginLogitsProcessor(SUPPRESSED_FIRST, begin),
        WhisperTimeStampLogitsProcessor(generation, begin_index=begin),
    ]
    total = 0.0
    while len(ids) < model.config.max_target_positions:
        sequence = torch.tensor([ids])
        scores = model(encoder_outputs=(states,), decoder_input_ids=sequence).logits[:, -1]
        for rule in rules:
            scores = rule(sequence, scores)
        chosen = scores[0].argmax().item()
        total += torch.log_softmax(scores[0], -1)[chosen].item()
        if chosen == END:
            break
        ids.append(chosen)
    said = ids[begin:]
    return {'language': spoken.strip('<|>'), 'ids': said, 'meanLogProbability': total / (len(said) + 1), 'noSpeech': torch.softmax(first, -1)[NO_SPEECH].item()}


class Encoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder = model.model.encoder

    def forward(self, input_features):
        return self.encoder(input_features).last_hidden_state


def flatten(cache):
    own, cross = cache.self_attention_cache.layers, cache.cross_attention_cache.layers
    return [tensor for i in range(LAYERS) for tensor in (own[i].keys, own[i].values, cross[i].keys, cross[i].values)]


class First(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, encoder_hidden_states):
        cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
        out = self.model.model.decoder(input_ids=input_ids, encoder_hidden_states=encoder_hidden_states, past_key_values=cache, use_cache=True)
        return (self.model.proj_out(out.last_hidden_state), *flatten(out.past_key_values))


class Next(First):
    def forward(self, input_ids, encoder_hidden_states, *past):
        own, cross = DynamicCache(), DynamicCache()
        for i in range(LAYERS):
            own.update(past[4 * i], past[4 * i + 1], i)
            cross.update(past[4 * i + 2], past[4 * i + 3], i)
        cache = EncoderDecoderCache(own, cross)
        for i in range(LAYERS):
            cache.is_updated[i] = True
        out = self.model.model.decoder(input_ids=input_ids, encoder_hidden_states=encoder_hidden_states, past_key_values=cache, use_cache=True)
        tensors = flatten(out.past_key_values)
        return (self.model.proj_out(out.last_hidden_state), *[tensor for i, tensor in enumerate(tensors) if i % 4 < 2])


def names(kind, parts=('decoder', 'encoder')):
    return [f'{kind}.{i}.{part}.{which}' for i in range(LAYERS) for part in parts for which in ('key', 'value')]


def export(module, args, path, inputs, outputs, dynamic):
    with torch.no_grad():
        torch.onnx.export(module, args, path, input_names=inputs, output_names=outputs, dynamic_axes=dynamic, opset_version=17, dynamo=False)


def export_all(model):
    states = torch.randn(1, 100, 16)
    export(Encoder(model), (torch.randn(1, 80, 200),), HERE / 'net' / 'encoder_model.onnx', ['input_features'], ['last_hidden_state'], None)
    free = {name: {2: 'past'} for name in names('past_key_values', ['decoder'])} | {name: {2: 'all'} for name in names('present', ['decoder'])}
    axes = {'input_ids': {1: 'length'}, 'logits': {1: 'length'}, **free}
    first = First(model)
    ids = torch.tensor([[START, 102]])
    export(first, (ids, states), HERE / 'net' / 'decoder_model.onnx', ['input_ids', 'encoder_hidden_states'], ['logits', *names('present')], axes)
    past = [tensor.detach() for tensor in first(ids, states)[1:]]
    export(Next(model), (torch.tensor([[TRANSCRIBE, TIMES]]), states, *past), HERE / 'net' / 'decoder_with_past_model.onnx',
           ['input_ids', 'encoder_hidden_states', *names('past_key_values')], ['logits', *names('present', ['decoder'])], axes)


def merge():
    """One graph of both decoders, as Optimum merges them: `use_cache_branch` chooses."""
    first, following = (onnx.load(HERE / 'net' / f'{name}.onnx') for name in ('decoder_model', 'decoder_with_past_model'))
    outputs = [output.name for output in first.graph.output]
    initializers, branches = {}, []
    for prefix, model in (('first', first), ('next', following)):
        graph = model.graph
        kept = {port.name for port in graph.input}
        shared = {}
        for initializer in graph.initializer:  # Each weight once
            key = (initializer.data_type, tuple(initializer.dims), initializer.raw_data)
            shared[initializer.name] = initializers.setdefault(key, initializer).name 
        renamed = lambda name: name if name in kept or name == '' else shared.get(name, f'{prefix}/{name}')
        for node in graph.node:
            node.input[:] = [renamed(name) for name in node.input]
            node.output[:] = [renamed(name) for name in node.output]
        has = {output.name for output in graph.output}
        nodes = list(graph.node)
        for name in outputs:
            source = renamed(name) if name in has else name.replace('present', 'past_key_values')
            nodes.append(helper.make_node('Identity', [source], [f'{prefix}/out/{name}']))
        ports = [helper.make_tensor_value_info(f'{prefix}/out/{name}', TensorProto.FLOAT, None) for name in outputs]
        branches.append(helper.make_graph(nodes, prefix, [], ports))
    chosen = helper.make_node('If', ['use_cache_branch'], outputs, then_branch=branches[1], else_branch=branches[0])
    ports = [helper.make_tensor_value_info('use_cache_branch', TensorProto.BOOL, [1])]
    ports += [helper.make_tensor_value_info(port.name, port.type.tensor_type.elem_type, ['batch', 'length'] if port.name == 'input_ids' else ['batch', 100, 16] if port.name == 'encoder_hidden_states' else ['batch', 2, 'heard' if '.encoder.' in port.name else 'past', 8]) for port in {port.name: port for model in (following, first) for port in model.graph.input}.values()]
    results = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ['batch', 'length', TIMES + 101] if name == 'logits' else ['batch', 2, 'known' if '.encoder.' in name else 'all', 8]) for name in outputs]
    graph = helper.make_graph([chosen], 'merged', ports, results, list(initializers.values()))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], ir_version=8)
    onnx.save(model, HERE / 'decoder_model_merged.onnx')


def without_names(path):
    model = onnx.load(path)
    for node in model.graph.node:
        node.ClearField('name')
    model.ClearField('metadata_props')
    onnx.save(model, path)


def vocabulary():
    """Tokens 0..99: blanks with letters, letters, and the bytes of two Chinese characters one by one, in GPT-2's spelling of bytes."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    spelling = {byte: chr(byte) for byte in printable} | {byte: chr(256 + i) for i, byte in enumerate(others)}
    texts = [f' {chr(97 + i)}'.encode() for i in range(26)] + [bytes([97 + i]) for i in range(26)] + [bytes([byte]) for byte in '你好'.encode()] + [b'.', b',']
    texts += [f' word{i}'.encode() for i in range(100 - len(texts))]
    return {''.join(spelling[byte] for byte in text): i for i, text in enumerate(texts)}


def speech(seconds, pitch):
    """A sweep that trills. Told in closed form, so that the test can make it again."""
    t = numpy.arange(round(seconds * 16_000)) / 16_000
    return (0.4 * numpy.sin(2 * numpy.pi * (pitch * t + 40 * t * t)) * (1 + numpy.sin(2 * numpy.pi * 5 * t)) / 2).astype(numpy.float32)


def write(name, content):
    (HERE / name).write_text(json.dumps(content, ensure_ascii=False, separators=(',', ':')) + '\n')


if __name__ == '__main__':
    (HERE / 'net').mkdir(exist_ok=True)
    model = make_model(SEED)
    extractor = WhisperFeatureExtractor(feature_size=80, chunk_length=2)
    cases = []
    for seconds, pitch, language in CASES:
        features = extractor(speech(seconds, pitch), sampling_rate=16_000, return_tensors='pt').input_features
        with torch.no_grad():
            cases.append({'seconds': seconds, 'pitch': pitch, 'asked': language, **decode(model, features, language and f'<|{language}|>')})
        print(cases[-1])
    write('whisper.json', cases)
    config = {'max_target_positions': 64, 'num_mel_bins': 80, 'decoder_layers': LAYERS, 'decoder_attention_heads': 2, 'd_model': 16}
    write('net/config.json', config)
    write('net/generation_config.json', {
        'decoder_start_token_id': START, 'eos_token_id': END, 'no_timestamps_token_id': NO_TIMES, 'lang_to_id': LANGUAGES, 'task_to_id': {'transcribe': TRANSCRIBE, 'translate': 105},
        'suppress_tokens': SUPPRESSED, 'begin_suppress_tokens': SUPPRESSED_FIRST, 'max_initial_timestamp_index': LATEST_START,
    })
    write('net/preprocessor_config.json', {'n_samples': SAMPLES, 'sampling_rate': 16_000, 'hop_length': 160, 'feature_size': 80})
    write('net/tokenizer.json', {'model': {'type': 'BPE', 'vocab': vocabulary()}})
    export_all(model)
    merge()
    for path in [*HERE.glob('net/*.onnx'), *HERE.glob('*.onnx')]:
        without_names(path)
