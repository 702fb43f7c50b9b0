import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import type { StepTimes } from './step-times.ts';

const SCRIPT = fileURLToPath(new URL('../peers/training.py', import.meta.url));

/** What is run, and how. */
export interface PeerOptions {
  readonly python: string;
  readonly threads: number;
  readonly device: 'cpu' | 'cuda';
  /** Steps a call. */
  readonly steps: number;
}

/** PyTorch in a process of its own, taking the steps of one case when asked. */
export class TorchPeer implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #steps: number;

  constructor(name: string, { python, threads, device, steps }: PeerOptions) {
    this.#process = spawn(python, [SCRIPT, name, '--threads', String(threads), '--device', device, '--steps', String(steps)], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
    this.#steps = steps;
  }

  /** Resolves with PyTorch's version and the number of trained numbers, once. */
  async start(): Promise<{ readonly torch: string; readonly parameters: number }> {
    return (await this.#read()) as { torch: string; parameters: number };
  }

  async call(): Promise<StepTimes> {
    this.#process.stdin!.write('\n');
    const { seconds, cpu, loss } = (await this.#read()) as { seconds: number; cpu: number; loss: number };
    return { ms: (1000 * seconds) / this.#steps, cpuMs: (1000 * cpu) / this.#steps, loss };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stdin!.end();
    await ended;
  }

  async #read(): Promise<unknown> {
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`${this.#process.spawnfile}: it ended early. See its message above.`);
    return JSON.parse(value);
  }
}
