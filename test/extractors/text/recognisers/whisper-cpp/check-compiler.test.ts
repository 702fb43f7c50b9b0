import { expect, test } from 'vitest';
import { checkCompiler } from '../../../../../extractors/text/recognisers/whisper-cpp/check-compiler.ts';

const having = (...programs: readonly string[]) => ({ platform: 'linux' as NodeJS.Platform, asks: async (command: string) => programs.includes(command) });

test.each([[['cmake', 'c++']], [['cmake', 'g++']], [['cmake', 'clang++']]])('%j is all that is needed', async (programs) => {
  await expect(checkCompiler(having(...programs))).resolves.toBeUndefined();
});

test.each([
  [having('apt-get'), 'cmake and a C++ compiler: not found, and whisper.cpp is built with it: `sudo apt-get install --yes cmake g++ make`. Install what is missing'],
  [having('cmake', 'dnf'), 'a C++ compiler: not found, and whisper.cpp is built with it: `sudo dnf install --assumeyes cmake gcc-c++ make`'],
  [having('g++', 'apk'), 'cmake: not found, and whisper.cpp is built with it: `apk add cmake g++ make linux-headers`'],
  [having('g++'), 'install cmake 3.14 or newer, a C++17 compiler and make'],
  [{ ...having(), platform: 'darwin' as const }, '`xcode-select --install` and `brew install cmake`'],
  [{ ...having(), platform: 'win32' as const }, 'winget install Kitware.CMake'],
])('what is missing is named with the line that installs it (%#)', async (world, text) => {
  await expect(checkCompiler(world)).rejects.toMatchObject({ code: 'NO_COMPILER', message: expect.stringContaining(text) as string });
});

test('on Windows the compiler is for cmake to find', async () => {
  await expect(checkCompiler({ ...having('cmake'), platform: 'win32' })).resolves.toBeUndefined();
});
