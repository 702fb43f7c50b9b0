import type { Column } from '../../export/column.ts';
import { formatCell } from '../../export/format-cell.ts';
import type { AddedTable } from '../../plugins/added-table.ts';
import { formatTime } from '../format-figure.ts';
import { html, type Html } from '../html.ts';

type Cells = AddedTable['rows'][number];

/** Rows that the page holds: more make it slow, and are in the table's own file. */
const MAX_ROWS = 1000;

/** Returns a table that a plug-in has added; a row with the columns `start` and `end` seeks. */
export function addedTable({ name, title, columns, rows }: AddedTable): Html {
  const id = `added-${name}`;
  return html`
    <section class="segments added" aria-labelledby="${id}">
      <h2 id="${id}">${title} <span class="count">${rows.length}</span></h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="${id}">
        <table>
          <thead><tr>${columns.map(heading)}</tr></thead>
          <tbody>${rows.slice(0, MAX_ROWS).map((row) => toRow(row, columns))}</tbody>
        </table>
      </div>
      ${rows.length > MAX_ROWS ? html`<p class="quiet">The first ${MAX_ROWS} are shown; all ${rows.length} are in ${name}.csv.</p>` : undefined}
    </section>
  `;
}

function heading({ name, type, unit, description }: Column<Cells>): Html {
  const measured = unit === undefined || unit === '1' || type === 'time' ? '' : `, ${unit}`;
  return html`<th scope="col" title="${description}"${isNumber(type) ? html` class="number"` : undefined}>${name.replaceAll('_', ' ')}${measured}</th>`;
}

function toRow(row: Cells, columns: readonly Column<Cells>[]): Html {
  const { start, end } = row;
  const seeks = typeof start === 'number' && typeof end === 'number' ? html` data-start="${start}" data-end="${end}"` : undefined;
  return html`<tr${seeks}>${columns.map((column) => toCell(column, row))}</tr>`;
}

function toCell({ name, type, value }: Column<Cells>, row: Cells): Html {
  const cell = value(row);
  if (type === 'time' && typeof cell === 'number') {
    const time = formatTime(cell);
    return html`<td>${name === 'start' ? html`<button type="button" class="seek" aria-label="Go to ${time}">${time}</button>` : time}</td>`;
  }
  if (isNumber(type)) return html`<td class="number">${typeof cell === 'number' ? shown(cell, type) : '–'}</td>`;
  return html`<td dir="auto">${formatCell(cell, type) || '–'}</td>`;
}

function shown(value: number, type: Column<Cells>['type']): string {
  return type === 'integer' ? String(value) : formatCell(Number(value.toPrecision(3)), type);
}

function isNumber(type: Column<Cells>['type']): boolean {
  return type === 'integer' || type === 'number';
}
