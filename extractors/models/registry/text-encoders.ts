import type { TextEncoderCard } from '../../text/encoders/text-encoder-card.ts';

const HUB = 'https://huggingface.co';
const UNSEEN = 'The checkpoint was not at hand: widths, layers and the longest text are as published. Its tokeniser is compared with the original whenever the file is opened.';
const LICENCE_FROM_MEMORY = 'The licences, which are from memory.';
/** Positions that BERT and its relatives have learned. */
const LONGEST = 512;

type Facts = Pick<TextEncoderCard, 'title' | 'trainedOn' | 'licence' | 'quality'> & { readonly paper: string; readonly unverified?: readonly string[] };

interface Net {
  readonly layers: number;
  readonly dimensions: number;
  /** Weights are stored in 16 bits: the file would be larger than ONNX allows. */
  readonly half?: boolean;
}

const BASE = { layers: 12, dimensions: 768 } as const;
const LARGE = { layers: 24, dimensions: 1024 } as const;

function textCard(checkpoint: string, { paper, unverified = [], title, ...facts }: Facts, { layers, dimensions, half = false }: Net): TextEncoderCard {
  const name = checkpoint.split('/').at(-1)!;
  return {
    ...facts,
    title: `${title}, ${layers} layers, ${dimensions} values a token`,
    task: 'text-encoder',
    file: { exported: `${name}.onnx`, command: `python scripts/export-text-encoder.py ${checkpoint} ${name}.onnx${half ? ' --half-weights' : ''}` },
    input: { name: 'input_ids', layout: 'tokens' },
    output: { names: ['last_hidden_state', 'hidden_states'] },
    source: `${HUB}/${checkpoint}; ${paper}`,
    unverified: [UNSEEN, ...unverified, LICENCE_FROM_MEMORY],
    text: { checkpoint, longest: LONGEST, dimensions, layers: ['last', 'last-four-sum'] },
  };
}

const APACHE = { code: 'Apache-2.0', weights: 'Apache-2.0', commercial: 'yes' } as const;
const MIT = { code: 'MIT', weights: 'MIT', commercial: 'yes' } as const;
const UNKNOWN = { code: 'not stated', weights: 'not stated', commercial: 'unclear' } as const;
const NOT_MEASURED = 'Not measured by us.';
const HFL = 'Chinese Wikipedia, news, encyclopaedias and questions (5.4 billion words, HFL)';

/** A Chinese encoder of the tables of MER2023. */
function chineseCard(checkpoint: string, net: Net, { title, paper, semi, trainedOn = HFL, licence = APACHE, unverified = [] }: { title: string; paper: string; semi?: string; trainedOn?: string; licence?: TextEncoderCard['licence']; unverified?: readonly string[] }): TextEncoderCard {
  const quality = semi === undefined ? NOT_MEASURED : `MER-SEMI 2023: weighted F1 ${semi} %, sum of the last four layers, as the organisers state (arXiv:2304.08981, table 2).`;
  return textCard(checkpoint, { title: `${title} (Chinese)`, trainedOn: [trainedOn], licence, quality, paper, unverified }, net);
}

const BERT_PAPER = 'Devlin et al. 2018, arXiv:1810.04805';
const MACBERT_PAPER = 'Cui et al. 2020, arXiv:2004.13922';
const WWM_PAPER = 'Cui et al. 2019, arXiv:1906.08101';
const ROBERTA_FACTS = { licence: MIT, trainedOn: ['BookCorpus, English Wikipedia, news and pages of the web (160 GB)'], quality: NOT_MEASURED, paper: 'Liu et al. 2019, arXiv:1907.11692' } as const;
const BERT_FACTS = { licence: APACHE, trainedOn: ['BookCorpus, English Wikipedia'], quality: NOT_MEASURED, paper: BERT_PAPER } as const;
const XLMR_FACTS = { licence: MIT, trainedOn: ['CommonCrawl in 100 languages (2.5 TB)'], quality: NOT_MEASURED, paper: 'Conneau et al. 2019, arXiv:1911.02116' } as const;
/** MERBench treats these as any other encoder. */
const AS_MERBENCH = 'Used as MERBench uses encoders: not the sentence vector of its authors, who take the mean of the last layer with special tokens.';
const SBERT_FACTS = { licence: APACHE, quality: `Not measured by us. ${AS_MERBENCH}`, paper: 'Reimers and Gurevych 2019, arXiv:1908.10084' } as const;
const E5_FACTS = {
  licence: MIT,
  trainedOn: ['pairs of texts of the web in 100 languages'],
  quality: `Not measured by us. ${AS_MERBENCH} They also put \`query: \` before a text; MERBench puts nothing before any, and neither do we.`,
  paper: 'Wang et al. 2024, arXiv:2402.05672',
} as const;

