import { Argument, Command, Option } from 'commander';
import { ConfigError } from '../../../configs/config-error.ts';
import { FAKE_KINDS } from '../../corpora/fake/fake-kinds.ts';
import type { FakeOptions, FakeProgress } from '../../corpora/fake/fake-options.ts';
import { makeFake } from '../../corpora/fake/make-fake.ts';
import type { CommandContext } from '../context.ts';
import { toClock } from '../to-clock.ts';
import { showProgress } from './show-progress.ts';

interface FakeFlags {
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

/** `affekt dataset fake` */
export function fakeCommand(context: CommandContext): Command {
  return new Command('fake')
    .summary('draw a small corpus in the layout of a real one')
    .description('Draws a small corpus of faces and voices in the exact layout of a real one, with everything unusual that the real one has. Faces and voices follow the labels, so that a system can be trained and scored on it. organisers/ says which clip has which quirk, and holds the labels of the test sets.')
    .addArgument(new Argument('<kind>', 'which corpus').choices(Object.keys(FAKE_KINDS)))
    .argument('<dir>', 'folder to make; it has to be empty')
    .option('-n, --clips <number>', 'how many videos', toNumber('--clips'), 20)
    .option('-s, --seed <number>', 'the same seed gives the same corpus', toNumber('--seed'), 0)
    .option('--seconds <number>', 'length of a clip on average (default: 2 to 4, by corpus)', toNumber('--seconds'))
    .option('--edition <number>', 'edition of ABAW, 3 to 8, whose names Aff-Wild2 has', toNumber('--edition'), 6)
    .addOption(new Option('--test-labels <where>', 'labels of the test sets: with the organisers only, as placeholders, or published').choices(['hidden', 'placeholders', 'released']).default('hidden'))
    .addOption(new Option('--placeholders', 'the same as --test-labels placeholders').implies({ testLabels: 'placeholders' }))
    .option('--processed', 'MER 2023 as the tools of MERBench leave it: one folder, labels in label-6way.npz', false)
    .option('--from <files...>', 'take pictures and sound from these recordings in place of drawing; they do not follow the labels', [])
    .option('--no-media', 'no videos and no sound; crops in one colour')
    .option('--no-crops', 'with --no-media: no crops either')
    .option('--force', 'go on with a fake corpus of the same options, or replace one of others', false)
    .option('--json', 'print what was made as JSON', false)
    .option('-q, --quiet', 'show no progress', false)
    .action(async (kind: string, dir: string, flags: FakeFlags) => fake(kind, dir, { flags, context }));
}

async function fake(kind: string, dir: string, { flags, context }: { readonly flags: FakeFlags; readonly context: CommandContext }): Promise<void> {
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

function toNumber(flag: string): (text: string) => number {
  return (text) => {
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
    throw new ConfigError(flag, [`"${text}" is no number`], undefined, 'Give a number.');
  };
}
