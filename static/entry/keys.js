// The keyboard of the grid, as people know it from spreadsheets. One listener for all fields.
import { NOT_APPLICABLE } from './numbers.js';
import { NOTHING_STATED } from './words.js';

const PAGE = 10;
const SPEAKERS = { d: 'village', b: 'bpjs' };
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-PAGE, 0], PageDown: [PAGE, 0] };

// `say` is told a sentence where a key finds nothing to do.
export function listen(frame, grid, say) {
  const isNarrow = matchMedia('(max-width: 575px)');
  let isInside = false; // the caret moves inside the field, after F2 or a double click
  let anchor = null; // where picking with Shift began

  const go = (r, c, { picks = false } = {}) => {
    const { rows } = grid.tables;
    let row = Math.min(Math.max(r, 0), rows.length - 1);
    let input = null;
    // Rows of the regency's own cells may be shorter; and a cell that is not asked is no cell.
    for (const step = r < (grid.placeOf(grid.here)?.r ?? 0) ? -1 : 1; row >= 0 && row < rows.length; row += step) {
      const { inputs } = rows[row];
      input = inputs[Math.min(Math.max(c, 0), inputs.length - 1)] ?? null;
      if (input) break;
    }
    if (!input) return false;
    grid.onReveal(row); // on a telephone only one row is shown, and what is not shown takes no focus
    input.focus();
    input.select();
    if (picks && anchor) grid.pick(between(grid, anchor, grid.tables.places.get(input)));
    else { anchor = null; grid.unpick(); }
    return true;
  };

  // On a telephone Enter leads through the fields of a village, then to the next village.
  const next = ({ r, c }, step) => {
    const width = grid.tables.rows[r].inputs.length;
    if (c + step >= 0 && c + step < width) go(r, c + step);
    else go(r + step, step > 0 ? 0 : 1e4);
  };

  frame.addEventListener('focusin', (event) => {
    if (!event.target.matches('input')) return;
    isInside = false;
    event.target.select();
    grid.enter(event.target);
  });
  frame.addEventListener('focusout', (event) => { if (event.target.matches('input')) grid.commit(event.target); });
  frame.addEventListener('input', (event) => { if (event.target.matches('input')) grid.typing(event.target); });
  frame.addEventListener('dblclick', (event) => { if (event.target.matches('input')) isInside = true; });
  let isFresh = false; // the press of the mouse brought the focus; releasing it must not take the selection away
  frame.addEventListener('mouseup', (event) => { if (isFresh) event.preventDefault(); isFresh = false; });
  frame.addEventListener('mousedown', (event) => {
    if (!event.target.matches('input')) return;
    isFresh = event.target !== document.activeElement;
    if (event.shiftKey && grid.here) {
      event.preventDefault();
      anchor ??= grid.placeOf(grid.here);
      grid.pick(between(grid, anchor, grid.tables.places.get(event.target)));
    } else { anchor = null; grid.unpick(); }
  });

  frame.addEventListener('keydown', (event) => {
    const input = event.target;
    const place = input.matches?.('input') && grid.tables.places.get(input);
    if (!place || event.isComposing || event.altKey) return;
    const { key, shiftKey: shift } = event;
    const control = event.ctrlKey || event.metaKey;
    const handled = () => { event.preventDefault(); };

    if (control && key.toLowerCase() === 'z') { handled(); grid.commit(input); shift ? grid.redo() : grid.undo(); return; }
    if (control && key.toLowerCase() === 'y') { handled(); grid.redo(); return; }
    if (control && key.toLowerCase() === 'a' && !isInside) { handled(); grid.pick(grid.tables.rows.flatMap((row) => row.row.cells).filter(Boolean)); return; }
    if (control && key === 'Home') { handled(); go(0, 0); return; }
    if (control && key === 'End') { handled(); go(grid.tables.rows.length - 1, 1e4); return; }
    if (control) return;
    if (key === 'F2') { handled(); isInside = true; input.setSelectionRange(input.value.length, input.value.length); return; }
    if (key === 'Escape') { handled(); isInside = false; grid.restore(input); grid.unpick(); return; }
    if (key === 'Enter') {
      handled();
      if (place.cell.isCopied) grid.act([{ cell: place.cell, text: input.value }]);
      else grid.commit(input);
      if (isNarrow.matches) next(place, shift ? -1 : 1);
      else go(place.r + (shift ? -1 : 1), place.c);
      return;
    }
    const step = STEPS[key];
    if (step && !(isInside && step[1])) {
      handled();
      if (shift) anchor ??= place;
      grid.commit(input); // at an edge the focus stays, and what was typed is to be kept all the same
      go(place.r + step[0], place.c + step[1], { picks: shift });
      return;
    }
    if ((key === 'Home' || key === 'End') && !isInside) { handled(); go(place.r, key === 'Home' ? 0 : 1e4); return; }
    if (!grid.sheet.model.editable) return;
    if (key === ' ' ) { handled(); confirm(grid); return; }
    const speaker = SPEAKERS[key.toLowerCase()];
    if (speaker && !isInside) { handled(); say(grid.take(speaker) ? '' : NOTHING_STATED[speaker]); return; }
    if ((key === 't' || key === 'T') && !isInside) { handled(); write(grid, NOT_APPLICABLE); return; }
    if ((key === 'Delete' || key === 'Backspace') && (grid.picked.size > 1 || key === 'Delete' && !isInside)) { handled(); write(grid, ''); return; }
    if (key === '0' && grid.picked.size > 1) { handled(); write(grid, '0'); }
  });
}

// All cells of the rectangle between two places, through districts.
export function between(grid, one, other) {
  const [top, bottom] = [Math.min(one.r, other.r), Math.max(one.r, other.r)];
  const [left, right] = [Math.min(one.c, other.c), Math.max(one.c, other.c)];
  return grid.tables.rows.slice(top, bottom + 1).flatMap((row) => row.row.cells.slice(left, right + 1)).filter(Boolean);
}

// Writes one text into all cells meant.
export function write(grid, text) {
  grid.act(grid.meant().map((cell) => ({ cell, text })));
  grid.here?.input?.select();
}

// States that copies of last month are right: those meant, or all.
export function confirm(grid, cells = grid.meant()) {
  return grid.act(cells.filter((cell) => cell.isCopied).map((cell) => ({ cell, text: cell.text })));
}
