import type { ClipAnswer } from '../clip.ts';
import { DatasetError } from '../dataset-error.ts';
import { openNpz, type Npz } from '../npz/open-npz.ts';
import type { PickleValue } from '../npz/pickle/pickle-value.ts';
import { whyHostile } from '../submissions/why-hostile.ts';
import type { ClipIdentity } from '../tables/clip-labels.ts';
import { NO_VALENCE, type LabelledClip, type LabelScheme } from './labelled-clip.ts';

/** How an archive of labels is understood. */
export interface LabelArchiveScheme extends LabelScheme {
  /** The part that each array holds: `{ train_corpus: 'train' }`; `undefined` where the corpus has no parts. */
  readonly parts: Readonly<Record<string, string | undefined>>;
  /** Returns what the name of a clip says. */
  readonly identify?: (clip: string) => Partial<ClipIdentity>;
}

/**
 * Resolves with the clips of an archive as MERBench keeps labels: arrays that each hold one dict, name of a clip → `{ emo, val }`. `emo` is the name of a class
 * or its code; without classes it means nothing. A valence of −10, NaN, None or an empty text is none. Arrays that are not there are left out.
 *
 * @returns the clips by array, in the order of `parts`
 * @throws DatasetError naming archive, array and clip: what `openNpz` throws, UNKNOWN_COLUMN, WRONG_SHAPE, BAD_VALUE, UNKNOWN_CLASS, BAD_NAME
 */
export async function readLabelArchive(path: string, scheme: LabelArchiveScheme): Promise<ReadonlyMap<string, readonly LabelledClip[]>> {
  const npz = await openNpz(path);
  const known = Object.keys(scheme.parts);
  const strange = npz.names.find((name) => !known.includes(name));
  if (strange !== undefined) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `holds the array "${strange}", and labels of this corpus are in ${known.join(', ')}`, next: 'Give the labels of this corpus.' });
  const parts = new Map<string, readonly LabelledClip[]>();
  for (const name of known.filter((each) => npz.names.includes(each))) {
    const split = scheme.parts[name];
    const clips = [...(await readDict(npz, name))].map(([clip, entry]) => toClip(clip, entry, { scheme, where: `${path} (${name})` }));
    parts.set(name, split === undefined ? clips : clips.map((clip) => ({ ...clip, split })));
  }
  return parts;
}

async function readDict(npz: Npz, name: string): Promise<ReadonlyMap<PickleValue, PickleValue>> {
  const { values, shape } = await npz.read(name);
  const [dict] = values;
  if (shape.length === 0 && dict instanceof Map) return dict;
  throw new DatasetError('WRONG_SHAPE', { path: `${npz.path} (${name})`, detail: 'is not one dict of clips', next: 'Save it as `numpy.savez_compressed(path, train_corpus={name: {"emo": …, "val": …}})`.' });
}

interface Place {
  readonly scheme: LabelArchiveScheme;
  readonly where: string;
}

function toClip(clip: PickleValue, entry: PickleValue, { scheme, where }: Place): LabelledClip {
  const why = typeof clip === 'string' ? whyHostile(clip) : 'is no text';
  if (typeof clip !== 'string' || why !== undefined) throw new DatasetError('BAD_NAME', { path: where, detail: `the name of a clip, "${shown(clip)}", ${why!}` });
  if (!(entry instanceof Map)) throw new DatasetError('BAD_VALUE', { path: where, detail: `the clip "${clip}" has no dict of labels`, next: 'Give each clip {"emo": …, "val": …}.' });
  const labelled: ReadonlyMap<PickleValue, PickleValue> = entry;
  const strange = [...labelled.keys()].find((key) => key !== 'emo' && key !== 'val');
  if (strange !== undefined) throw new DatasetError('BAD_VALUE', { path: where, detail: `the clip "${clip}" has "${shown(strange)}", and only "emo" and "val" are known`, next: 'Leave it out.' });
  const [expression, valence] = [toCode(labelled.get('emo'), { clip, scheme, where }), toValence(labelled.get('val'), { clip, scheme, where })];
  const labels: ClipAnswer = { ...(expression !== undefined && { expression }), ...(valence !== undefined && { valence }) };
  return { clip, ...scheme.identify?.(clip), ...(Object.keys(labels).length > 0 && { labels }) };
}

type Entry = Place & { readonly clip: string };

function toCode(emotion: PickleValue | undefined, { clip, scheme: { classes, aliases = {} }, where }: Entry): number | undefined {
  if (classes === undefined || emotion === undefined || emotion === null || emotion === '') return undefined;
  const name = typeof emotion === 'string' ? emotion.toLowerCase() : undefined;
  const code = name === undefined ? emotion : classes.indexOf(aliases[name] ?? name);
  if (typeof code === 'number' && Number.isInteger(code) && code >= 0 && code < classes.length) return code;
  throw new DatasetError('UNKNOWN_CLASS', { path: where, detail: `the clip "${clip}" is labelled "${shown(emotion)}", and the classes are ${classes.map((each, index) => `${index} ${each}`).join(', ')}`, next: 'Correct the label.' });
}

function toValence(value: PickleValue | undefined, { clip, scheme: { valence }, where }: Entry): number | undefined {
  if (valence === undefined || value === undefined || value === null || value === '' || value === NO_VALENCE) return undefined;
  if (typeof value === 'number' && Number.isNaN(value)) return undefined;
  const [low, high] = valence;
  if (typeof value === 'number' && value >= low && value <= high) return value;
  throw new DatasetError('BAD_VALUE', { path: where, detail: `the clip "${clip}" has the valence ${shown(value)}, which is not within [${low}, ${high}]`, next: 'Correct the value, or write -10 for none.' });
}

function shown(value: PickleValue): string {
  return typeof value === 'object' ? (value === null ? 'None' : 'an object') : String(value);
}
