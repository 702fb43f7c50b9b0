import { expect, test } from 'vitest';
import type { Modality, Verdict } from '../../../fusion/verdict.ts';
import type { FrameJudgement } from '../../../plugins/clip-results.ts';
import type { FrameRow } from '../../../pipeline/rows.ts';
import { judgeRows } from '../../../pipeline/stages/judge-rows.ts';

const weights = { faceWeight: 1, voiceWeight: 0.3, textWeight: 0.3 };
const says = (modality: Modality, happiness: number): Verdict => ({ expression: 'happiness', probabilities: { happiness, sadness: 1 - happiness }, valence: 0, arousal: 0, valenceArousal: 'derived', restsOn: [modality] });

const own = { faceVerdict: says('face', 0.8), voiceVerdict: says('voice', 0.6), textVerdict: says('text', 0.5) };
const verdict: Verdict = { ...says('face', 0.7), restsOn: ['face', 'voice', 'text'] };
const row: FrameRow = { frame: 0, time: 0, status: 'analysed', person: 0, ...own, verdict };

/** The first of these rows after it was judged. */
async function judged(judgement: FrameJudgement, given: FrameRow = row): Promise<FrameRow> {
  const seen: object[] = [];
  async function* rows() {
    yield given;
  }
  const [result] = await Array.fromAsync(judgeRows(rows(), () => Promise.resolve((each) => {
    seen.push(each);
    return judgement;
  }), weights));
  for (const each of seen) expect(each).not.toHaveProperty('verdict');
  return result!;
}

test('what is left is fused anew by its weights', async () => {
  const { verdict: fused, ...rest } = await judged({ withheld: { voice: 'not speech' } });
  expect(fused!.probabilities.happiness).toBeCloseTo((0.8 + 0.3 * 0.5) / 1.3, 12);
  expect(fused!.restsOn).toEqual(['face', 'text']);
  expect(rest).toMatchObject({ faceVerdict: own.faceVerdict, textVerdict: own.textVerdict, uncertain: { voice: 'not speech' } });
  expect(rest).not.toHaveProperty('voiceVerdict');
});

test('a verdict that the fused one did not rest on does not come into it', async () => {
  const { verdict: fused } = await judged({ withheld: { face: 'not a face' } }, { ...row, verdict: { ...verdict, restsOn: ['face', 'text'] } });
  expect(fused).toEqual(own.textVerdict); // The voice is somebody else's
});

test('where none is left there is no fused verdict, and reasons come beside those that were there', async () => {
  const { faceVerdict, textVerdict } = own;
  const quiet: FrameRow = { frame: 0, time: 0, status: 'analysed', person: 0, faceVerdict, textVerdict, verdict: { ...verdict, restsOn: ['face', 'text'] }, uncertain: { voice: 'not speech' } };
  const result = await judged({ withheld: { face: 'not a face', text: 'a joke' } }, quiet);
  expect(result).not.toHaveProperty('verdict');
  expect(result.uncertain).toEqual({ voice: 'not speech', face: 'not a face', text: 'a joke' });
});

test('a row that nothing is said of stays as it is, and a row without a person is not judged', async () => {
  expect(await judged({})).toBe(row);
  const empty: FrameRow = { frame: 1, time: 1, status: 'no-face' };
  expect(await judged({ withheld: { face: 'x' } }, empty)).toBe(empty);
});
