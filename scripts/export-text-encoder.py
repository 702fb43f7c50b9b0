#!/usr/bin/env python3
"""Writes a pretrained text encoder and its tokeniser as the one ONNX file that affekt takes over with `affekt models import FILE --as ID`.

    python -m venv encoders && encoders/bin/pip install torch transformers onnx onnxruntime sentencepiece
    encoders/bin/python scripts/export-text-encoder.py hfl/chinese-macbert-base chinese-macbert-base.onnx

Inputs:  `input_ids` and `attention_mask` [batch, tokens], 64-bit integers.
Outputs: `last_hidden_state` [batch, tokens, D]; `hidden_states` [4, batch, tokens, D], the last four, the last one being `last_hidden_state`.
Notes in the file (ONNX metadata): `affekt.tokenizer` (tokenizer.json), `affekt.tokenizer_config`, `affekt.checkpoint`, and `affekt.probes`,
the tokens that the tokeniser makes of some sentences: affekt compares them with its own before it uses the file.

CHECKPOINT is a name on the Hugging Face hub or a folder. BERT, RoBERTa, XLM-R, MPNet, ELECTRA, DeBERTa, ALBERT and their relatives.
The file is run once on sentences of other lengths and compared with torch.
"""
import argparse
import hashlib
import json
import os
import tempfile

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
SUMMED = 4
PROBES = [
    'I am so happy to see you again!', 'Don’t worry, it’s fine…', 'Ça va très bien, merci. Über die Straße.', '今天天气真好，我们出去走走吧。', '我很 happy，really？',
    '他说：“别走！”', '日本語のテキスト', '한국어 문장', 'Ελληνικά ΣΑΣ', 'Привет, как дела?', '１２３ ①½ ﬁ', 'cafe\u0301 A\u030a', '😀👍🏽 👨\u200d👩\u200d👧', 'a\u200bb\u00a0c\u3000d',
    'tab\tline\nend ', '$100 + 5% = ^_^', 'x' * 120, '𠀀𠮷',
]


class Encoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask):
        out = self.model(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
        return out.last_hidden_state, torch.stack((*out.hidden_states[-SUMMED:-1], out.last_hidden_state))


def load(checkpoint):
    """Returns the module to export, and its tokeniser."""
    from transformers import AutoModel, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(checkpoint)
        model = AutoModel.from_pretrained(checkpoint, attn_implementation='eager').float().eval()
    except (OSError, ValueError) as error:
        raise SystemExit(f'{checkpoint} cannot be loaded: {str(error).splitlines()[0]}') from None
    if not tokenizer.is_fast:
        raise SystemExit(f'{checkpoint} has no tokenizer.json, and transformers cannot make one.')
    if not model.config.vocab_size / 2 < len(tokenizer) <= model.config.vocab_size:
        raise SystemExit(f'{checkpoint} has a tokeniser of {len(tokenizer)} tokens, and a net for {model.config.vocab_size}: its files do not belong together, or some are missing.')
    if model.config.num_hidden_layers < SUMMED:
        raise SystemExit(f'{checkpoint} has {model.config.num_hidden_layers} layers, and {SUMMED} are summed.')
    return Encoder(model), tokenizer


def notes_of(tokenizer, checkpoint):
    """What affekt must know beside the net: the tokeniser's own two files, and tokens that it makes."""
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.no_truncation()
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.save_pretrained(folder)
        with open(os.path.join(folder, 'tokenizer_config.json'), encoding='utf8') as file:
            config = json.load(file)
    encodings = [tokenizer.backend_tokenizer.encode(text) for text in PROBES]
    return {
        'affekt.checkpoint': checkpoint,
        'affekt.tokenizer': tokenizer.backend_tokenizer.to_str(),
        'affekt.tokenizer_config': json.dumps(config, ensure_ascii=False),
        'affekt.probes': json.dumps([{'text': text, 'ids': each.ids, 'special': each.special_tokens_mask} for text, each in zip(PROBES, encodings)], ensure_ascii=False),
    }


def dummy_input(module, sizes):
    """A batch of made-up sentences of these lengths, filled up on the right."""
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(5, module.model.config.vocab_size, (len(sizes), max(sizes)), generator=generator)
    mask = (torch.arange(max(sizes)) < torch.tensor(sizes)[:, None]).long()
    return torch.where(mask == 1, ids, module.model.config.pad_token_id or 0), mask


def export(module, path, notes, half=False):
    """Writes one file, and returns the largest difference between it and torch."""
    module.eval()
    axes = {0: 'batch', 1: 'tokens'}
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        whole = os.path.join(folder, 'model.onnx')
        torch.onnx.export(module, dummy_input(module, [7, 4]), whole, input_names=['input_ids', 'attention_mask'], output_names=['last_hidden_state', 'hidden_states'],
                          dynamic_axes={'input_ids': axes, 'attention_mask': axes, 'last_hidden_state': axes, 'hidden_states': {1: 'batch', 2: 'tokens'}},
                          opset_version=OPSET, dynamo=False)
        model = onnx.load(whole)
    if half:
        halve_weights(model)
    helper.set_model_props(model, notes)
    if model.ByteSize() >= 2**31:
        raise SystemExit('This model takes more than 2 GB, which one ONNX file cannot hold: give --half-weights.')
    onnx.save(model, path)
    return compare(module, path)


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


def compare(module, path):
    """The largest difference between torch and the file for sentences of several lengths, one by one in torch and as one batch in the file."""
    session = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider'])
    sizes = [1, 12, 31]
    ids, mask = dummy_input(module, sizes)
    last, states = session.run(None, {'input_ids': ids.numpy(), 'attention_mask': mask.numpy()})
    worst = 0.0
    for i, size in enumerate(sizes):
        with torch.no_grad():
            one_last, one_states = module(ids[i:i + 1, :size], mask[i:i + 1, :size])
        worst = max(worst, float(np.abs(last[i, :size] - one_last[0].numpy()).max()), float(np.abs(states[:, i, :size] - one_states[:, 0].numpy()).max()))
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint')
    parser.add_argument('out')
    parser.add_argument('--half-weights', action='store_true', help='store weights as 16-bit floats')
    options = parser.parse_args()
    module, tokenizer = load(options.checkpoint)
    difference = export(module, options.out, notes_of(tokenizer, options.checkpoint), options.half_weights)
    with open(options.out, 'rb') as file:
        digest = hashlib.file_digest(file, 'sha256').hexdigest()
    print(f'{options.out}: {os.path.getsize(options.out)} bytes, sha256 {digest}, at most {difference:.2g} from torch')


if __name__ == '__main__':
    main()
