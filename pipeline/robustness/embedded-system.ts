import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromEvent, lastValueFrom } from 'rxjs';
import type { Config } from '../../configs/schema.ts';
import { readTable } from '../../datasets/tables/read-table.ts';
import { analyseClip } from '../analyse.ts';
import type { MediaTools } from '../media/media-tools.ts';
import type { Tools } from '../open-tools.ts';
import { packageVersion } from '../package-version.ts';
import { MediaError } from '../media/media-error.ts';
import { meanAnswer } from './mean-answer.ts';
import type { System, SystemAnswer } from './system.ts';

/** What an embedded system is made of. */
export interface EmbeddedSystemOptions {
  readonly config: Config;
  /** Closed with the system. */
  readonly tools: Tools;
  readonly media: MediaTools & { readonly version: string };
}

/**
 * The analysis of `affekt analyze` as a system. Its answer for a clip is the mean over the frames with a face (`face`), over the windows with a
 * voice (`voice`), and over the fused verdicts of all faces (`fused`); where no face is seen the voice stands for `fused`.
 */
export function embeddedSystem({ config, tools, media }: EmbeddedSystemOptions): System {
  const { modalities, video, face, voice, fusion, runtime } = config;
  const parts = { version: packageVersion(), modalities, video, face, voice, fusion, batch: runtime.batch, device: tools.device, models: tools.models };
  return {
    name: `affekt analyze (${Object.values(tools.models).map(({ id }) => id).join(', ')})`,
    key: createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
    modalities: [...(tools.faces === undefined ? [] : ['face']), ...(tools.voice?.reader === undefined ? [] : ['voice'])],
    predict: async ({ path }, signal) => {
      const folder = await mkdtemp(join(tmpdir(), 'affekt-robustness-'));
      try {
        const analysis = { config: { ...config, output: { ...config.output, folder, report: false, annotated: false } }, tools, media, stop: fromEvent(signal, 'abort') };
        const end = await lastValueFrom(analyseClip({ name: 'clip', path, kind: 'file' }, analysis));
        signal.throwIfAborted();
        if (end.type !== 'clip' || end.folder === undefined || end.outcome === 'failed') throw new MediaError('DECODE_FAILED', { path, detail: `cannot be analysed (${end.type === 'clip' ? (end.message ?? end.outcome) : 'no result'})` });
        return await readAnswer(end.folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    [Symbol.asyncDispose]: () => tools[Symbol.asyncDispose](),
  };
}

async function readAnswer(folder: string): Promise<SystemAnswer> {
  const [face, voice, all] = [meanAnswer('face_'), meanAnswer(''), meanAnswer('')];
  await eachRow(join(folder, 'frames.csv'), (row) => [face, all].forEach(({ add }) => add(row)));
  await eachRow(join(folder, 'voice.csv'), voice.add);
  const [faces, voices] = [face.result(), voice.result()];
  const fused = all.result() ?? voices;
  return { modalities: { ...(faces && { face: faces }), ...(voices && { voice: voices }) }, ...(fused && { fused }) };
}

/** A clip without pictures, or without sound, has a table without rows. */
async function eachRow(path: string, use: Parameters<ReturnType<typeof meanAnswer>['add']> extends [infer Row] ? (row: Row) => void : never): Promise<void> {
  if (!existsSync(path)) return;
  try {
    for await (const row of readTable(path, [])) use(row);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'NOT_A_TABLE')) throw error;
  }
}
