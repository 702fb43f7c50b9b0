import type { SpeechEncoderCard, SpeechRecipe } from '../../audio/encoders/speech-encoder-card.ts';

const BASE = { dimensions: 768, about: '12 layers' } as const;
const LARGE = { dimensions: 1024, about: '24 layers' } as const;
/** MERBench's pieces: the feature extractor takes the whole clip, then it is cut; only clips longer than one piece get zeros. */
const MERBENCH = { seconds: 10, padding: 'longer-clips' } as const;
/** Nets that their authors give whole clips. Beyond 30 s a clip is cut, for attention takes memory by the square of its length. */
const WHOLE = { seconds: 30, padding: 'none' } as const;
/** Seven convolutions, of 10, 3, 3, 3, 3, 2, 2 samples and steps of 5, 2, 2, 2, 2, 2, 2. */
const CONVOLUTIONS = { hop: 320, field: 400 } as const;
/** Of `Wav2Vec2FeatureExtractor`. */
const NORMALISED = { epsilon: 1e-7 } as const;

const HUB = 'https://huggingface.co';
const UNSEEN = 'The checkpoint was not at hand: widths and layers are as published.';
const NORMALISE_FROM_MEMORY = 'Whether the checkpoint’s feature extractor normalises; the export refuses a checkpoint that says otherwise.';
const WENETSPEECH = { code: 'MIT', weights: 'MIT; WenetSpeech is for non-commercial use', commercial: 'unclear' } as const;
const LICENCE_FROM_MEMORY = 'The licences, which are from memory.';

type Facts = Pick<SpeechEncoderCard, 'title' | 'trainedOn' | 'licence' | 'quality' | 'source'> & { readonly unverified?: readonly string[] };

/** A net on samples; without more, MERBench's recipe. */
interface WaveNet extends Partial<Pick<SpeechRecipe, 'chunk' | 'affect' | 'input'>> {
  readonly dimensions: number;
  readonly normalise: boolean;
}

/** A net of the wav2vec 2.0 family. */
function waveCard(checkpoint: string, facts: Facts, net: WaveNet): SpeechEncoderCard {
  const { dimensions, normalise, chunk = MERBENCH, affect } = net;
  const input = net.input ?? ({ kind: 'waveform', normalise: normalise && NORMALISED } as const);
  const name = checkpoint.split('/')[1]!;
  return {
    ...facts,
    task: 'speech-encoder',
    file: { exported: `${name}.onnx`, command: `python scripts/export-speech-encoder.py ${checkpoint} ${name}.onnx --normalise ${normalise ? 'yes' : 'no'}` },
    input: { name: 'input_values', layout: 'samples', sampleRate: 16_000 },
    output: { names: ['last_hidden_state', 'hidden_states', ...(affect === undefined ? [] : ['logits'])] },
    unverified: [UNSEEN, ...(facts.unverified ?? [])],
    speech: { checkpoint, input, chunk, rows: CONVOLUTIONS, dimensions, layers: ['last', 'last-four-sum'], ...(affect !== undefined && { affect }) },
  };
}

/** Whisper's encoder; MERBench reads its decoder instead, two rows a clip, whatever its length. */
function whisperCard(size: string, { dimensions, bands, layers, half = false }: { dimensions: number; bands: 80 | 128; layers: number; half?: boolean }): SpeechEncoderCard {
  const checkpoint = `openai/whisper-${size}`;
  return {
    title: `Whisper ${size}, its encoder: ${layers} layers, ${dimensions} values each 20 ms`,
    task: 'speech-encoder',
    file: { exported: `whisper-${size}.onnx`, command: `python scripts/export-speech-encoder.py ${checkpoint} whisper-${size}.onnx${half ? ' --half-weights' : ''}` },
    input: { name: 'input_features', layout: 'features', sampleRate: 16_000 },
    output: { names: ['last_hidden_state', 'hidden_states'] },
    trainedOn: ['speech of the web with its transcripts (OpenAI)'],
    licence: { code: 'MIT', weights: 'MIT', commercial: 'yes' },
    quality: 'Not measured by us.',
    source: `${HUB}/${checkpoint}; Radford et al. 2022, arXiv:2212.04356`,
    unverified: [UNSEEN, LICENCE_FROM_MEMORY],
    speech: { checkpoint, input: { kind: 'log-mel', bands }, chunk: { seconds: 30, padding: 'always' }, rows: { hop: 320, field: 1 }, dimensions, layers: ['last', 'last-four-sum'] },
  };
}

