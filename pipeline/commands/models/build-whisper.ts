import { readEnvironment } from '../../../configs/environment.ts';
import { buildWhisper as build } from '../../../extractors/text/recognisers/whisper-cpp/build-whisper.ts';
import type { ModelsContext } from './models-context.ts';

/** Options of `affekt models build whisper`. */
export interface BuildWhisperOptions {
  readonly portable?: boolean;
  readonly define: readonly string[];
  readonly force?: boolean;
}

const LINE_EVERY = 10_000; // Milliseconds between two lines of progress where there is no terminal

/** Builds whisper-cli and writes its path. */
export async function buildWhisper({ portable, define, force }: BuildWhisperOptions, { stdout, stderr, stop, environment = readEnvironment() }: ModelsContext): Promise<void> {
  const live = stderr.isTTY === true;
  let shown = Date.now();
  const shares: number[] = [];
  const onProgress = (share: number) => {
    shares.push(share);
    if (Date.now() - shown < (live ? 100 : LINE_EVERY)) return;
    shown = Date.now();
    const line = `whisper.cpp: ${Math.round(100 * share)} % compiled`;
    stderr.write(live ? `\r\u001B[K${line}` : `${line}\n`);
  };
  const { path, record } = await build({ folder: environment.whisperFolder, portable, definitions: define, force, signal: stop, onProgress });
  stderr.write(`${live ? '\r\u001B[K' : ''}whisper.cpp ${record.version}: ${shares.length > 0 ? 'built' : 'was built before'}\n`);
  stdout.write(`whisper\t${path}\n`);
}
