import { ConfigError } from '../../../configs/config-error.ts';
import { loadConfig } from '../../../configs/load-config.ts';
import { openModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { toGateText } from '../../../plugins/gate/gate-file.ts';
import { countRows } from '../../../plugins/gate/unit-rows.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import type { FaceRows } from '../../gates/faces/face-rows.ts';
import { fitFaceGate, MADE_FACE_KINDS } from '../../gates/faces/fit-face-gate.ts';
import { openFaceSource } from '../../gates/faces/open-face-source.ts';
import { type FaceRowSource, readFaceRows } from '../../gates/faces/read-face-rows.ts';
import { type ClipPath, findClips } from '../../media/find-clips.ts';
import { findTools } from '../../media/find-tools.ts';
import { MediaError } from '../../media/media-error.ts';
import type { CommandContext } from '../context.ts';
import { modelSettings } from '../models/model-settings.ts';
import { toTable } from '../show/to-table.ts';
import { kindNames } from './kind-names.ts';
import { trialRows } from './trial-rows.ts';

/** Options of `affekt gate fit-face`. */
export interface FitFaceOptions {
  readonly validation: readonly string[];
  readonly outliers: readonly string[];
  readonly reason?: string;
  readonly model?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly fps?: number;
  readonly methods?: readonly string[];
  readonly coverage: number;
  readonly out: string;
  readonly quiet?: boolean;
}

/** Faces that are kept: of one clip, since more are much alike, and of all. */
const MOST = { clip: 300, all: 2000 };

/** Fits a gate on the expression model, writes it, and resolves with the exit code. */
export async function fitFace(paths: readonly string[], options: FitFaceOptions, { environment, stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const { validation, outliers, reason, model, fps, methods, coverage, out, quiet } = options;
  const config = loadConfig({ file: options.config, set: options.set, overrides: { face: { expression: model }, video: { fps }, fusion: { people: 'everyone' } } });
  const media = await findTools(environment);
  const kinds = kindNames(outliers, { made: MADE_FACE_KINDS });
  const [clips, held] = [await clipsAt(paths), await clipsAt(validation)];
  const strangers = await Promise.all(kinds.map(async ([kind, path]) => [kind, await clipsAt([path])] as const));
  const { device, threads } = config.runtime;
  await using runtime = await openRuntime({ device, ...(threads === null ? {} : { threads }) });
  await using source = await openFaceSource(config, { store: openModelStore(modelSettings(config.models, environment)), runtime });
  const read = rowReader({ ...source, config, media, most: Math.min(MOST.clip, Math.ceil(MOST.all / (clips.length + held.length))), signal: stop }, { warn: (line) => stderr.write(`${line}\n`), say: (line) => (quiet === true ? undefined : stderr.write(`${line}\n`)) });
  const gate = fitFaceGate({
    head: source.head, sha256: source.sha256, coverage, reason, methods,
    clips: await read(clips, { what: 'clip', strange: true }),
    validation: await read(held, { what: 'validation', strange: true }),
    given: Object.fromEntries(await inTurn(strangers, async ([kind, found]) => [kind, await read(found, { what: kind, strange: false })] as const)),
  });
  await writeFileAtomically(out, toGateText(gate));
  const known = gate.counts.validation!;
  if (known * (1 - coverage) < 1) stderr.write(`warning: of ${known} known faces, less than one is to be withheld: the threshold is that of the strangest. Give more clips, or a lower --coverage.\n`);
  stdout.write(toTable(trialRows(gate)));
  stdout.write(`${gate.method} is taken for ${source.model}; of ${known} known faces ${Number((100 * coverage).toFixed(4))} % are let through.\n  → ${out}, used by \`affekt analyze --set 'gate.files=["${out}"]'\`\n`);
  return EXIT.fine;
}

async function clipsAt(paths: readonly string[]): Promise<ClipPath[]> {
  return findClips(paths).catch((error: unknown) => {
    throw error instanceof MediaError ? new ConfigError(error.path, ['cannot be found, or holds no clips'], error, 'Check the path.') : error;
  });
}

/** Returns what reads clips one after the other, and tells of each; one that cannot be read is left out. */
function rowReader(source: FaceRowSource, { say, warn }: Readonly<Record<'say' | 'warn', (line: string) => void>>) {
  return (clips: readonly ClipPath[], { what, strange }: { readonly what: string; readonly strange: boolean }): Promise<FaceRows[]> =>
    inTurn([...clips.entries()], async ([index, clip]) => {
      try {
        const rows = await readFaceRows(clip, { ...source, strange });
        say(`${what} ${index + 1} of ${clips.length}: ${clip.name}, ${countRows(rows.faces)} of ${rows.seen} faces`);
        return rows;
      } catch (error) {
        if (!(error instanceof MediaError)) throw error;
        warn(`warning: ${error.message}`);
        return { seen: 0, faces: { values: new Float32Array(), width: source.width }, strange: {} };
      }
    });
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