/** A checkpoint of TencentGameMate: the wav2vec 2.0 and HuBERT of the tables of MER2023 and MERBench, not the English ones that are called alike. */
function chineseCard(kind: 'hubert' | 'wav2vec2', size: 'base' | 'large', semi: string): SpeechEncoderCard {
  const { about, dimensions } = size === 'base' ? BASE : LARGE;
  return waveCard(`TencentGameMate/chinese-${kind}-${size}`, {
    title: `Chinese ${kind === 'hubert' ? 'HuBERT' : 'wav2vec 2.0'} ${size}, ${about}, ${dimensions} values each 20 ms`,
    trainedOn: ['WenetSpeech (10,000 h of Mandarin)'],
    licence: WENETSPEECH,
    quality: `MER-SEMI 2023: weighted F1 ${semi} %, last layer, as the organisers state.`,
    source: 'https://github.com/TencentGameMate/chinese_speech_pretrain; arXiv:2304.08981, table 2',
    unverified: [NORMALISE_FROM_MEMORY, LICENCE_FROM_MEMORY],
  }, { dimensions, normalise: true });
}

/** In the order of outputs, as its authors document them. */
const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'other', 'sad', 'surprised', 'unknown'] as const;

/** A checkpoint of emotion2vec. Its authors, and MER2025's baseline, give it whole clips and take the last layer. */
function emotionCard(name: string, { title, trainedOn, dimensions, labels }: { readonly title: string; readonly trainedOn: string; readonly dimensions: number; readonly labels?: readonly string[] }): SpeechEncoderCard {
  const card = waveCard(`iic/${name}`, {
    title,
    trainedOn: [trainedOn],
    licence: { code: 'MIT', weights: 'the FunASR model licence', commercial: 'unclear' },
    quality: 'Not measured by us.',
    source: 'https://github.com/ddlBoJack/emotion2vec; Ma et al. 2023, arXiv:2312.15185',
    unverified: [LICENCE_FROM_MEMORY],
  }, { dimensions, normalise: true, chunk: WHOLE, input: { kind: 'waveform', normalise: { epsilon: 1e-5 } } });
  return {
    ...card,
    file: { exported: `${name}.onnx`, command: `affekt models build encoder ${name}` },
    ...(labels !== undefined && { output: { names: ['logits', ...card.output.names], labels, activation: 'logits' } }),
  };
}

/** What the two sizes of an English encoder share. */
interface Family {
  readonly name: string;
  readonly licence: SpeechEncoderCard['licence'];
  readonly paper: string;
}

/** An English encoder. */
function englishCard(checkpoint: string, { name, licence, paper }: Family, net: { size: 'base' | 'large'; normalise: boolean; trainedOn: string; isSure: boolean }): SpeechEncoderCard {
  const { about, dimensions } = net.size === 'base' ? BASE : LARGE;
  return waveCard(checkpoint, {
    title: `${name} ${net.size} (English), ${about}, ${dimensions} values each 20 ms`,
    trainedOn: [net.trainedOn],
    licence,
    quality: 'Not measured by us.',
    source: `${HUB}/${checkpoint}; ${paper}`,
    unverified: [...(net.isSure ? [] : [NORMALISE_FROM_MEMORY]), LICENCE_FROM_MEMORY],
  }, { dimensions, normalise: net.normalise });
}

const FACEBOOK = { code: 'MIT (fairseq)', weights: 'Apache-2.0; read speech of LibriVox', commercial: 'yes' } as const;
const MICROSOFT = { code: 'MIT (unilm)', weights: 'CC BY-SA 3.0, as its page refers to', commercial: 'unclear' } as const;
const WAV2VEC2 = { name: 'wav2vec 2.0', licence: FACEBOOK, paper: 'Baevski et al. 2020, arXiv:2006.11477' } as const;
const HUBERT = { name: 'HuBERT', licence: FACEBOOK, paper: 'Hsu et al. 2021, arXiv:2106.07447' } as const;
const WAVLM = { name: 'WavLM', licence: MICROSOFT, paper: 'Chen et al. 2021, arXiv:2110.13900' } as const;
const LIBRI_LIGHT = 'Libri-Light (60,000 h)';

