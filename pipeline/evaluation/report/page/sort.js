// @ts-check
import { followTheme } from '../../../report/page/theme.js';

/** Returns what a cell is sorted by. @param {HTMLTableRowElement} row @param {number} column */
function keyOf(row, column) {
  const cell = row.cells[column];
  return cell.dataset.value ?? cell.textContent ?? '';
}

/** Returns which of two cells comes first; an empty one comes last in both directions. @param {string} a @param {string} b @param {boolean} numbers @param {number} direction */
export function compare(a, b, numbers, direction) {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  return direction * (numbers ? Number(a) - Number(b) : a.localeCompare(b, 'en', { numeric: true }));
}

/** Sorts a table by the heading that is clicked; a second click turns it round. @param {HTMLTableElement} table */
function connect(table) {
  const headings = [...table.querySelectorAll('th[aria-sort]')];
  headings.forEach((heading, column) => heading.addEventListener('click', () => {
    const direction = heading.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
    for (const each of headings) each.setAttribute('aria-sort', 'none');
    heading.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
    const body = table.tBodies[0];
    const numbers = heading.classList.contains('number');
    const rows = [...body.rows].sort((a, b) => compare(keyOf(a, column), keyOf(b, column), numbers, direction));
    body.replaceChildren(...rows);
  }));
}

for (const table of document.querySelectorAll('table.sortable')) connect(/** @type {HTMLTableElement} */ (table));
followTheme(() => undefined);
