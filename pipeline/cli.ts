import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { readEnvironment } from '../configs/environment.ts';
import { analyzeCommand } from './commands/analyze.ts';
import { auditCommand } from './commands/audit.ts';
import { benchCommand } from './commands/bench.ts';
import { completionCommand } from './commands/completion.ts';
import { configCommand } from './commands/config.ts';
import type { CommandContext } from './commands/context.ts';
import { datasetCommand } from './commands/dataset.ts';
import { describeCommand } from './commands/describe.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { extractCommand } from './commands/extract.ts';
import { gateCommand } from './commands/gate.ts';
import { generateCommand } from './commands/generate.ts';
import { modelsCommand } from './commands/models.ts';
import type { ModelsContext } from './commands/models/models-context.ts';
import { noiseCommand } from './commands/noise.ts';
import { pluginsCommand } from './commands/plugins.ts';
import { predictCommand } from './commands/predict.ts';
import { pruneCommand } from './commands/prune.ts';
import { pseudoLabelCommand } from './commands/pseudo-label.ts';
import { readCommand } from './commands/read.ts';
import { recipeCommand } from './commands/recipe.ts';
import { robustnessCommand } from './commands/robustness.ts';
import { ropeBoundCommand } from './commands/rope-bound.ts';
import { startCommand } from './commands/start.ts';
import { stretchCommand } from './commands/stretch.ts';
import { submitCommand } from './commands/submit.ts';
import { trainCommand } from './commands/train.ts';
import { transcribeCommand } from './commands/transcribe.ts';
import { transcriptCommand } from './commands/transcript.ts';
import { EXIT, exitCodeFor } from './exit-codes.ts';
import { OutputError } from './export/output-error.ts';
import { packageVersion } from './package-version.ts';

/** Runs affekt with command line arguments. Sets the exit code; no error leaves it. */
export async function main(args: readonly string[]): Promise<void> {
  const context = openContext();
  const program = createProgram(context);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const code = exitCodeFor(error);
    context.exit(code);
    const isKnown = error instanceof CommanderError || (context.stop.aborted && code === EXIT.interrupted); // Told of already
    if (!isKnown) report(error, program.opts<{ debug?: boolean }>().debug === true);
  }
}

/** Returns the whole command tree. `commands/NAME.ts` declares a command, with help and options; what it works with is in `commands/NAME/` and is imported when it runs. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('affekt');
  program
    .description('Reads emotion from video: face, voice and words, fused into expression and valence–arousal.')
    .version(packageVersion())
    .option('--debug', 'print the stack of an error')
    .showHelpAfterError('Try --help.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.stdout.write(text), writeErr: (text) => context.stderr.write(text) });
  const store: ModelsContext['store'] = async (options) => {
    const { openStore } = await import('./commands/models/open-store.ts');
    return openStore(options, context.environment);
  };
  const commands = [
    analyzeCommand, describeCommand, generateCommand, extractCommand, readCommand, trainCommand, stretchCommand, transcribeCommand,
    predictCommand, evaluateCommand, gateCommand, pseudoLabelCommand, benchCommand, auditCommand, datasetCommand, recipeCommand, submitCommand,
    noiseCommand, transcriptCommand, robustnessCommand, ropeBoundCommand, () => modelsCommand({ ...context, store }), pruneCommand,
    pluginsCommand, doctorCommand, configCommand, () => completionCommand(context, program),
  ];
  for (const each of commands) program.addCommand(each(context));
  program.addCommand(startCommand(context), { hidden: true });
  inheritSettings(program);
  return program;
}

/** Commands made elsewhere take over how their parent writes and ends. */
function inheritSettings(command: Command): void {
  for (const each of command.commands) {
    each.copyInheritedSettings(command);
    inheritSettings(each);
  }
}

/** Signals that ask for an end: Ctrl-C, a batch system, a terminal that was closed. */
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function openContext(): CommandContext {
  const controller = new AbortController();
  let unwritable = false;
  const stop = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      dieOf(signal);
      return;
    }
    process.stderr.write('\nStopping: results so far are written. Press Ctrl-C again to stop at once.\n');
    controller.abort();
  };
  for (const signal of STOPS) process.on(signal, stop);
  process.stderr.on('error', () => undefined); // Nobody reads the messages any more; the results are what counts
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && !unwritable) report(OutputError.from(error, 'standard output'), false); // After EPIPE the reader has seen enough
    unwritable ||= error.code !== 'EPIPE';
    if (unwritable) process.exitCode = EXIT.unexpected;
    controller.abort();
  });
  return { environment: readEnvironment(), stdout: process.stdout, stderr: process.stderr, stop: controller.signal, exit: (code) => (process.exitCode = unwritable ? EXIT.unexpected : code) };
}

/** Ends the process at once, as the signal does by itself. `process.exit` would wait for threads in the middle of an inference, and crash on them. */
function dieOf(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

function report(error: unknown, debug: boolean): void {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: ${text}\n`);
  if (debug) process.stderr.write(`${inspect(error)}\n`);
  else if (exitCodeFor(error) === EXIT.unexpected && !(error instanceof OutputError)) process.stderr.write('Run again with --debug to see where it happened.\n');
}
