import { RecogniserError } from '../recogniser-error.ts';
import { startProgram } from './start-program.ts';

/** How to ask whether a program is there. */
export type Asks = (command: string, args: readonly string[]) => Promise<boolean>;

const COMPILERS = ['c++', 'g++', 'clang++'];

/** Lines that install cmake and a compiler, by the program that installs on each system; the first one that is there is named. */
const INSTALLERS = [
  ['apt-get', 'sudo apt-get install --yes cmake g++ make'],
  ['dnf', 'sudo dnf install --assumeyes cmake gcc-c++ make'],
  ['pacman', 'sudo pacman -S --needed cmake gcc make'],
  ['zypper', 'sudo zypper install cmake gcc-c++ make'],
  ['apk', 'apk add cmake g++ make linux-headers'],
] as const;

/**
 * Resolves when cmake and a C++ compiler can be started. On Windows the compiler is left to cmake, which finds that of Visual Studio outside of the path.
 *
 * @throws RecogniserError NO_COMPILER with the line that installs what is missing
 */
export async function checkCompiler({ platform = process.platform, asks = canStart }: { platform?: NodeJS.Platform; asks?: Asks } = {}): Promise<void> {
  const missing: string[] = [];
  if (!(await asks('cmake', ['--version']))) missing.push('cmake');
  if (platform !== 'win32' && (await firstOf(COMPILERS, asks)) === undefined) missing.push('a C++ compiler');
  if (missing.length === 0) return;
  throw new RecogniserError('NO_COMPILER', { thing: missing.join(' and '), detail: `not found, and whisper.cpp is built with it: ${await lineFor(platform, asks)}` });
}

async function lineFor(platform: NodeJS.Platform, asks: Asks): Promise<string> {
  if (platform === 'darwin') return '`xcode-select --install` and `brew install cmake`';
  if (platform === 'win32') return '`winget install Kitware.CMake Microsoft.VisualStudio.2022.BuildTools` with its C++ tools';
  const name = await firstOf(INSTALLERS.map(([installer]) => installer), asks);
  const line = INSTALLERS.find(([installer]) => installer === name)?.[1];
  return line === undefined ? 'install cmake 3.14 or newer, a C++17 compiler and make' : `\`${line}\``;
}

async function firstOf(commands: readonly string[], asks: Asks): Promise<string | undefined> {
  for (const command of commands) if (await asks(command, ['--version'])) return command;
  return undefined;
}

async function canStart(command: string, args: readonly string[]): Promise<boolean> {
  try {
    await using program = await startProgram(command, args);
    await Array.fromAsync(program.lines);
    return (await program.exited) === 0;
  } catch {
    return false; // Not there: that is the answer
  }
}
