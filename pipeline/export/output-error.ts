const NEXT_STEP = {
  NOT_WRITABLE: 'Choose another folder with `--out`, or change its permissions.',
  DISK_FULL: 'Free some space or choose another disk with `--out`, then run the same command again.',
  FAILED: 'Check the disk and run the same command again.',
  NO_ASS_FILTER: 'Install an ffmpeg with libass (those of Debian, Fedora, Homebrew and gyan.dev have it), or leave out `--annotated`.',
} as const;

const CODE_OF: Readonly<Record<string, keyof typeof NEXT_STEP>> = {
  EACCES: 'NOT_WRITABLE',
  ENOENT: 'NOT_WRITABLE', // Also Node's answer where a folder is to be made on a read-only disk
  EPERM: 'NOT_WRITABLE',
  EROFS: 'NOT_WRITABLE',
  ENOTDIR: 'NOT_WRITABLE',
  EISDIR: 'NOT_WRITABLE',
  EEXIST: 'NOT_WRITABLE',
  ENAMETOOLONG: 'NOT_WRITABLE',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
};

/** A result could not be written. The message names the path and ends with what to do next. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { path, detail, cause }: { path: string; detail: string; cause?: unknown }) {
    super(`${path}: ${detail}. ${NEXT_STEP[code]}`.replace(/\p{Cc}/gu, '\uFFFD'), { cause }); // A file name may hold line breaks; a message may not
    this.code = code;
  }

  /** Returns what the operating system said of `path`, as an `OutputError`; another kind of error comes back unchanged. */
  static from(error: unknown, path: string): unknown {
    const system = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof OutputError || !/^E[A-Z]/.test(system)) return error;
    const code = CODE_OF[system] ?? 'FAILED';
    const detail = code === 'DISK_FULL' ? `cannot write, the disk is full (${system})` : `cannot write (${system})`;
    return new OutputError(code, { path, detail, cause: error });
  }
}
