import { parentPort } from 'node:worker_threads';
import * as ort from 'onnxruntime-node';
import { EXECUTION_PROVIDERS } from './execution-provider.ts';
import { profilePlacement } from './placement-profile.ts';
import { toTransferable } from './to-transferable.ts';
import { CarriedState } from './carried-state.ts';
import type { MessagePort } from 'node:worker_threads';
import type { PlacementProfile } from './placement-profile.ts';
import type { Port } from './runtime.ts';
import type { Tensor } from './tensor.ts';
import type { Answer, Opened, Order, Question, Ran } from './worker-message.ts';

interface Loaded {
  readonly session: ort.InferenceSession;
  readonly state: CarriedState;
  /** There until the first run has been counted; never there on the CPU. */
  profile: PlacementProfile | undefined;
}

type Sessions = Map<number, Loaded>;
interface Result {
  readonly value: Opened | Ran | Readonly<Record<string, Tensor>> | undefined;
  readonly transfer?: readonly ArrayBuffer[];
}

/** Obeys the orders that come through `port`, strictly one after another: inference blocks this thread anyhow. */
function serve(port: MessagePort): void {
  ort.env.logLevel = 'fatal'; // Keeps ONNX Runtime from writing on stderr; what is wrong comes as an error
  const sessions: Sessions = new Map();
  let last = Promise.resolve();
  const answer = async ({ id, order }: Question): Promise<void> => {
    try {
      const { value, transfer = [] } = await obey(sessions, order);
      port.postMessage({ id, value } satisfies Answer, transfer);
    } catch (error) {
      port.postMessage({ id, message: error instanceof Error ? error.message : String(error) } satisfies Answer);
    }
  };
  port.on('message', (question: Question) => {
    last = last.then(() => answer(question));
  });
}

function obey(sessions: Sessions, order: Order): Promise<Result> {
  if (order.kind === 'open') return open(sessions, order);
  if (order.kind === 'close') return close(sessions, order.session);
  const loaded = sessions.get(order.session)!; // The asking side sends nothing after `close`
  if (order.kind === 'run') return run(loaded, order.feeds);
  if (order.kind === 'read') return Promise.resolve(read(loaded));
  loaded.state.write(order.state);
  return Promise.resolve({ value: undefined });
}

function read({ state }: Loaded): Result {
  const { tensors, transfer } = toTransferable(state.copy());
  return { value: tensors, transfer };
}

async function open(sessions: Sessions, { session: key, model, device, threads, carry }: Order & { kind: 'open' }): Promise<Result> {
  const profile = device === 'cpu' ? undefined : profilePlacement();
  const options: ort.InferenceSession.SessionOptions = {
    executionProviders: [EXECUTION_PROVIDERS[device].option],
    intraOpNumThreads: threads,
    enableMemPattern: carry !== undefined, // A pattern is kept for every batch size that ever came: 50 MB more, and no faster; a step of training has one size
    extra: { session: { intra_op: { allow_spinning: carry === undefined ? '0' : '1' } } }, // Spinning costs the other threads up to 1.7 times the work; in training there are none
    ...profile?.options,
  };
  try {
    const session = await (typeof model === 'string' ? ort.InferenceSession.create(model, options) : ort.InferenceSession.create(model, options));
    sessions.set(key, { session, profile, state: new CarriedState(carry ?? {}) });
    return { value: { inputs: session.inputMetadata.map(toPort), outputs: session.outputMetadata.map(toPort) } };
  } catch (error) {
    profile?.finish(undefined);
    throw error;
  }
}

async function run(loaded: Loaded, feeds: Readonly<Record<string, Tensor>>): Promise<Result> {
  const inputs = Object.entries(feeds).map(([name, { type, data, dims }]) => [name, new ort.Tensor(type, data, dims)] as const);
  const { feeds: carried, fetches } = loaded.state.next(loaded.session.outputNames);
  const all = await loaded.session.run({ ...Object.fromEntries(inputs), ...carried }, fetches);
  const results = loaded.state.keep(all);
  const outputs = Object.entries(results).map(([name, { type, data, dims }]) => [name, { type, data, dims } as Tensor] as const);
  const { tensors, transfer } = toTransferable(Object.fromEntries(outputs));
  const placement = loaded.profile?.finish(loaded.session);
  loaded.profile = undefined;
  const spent = [...new Set(Object.values(feeds).map(({ data }) => data.buffer as ArrayBuffer))]; // They came by transfer, so they are no shared memory
  return { value: { outputs: tensors, spent, ...(placement && { placement }) }, transfer: [...transfer, ...spent.filter((buffer) => !transfer.includes(buffer))] };
}

async function close(sessions: Sessions, key: number): Promise<Result> {
  const loaded = sessions.get(key);
  sessions.delete(key);
  loaded?.profile?.finish(loaded.session);
  await loaded?.session.release();
  return { value: undefined };
}

function toPort(port: ort.InferenceSession.ValueMetadata): Port {
  if (!port.isTensor) return { name: port.name, type: 'sequence' as Port['type'], dims: [] }; // Refused by the asking side, by name
  return { name: port.name, type: port.type as Port['type'], dims: port.shape.map((dim) => (dim === '' ? '?' : dim)) };
}

serve(parentPort!); // This module is only ever started as a worker thread
