import { expect, test } from 'vitest';
import type { FrameRow } from '../../../pipeline/rows.ts';
import { onlySpeakers } from '../../../pipeline/stages/only-speakers.ts';

const row = (frame: number, person?: number, speaking?: number): FrameRow => ({ frame, time: frame / 10, status: person === undefined ? 'skipped' : 'analysed', speech: 0.9, ...(person === undefined ? {} : { person }), ...(speaking === undefined ? {} : { speaking }) });

async function filtered(rows: readonly FrameRow[]): Promise<FrameRow[]> {
  return Array.fromAsync(onlySpeakers((async function* () { yield* rows; })()));
}

test('those who speak are kept, wherever they stand in their frame, and others are left out', async () => {
  expect(await filtered([row(0, 0, 0.2), row(0, 1, 0.5), row(1, 0, 0.9), row(1, 1, 0.1)])).toEqual([row(0, 1, 0.5), row(1, 0, 0.9)]);
});

test('a frame in which nobody is known to speak keeps one row without a person, with its status and what is heard', async () => {
  const nobody = (frame: number) => ({ frame, time: frame / 10, status: 'analysed', speech: 0.9 });
  expect(await filtered([row(0, 0, 0.2), row(0, 1, 0.3), row(1, 0), row(2), row(3, 0, 0)])).toEqual([nobody(0), nobody(1), row(2), nobody(3)]);
});
