// The grid as a whole: which cell is at hand, which are picked, what was done and can be taken back.
import { grouped, parseCount, tidy } from './numbers.js';
import { headsOf } from './sheet.js';
import { Tables } from './table.js';
import { unreadable } from './words.js';

const UNDOS = 200;

export class Grid {
  constructor(sheet, frame) {
    this.sheet = sheet;
    this.tables = new Tables(frame, sheet);
    this.picked = new Set(); // cells picked beside the one at hand
    this.here = null; // the cell at hand
    this.done = [];
    this.undone = [];
    this.onChange = () => {}; // told which cells changed, and by whom they are to be kept
    this.onHere = () => {};
    this.onReveal = () => {};
    this.onTyping = () => {};
  }

  show(payer) {
    this.payer = payer;
    this.unpick();
    this.tables.draw(this.sheet.blocks(payer));
  }

  placeOf(cell) {
    return cell?.input ? this.tables.places.get(cell.input) : null;
  }

  enter(input) {
    const place = this.tables.places.get(input);
    if (!place) return;
    this.here = place.cell;
    this.onHere(place.cell, place);
  }

  pick(cells) {
    this.unpick();
    for (const cell of cells) {
      this.picked.add(cell);
      cell.input?.parentNode.classList.add('is-picked');
    }
  }

  unpick() {
    for (const cell of this.picked) cell.input?.parentNode.classList.remove('is-picked');
    this.picked.clear();
  }

  // The cells that an act means: the picked ones, else the one at hand.
  meant() {
    if (this.picked.size) return [...this.picked];
    return this.here ? [this.here] : [];
  }

  // While someone types: sums and cautions follow; nothing is kept until the field is left or the act is done.
  typing(input) {
    const place = this.tables.places.get(input);
    if (!place) return;
    this.#put(place.cell, input.value);
    this.onHere(place.cell, place);
    this.onTyping(place.cell);
  }

  // Takes over what stands in a field, as one act that can be taken back.
  commit(input) {
    const place = this.tables.places.get(input);
    if (!place || !this.sheet.model.editable) return;
    const { cell } = place;
    const text = tidy(input.value);
    const from = cell.kept ?? cell.stored;
    if (input.value !== text) input.value = text;
    if (text === from && !cell.isCopied) { this.#put(cell, text); return; }
    if (text === from) return;
    this.act([{ cell, text }]);
  }

  // Changes cells as one act. `changes`: [{cell, text, isCopied}].
  act(changes) {
    const steps = changes
      .map(({ cell, text, isCopied = false }) => ({ cell, from: cell.kept ?? cell.stored, to: text, wasCopied: cell.isCopied, isCopied }))
      .filter((step) => !step.cell.input?.readOnly && (step.from !== step.to || step.wasCopied !== step.isCopied));
    if (!steps.length) return 0;
    this.done.push(steps);
    if (this.done.length > UNDOS) this.done.shift();
    this.undone = [];
    this.#apply(steps.map((step) => [step.cell, step.to, step.isCopied]));
    return steps.length;
  }

  // Takes over into the cell at hand what a village or BPJS states, as if it had been typed; tells whether there is such.
  take(speaker) {
    const cell = this.here;
    const offer = cell && this.sheet.offersOf(cell).find((one) => one.speaker === speaker && one.isOne);
    if (!offer) return false;
    this.act([{ cell, text: grouped(offer.heads) }]);
    cell.input?.focus();
    cell.input?.select();
    return true;
  }

  undo() {
    const steps = this.done.pop();
    if (!steps) return false;
    this.undone.push(steps);
    this.#apply(steps.map((step) => [step.cell, step.from, step.wasCopied]));
    steps[0].cell.input?.focus();
    return true;
  }

  redo() {
    const steps = this.undone.pop();
    if (!steps) return false;
    this.done.push(steps);
    this.#apply(steps.map((step) => [step.cell, step.to, step.isCopied]));
    steps[0].cell.input?.focus();
    return true;
  }

  #apply(triples) {
    for (const [cell, text, isCopied] of triples) {
      cell.kept = text;
      cell.isCopied = isCopied;
      cell.theirs = null;
      if (cell.input && cell.input.value !== text) cell.input.value = text;
      this.#put(cell, text);
      const told = parseCount(text);
      cell.message = told.code ? unreadable(text, told) : '';
      cell.state = told.code ? 'refused' : isCopied ? '' : 'waiting';
      this.tables.mark(cell);
    }
    this.onChange(triples.map(([cell]) => cell));
  }

  #put(cell, text) {
    cell.text = text;
    const heads = headsOf(cell);
    if (heads !== cell.heads) {
      cell.heads = heads;
      this.tables.touch(cell);
    }
    cell.odd = this.sheet.oddOf(cell);
    this.tables.mark(cell);
  }

  // Takes over what the browser had kept, or the server answered, without making it an act.
  set(cell, { text, state = '', message = '', theirs = null, isCopied = false }) {
    cell.kept = text;
    Object.assign(cell, { state, message, theirs, isCopied });
    if (cell.input && cell.input !== document.activeElement) cell.input.value = text;
    else if (cell.input && cell.input.value === cell.text) cell.input.value = text;
    this.#put(cell, text);
  }

  // Escape: the field is again what it was before it was typed in.
  restore(input) {
    const place = this.tables.places.get(input);
    if (!place) return;
    input.value = place.cell.kept ?? place.cell.stored;
    this.typing(input);
    input.select();
  }

  counts() {
    const found = { refused: 0, conflict: 0, copied: 0, locked: 0 };
    for (const cell of this.sheet.cells.values()) {
      // What a correction leaves locked was never typed; only an answer to something typed has a message.
      if (cell.state in found && (cell.state !== 'locked' || cell.message)) found[cell.state]++;
      if (cell.isCopied) found.copied++;
    }
    return found;
  }
}
