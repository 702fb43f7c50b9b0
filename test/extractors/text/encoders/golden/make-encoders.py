"""Makes tiny text encoders with random weights and small tokenisers, and what MERBench's recipe gives with them in torch.

    pip install torch transformers tokenizers sentencepiece onnx onnxruntime; python make-encoders.py

Recorded with torch 2.13, transformers 5.18, tokenizers 0.23, sentencepiece 0.2.2, onnx 1.23. The graphs come from the user's export tool,
scripts/export-text-encoder.py. Another run gives other tokenisers: the trainers break ties by chance.
"""
import importlib.util
import io
import json
import tempfile
import unicodedata
from pathlib import Path

import onnx
import sentencepiece
import torch
from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (BertConfig, BertModel, MPNetConfig, MPNetModel, PreTrainedTokenizerFast, RobertaConfig, RobertaModel, XLMRobertaConfig,
                          XLMRobertaModel)

HERE = Path(__file__).parent
spec = importlib.util.spec_from_file_location('tool', HERE / '../../../../../scripts/export-text-encoder.py')
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)

CORPUS = [
    '今天天气真好，我们出去走走吧。', '你怎么了？我很担心你。', '他生气了！别惹他，快走。', '我好高兴，终于见到你了。', '这件事让我很难过，也很失望。',
    'I am so happy to see you again, my dear friend.', 'What are you doing here? Leave me alone!', 'He was surprised and a little worried about the results.',
    'The weather is lovely today; shall we take a walk?', "Nothing is wrong, I'm fine, don't worry.", 'This makes me sad and disappointed, really.',
    'Ça va très bien, merci.', "C'était un été étonnant.", 'Über die Straße läuft ein Bär.', 'σας ς Σ',
] * 3
HOSTILE = [
    '', ' ', '\n\t ', 'Hello', '  two  spaces  here ', '今天天气真好', '我很happy，really！', "Ça va, c'était un ÉTÉ étonnant", 'STRASSE Straße ẞ',
    'naïve café coöperate', 'cafe\u0301 e\u0301te\u0301 n\u0303', "I'm can't won't they'll we've 'd", 'don’t “quote” — dash… \'single\'', '😀',
    'I am so happy 😀😀 today', '👨\u200d👩\u200d👧\u200d👦 family', '👍🏽 skin 🇨🇳🇫🇷', 'a\u200bb zero\u200dwidth\ufeffbom', 'ｆｕｌｌ　ｗｉｄｔｈ　１２３', '１２３ ①②③ ½ ² ㎏ ﬁ ﬂ',
    '한국어 문장 \u1112\u1161\u11ab', '日本語のテキスト、ｶﾀｶﾅ ガ', '你好𠀀𠮷世界', 'العربية نَصٌّ', 'עִבְרִית', 'हिन्दी क्षत्रिय', 'ไทยภาษา', 'İstanbul ıI', 'ΑΣ Σίσυφος ΣΑΣ', 'ǅ Ǆ ǆ', 'x' * 120,
    'friend' * 20, '[CLS] [SEP] [MASK] <s> </s> <mask> [UNK] <unk>', 'a[SEP]b <mask>  c', '$100 + 5% = £3 ^_^ `tick` ~ |', '... !!! ??? 。。。！！',
    'tab\tnew\nline\r\nend', '\u00a0nbsp\u00a0\u2003em\u3000ide', '\u0000nul\u0007bell\u007fdel', '\ufffd replacement', 'Z\u0351\u036b\u0343\u0300a\u034f\u0334l', 'ﷺ Ａ～Ｂ 〜',
    '12345678901234567890 1,234.56 3:30 a.m.', 'http://example.com/?q=1&b=2#x user@mail.com C++', '\ufeffBOM first', 'end with space ', '混合text和中文，以及English。',
    '\u0301leading mark', '1\ufe0f\u20e3 keycap Ⅷ ㈱', '▁under ▁▁ ▁', 'line\u2028sep\u2029para\u0085nel', '\u202eRTL\u202c A\u030a Å \u212b', '🧑\u200d💻 dev', 'tag \ue000 private',
]
SAID = ['今天天气真好', 'I am so happy to see you again!', '我很happy，really？', 'Ça va très bien.', '你', 'a b', '[SEP] I', '😀']
LONG = 'I am so happy, 我好高兴 ' * 12
LONGEST = 40


