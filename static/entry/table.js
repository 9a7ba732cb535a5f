// Draws tables for the blocks of a sheet and keeps fields, sums and marks in step with the cells.
import { grouped } from './numbers.js';
import { sumOf } from './sheet.js';
import { STATES, difference } from './words.js';

const PLAIN = ' false false false false'; // the signs of a cell of which nothing is to be said
const REST = 120; // milliseconds without a key until sums follow: one written at every key is read by nobody
const NEAR = '90px 0px'; // rows this far outside the frame are drawn in full
const MARKS = ['waiting', 'refused', 'locked', 'conflict', 'saved'];

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function titled(words) {
  const caption = element('caption');
  caption.append(element('span', '', words));
  return caption;
}

export class Tables {
  constructor(frame, sheet) {
    this.frame = frame;
    this.sheet = sheet;
    this.rows = []; // all rows of all blocks, in order: {block, row, tr, sum, inputs}
    this.places = new WeakMap(); // input -> {r, c, cell}
    this.changed = new Set(); // rows whose sums are to be told at the next frame
    const field = element('input');
    field.type = 'text';
    field.inputMode = 'numeric';
    field.autocomplete = 'off';
    field.maxLength = 40;
    field.readOnly = !sheet.model.editable;
    this.field = field;
    // A painted field costs at every key, seen or not: those of rows out of sight are there, but are not painted.
    this.sight = new IntersectionObserver(
      (rows) => rows.forEach(({ target, isIntersecting }) => target.classList.toggle('is-far', !isIntersecting)),
      { root: frame, rootMargin: NEAR },
    );
  }

  draw(blocks) {
    this.rows = [];
    this.blocks = blocks;
    this.sight.disconnect();
    this.frame.replaceChildren(...blocks.map((block) => this.#block(block)), ...this.#whole());
    this.rows.forEach((row) => { this.changed.add(row); this.sight.observe(row.tr); });
    this.tell();
  }

  #block(block) {
    const section = element('section', block.isOwn ? 'grid-block is-own' : 'grid-block');
    section.style.setProperty('--columns', block.columns.length);
    const table = element('table', 'grid');
    const caption = titled(block.title);
    const head = element('tr');
    head.append(element('td'));
    block.columns.forEach((name) => { const th = element('th', '', name); th.scope = 'col'; head.append(th); });
    const sumHead = element('th', 'sum', 'Jumlah');
    sumHead.scope = 'col';
    head.append(sumHead);
    const thead = element('thead'), body = element('tbody'), foot = element('tfoot');
    thead.append(head);
    block.rows.forEach((row) => body.append(this.#row(block, row)));
    block.foot = this.#sums(block.columns.length, block.isOwn ? '' : 'Jumlah');
    if (!block.isOwn) foot.append(block.foot.tr);
    table.append(caption, thead, body, foot);
    section.append(table);
    return section;
  }

  #row(block, row) {
    const tr = element('tr');
    const name = element('th', '', row.name);
    name.scope = 'row';
    tr.append(name);
    const r = this.rows.length;
    const inputs = row.cells.map((cell, c) => {
      const td = element('td');
      td.dataset.label = block.columns[c];
      if (!cell) { tr.append(td); return null; }
      const input = this.field.cloneNode();
      input.setAttribute('aria-label', cell.label);
      input.value = cell.text;
      if (cell.state === 'locked') input.readOnly = true;
      td.append(input);
      tr.append(td);
      cell.input = input;
      cell.signs = PLAIN;
      this.places.set(input, { r, c, cell });
      this.mark(cell);
      return input;
    });
    const sum = element('td', 'sum');
    sum.dataset.label = 'Jumlah';
    tr.append(sum);
    this.rows.push({ block, row, tr, sum, inputs });
    return tr;
  }

  #sums(count, title) {
    const tr = element('tr');
    const name = element('th', '', title);
    name.scope = 'row';
    const cells = Array.from({ length: count + 1 }, (_, at) => element('td', at === count ? 'sum' : ''));
    tr.append(name, ...cells);
    return { tr, cells };
  }

  // The sums of all districts, where there is more than one.
  #whole() {
    const villages = this.blocks.filter((block) => !block.isOwn);
    this.whole = null;
    if (villages.length < 2) return [];
    const section = element('section', 'grid-block');
    section.style.setProperty('--columns', villages[0].columns.length);
    const table = element('table', 'grid'), body = element('tbody');
    this.whole = this.#sums(villages[0].columns.length, 'Jumlah semua');
    body.append(this.whole.tr);
    table.append(titled('Jumlah semua kecamatan'), body);
    section.append(table);
    return [section];
  }