/** Nets that turn text into a row for each token. Their users export them: see `file.command`. */
export const TEXT_ENCODERS = {
  'bert-base-chinese': chineseCard('google-bert/bert-base-chinese', BASE, { title: 'BERT base', paper: BERT_PAPER, semi: '43.60', trainedOn: 'Chinese Wikipedia' }),
  'chinese-macbert-base': chineseCard('hfl/chinese-macbert-base', BASE, { title: 'MacBERT base', paper: MACBERT_PAPER, semi: '43.32' }),
  'chinese-macbert-large': chineseCard('hfl/chinese-macbert-large', LARGE, { title: 'MacBERT large', paper: MACBERT_PAPER, semi: '46.32' }),
  'chinese-roberta-wwm-ext': chineseCard('hfl/chinese-roberta-wwm-ext', BASE, { title: 'RoBERTa-wwm-ext base, a BERT', paper: WWM_PAPER, semi: '40.13' }),
  'chinese-roberta-wwm-ext-large': chineseCard('hfl/chinese-roberta-wwm-ext-large', LARGE, { title: 'RoBERTa-wwm-ext large, a BERT', paper: WWM_PAPER, semi: '40.61' }),
  'chinese-electra-base': chineseCard('hfl/chinese-electra-180g-base-discriminator', BASE, { title: 'ELECTRA base', paper: MACBERT_PAPER, semi: '42.90', trainedOn: 'Chinese text of the web (180 GB, HFL)', unverified: ['That the organisers took the checkpoint of 180 GB.'] }),
  'chinese-electra-large': chineseCard('hfl/chinese-electra-180g-large-discriminator', LARGE, { title: 'ELECTRA large', paper: MACBERT_PAPER, semi: '35.14', trainedOn: 'Chinese text of the web (180 GB, HFL)', unverified: ['That the organisers took the checkpoint of 180 GB.'] }),
  'chinese-deberta-large': chineseCard('WENGSYX/Deberta-Chinese-Large', LARGE, { title: 'DeBERTa large', paper: 'He et al. 2020, arXiv:2006.03654', semi: '30.69', trainedOn: 'Chinese text, not described', licence: UNKNOWN, unverified: ['That the organisers took this checkpoint.'] }),
  'chinese-xlnet-base': chineseCard('hfl/chinese-xlnet-base', BASE, { title: 'XLNet base', paper: 'Yang et al. 2019, arXiv:1906.08237', semi: '35.37', unverified: ['Longer texts are cut as for the others, though this net has no longest text.'] }),
  'gpt2-chinese-cluecorpussmall': chineseCard('uer/gpt2-chinese-cluecorpussmall', BASE, { title: 'GPT-2', paper: 'Zhao et al. 2019, arXiv:1909.05658', semi: '29.00', trainedOn: 'CLUECorpusSmall', licence: UNKNOWN, unverified: ['That the organisers took this checkpoint.'] }),
  'bert-base-uncased': textCard('google-bert/bert-base-uncased', { ...BERT_FACTS, title: 'BERT base (English, lower case)' }, BASE),
  'bert-large-uncased': textCard('google-bert/bert-large-uncased', { ...BERT_FACTS, title: 'BERT large (English, lower case)' }, LARGE),
  'roberta-base': textCard('FacebookAI/roberta-base', { ...ROBERTA_FACTS, title: 'RoBERTa base (English)' }, BASE),
  'roberta-large': textCard('FacebookAI/roberta-large', { ...ROBERTA_FACTS, title: 'RoBERTa large (English)' }, LARGE),
  'xlm-roberta-base': textCard('FacebookAI/xlm-roberta-base', { ...XLMR_FACTS, title: 'XLM-RoBERTa base (100 languages)' }, BASE),
  'xlm-roberta-large': textCard('FacebookAI/xlm-roberta-large', { ...XLMR_FACTS, title: 'XLM-RoBERTa large (100 languages)' }, { ...LARGE, half: true }),
  'paraphrase-multilingual-mpnet-base-v2': textCard('sentence-transformers/paraphrase-multilingual-mpnet-base-v2', { ...SBERT_FACTS, title: 'Sentence-BERT, multilingual (50 languages), an XLM-RoBERTa base', trainedOn: ['paraphrases in 50 languages'] }, BASE),
  'all-mpnet-base-v2': textCard('sentence-transformers/all-mpnet-base-v2', { ...SBERT_FACTS, title: 'Sentence-BERT (English), an MPNet base', trainedOn: ['a billion pairs of English sentences'] }, BASE),
  'multilingual-e5-base': textCard('intfloat/multilingual-e5-base', { ...E5_FACTS, title: 'E5 base (100 languages), an XLM-RoBERTa' }, BASE),
  'multilingual-e5-large': textCard('intfloat/multilingual-e5-large', { ...E5_FACTS, title: 'E5 large (100 languages), an XLM-RoBERTa' }, { ...LARGE, half: true }),
} as const satisfies Record<string, TextEncoderCard>;