def word_piece(specials, is_lower):
    tokenizer = Tokenizer(models.WordPiece(unk_token=specials['unk']))
    tokenizer.normalizer = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=is_lower)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(CORPUS, trainers.WordPieceTrainer(vocab_size=330, special_tokens=list(specials.values()), show_progress=False))
    tokenizer.decoder = decoders.WordPiece()
    cls, sep = specials['cls'], specials['sep']
    tokenizer.post_processor = processors.TemplateProcessing(single=f'{cls} $A {sep}', pair=f'{cls} $A {sep} $B:1 {sep}:1', special_tokens=[(each, tokenizer.token_to_id(each)) for each in (cls, sep)])
    return tokenizer


def byte_pairs():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=420, special_tokens=['<s>', '<pad>', '</s>', '<unk>'], initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False))
    tokenizer.add_special_tokens([AddedToken('<mask>', lstrip=True, special=True)])
    tokenizer.post_processor = processors.RobertaProcessing(('</s>', 2), ('<s>', 0), trim_offsets=True, add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def write_rules(path):
    """The rules of nmt_nfkc for the characters of this file: the whole map takes 300 kB."""
    rules = {}
    for text in CORPUS + HOSTILE + SAID + [LONG] + tool.PROBES:
        for i, char in enumerate(text):
            for size in (1, 2, 3):
                piece = text[i:i + size]
                plain = unicodedata.normalize('NFKC', piece)
                if len(piece) == size and plain != piece and (size == 1 or len(plain) < size and unicodedata.combining(piece[-1])) and '～' not in piece:
                    rules[piece] = plain
            if unicodedata.category(char) == 'Cc':
                rules[char] = ' ' if char in '\t\n\r' else ''
            if char in '\u200b\u200e\u200f\u2028\u2029\u3000\u00a0\u2003\ufeff\ufffd':
                rules[char] = ' '
    rules.pop('\u0085', None)
    rules.pop('\0', None)
    hexes = lambda text: ' '.join(f'{ord(char):X}' for char in text)
    path.write_text(''.join(f'{hexes(source)}\t{hexes(target)}\n' for source, target in sorted(rules.items())))


def unigram(is_new):
    """XLM-R's tokeniser in the two forms in which it is found."""
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        write_rules(Path(folder, 'rules.tsv'))
        sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(CORPUS), model_writer=out, vocab_size=240, model_type='unigram', character_coverage=1.0, normalization_rule_tsv=str(Path(folder, 'rules.tsv')),
                                                 bos_id=-1, eos_id=-1, pad_id=-1, unk_id=0, minloglevel=2, hard_vocab_limit=False, num_threads=1)
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(out.getvalue())
    pieces = [(each.piece, round(each.score, 4)) for each in model.pieces[1:]]
    tokenizer = Tokenizer(models.Unigram([('<s>', 0.0), ('<pad>', 0.0), ('</s>', 0.0), ('<unk>', 0.0), *pieces, ('<mask>', 0.0)], 3))
    charsmap = normalizers.Precompiled(model.normalizer_spec.precompiled_charsmap)
    metaspace = pre_tokenizers.Metaspace(replacement='▁', prepend_scheme='always')
    if is_new:
        tokenizer.normalizer = normalizers.Sequence([charsmap, normalizers.Strip(left=False, right=True), normalizers.Replace(Regex(' {2,}'), '▁')])
        tokenizer.pre_tokenizer = metaspace
    else:
        tokenizer.normalizer = charsmap
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), metaspace])
    tokenizer.add_special_tokens([AddedToken(each, special=True) for each in ('<s>', '<pad>', '</s>', '<unk>')])
    tokenizer.add_special_tokens([AddedToken('<mask>', lstrip=True, special=True)])
    tokenizer.post_processor = processors.TemplateProcessing(single='<s> $A </s>', pair='<s> $A </s> </s> $B </s>', special_tokens=[('<s>', 0), ('</s>', 2)])
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


BERT = dict(pad='[PAD]', unk='[UNK]', cls='[CLS]', sep='[SEP]', mask='[MASK]')
MPNET = dict(cls='<s>', pad='<pad>', sep='</s>', unk='[UNK]', mask='<mask>')
TOKENIZERS = {'bert': word_piece(BERT, True), 'bert-cased': word_piece(BERT, False), 'mpnet': word_piece(MPNET, True), 'roberta': byte_pairs(), 'xlmr': unigram(False), 'xlmr-new': unigram(True)}


