import { ModelError } from '../../../../runtime/model-error.ts';
import type { Runtime, Session } from '../../../../runtime/runtime.ts';
import { float32, type Tensor } from '../../../../runtime/tensor.ts';
import type { WhisperFolder } from './whisper-folder.ts';

/** A decoder at work on one window. */
export interface Decoding {
  /** Resolves with the logits of what comes behind each of `ids`, shape `[ids.length, vocabulary]`. They follow those of the calls before. */
  next(ids: readonly number[]): Promise<Float32Array>;
}

/** The decoder of a Whisper net. One window at a time. */
export interface WhisperDecoder extends AsyncDisposable {
  /** @param states what the encoder gave */
  begin(states: Tensor): Decoding;
}

type Tensors = Record<string, Tensor>;

/** Resolves with the decoder of a net, on sessions of its own. What it knows of the sound stays on their thread; what it knows of the words goes to and fro. */
export async function openDecoder({ decoder, net, id }: WhisperFolder, runtime: Runtime): Promise<WhisperDecoder> {
  await using opened = new AsyncDisposableStack();
  const names = pastNames(net.layers);
  const heard = names.filter((name) => name.includes('.encoder.'));
  const open = async (path: string, carried: readonly string[]) => opened.use(await runtime.openStateful(path, { name: id, carry: Object.fromEntries(carried.map((name) => [name, null])) }));
  const next = 'merged' in decoder ? await open(decoder.merged, [...heard, 'encoder_hidden_states']) : await open(decoder.next, heard);
  const first = 'merged' in decoder ? next : opened.use(await runtime.open(decoder.first, { name: id }));
  const none = () => float32(new Float32Array(0), 1, net.heads, 0, net.width / net.heads);

  function begin(states: Tensor): Decoding {
    let past: Tensors | undefined;
    const start = async (ids: readonly number[]) => {
      if (first !== next) return first.run({ input_ids: toIds(ids), encoder_hidden_states: states });
      await next.writeState({ ...Object.fromEntries(heard.map((name) => [name, none()])), encoder_hidden_states: states });
      return next.run({ input_ids: toIds(ids), use_cache_branch: flag(false), ...Object.fromEntries(names.filter((name) => !heard.includes(name)).map((name) => [name, none()])) });
    };
    return {
      async next(ids) {
        const outputs = past === undefined ? await start(ids) : await next.run({ input_ids: toIds(ids), ...past, ...(first === next && { use_cache_branch: flag(true) }) });
        if (past === undefined) await next.writeState(pick(outputs, heard, id));
        past = pick(outputs, names.filter((name) => !heard.includes(name)), id);
        return readLogits(outputs, first);
      },
    };
  }
  const sessions = opened.move();
  return { begin, [Symbol.asyncDispose]: () => sessions.disposeAsync() };
}

/** Inputs that hold what was computed before, by layer. The outputs that give them are called `present`. */
function pastNames(layers: number): string[] {
  return Array.from({ length: layers }, (_, layer) => ['decoder', 'encoder'].flatMap((part) => ['key', 'value'].map((kind) => `past_key_values.${layer}.${part}.${kind}`))).flat();
}

function pick(outputs: Readonly<Tensors>, names: readonly string[], model: string): Tensors {
  return Object.fromEntries(names.map((name) => {
    const output = outputs[name.replace('past_key_values', 'present')];
    if (output === undefined) throw new ModelError('WRONG_OUTPUT', { model, detail: `its decoder does not give ${name.replace('past_key_values', 'present')}` });
    return [name, output];
  }));
}

function readLogits({ logits }: Readonly<Tensors>, { name: model }: Session): Float32Array {
  if (logits?.type !== 'float32') throw new ModelError('WRONG_OUTPUT', { model, detail: 'its decoder does not give float32 `logits`' });
  return logits.data;
}

function toIds(ids: readonly number[]): Tensor {
  return { type: 'int64', dims: [1, ids.length], data: BigInt64Array.from(ids, BigInt) };
}

function flag(value: boolean): Tensor {
  return { type: 'bool', dims: [1], data: Uint8Array.of(value ? 1 : 0) };
}
