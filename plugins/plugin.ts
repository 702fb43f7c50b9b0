import type { z } from 'zod';
import type { Runtime } from '../runtime/runtime.ts';
import type { PluginPoint, PluginPoints } from './points.ts';

/** What a plug-in has of the world around it. */
export interface PluginContext {
  /** Aborts when the user wants to stop: `apply` then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Shows the user one line, without its line break. */
  readonly say: (line: string) => void;
  /** Returns an environment variable, such as a key. It is not to be written anywhere. */
  readonly variable: (name: string) => string | undefined;
  /** Kept through the run, for this plug-in alone: what is to be counted or found out once for all clips. */
  readonly memory: Map<string, unknown>;
  /** Folder for what can be made again but costs something. It may not be there yet. */
  readonly cacheFolder: string;
  /** Seeds whatever is drawn: the same number, the same results. */
  readonly seed: number;
  /** Runs ONNX files. Absent where none is open. */
  readonly runtime?: Runtime;
}

/** A stage that affekt can be extended by. `Point` says where it attaches, and with it what `apply` is given and returns. */
export interface Plugin<Point extends PluginPoint = PluginPoint, Options extends z.ZodType = z.ZodType> {
  /** Lower case with hyphens, unlike that of any other: `"block-influence"`. */
  readonly name: string;
  /** One line for people: what it does. */
  readonly about: string;
  /** Where the method is published: `"ShortGPT, arXiv 2403.03853"`. */
  readonly paper?: string;
  readonly attaches: Point;
  /** A strict object in which every key has a default and a description. */
  readonly options: Options;
  /**
   * Finds out whether it can work: called once in a run, before the first clip is read. Whatever it opens for `apply` goes into `context.memory`.
   *
   * @throws as `apply`; the run does not begin then
   */
  prepare?(options: z.output<Options>, context: PluginContext): Promise<void>;
  /**
   * Returns what the point wants, or a promise of it.
   *
   * @throws an error whose message names the thing, what is wrong with it, and what to do next
   */
  apply(input: PluginPoints[Point]['input'], options: z.output<Options>, context: PluginContext): PluginPoints[Point]['output'] | Promise<PluginPoints[Point]['output']>;
}

/** A plug-in of any point; `attaches` tells which. */
export type AnyPlugin = { readonly [Point in PluginPoint]: Plugin<Point> }[PluginPoint];

/** Returns the plug-in as it is; the types of its options and of its point are inferred and checked. */
export function definePlugin<Point extends PluginPoint, Options extends z.ZodType>(plugin: Plugin<Point, Options>): Plugin<Point, Options> {
  return plugin;
}