def round_all(values):
    return [float(f'{value:.6g}') for value in values]


def in_units(text, offsets):
    """Positions counted in UTF-16 units, as JavaScript counts."""
    at = [0]
    for char in text:
        at.append(at[-1] + (2 if ord(char) > 0xffff else 1))
    return [[at[start], at[end]] for start, end in offsets]


def make_tokens(name):
    rows = []
    for text in HOSTILE:
        encoding = TOKENIZERS[name].encode(text)
        inside = [i for i, special in enumerate(encoding.special_tokens_mask) if not special]
        rows.append({'text': text, 'ids': encoding.ids, 'special': encoding.special_tokens_mask, 'offsets': in_units(text, [encoding.offsets[i] for i in inside])})
    return rows


def ends_of(tokenizer):
    """MERBench's way: how many tokens to leave out at both ends, by a sentence that comes back when they are."""
    sentence = 'so happy'
    ids = tokenizer(sentence)['input_ids']
    for start in range(3):
        for end in range(3):
            if tokenizer.decode(ids[start:len(ids) - end]).replace(' ', '') == sentence.replace(' ', ''):
                return start, end
    raise AssertionError(ids)


def merbench(model, tokenizer, text):
    start, end = ends_of(tokenizer)
    inputs = tokenizer(text, return_tensors='pt', truncation=True, max_length=LONGEST, return_token_type_ids=False)
    with torch.no_grad():
        states = torch.stack(model(**inputs, output_hidden_states=True).hidden_states)
    count = inputs['input_ids'].shape[1] - end
    rows = {'last': states[-1][0, start:count].numpy(), 'last-four-sum': states[[-4, -3, -2, -1]].sum(0)[0, start:count].numpy()}
    return {'text': text, 'ids': inputs['input_ids'][0].tolist(), **{layers: {'first': round_all(values[0]), 'mean': round_all(values.mean(0))} for layers, values in rows.items()}}


def make_net(name, model, specials):
    """Exports as the tool does, and leaves out the names of nodes, which are half of so small a file."""
    model.eval()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=TOKENIZERS[name], **{f'{key}_token': value for key, value in specials.items()})
    path = HERE / f'{name}.onnx'
    print(name, tool.export(tool.Encoder(model), str(path), tool.notes_of(tokenizer, f'tiny/{name}')))
    graph = onnx.load(path)
    for node in graph.graph.node:
        node.ClearField('name')
    onnx.save(graph, path)
    return [merbench(model, tokenizer, text) for text in [*SAID, LONG]]


torch.manual_seed(11)
SMALL = dict(hidden_size=16, num_hidden_layers=5, num_attention_heads=2, intermediate_size=16, attn_implementation='eager')
ROBERTA = dict(max_position_embeddings=LONGEST + 2, pad_token_id=1, bos_token_id=0, eos_token_id=2, **SMALL)
XLMR = dict(cls='<s>', pad='<pad>', sep='</s>', unk='<unk>', mask='<mask>')
nets = {
    'bert': make_net('bert', BertModel(BertConfig(vocab_size=330, max_position_embeddings=LONGEST, **SMALL)), BERT),
    'roberta': make_net('roberta', RobertaModel(RobertaConfig(vocab_size=421, **ROBERTA)), XLMR),
    'xlmr': make_net('xlmr', XLMRobertaModel(XLMRobertaConfig(vocab_size=250, **ROBERTA)), XLMR),
    'mpnet': make_net('mpnet', MPNetModel(MPNetConfig(vocab_size=330, **ROBERTA)), MPNET),
}
for name in ('bert-cased', 'xlmr-new'):
    (HERE / f'{name}.json').write_text(json.dumps(json.loads(TOKENIZERS[name].to_str()), ensure_ascii=False, separators=(',', ':')) + '\n')
(HERE / 'tokens.json').write_text(json.dumps({name: make_tokens(name) for name in TOKENIZERS}, separators=(',', ':')) + '\n')
(HERE / 'nets.json').write_text(json.dumps(nets, separators=(',', ':')) + '\n')
