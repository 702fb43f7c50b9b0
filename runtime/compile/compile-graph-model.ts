import tf from '@tensorflow/tfjs';
import { compile } from './compile.ts';
import { freeBatch } from './free-batch.ts';
import { readGraphPorts } from './graph-ports.ts';
import type { Traceable } from './trace.ts';

/** A tfjs graph model (the format of tfjs-converter) and how to compile it. */
export interface GraphModelSource {
  /** Shown in errors and kept in the file as the graph's name. */
  readonly name: string;
  /** The parsed `model.json`. */
  readonly json: object;
  /** The weight files, one after another as the manifest lists them. */
  readonly weights: Uint8Array;
  /** A fixed number for the leading dimension of inputs. Default: the named dimension `'batch'`. */
  readonly batch?: number;
  /** New names for inputs and outputs: `{ Identity: 'probabilities' }`. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Key–value pairs kept in the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Resolves with the bytes of an ONNX file that computes what the graph model computes, in float32. Inputs and outputs
 * have the names of the model's signature, without `:0`; images keep their channels last. A model that was saved for
 * one item takes any number of them. The same source gives the same bytes.
 *
 * @throws ModelError `UNSUPPORTED`, naming the operation, when the model cannot be compiled
 * @example
 * const bytes = await compileGraphModel({ name: 'emotion', json: JSON.parse(topology), weights });
 */
export function compileGraphModel({ name, json, weights, batch, rename = {}, metadata = {} }: GraphModelSource): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const freed = freeBatch(json, weights);
    const { inputs, outputs } = readGraphPorts(freed.json);
    const renamed = (port: string) => rename[port] ?? port;
    const signature = inputs.map(({ port, dims, type }) => [renamed(port), { dims: dims.with(0, batch ?? 'batch'), type }] as const);
    const run: Traceable = (tensors) => {
      const model = tf.loadGraphModelSync([freed.json as unknown as tf.io.ModelJSON, freed.weights.buffer as ArrayBuffer]);
      const feeds = Object.fromEntries(inputs.map(({ port, node }) => [node, tensors[renamed(port)]!]));
      const results = [model.execute(feeds, outputs.map(({ node }) => node))].flat();
      return Object.fromEntries(outputs.map(({ port }, index) => [renamed(port), results[index]!]));
    };
    resolve(compile(run, { name, inputs: Object.fromEntries(signature), metadata }));
  });
}
