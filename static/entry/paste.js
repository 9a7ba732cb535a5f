// A block of cells from a spreadsheet, pasted at the cell at hand as one act; and cells copied as such a block.
import { grouped, parseCount, tidy } from './numbers.js';

const MOST = 100_000; // cells looked at; what a clipboard may hold beyond is told as left out
const SHOWN_REFUSALS = 8;

export function listen(frame, grid, tell) {
  frame.addEventListener('paste', (event) => {
    const place = grid.tables.places.get(event.target);
    if (!place || !grid.sheet.model.editable) return;
    event.preventDefault();
    const told = paste(grid, place, event.clipboardData.getData('text/plain'));
    tell(told);
    event.target.select();
  });
  frame.addEventListener('copy', (event) => {
    if (!grid.tables.places.get(event.target) || grid.picked.size < 2) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', asBlock(grid));
  });
}

// Returns {taken, blank, outside, refused: [{where, text}]}.
export function paste(grid, { r, c }, text) {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').map((line) => line.split('\t'));
  const changes = [], refused = [];
  let outside = 0, blank = 0, seen = 0;
  rows.forEach((line, down) => line.forEach((written, across) => {
    const trimmed = written.trim();
    if (trimmed === '') { blank++; return; }
    const cell = seen++ < MOST ? grid.tables.rows[r + down]?.row.cells[c + across] : null;
    if (!cell) { outside++; return; }
    if (parseCount(trimmed).code) refused.push({ where: cell.label, text: trimmed });
    else changes.push({ cell, text: tidy(trimmed) });
  }));
  return { taken: grid.act(changes), read: changes.length, blank, outside, refused };
}

function asBlock(grid) {
  const byRow = new Map();
  for (const cell of grid.picked) {
    const place = grid.placeOf(cell);
    if (!byRow.has(place.r)) byRow.set(place.r, []);
    byRow.get(place.r).push([place.c, cell.text]);
  }
  return [...byRow.entries()].sort(([one], [other]) => one - other)
    .map(([, cells]) => cells.sort(([one], [other]) => one - other).map(([, text]) => text).join('\t')).join('\n');
}

// Returns what a paste did, as a sentence.
export function words({ read, blank, outside, refused }) {
  const told = [`${grouped(read)} isian ditempel.`];
  if (outside) told.push(`${grouped(outside)} sel berada di luar tabel dan tidak dipakai.`);
  if (blank) told.push(`${grouped(blank)} sel kosong tidak mengubah isian.`);
  if (refused.length) {
    const named = refused.slice(0, SHOWN_REFUSALS).map(({ where, text }) => `${where} (“${text.slice(0, 20)}”)`);
    const more = refused.length - named.length;
    told.push(`${grouped(refused.length)} sel bukan angka dan tidak dipakai: ${named.join('; ')}${more ? `; dan ${grouped(more)} lagi` : ''}.`);
  }
  return told.join(' ');
}