/** Nets that turn speech into a row every 20 ms. Their users build or export them: see `file.command`. */
export const SPEECH_ENCODERS = {
  'wav2vec2-base-960h': englishCard('facebook/wav2vec2-base-960h', WAV2VEC2, { size: 'base', normalise: true, trainedOn: 'LibriSpeech', isSure: true }),
  'wav2vec2-large-960h': englishCard('facebook/wav2vec2-large-960h', WAV2VEC2, { size: 'large', normalise: true, trainedOn: 'LibriSpeech', isSure: false }),
  'hubert-base-ls960': englishCard('facebook/hubert-base-ls960', HUBERT, { size: 'base', normalise: true, trainedOn: 'LibriSpeech', isSure: false }),
  'hubert-large-ll60k': englishCard('facebook/hubert-large-ll60k', HUBERT, { size: 'large', normalise: true, trainedOn: LIBRI_LIGHT, isSure: true }),
  'wavlm-base': englishCard('microsoft/wavlm-base', WAVLM, { size: 'base', normalise: false, trainedOn: 'LibriSpeech', isSure: true }),
  'wavlm-large': englishCard('microsoft/wavlm-large', WAVLM, { size: 'large', normalise: true, trainedOn: 'Libri-Light, GigaSpeech, VoxPopuli (94,000 h)', isSure: true }),
  'chinese-wav2vec2-base': chineseCard('wav2vec2', 'base', '40.28'),
  'chinese-wav2vec2-large': chineseCard('wav2vec2', 'large', '32.85'),
  'chinese-hubert-base': chineseCard('hubert', 'base', '81.02'),
  'chinese-hubert-large': chineseCard('hubert', 'large', '85.11'),
  'whisper-base': whisperCard('base', { dimensions: 512, bands: 80, layers: 6 }),
  'whisper-large-v2': whisperCard('large-v2', { dimensions: 1280, bands: 80, layers: 32, half: true }),
  'whisper-large-v3': whisperCard('large-v3', { dimensions: 1280, bands: 128, layers: 32, half: true }),
  'emotion2vec-base': emotionCard('emotion2vec_base', { title: 'emotion2vec base, 8 layers, 768 values each 20 ms', trainedOn: '262 h of emotional speech without labels (its authors’ LSED)', dimensions: 768 }),
  'emotion2vec-plus-seed': emotionCard('emotion2vec_plus_seed', { title: 'emotion2vec+ seed, 8 layers, 768 values each 20 ms; nine classes', trainedOn: 'EmoBox, 201 h of emotional speech', dimensions: 768, labels: EMOTIONS }),
  'emotion2vec-plus-base': emotionCard('emotion2vec_plus_base', { title: 'emotion2vec+ base, 8 layers, 768 values each 20 ms; nine classes', trainedOn: '4,788 h of speech that an earlier one had labelled', dimensions: 768, labels: EMOTIONS }),
  'emotion2vec-plus-large': emotionCard('emotion2vec_plus_large', { title: 'emotion2vec+ large, 8 layers, 1024 values each 20 ms; nine classes', trainedOn: '42,526 h of speech that an earlier one had labelled', dimensions: 1024, labels: EMOTIONS }),
  'audeering-msp-dim': waveCard('audeering/wav2vec2-large-robust-12-ft-emotion-msp-dim', {
    title: 'wav2vec 2.0 large robust of audEERING, 12 layers, 1024 values each 20 ms; arousal, dominance, valence',
    trainedOn: ['MSP-Podcast 1.7'],
    licence: { code: 'CC BY-NC-SA 4.0', weights: 'CC BY-NC-SA 4.0', commercial: 'no' },
    quality: 'Not measured by us.',
    source: `${HUB}/audeering/wav2vec2-large-robust-12-ft-emotion-msp-dim; Wagner et al. 2023, arXiv:2203.07378`,
    unverified: [NORMALISE_FROM_MEMORY],
  }, { dimensions: 1024, normalise: true, chunk: WHOLE, affect: { arousal: 0, dominance: 1, valence: 2 } }),
} as const satisfies Record<string, SpeechEncoderCard>;
