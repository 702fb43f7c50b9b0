import type { Observable } from 'rxjs';
import type { Config } from '../configs/schema.ts';
import type { MediaTools } from './media/media-tools.ts';
import type { Tools } from './open-tools.ts';
import type { PluginSurroundings } from './plugins/plugin-context.ts';
import type { OpenedPlugin } from './plugins/open-plugins.ts';

/** What every clip of a run shares. */
export interface Analysis {
  readonly config: Config;
  readonly tools: Tools;
  readonly media: MediaTools & { readonly version: string };
  /** Emits once when the user wants to stop: clips end early, their results so far are written and marked. */
  readonly stop: Observable<unknown>;
  /** Further stages, in their order. */
  readonly plugins?: readonly OpenedPlugin[];
  /** What plug-ins have of the world around them; absent: no variables, and no words to the user. */
  readonly surroundings?: PluginSurroundings;
}
