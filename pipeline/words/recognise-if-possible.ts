import { RecogniserError } from '../../extractors/text/recognisers/recogniser-error.ts';
import type { Transcriber } from '../../extractors/text/recognisers/transcriber.ts';
import { ModelError } from '../../runtime/model-error.ts';
import { openRecogniser, type RecogniserSources } from './recognise-with.ts';

/** A recogniser, or why there is none: a sentence for people, with what to do. */
export type Recognition = { readonly transcriber: Transcriber } | { readonly reason: string };

/**
 * Resolves with the recogniser that `model` names, or with the reason why there is none: for a run that goes on without words. An unknown name is still an error, for it is a mistake.
 *
 * @throws ModelError UNKNOWN
 */
export async function openRecogniserIfPossible(model: string, sources: RecogniserSources): Promise<Recognition> {
  try {
    return { transcriber: await openRecogniser(model, sources) };
  } catch (error) {
    const isAbsence = error instanceof RecogniserError || (error instanceof ModelError && error.code !== 'UNKNOWN');
    if (!isAbsence) throw error;
    return { reason: error.message };
  }
}
