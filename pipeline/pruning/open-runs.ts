import type { SpeechEncoderCard } from '../../extractors/audio/encoders/speech-encoder-card.ts';
import type { ModelCard } from '../../extractors/models/card.ts';
import { readExportedTokenizer } from '../../extractors/text/encoders/read-exported-tokenizer.ts';
import type { TextEncoderCard } from '../../extractors/text/encoders/text-encoder-card.ts';
import type { CalibrationRun, CalibrationRuns } from '../../plugins/block-influence/calibration-run.ts';
import { PruneError } from '../../plugins/block-influence/prune-error.ts';
import type { Port } from '../../runtime/runtime.ts';
import { findClips } from '../media/find-clips.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { openArrayRuns } from './array-runs.ts';
import type { NamedModel } from './find-model-file.ts';
import { speechRuns } from './speech-runs.ts';
import { readTexts, textRuns } from './text-runs.ts';

/** What a model is run on. */
export interface RunSources {
  /** Media, folders of them, transcripts, or lines of text, as the model takes them. */
  readonly clips: readonly string[];
  /** A `.npz` file with arrays for its inputs, instead of clips. */
  readonly inputs?: string | undefined;
  /** Most runs that are made. */
  readonly limit: number;
  readonly tools: () => Promise<MediaTools>;
  readonly signal: AbortSignal;
}

/** Tokens that a text encoder takes where its card does not say: as many as BERT. */
const LONGEST = 512;
const TEXT_INPUTS = ['input_ids', 'attention_mask'];

/**
 * Resolves with runs of a model on a user's own clips or arrays.
 *
 * @throws PruneError HOW_FED when it is not known what the model wants of a clip; whatever reading the clips throws
 */
export async function openRuns(model: NamedModel & { readonly ports: readonly Port[] }, sources: RunSources): Promise<CalibrationRuns> {
  const open = await openSource(model, sources);
  return async function* () {
    let count = 0;
    for await (const run of open()) {
      if (count++ >= sources.limit) return;
      yield run;
    }
  };
}

async function openSource({ name, path, card, ports }: NamedModel & { readonly ports: readonly Port[] }, { clips, inputs, tools, signal }: RunSources): Promise<() => AsyncIterable<CalibrationRun> | Iterable<CalibrationRun>> {
  if (inputs !== undefined) return openArrayRuns(inputs, ports);
  if (card !== undefined && isSpeech(card)) {
    const [found, mediaTools] = [await findClips(clips), await tools()];
    return () => speechRuns(found.map((clip) => clip.path), card, { tools: mediaTools, signal });
  }
  if (ports.every((port) => TEXT_INPUTS.includes(port.name)) && ports.length === TEXT_INPUTS.length) {
    const tokenizer = await readExportedTokenizer({ id: name, path });
    const texts = await readTexts(clips);
    const longest = card !== undefined && isText(card) ? card.text.longest : LONGEST;
    return () => textRuns(texts, { tokenizer, longest });
  }
  throw new PruneError('HOW_FED', { path: name, detail: `it takes ${ports.map((port) => `${port.name} [${port.dims.join(', ')}]`).join(', ')}, and it is not known how a clip becomes that` });
}

function isSpeech(card: ModelCard): card is SpeechEncoderCard {
  return 'speech' in card;
}

function isText(card: ModelCard): card is TextEncoderCard {
  return 'text' in card;
}
