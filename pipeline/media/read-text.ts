import { startProcess } from './start-process.ts';

/** Resolves with all that a short run of ffprobe or ffmpeg wrote, its exit status and its complaints. Meant for kilobytes, not for pictures. */
export async function readText(
  command: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<{ text: string; status: number; complaints: readonly string[] }> {
  await using process = startProcess(command, args, { signal });
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdout) chunks.push(chunk as Buffer);
  const status = await process.exited;
  signal?.throwIfAborted();
  return { text: Buffer.concat(chunks).toString('utf8'), status, complaints: process.complaints };
}
