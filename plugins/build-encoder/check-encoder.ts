import { isDeepStrictEqual } from 'node:util';
import type { SpeechRecipe } from '../../extractors/audio/encoders/speech-encoder-card.ts';
import type { ModelCard } from '../../extractors/models/card.ts';
import type { TextRecipe } from '../../extractors/text/encoders/text-encoder-card.ts';
import { EncoderBuildError } from './encoder-build-error.ts';
import type { EncoderCard } from './encoder-card.ts';

/** A card of the registry, and that of what was built. */
export interface CheckedCards {
  readonly id: string;
  readonly known: ModelCard;
  readonly built: EncoderCard;
}

type Recipe = Partial<SpeechRecipe & TextRecipe>;

/** What must not differ: a file under the name of another net, or with its input made in another way, does not fail but lies. */
const COMPARED = ['dimensions', 'layers', 'input', 'rows', 'affect'] as const satisfies readonly (keyof Recipe)[];

/** Returns when a built encoder is what the registry says of `id`. Throws EncoderBuildError WRONG_MODEL with what differs. */
export function checkEncoder(path: string, { id, known, built }: CheckedCards): void {
  if (known.task !== built.task) throw new EncoderBuildError('WRONG_MODEL', { path, detail: `is a ${built.task}, and ${id} is a model of ${known.task}` });
  const [wanted, given] = [recipeOf(known), recipeOf(built)];
  const other = COMPARED.find((name) => wanted[name] !== undefined && !(name === 'layers' ? wanted.layers!.every((each) => given.layers?.includes(each)) : isDeepStrictEqual(wanted[name], given[name])));
  const labels = known.output.labels;
  if (labels !== undefined && !isDeepStrictEqual(labels, built.output.labels)) throw new EncoderBuildError('WRONG_MODEL', { path, detail: `is not ${id}: it tells ${named(built.output.labels)}, and ${named(labels)} are expected` });
  if (other !== undefined) throw new EncoderBuildError('WRONG_MODEL', { path, detail: `is not ${id}: its ${other} ${JSON.stringify(given[other])}, and ${JSON.stringify(wanted[other])} are expected` });
}

function named(labels: readonly string[] | undefined): string {
  return labels?.join(', ') ?? 'no classes';
}

function recipeOf(card: ModelCard): Recipe {
  if ('speech' in card) return card.speech as Recipe;
  return 'text' in card ? (card.text as Recipe) : {};
}
