"""A net of the size of BERT base with random weights, in PyTorch: the peer of text-encoder.bench.ts.

    text-encoder.py ONNX THREADS

Writes the same net with scripts/export-text-encoder.py to ONNX, and a line `{"torch": …}`. Then reads lines, each a list of batches of texts in JSON, and
answers each with the seconds and the processor's seconds that tokenising them and the sum of the last four states took, and how many tokens there were.
"""
import importlib.util
import json
import sys
import time
from pathlib import Path

import torch
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

TOP = Path(__file__).parents[3]
spec = importlib.util.spec_from_file_location('tool', TOP / 'scripts/export-text-encoder.py')
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)

path, threads = sys.argv[1], int(sys.argv[2])
torch.set_num_threads(threads)
torch.manual_seed(1)
file = str(TOP / 'test/extractors/text/encoders/golden/bert-cased.json')
tokenizer = PreTrainedTokenizerFast(tokenizer_file=file, cls_token='[CLS]', sep_token='[SEP]', pad_token='[PAD]', unk_token='[UNK]', mask_token='[MASK]')
model = BertModel(BertConfig(vocab_size=21128, attn_implementation='sdpa')).eval()
eager = BertModel(BertConfig(vocab_size=21128, attn_implementation='eager')).eval()
eager.load_state_dict(model.state_dict())
tool.export(tool.Encoder(eager), path, tool.notes_of(tokenizer, 'random'))
del eager
print(json.dumps({'torch': torch.__version__}), flush=True)

for line in sys.stdin:
    start, processor, tokens = time.perf_counter(), time.process_time(), 0
    for texts in json.loads(line):
        inputs = tokenizer(texts, return_tensors='pt', padding=True, truncation=True, max_length=512, return_token_type_ids=False)
        with torch.inference_mode():
            states = torch.stack(model(**inputs, output_hidden_states=True).hidden_states[-4:]).sum(0)
        tokens += int(inputs['attention_mask'].sum()) - 2 * len(texts)
    print(json.dumps({'seconds': time.perf_counter() - start, 'cpu': time.process_time() - processor, 'tokens': tokens, 'sum': float(states.double().sum())}), flush=True)
