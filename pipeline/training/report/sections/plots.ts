import { html, type Html } from '../../../report/html.ts';
import { formatShare } from '../../../report/format-figure.ts';
import { formatScore } from '../format-score.ts';
import type { StoredRun, StoredScores } from '../stored-run.ts';

const SIDE = 240;
const EDGE = 34;
const WHOLE = SIDE + EDGE + 12;

/** Returns how far confidence can be trusted, and where predicted valence and arousal lie; nothing of what is not predicted. */
export function plots({ scores, affect, config }: StoredRun): Html {
  const figures = [...(scores?.calibration ? [reliability(scores.calibration, scores.all.ece)] : []), ...(affect.length > 0 ? [plane(affect, config.labels.ranges)] : [])];
  if (figures.length === 0) return html``;
  return html`<section class="curves"><h2>Confidence and affect</h2><div class="charts">${figures}</div></section>`;
}

function reliability({ weight, confidence, correct }: NonNullable<StoredScores['calibration']>, ece: number | undefined): Html {
  const total = weight.reduce((sum, each) => sum + each, 0);
  const width = SIDE / weight.length;
  const bars = weight.map((each, bin) => {
    const right = each === 0 ? 0 : correct[bin]! / each;
    const title = `${formatShare(each / total)} of the rows: confidence ${formatScore(confidence[bin]! / each, 2)}, right ${formatScore(right, 2)}`;
    return each === 0 ? html`` : html`<rect class="reliable" x="${round(EDGE + bin * width + 1)}" y="${round(10 + SIDE * (1 - right))}" width="${round(width - 2)}" height="${round(Math.max(1, SIDE * right))}"><title>${title}</title></rect><circle class="sure" cx="${round(EDGE + SIDE * (confidence[bin]! / each))}" cy="${round(10 + SIDE * (1 - right))}" r="${round(2 + 5 * Math.sqrt(each / total))}"/>`;
  });
  return html`
    <figure class="chart square">
      <figcaption><h3>Reliability <span class="count">calibration error ${formatScore(ece, 3)}</span></h3></figcaption>
      <svg viewBox="0 0 ${WHOLE} ${WHOLE}" role="img" aria-label="Share that is right by confidence">
        ${frame(['0', '1'], ['0', '1'])}
        ${bars}
        <path class="ideal" d="M${EDGE} ${10 + SIDE}L${EDGE + SIDE} 10"/>
      </svg>
      <p class="quiet">Confidence to the right, share that is right upwards; on the dashed line both are the same. Larger dots: more rows.</p>
    </figure>
  `;
}

function plane(points: StoredRun['affect'], { valence, arousal }: StoredRun['config']['labels']['ranges']): Html {
  const along = ([low, high]: readonly [number, number], value: number) => SIDE * Math.min(1, Math.max(0, (value - low) / (high - low)));
  const dots = points.map(([x, y]) => `M${round(EDGE + along(valence, x))} ${round(10 + SIDE - along(arousal, y))}h0`).join('');
  const ends = (range: readonly [number, number]) => range.map((value) => String(value).replace('-', '−'));
  return html`
    <figure class="chart square">
      <figcaption><h3>Predicted valence and arousal <span class="count">${points.length} rows</span></h3></figcaption>
      <svg viewBox="0 0 ${WHOLE} ${WHOLE}" role="img" aria-label="Predicted arousal by predicted valence">
        ${frame(ends(valence), ends(arousal))}
        <path class="grid" d="M${EDGE + SIDE / 2} 10V${10 + SIDE}M${EDGE} ${10 + SIDE / 2}H${EDGE + SIDE}"/>
        <path class="points" d="${dots}"/>
      </svg>
      <p class="quiet">Valence to the right, arousal upwards, of validation examples. All in one place means that the model answers with a mean.</p>
    </figure>
  `;
}

function frame([left, right]: readonly string[], [low, high]: readonly string[]): Html {
  const label = (text: string | undefined, x: number, y: number) => html`<text class="axis" x="${x}" y="${y}" text-anchor="middle">${text}</text>`;
  return html`<rect class="frame" x="${EDGE}" y="10" width="${SIDE}" height="${SIDE}"/>${label(left, EDGE, SIDE + 28)}${label(right, EDGE + SIDE - 6, SIDE + 28)}${label(low, EDGE / 2, SIDE + 10)}${label(high, EDGE / 2, 20)}`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
