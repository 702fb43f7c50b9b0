import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutputError } from '../../export/output-error.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';

/** A file of JSON lines, one for each few steps and each epoch. */
export interface MetricsLog {
  append(line: { readonly step: number } & Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * Opens the log at `path`. Lines after `lastStep`, and a last line that is not whole, were written by a run that did not live to
 * keep what they tell of: they are cut off, so that the log is the same as without the interruption.
 *
 * @throws OutputError when it cannot be written
 */
export async function openMetricsLog(path: string, lastStep: number): Promise<MetricsLog> {
  const kept = (await readLines(path)).filter((line) => stepOf(line) <= lastStep);
  await writeFileAtomically(path, kept.map((line) => `${line}\n`).join(''));
  return {
    async append(line) {
      try {
        await mkdir(dirname(path), { recursive: true });
        await appendFile(path, `${JSON.stringify(line)}\n`);
      } catch (error) {
        throw OutputError.from(error, path);
      }
    },
  };
}

async function readLines(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => ''); // Not there yet
  return text.split('\n').filter((line) => line !== '');
}

function stepOf(line: string): number {
  try {
    return (JSON.parse(line) as { step: number }).step;
  } catch {
    return Infinity; // Half a line
  }
}
