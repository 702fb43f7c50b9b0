import { ConfigError } from '../../../configs/config-error.ts';
import type { FakeOptions, FakeProgress } from '../../corpora/fake/fake-options.ts';
import { makeFake } from '../../corpora/fake/make-fake.ts';
import type { CommandContext } from '../context.ts';
import { toClock } from '../show/to-clock.ts';
import { showProgress } from './show-progress.ts';

/** Options of `affekt dataset fake`. */
export interface FakeFlags {
  readonly clips: number;
  readonly seed: number;
  readonly seconds?: number;
  readonly edition: number;
  readonly testLabels: NonNullable<FakeOptions['testLabels']>;
  readonly processed: boolean;
  readonly from: readonly string[];
  readonly media: boolean;
  readonly crops: boolean;
  readonly force: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Draws a small corpus and writes where it is. */
export async function fakeCorpus(kind: string, dir: string, { flags, context }: { readonly flags: FakeFlags; readonly context: CommandContext }): Promise<void> {
  if (flags.media && !flags.crops) throw new ConfigError('--no-crops', ['is for corpora without videos'], undefined, 'Add --no-media.');
  const started = Date.now();
  const progress = showProgress(context.stderr);
  const { clips, seed, seconds, edition, testLabels, processed, from, force } = flags;
  const media = flags.media ? 'all' : flags.crops ? 'crops' : 'none';
  const made = await makeFake(kind, dir, { clips, seed, edition, testLabels, processed, from, force, media, ...(seconds !== undefined && { seconds }), ffmpeg: context.environment.ffmpeg, signal: context.stop, ...(!flags.quiet && { onProgress: ({ done, total }: FakeProgress) => progress.show('clips drawn', done, total) }) }).finally(() => {
    progress.end();
    if (context.stop.aborted) context.stderr.write('Go on with the same command and --force.\n');
  });
  if (flags.json) {
    context.stdout.write(`${JSON.stringify(made)}\n`);
    return;
  }
  const quirks = new Set(made.quirks.map(({ quirk }) => quirk));
  if (!flags.quiet) context.stderr.write(`${made.clips} clips in ${toClock((Date.now() - started) / 1000)}; ${quirks.size === 1 ? 'one kind of quirk' : `${quirks.size} kinds of quirks`}, listed in ${dir}/organisers/README.txt\n`);
  context.stdout.write(`${dir}\n`);
}
