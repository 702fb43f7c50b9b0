import type { ModelCard } from '../card.ts';

const FOLDER = 'https://huggingface.co/ggerganov/whisper.cpp/resolve/5359861c739e955e79d9a303bcbc70fb988958b1';
const PAPER = 'https://github.com/openai/whisper; Radford et al. 2022, arXiv:2212.04356; as ggml by https://github.com/ggml-org/whisper.cpp';

/** What sizes of Whisper differ in. */
function whisperCard(size: string, { title, sha256, bytes, quality }: { title: string; sha256: string; bytes: number; quality: string }): ModelCard {
  return {
    title,
    task: 'speech-recognition',
    file: { url: `${FOLDER}/ggml-${size}.bin`, mirrorPath: `speech/ggml-${size}.bin`, sha256, bytes },
    input: { name: 'speech', layout: 'samples', sampleRate: 16_000 },
    output: { names: ['words'] },
    trainedOn: ['speech of the web with its transcripts (OpenAI)'],
    licence: { code: 'MIT', weights: 'MIT', commercial: 'yes' },
    quality,
    source: PAPER,
    unverified: ['The file was not at hand: size and checksum are those that several public programs pin. Nothing was measured by us.', 'The licence and the error rate, which are from memory.'],
  };
}

/** Models that turn speech into words, for whisper.cpp. */
export const SPEECH_RECOGNITION = {
  'ggml-tiny': whisperCard('tiny', {
    title: 'Whisper tiny, 39 million weights, 99 languages',
    sha256: 'be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21',
    bytes: 77_691_713,
    quality: 'Word error rate on LibriSpeech test-clean 7.6 %, as its authors state.',
  }),
  'ggml-base': whisperCard('base', {
    title: 'Whisper base, 74 million weights, 99 languages',
    sha256: '60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe',
    bytes: 147_951_465,
    quality: 'Word error rate on LibriSpeech test-clean 5.0 %, as its authors state.',
  }),
  'ggml-small': whisperCard('small', {
    title: 'Whisper small, 244 million weights, 99 languages',
    sha256: '1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b',
    bytes: 487_601_967,
    quality: 'Word error rate on LibriSpeech test-clean 3.4 %, as its authors state.',
  }),
  'ggml-medium': whisperCard('medium', {
    title: 'Whisper medium, 769 million weights, 99 languages',
    sha256: '6c14d5adee5f86394037b4e4e8b59f1673b6cee10e3cf0b11bbdbee79c156208',
    bytes: 1_533_763_059,
    quality: 'Word error rate on LibriSpeech test-clean 2.9 %, as its authors state.',
  }),
  'ggml-large-v3': whisperCard('large-v3', {
    title: 'Whisper large-v3, 1550 million weights, 100 languages',
    sha256: '64d182b440b98d5203c4f9bd541544d84c605196c4f7b845dfa11fb23594d1e2',
    bytes: 3_095_033_483,
    quality: 'Its authors state 10 to 20 % fewer errors than large-v2, which has 2.7 % on LibriSpeech test-clean.',
  }),
  'ggml-large-v3-turbo': whisperCard('large-v3-turbo', {
    title: 'Whisper large-v3-turbo, 809 million weights (4 layers of decoder), 100 languages',
    sha256: '1fc70f774d38eb169993ac391eea357ef47c88757ef72ee5943879b7e8e2bc69',
    bytes: 1_624_555_275,
    quality: 'Not measured by us.',
  }),
  'ggml-large-v3-turbo-q5_0': whisperCard('large-v3-turbo-q5_0', {
    title: 'Whisper large-v3-turbo in 5 bits a weight, 100 languages',
    sha256: '394221709cd5ad1f40c46e6031ca61bce88931e6e088c188294c6d5a55ffa7e2',
    bytes: 574_041_195,
    quality: 'Not measured by us.',
  }),
} as const satisfies Record<string, ModelCard>;
