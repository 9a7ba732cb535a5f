// The figures of one place and month as the browser holds them: cells by name, and how they lie in tables.
import { NOT_APPLICABLE, grouped, parseCount } from './numbers.js';

const HEADS = 0, VERSION = 1, BEFORE = 2, UNTIL = 3; // the order in which the server tells a cell

export class Sheet {
  constructor(model) {
    this.model = model;
    this.cells = new Map();
    const remarked = new Set(model.remarked);
    this.unlocked = model.unlocked && new Set(model.unlocked); // in a correction only the cells that it names
    model.villages.forEach(([code, name], at) => {
      model.pairs.forEach((pair, number) => this.#add(code, name, pair, model.cells[at][number], remarked));
    });
    model.own.forEach((told, number) => this.#add(model.code, model.name, model.ownPairs[number], told, remarked));
  }

  #add(code, name, pair, told, remarked) {
    const [category, categoryName] = this.model.categories[pair[0]];
    const [payer, payerName] = this.model.payers[pair[1]];
    const id = `${code}|${category}|${payer}`;
    const text = !told ? '' : textOf(told[HEADS] ?? null);
    const cell = {
      id, code, category, payer,
      label: `${name}, ${categoryName}, ${payerName}`,
      text, stored: text, heads: null, version: told ? told[VERSION] ?? 0 : 0,
      before: told ? told[BEFORE] ?? null : null, until: told ? told[UNTIL] ?? null : null,
      state: this.unlocked && !this.unlocked.has(id) ? 'locked' : '', message: '', theirs: null, isCopied: false, hasRemark: remarked.has(id), odd: [], input: null,
    };
    cell.heads = headsOf(cell);
    this.cells.set(id, cell);
  }

  // Returns the tables of the page: [{code, title, columns, rows: [{code, name, target, cells}]}].
  blocks(payer) {
    const { model } = this;
    const found = [];
    if (model.own.length) {
      const columns = model.ownPairs.map((pair) => `${model.categories[pair[0]][1]}, ${model.payers[pair[1]][1]}`);
      const cells = model.ownPairs.map((pair) => this.#at(model.code, pair));
      found.push({ code: model.code, title: 'Hanya di kabupaten/kota, belum dirinci per desa', columns, isOwn: true, rows: [{ code: model.code, name: model.name, target: null, cells }] });
    }
    if (model.level === 'village') return [...found, ...this.#ofVillage()];
    const pairs = model.pairs.filter((pair) => model.payers[pair[1]][0] === payer);
    const columns = pairs.map((pair) => model.categories[pair[0]][1]);
    if (!pairs.length) return found;
    model.districts.forEach(([code, title], number) => {
      const rows = model.villages.filter((village) => village[2] === number).map(([village, name, , target]) => ({
        code: village, name, target, cells: pairs.map((pair) => this.#at(village, pair)),
      }));
      if (rows.length) found.push({ code, title, columns, rows });
    });
    return found;
  }

  #ofVillage() {
    const { model } = this;
    if (!model.villages.length) return [];
    const [[code]] = model.villages;
    const payers = [...new Set(model.pairs.map((pair) => pair[1]))].sort((one, other) => one - other);
    const categories = [...new Set(model.pairs.map((pair) => pair[0]))];
    const rows = categories.map((category) => ({
      code: model.categories[category][0], name: model.categories[category][1], target: null,
      cells: payers.map((payer) => this.#at(code, [category, payer])),
    }));
    return [{ code, title: model.name, columns: payers.map((payer) => model.payers[payer][1]), rows }];
  }

  #at(code, [category, payer]) {
    return this.cells.get(`${code}|${this.model.categories[category][0]}|${this.model.payers[payer][0]}`) ?? null;
  }

  // Returns {filled, expected} of the village cells by payer.
  completeness() {
    const found = new Map(this.model.payers.map(([code]) => [code, { filled: 0, expected: 0 }]));
    for (const cell of this.cells.values()) {
      if (cell.code === this.model.code && this.model.level !== 'village') continue;
      const one = found.get(cell.payer);
      one.expected++;
      if (cell.heads !== null || cell.text === NOT_APPLICABLE) one.filled++;
    }
    return found;
  }

  // Returns the cells as the server tells them, with what it has stored since: for the next start without a network.
  figures() {
    const { model } = this;
    const told = (code, pair) => {
      const cell = this.#at(code, pair);
      const heads = cell.stored === NOT_APPLICABLE ? -1 : parseCount(cell.stored).heads;
      return [heads ?? null, cell.version, cell.before, cell.until];
    };
    return {
      cells: model.villages.map(([code]) => model.pairs.map((pair) => told(code, pair))),
      own: model.own.length ? model.ownPairs.map((pair) => told(model.code, pair)) : [],
    };
  }

  // Returns {now, before} of the whole place, with what is stored there without being asked.
  total() {
    let [now, before] = this.model.outside;
    let known = now > 0;
    for (const cell of this.cells.values()) {
      known ||= cell.heads !== null;
      now += cell.heads ?? 0;
      before += cell.before ?? 0;
    }
    return { now, before, known };
  }
}

export function textOf(heads) {
  if (heads === null) return '';
  return heads < 0 ? NOT_APPLICABLE : grouped(heads);
}

export function headsOf(cell) {
  return parseCount(cell.text).heads ?? null;
}

export function sumOf(cells) {
  let now = 0, before = 0, known = false;
  for (const cell of cells) {
    if (!cell) continue;
    now += cell.heads ?? 0;
    before += cell.before ?? 0;
    known ||= cell.heads !== null;
  }
  return { now, before, known };
}
