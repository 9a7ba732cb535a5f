// Acts on many cells at once: copy last month, fill blanks with 0, mark as not applicable, confirm, take back.
import { NOT_APPLICABLE, grouped } from './numbers.js';
import { confirm } from './keys.js';

const ACTS = [
  ['copy', 'Salin bulan lalu', 'Mengisi yang kosong dengan angka bulan lalu, sampai dikonfirmasi belum disimpan'],
  ['confirm', 'Konfirmasi salinan', 'Menyatakan salinan bulan lalu benar dan menyimpannya'],
  ['zero', 'Isi yang kosong dengan 0', ''],
  ['none', 'Tidak berlaku', 'Jenis pekerja ini tidak dihitung di wilayah ini'],
  ['clear', 'Kosongkan', ''],
];
const SCOPES = [['meant', 'isian yang dipilih'], ['row', 'baris ini'], ['column', 'kolom ini'], ['block', 'kecamatan ini'], ['all', 'semua yang tampil']];

export function toolbar(grid, tell) {
  const box = document.createElement('details');
  box.className = 'grid-more no-print';
  box.open = matchMedia('(min-width: 576px)').matches;
  const title = document.createElement('summary');
  title.textContent = 'Mengisi beberapa sekaligus';
  const bar = document.createElement('div');
  bar.className = 'grid-tools';
  const label = document.createElement('label');
  label.textContent = 'Untuk ';
  const scope = document.createElement('select');
  scope.className = 'form-select';
  for (const [value, name] of SCOPES) scope.append(new Option(name, value));
  label.append(scope);
  bar.append(label, ...ACTS.map(([act, name, title]) => button(name, title, () => tell(run(grid, act, scope.value)))));
  bar.append(button('Urungkan', 'Ctrl Z', () => grid.undo()), button('Ulangi', 'Ctrl Y', () => grid.redo()));
  // A press of a button must not take the focus from the cell that it means.
  bar.addEventListener('mousedown', (event) => { if (event.target.closest('button')) event.preventDefault(); });
  box.append(title, bar);
  return box;
}

function button(name, title, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'btn btn-quiet';
  made.textContent = name;
  if (title) made.title = title;
  made.addEventListener('click', act);
  return made;
}

export function cellsOf(grid, scope) {
  const { rows } = grid.tables;
  if (scope === 'all') return rows.flatMap((row) => row.row.cells).filter(Boolean);
  if (scope === 'meant') return grid.meant();
  const places = grid.meant().map((cell) => grid.placeOf(cell)).filter(Boolean);
  const found = new Set();
  for (const place of places) {
    const at = rows[place.r];
    if (scope === 'row') at.row.cells.forEach((cell) => cell && found.add(cell));
    if (scope === 'block') at.block.rows.forEach((row) => row.cells.forEach((cell) => cell && found.add(cell)));
    if (scope === 'column') {
      rows.filter((row) => Boolean(row.block.isOwn) === Boolean(at.block.isOwn)).forEach((row) => row.row.cells[place.c] && found.add(row.row.cells[place.c]));
    }
  }
  return [...found];
}

// Does the act and returns the sentence of what it did.
export function run(grid, act, scope) {
  const cells = cellsOf(grid, scope);
  if (!cells.length) return 'Pilih dulu satu isian, atau pilih “semua yang tampil”.';
  const blank = cells.filter((cell) => cell.text === '');
  switch (act) {
    case 'copy': {
      const known = blank.filter((cell) => cell.before !== null);
      const count = grid.act(known.map((cell) => ({ cell, text: grouped(cell.before), isCopied: true })));
      return count ? `${grouped(count)} isian disalin dari bulan lalu, belum dikonfirmasi.` : 'Tidak ada isian kosong yang mempunyai angka bulan lalu.';
    }
    case 'confirm': return `${grouped(confirm(grid, cells))} salinan dikonfirmasi.`;
    case 'zero': return `${grouped(grid.act(blank.map((cell) => ({ cell, text: '0' }))))} isian kosong diisi 0. Urungkan bila keliru.`;
    case 'none': return `${grouped(grid.act(cells.map((cell) => ({ cell, text: NOT_APPLICABLE }))))} isian ditandai tidak berlaku.`;
    default: return `${grouped(grid.act(cells.map((cell) => ({ cell, text: '' }))))} isian dikosongkan. Urungkan bila keliru.`;
  }
}
