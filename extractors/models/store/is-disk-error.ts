/** Whether the file system, not the network, failed: `fetch` never rejects with a system call's own error, only with one around it. */
export function isDiskError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
