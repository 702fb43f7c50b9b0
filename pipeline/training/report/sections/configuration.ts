import { html, type Html } from '../../../report/html.ts';
import type { StoredRun } from '../stored-run.ts';

/** Returns how the run is made again and its head applied, and the whole configuration. */
export function configuration({ config, complete }: StoredRun): Html {
  const features = Object.keys(config.features).map((name) => ` --features ${name}=FOLDER`);
  return html`
    <section class="again">
      <h2>Again</h2>
      <p>In the folder of this page:</p>
      <pre tabindex="0">affekt train --config config.json --out .. <span class="quiet"># ${complete ? 'with --set name=OTHER, the same once more' : 'goes on where it was stopped'}</span>
affekt predict head.onnx${features.join('')}</pre>
      <details><summary>Whole configuration</summary><pre tabindex="0">${JSON.stringify(config, null, 2)}</pre></details>
    </section>
  `;
}
