import { fuseVerdicts } from '../../fusion/verdicts/fuse-verdicts.ts';
import type { Modality, Verdict } from '../../fusion/verdict.ts';
import type { JudgeRow } from '../plugins/prepare-judges.ts';
import type { FrameRow } from '../rows.ts';
import type { FusionWeights } from './to-rows.ts';

const PARTS = { face: ['faceVerdict', 'faceWeight'], voice: ['voiceVerdict', 'voiceWeight'], text: ['textVerdict', 'textWeight'] } as const;

/** Yields the rows with what plug-ins add to them. A verdict that they withhold is taken out of its row, and the others are fused anew; where none is left, the row has no fused one. */
export async function* judgeRows(rows: AsyncIterable<FrameRow>, open: () => Promise<JudgeRow | undefined>, weights: FusionWeights): AsyncGenerator<FrameRow> {
  const judge = await open();
  for await (const row of rows) {
    if (judge === undefined || row.person === undefined) {
      yield row;
      continue;
    }
    const { withheld = {}, cells = {} } = judge(unfused(row));
    const judged = Object.keys(cells).length === 0 ? row : { ...row, added: cells };
    yield Object.keys(withheld).length === 0 ? judged : withhold(judged, withheld, weights);
  }
}

function withhold(row: FrameRow, withheld: Readonly<Partial<Record<Modality, string>>>, weights: FusionWeights): FrameRow {
  const { verdict, faceVerdict, voiceVerdict, textVerdict, uncertain, ...rest } = row;
  const all = { faceVerdict, voiceVerdict, textVerdict };
  const left = (Object.keys(PARTS) as Modality[]).flatMap((modality) => {
    const [key, weight] = PARTS[modality];
    const own = all[key];
    return own === undefined || modality in withheld ? [] : [{ modality, key, verdict: own, weight: weights[weight] }];
  });
  const fused = fuse(left.filter(({ modality }) => verdict?.restsOn.includes(modality)));
  return { ...rest, ...Object.fromEntries(left.map(({ key, verdict: own }) => [key, own])), ...(fused === undefined ? {} : { verdict: fused }), uncertain: { ...uncertain, ...withheld } };
}

function fuse(parts: readonly { readonly verdict: Verdict; readonly weight: number }[]): Verdict | undefined {
  return parts.some(({ weight }) => weight > 0) ? fuseVerdicts(parts) : parts[0]?.verdict;
}

/** The row as it is before its verdicts are fused. */
function unfused(row: FrameRow): FrameRow {
  const { verdict, ...before } = row;
  return verdict === undefined ? row : before;
}