  // Says of a field what state its cell is in; the words stand once on the page and are pointed to.
  mark(cell) {
    const { input } = cell;
    if (!input) return;
    const signs = `${cell.state} ${cell.isCopied} ${cell.hasRemark} ${cell.odd.length > 0} ${cell.text === ''}`;
    if ((cell.signs ?? PLAIN) === signs) return; // most keys change no state; touching classes costs a slow telephone much
    cell.signs = signs;
    const { classList } = input.parentNode;
    const told = [];
    MARKS.forEach((state) => { if (classList.contains(`is-${state}`) !== (cell.state === state)) classList.toggle(`is-${state}`); });
    classList.toggle('is-blank', cell.text === '');
    if (cell.state) told.push(cell.state);
    for (const [name, holds] of [['copied', cell.isCopied], ['remark', cell.hasRemark], ['odd', cell.odd.length > 0]]) {
      classList.toggle(`is-${name}`, holds);
      if (holds) told.push(name);
    }
    if (told.length) input.setAttribute('aria-describedby', told.map((name) => `keadaan-${name}`).join(' '));
    else input.removeAttribute('aria-describedby');
    if (cell.state === 'refused') input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }

  // Says beside the sum of a village that its total, of all tabs, is above its target; "?" as long as without a reason.
  markTotal(row) {
    const above = this.sheet.aboveTarget(row.row.code);
    row.sum.classList.toggle('is-above', above !== null);
    row.sum.classList.toggle('is-odd', above !== null && !above.isExplained);
  }

  // Notes that a cell's heads changed; its sums are told together with those of others, once the keys rest.
  touch(cell) {
    const place = this.places.get(cell.input);
    if (!place) return;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.tell(), REST);
    this.changed.add(this.rows[place.r]);
  }

  // Each district keeps its sums by column; the whole is made of those, not of all cells.
  tell() {
    const blocks = new Set();
    for (const row of this.changed) {
      const sum = sumOf(row.row.cells);
      fill(row.sum, sum);
      this.markTotal(row);
      if (!row.block.isOwn) blocks.add(row.block);
    }
    this.changed.clear();
    for (const block of blocks) {
      block.sums = block.columns.map((_, c) => sumOf(block.rows.map((row) => row.cells[c])));
      tellFoot(block.foot, block.sums);
    }
    if (this.whole && blocks.size) {
      const villages = this.blocks.filter((block) => !block.isOwn);
      tellFoot(this.whole, villages[0].columns.map((_, c) => total(villages.map((block) => block.sums[c]))));
    }
    this.onTold?.();
  }

  input(r, c) {
    const { inputs } = this.rows[r] ?? {};
    return inputs?.[c] ?? null;
  }
}

function total(sums) {
  return sums.reduce((all, one) => ({ now: all.now + one.now, before: all.before + one.before, known: all.known || one.known }), { now: 0, before: 0, known: false });
}

function tellFoot(foot, sums) {
  sums.forEach((sum, c) => fill(foot.cells[c], sum));
  fill(foot.cells[sums.length], total(sums));
}

// Writes a sum with what it moved by; a sum of nothing is empty, not 0.
function fill(td, sum) {
  const text = sum.known ? grouped(sum.now) : '';
  const moved = sum.known && sum.before ? difference(sum.now, sum.before) : '';
  if (!td.firstChild) {
    const box = element('div', 'grid-sum');
    box.append(document.createTextNode(''), element('small'));
    td.append(box);
  }
  const { firstChild, lastChild } = td.firstChild;
  if (firstChild.data !== text) firstChild.data = text;
  if (lastChild.textContent !== moved) lastChild.textContent = moved;
}

// Returns the hidden words that fields point to.
export function stateWords() {
  const list = element('div');
  list.hidden = true;
  for (const [name, words] of Object.entries(STATES)) {
    const one = element('span', '', words);
    one.id = `keadaan-${name}`;
    list.append(one);
  }
  return list;
}
