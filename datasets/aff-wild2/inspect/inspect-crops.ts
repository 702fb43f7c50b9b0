import type { FaceCrops, FrameAnswer } from '../../clip.ts';
import type { Finding } from '../../finding.ts';

/** What the crops of a clip are held against. */
export interface Expected {
  readonly clip: string;
  /** Number of frames, where it is known. */
  readonly length: number | undefined;
  readonly answer: FrameAnswer | undefined;
  /** Whether only frames with a label have a crop, as in the multi-task set. */
  readonly labelledOnly: boolean;
}

/** Yields what is wrong with the crops of one clip: none at all, numbers behind the last frame, frames without a crop. */
export function* inspectCrops(crops: FaceCrops, { clip, length, answer, labelledOnly }: Expected): Generator<Finding> {
  const { numbers } = crops;
  if (numbers.length === 0) yield { level: 'error', code: 'no-crops', where: clip, what: 'has an empty folder of crops', fix: 'Unpack the crops again.' };
  if (numbers.length === 0 || length === undefined) return;
  const beyond = numbers.reduce((count, number) => count + Number(number > length), 0);
  if (beyond > 0 && !labelledOnly) {
    const last = numbers.at(-1);
    const level = last === length + 1 ? 'note' : 'warning';
    yield { level, code: 'crop-beyond-labels', where: clip, what: `has ${beyond === 1 ? 'a crop' : `${beyond} crops`} behind its last frame ${length}, up to ${last ?? 0}`, fix: level === 'note' ? 'Nothing: it is not used.' : 'Check that the crops are of this video, and from the same archive as the labels.' };
  }
  yield* findMissing(numbers, { clip, length, answer, labelledOnly });
}

function* findMissing(numbers: Int32Array, { clip, length, answer, labelledOnly }: Expected & { readonly length: number }): Generator<Finding> {
  const has = new Uint8Array(length + 1);
  for (const number of numbers) if (number <= length) has[number] = 1;
  const isLabelled = toLabelled(answer);
  let [missing, labelled, wanted, gaps, longest, longestFrom, run] = [0, 0, 0, 0, 0, 0, 0];
  for (let frame = 1; frame <= length; frame++) {
    const isWanted = !labelledOnly || isLabelled(frame);
    wanted += Number(isWanted);
    if (has[frame] === 1 || !isWanted) {
      if (isWanted) run = 0;
      continue;
    }
    missing++;
    labelled += Number(isLabelled(frame));
    run++;
    if (run === 1) gaps++;
    if (run > longest) [longest, longestFrom] = [run, frame - run + 1];
  }
  if (missing === 0) return;
  const whose = labelledOnly ? '' : `, ${labelled} of them with a label`;
  const what = `${missing} of ${wanted} ${labelledOnly ? 'labelled ' : ''}frames have no crop (${((100 * missing) / wanted).toFixed(1)} %)${whose}, in ${gaps === 1 ? 'one gap' : `${gaps} gaps, the longest`} of ${longest} from frame ${longestFrom}`;
  const level = missing * 2 > wanted ? 'warning' : 'note';
  yield { level, code: 'missing-crops', where: clip, what, fix: level === 'note' ? 'Nothing: no face was found there; predictions are filled in over the gap.' : 'Check that all archives of crops are unpacked: most frames have none.' };
}

function toLabelled(answer: FrameAnswer | undefined): (frame: number) => boolean {
  if (answer === undefined) return () => false;
  const { expression, valence, units, length } = answer;
  const width = units === undefined ? 0 : units.length / length;
  return (frame) => (expression?.[frame - 1] ?? -1) >= 0 || !Number.isNaN(valence?.[frame - 1] ?? NaN) || (units?.[(frame - 1) * width] ?? -1) >= 0;
}
