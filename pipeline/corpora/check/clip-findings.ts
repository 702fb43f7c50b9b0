import type { Finding } from '../../../datasets/finding.ts';
import type { Tally } from './tally.ts';

/** Clips that are named in a message. */
const NAMED = 5;

/** Returns what is wrong with the clips of a corpus, whichever it is: names that are there twice, clips without media, label or text, people in two splits. */
export function clipFindings(tally: Tally, root: string): Finding[] {
  return [...duplicates(tally), ...overlaps(tally, 'video', root), ...overlaps(tally, 'speaker', root), ...missing(tally, root), ...unlabelled(tally, root)];
}

function* duplicates({ clips }: Tally): Generator<Finding> {
  for (const [name, same] of Map.groupBy(clips, ({ clip }) => clip)) {
    if (same.length < 2) continue;
    const what = `is there ${same.length} times${listed(same.flatMap(({ media, split }) => media ?? split ?? []))}`;
    yield { level: 'error', code: 'duplicate-clip', where: name, what, fix: 'Keep one of them: results are stored under the name.' };
  }
}

/** A video in two splits is an error, since both halves show one scene; people may be meant to be, and some corpora have them so. */
function* overlaps({ clips }: Tally, by: 'video' | 'speaker', root: string): Generator<Finding> {
  const placed = clips.filter((clip) => clip[by] !== undefined && clip.split !== undefined);
  const shared = [...Map.groupBy(placed, (clip) => clip[by]!)].filter(([, same]) => new Set(same.map(({ split }) => split)).size > 1);
  if (shared.length === 0) return;
  const [name, same] = shared[0]!;
  const where = [...new Set(same.map(({ split }) => split!))].join(' and ');
  const what = `${shared.length} ${by}s are in more than one split${listed(shared.map(([each]) => each))}; ${name} is in ${where}`;
  const fix = by === 'video' ? 'Leave them out of one split: what is trained on is judged by.' : 'Say so with the scores, or make folds by speaker: a model can know the person.';
  yield { level: by === 'video' ? 'error' : 'warning', code: `${by}-overlap`, where: root, what, fix };
}

function* missing({ clips }: Tally, root: string): Generator<Finding> {
  const bare = clips.filter(({ media }) => media === undefined);
  if (bare.length === clips.length && clips.length > 0) {
    yield { level: 'note', code: 'no-media', where: root, what: 'no clip has a video or sound file here', fix: 'Nothing, if features are at hand; else unpack the videos.' };
  } else if (bare.length > 0) {
    const what = `${bare.length} of ${clips.length} clips have no video or sound file${listed(bare.map(({ clip }) => clip))}`;
    yield { level: 'warning', code: 'no-media', where: root, what, fix: 'Unpack all archives, and name the files as the labels do.' };
  }
  const mute = clips.filter(({ texts }) => texts === undefined);
  if (mute.length === 0 || mute.length === clips.length) return;
  const what = `${mute.length} of ${clips.length} clips have no text${listed(mute.map(({ clip }) => clip))}`;
  yield { level: 'note', code: 'no-text', where: root, what, fix: 'Nothing: nothing is said there, or nobody wrote it down; text counts as absent.' };
}

function* unlabelled({ splits }: Tally, root: string): Generator<Finding> {
  for (const { split, bare, clips } of splits.values()) {
    if (bare.length === 0) continue;
    const isTest = /^test/i.test(split) || /unlabel/i.test(split);
    const where = split === 'all' ? root : `${root} (${split})`;
    const what = `${bare.length} of ${clips} clips have no label${listed(bare)}`;
    const fix = isTest ? 'Nothing: the labels of this split are not out, or not here.' : 'Fill in their labels; they are in no loss and no metric.';
    yield { level: isTest ? 'note' : 'warning', code: 'no-label', where, what, fix };
  }
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length - NAMED;
  return `: ${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
