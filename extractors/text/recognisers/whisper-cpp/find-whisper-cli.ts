import { RecogniserError } from '../recogniser-error.ts';
import { listBuilt } from './built-program.ts';
import { findWhisperSource } from './whisper-source.ts';

/** Where whisper-cli may be. */
export interface ProgramSettings {
  /** A program that the user names, in place of one that was built here. */
  readonly whisperCli?: string | undefined;
  /** Where builds are kept. */
  readonly whisperFolder: string;
}

/**
 * Resolves with the path of whisper-cli: the one that is named, else the newest that was built from the source that is installed.
 *
 * @throws RecogniserError NOT_BUILT, NO_SOURCE
 */
export async function findWhisperCli({ whisperCli, whisperFolder }: ProgramSettings): Promise<string> {
  if (whisperCli !== undefined) return whisperCli;
  const { version } = await findWhisperSource();
  const built = (await listBuilt(whisperFolder)).find(({ record }) => record.package === version);
  if (built === undefined) throw new RecogniserError('NOT_BUILT', { thing: 'whisper-cli', detail: 'the program that recognises speech was not built on this machine yet' });
  return built.path;
}
