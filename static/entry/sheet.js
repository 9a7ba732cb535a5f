// The figures of one place and month as the browser holds them: cells by name, and how they lie in tables.
import { cautionsOfCell, cautionsOfLevels, cautionsOfTotal } from './cautions.js';
import { NOT_APPLICABLE, grouped, parseCount } from './numbers.js';

const HEADS = 0, VERSION = 1, BEFORE = 2, UNTIL = 3, USUAL = 4; // the order in which the server tells a cell

export class Sheet {
  constructor(model) {
    this.model = model;
    this.cells = new Map();
    const remarked = new Set(model.remarked);
    this.unlocked = model.unlocked && new Set(model.unlocked); // in a correction only the cells that it names
    this.explained = new Map(Object.entries(model.explained ?? {})); // cell -> {rule: what it held when explained}
    this.offered = new Map(); // region|category -> what others state
    for (const [code, category, speaker, heads, source] of model.offered ?? []) {
      const key = `${code}|${model.categories[category][0]}`;
      this.offered.set(key, [...this.offered.get(key) ?? [], { speaker, heads, source }]);
    }
    this.villages = new Map(); // code -> {name, target, counted: the cells that a target is about}
    const counted = new Set(model.counted);
    model.villages.forEach(([code, name, , target], at) => {
      const cells = model.pairs.map((pair, number) => this.#add(code, name, pair, model.cells[at][number], remarked, { above: model.above?.[number] ?? 0 }));
      this.villages.set(code, { name, target, counted: cells.filter((_, number) => counted.has(model.pairs[number][0])) });
    });
    model.own.forEach((told, number) => this.#add(model.code, model.name, model.ownPairs[number], told, remarked, { below: model.below?.[number] ?? 0 }));
    for (const cell of this.cells.values()) cell.odd = this.oddOf(cell);
  }

  // `above` and `below`: heads of the same category and payer that are stored on the other level.
  #add(code, name, pair, told, remarked, { above = 0, below = 0 }) {
    const [category, categoryName] = this.model.categories[pair[0]];
    const [payer, payerName] = this.model.payers[pair[1]];
    const id = `${code}|${category}|${payer}`;
    const text = !told ? '' : textOf(told[HEADS] ?? null);
    const cell = {
      id, code, category, payer,
      label: `${name}, ${categoryName}, ${payerName}`,
      text, stored: text, heads: null, version: told ? told[VERSION] ?? 0 : 0,
      before: told ? told[BEFORE] ?? null : null, until: told ? told[UNTIL] ?? null : null,
      usual: told && told.length > USUAL ? told.slice(USUAL) : null, above, below,
      state: this.unlocked && !this.unlocked.has(id) ? 'locked' : '', message: '', theirs: null, isCopied: false, hasRemark: remarked.has(id), odd: [], input: null,
    };
    cell.heads = headsOf(cell);
    this.cells.set(id, cell);
    return cell;
  }

  // Returns what is odd about a cell and has no reason yet; who is no longer counted ("tb") has fallen too.
  oddOf(cell) {
    const now = cell.text === NOT_APPLICABLE ? 0 : cell.heads;
    if (now === null) return [];
    const found = [...cautionsOfCell(now, cell.before, cell.usual), ...cautionsOfLevels(now, cell.below)];
    return found.filter((one) => this.explained.get(cell.id)?.[one.rule] !== aboutOf(cell, now));
  }

  // Returns {name, now, target, isExplained} where a village holds more than its target, in whatever tab; else null.
  aboveTarget(code) {
    const village = this.villages.get(code);
    if (!village?.target) return null;
    const now = sumOf(village.counted).now + (this.model.unasked?.[code] ?? 0);
    const [odd] = cautionsOfTotal(now, null, village.target);
    return odd ? { ...odd, name: village.name, isExplained: this.explained.get(`${code}||`)?.[odd.rule] === String(now) } : null;
  }

  // Notes that a reason was given for what is odd about a cell now, and with it for its village's total.
  explain(cell, withTotal) {
    const note = (id, rule, about) => this.explained.set(id, { ...this.explained.get(id), [rule]: about });
    const now = cell.text === NOT_APPLICABLE ? 0 : cell.heads;
    cell.odd.forEach((one) => note(cell.id, one.rule, aboutOf(cell, now)));
    const total = withTotal && this.aboveTarget(cell.code);
    if (total) note(`${cell.code}||`, total.rule, String(total.now));
    cell.odd = [];
  }

  // Returns [{speaker, heads, source, isOne}]: what others state of a cell; `isOne`: it can stand in this cell alone.
  offersOf(cell) {
    const { pairs, categories } = this.model;
    const isOne = pairs.filter((pair) => categories[pair[0]][0] === cell.category).length === 1;
    return (this.offered.get(`${cell.code}|${cell.category}`) ?? []).map((one) => ({ ...one, isOne }));
  }

  // Returns the tables of the page: [{code, title, columns, rows: [{code, name, cells}]}].
  blocks(payer) {
    const { model } = this;
    const found = [];
    if (model.own.length) {
      const columns = model.ownPairs.map((pair) => `${model.categories[pair[0]][1]}, ${model.payers[pair[1]][1]}`);
      const cells = model.ownPairs.map((pair) => this.#at(model.code, pair));
      found.push({ code: model.code, title: 'Hanya di kabupaten/kota, belum dirinci per desa', columns, isOwn: true, rows: [{ code: model.code, name: model.name, cells }] });
    }
    if (model.level === 'village') return [...found, ...this.#ofVillage()];
    const pairs = model.pairs.filter((pair) => model.payers[pair[1]][0] === payer);
    const columns = pairs.map((pair) => model.categories[pair[0]][1]);
    if (!pairs.length) return found;
    model.districts.forEach(([code, title], number) => {
      const rows = model.villages.filter((village) => village[2] === number).map(([village, name]) => ({
        code: village, name, cells: pairs.map((pair) => this.#at(village, pair)),
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
      code: model.categories[category][0], name: model.categories[category][1],
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
      return [heads ?? null, cell.version, cell.before, cell.until, ...cell.usual ?? []];
    };
    return {
      explained: Object.fromEntries(this.explained),
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

// What a cell holds, as a reason remembers it.
function aboutOf(cell, now) {
  return cell.text === NOT_APPLICABLE ? NOT_APPLICABLE : String(now);
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
