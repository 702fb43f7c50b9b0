import { DatasetError } from '../dataset-error.ts';
import type { ClipPredictions, ClipRow } from '../predictions/predictions.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { Fill } from './fill.ts';
import { missingClips } from './missing-clips.ts';
import type { NameSample } from './sample.ts';

/** Answers for every clip of a list. */
export interface ClipAnswers {
  readonly rows: ReadonlyMap<string, ClipRow>;
  readonly replaced: readonly string[];
  readonly unused: readonly string[];
}

/**
 * Returns answers for every clip of a list.
 *
 * @param path of the predictions, for messages
 * @throws DatasetError naming `path`: MISSING_ROW for clips without a prediction, UNKNOWN_COLUMN when an answer that the protocol asks for is not there
 */
export function toClipAnswers(sample: NameSample, predictions: ClipPredictions, path: string, { protocol, fill }: { readonly protocol: Protocol; readonly fill?: Fill }): ClipAnswers {
  const found = missingClips(sample, predictions.clips, path, { protocol, ...(fill !== undefined && { fill }) });
  const rows = sample.names.map((name): [string, ClipRow] => [name, complete(predictions.clips.get(name) ?? fill!, name, path, protocol)]);
  return { rows: new Map(rows), ...found };
}

function complete(row: ClipRow, name: string, path: string, { id, classes, valence, submission }: Protocol): ClipRow {
  const expression = row.expression ?? (row.scores === undefined ? undefined : row.scores.indexOf(Math.max(...row.scores)));
  const lacks = lacking();
  if (lacks !== undefined) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has no ${lacks} for "${name}", and ${id} asks for it`, next: 'Predict it too, or choose another protocol.' });
  return { ...row, ...(expression !== undefined && { expression }) };

  function lacking(): string | undefined {
    if (submission.kind === 'word-table') return row.words === undefined ? 'words' : undefined;
    if (classes !== undefined && expression === undefined) return 'class';
    return valence !== undefined && row.valence === undefined ? 'valence' : undefined;
  }
}
