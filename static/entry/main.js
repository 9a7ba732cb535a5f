// Starts the grid: puts the tables in place of the plain form, brings back what was not sent, and joins the parts.
import { Conflicts } from './conflicts.js';
import { Grid } from './grid.js';
import * as keys from './keys.js';
import { tidy } from './numbers.js';
import { OneByOne } from './phone.js';
import { Panel } from './panel.js';
import * as paste from './paste.js';
import { Sender, guardSignOut } from './sender.js';
import { Sheet } from './sheet.js';
import { Status } from './status.js';
import * as stores from './store.js';
import { Summary } from './summary.js';
import { stateWords } from './table.js';
import { toolbar } from './tools.js';

const REMEMBER = 1_500; // milliseconds after an answer until the figures are kept for a start without a network
const PAUSE = 800; // milliseconds after a key until what is being typed is kept

const host = document.querySelector('[data-grid]');
if (host) start().catch((fault) => console.warn(fault)); // without the parts below the plain form stays as it is

async function start() {
  const isShell = 'shell' in host.dataset;
  const query = new URLSearchParams(location.search);
  const inside = document.getElementById('isian-model');
  let model = inside ? JSON.parse(inside.textContent) : null;
  const person = model?.user ?? stores.lastPerson();
  if (person === null) return;
  const store = await stores.open(person);
  if (isShell) {
    model = await store.model(location.pathname, query.get('periode'));
    if (!model) return;
    tellPlace(model);
  } else {
    await store.keepModel(model);
    keepFiles();
  }
  new Page(model, store, isShell).begin(query.get('sumber'));
}

// The worker keeps the files of the grid and a frame without figures, for typing without a network.
function keepFiles() {
  if (navigator.serviceWorker) navigator.serviceWorker.register('/sw.js').catch(() => {});
}

function tellPlace(model) {
  document.querySelector('[data-shell-title]').textContent = `Isian bulanan ${model.month}`;
  document.querySelector('[data-shell-place]').textContent = model.name;
}

class Page {
  constructor(model, store, isShell) {
    Object.assign(this, { model, store, isShell, state: 'idle', message: '', unsent: 0, keeping: 0 });
    this.report = `${model.reporter}/${model.period}`;
    this.sheet = new Sheet(model);
    this.form = document.getElementById('isian-formulir');
    const token = this.form.querySelector('input[name=csrfmiddlewaretoken]')?.value;
    this.frame = document.createElement('div');
    this.frame.className = 'grid-frame';
    this.frame.id = 'isian-tabel';
    this.frame.tabIndex = 0;
    this.frame.setAttribute('role', 'region');
    this.frame.setAttribute('aria-label', `Isian ${model.name}, ${model.month}`);
    this.grid = new Grid(this.sheet, this.frame);
    this.status = new Status();
    this.tabs = document.getElementById('pilih-sumber');
    this.summary = new Summary(this.sheet, this.tabs);
    this.panel = new Panel(this.sheet, () => [...this.grid.picked]);
    this.phone = new OneByOne(this.grid);
    this.conflicts = new Conflicts((cell, isMine) => this.choose(cell, isMine));
    this.sender = new Sender(store, model.user, token, {
      answered: (sending, told, newer) => this.answered(sending, told, newer),
      state: (state, message) => this.tell(state, message),
    });
  }

  async begin(asked) {
    const { grid } = this;
    await this.#bringBack();
    this.#draw(asked);
    keys.listen(this.frame, grid, (told) => this.status.say(told));
    paste.listen(this.frame, grid, (told) => this.status.say(paste.words(told)));
    grid.onChange = (cells) => this.#keep(cells);
    grid.onTyping = (cell) => this.#draft(cell);
    addEventListener('pagehide', () => { if (grid.here?.input) grid.commit(grid.here.input); });
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.#remember(); });
    addEventListener('pagehide', () => this.#remember());
    grid.onHere = (cell, place) => {
      this.panel.show(cell);
      this.phone.at === place.r || this.phone.show(place.r);
    };
    grid.onReveal = (r) => { if (this.phone.at !== r) this.phone.show(r); };
    this.panel.onTake = (speaker) => { grid.take(speaker); };
    this.panel.onExplained = (cell, others) => this.#explained(cell, others);
    grid.tables.onTold = () => this.summary.tell();
    this.status.onFind = () => this.#findRefused();
    this.tabs.addEventListener('click', (event) => this.#turn(event));
    addEventListener('online', () => { if (this.isShell) location.reload(); });
    addEventListener('offline', () => this.tell('offline'));
    guardSignOut(() => this.sender.unsent(), (sentence) => this.status.say(sentence));
    this.#arrive();
    addEventListener('hashchange', () => this.#arrive());
    await this.tell(this.isShell ? 'offline' : 'idle');
    this.sender.soon(0);
  }

  #draw(asked) {
    const used = this.model.pairs.map((pair) => this.model.payers[pair[1]][0]);
    this.grid.show(used.includes(asked) ? asked : this.tabs.querySelector('[aria-current]')?.dataset.payer ?? used[0]);
    this.phone.drawn();
    this.summary.drawTabs(this.grid.payer);
    this.summary.tell();
    const beside = document.createElement('div');
    beside.className = 'grid-beside';
    beside.append(this.frame, this.panel.box);
    const tools = this.model.editable ? [toolbar(this.grid, (sentence) => this.status.say(sentence))] : [];
    this.form.replaceChildren(this.summary.line, this.conflicts.box, this.phone.bar, ...tools, beside, this.status.bar, stateWords());
    host.dataset.ready = 'true';
  }

  #turn(event) {
    const tab = event.target.closest('[data-payer]');
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#turnTo(tab.dataset.payer);
  }

  #turnTo(payer) {
    this.grid.show(payer);
    this.phone.drawn();
    this.summary.drawTabs(payer);
    const tab = this.tabs.querySelector('[aria-current]');
    if (tab) history.replaceState(null, '', tab.href);
  }

  // Leads to the next refused cell after the one at hand, in whatever tab and village it stands.
  #findRefused() {
    const { grid } = this;
    const refused = [...this.sheet.cells.values()].filter((cell) => cell.state === 'refused');
    this.#lead(refused[(refused.indexOf(grid.here) + 1) % refused.length]);
  }

  // Leads to the cell that the address names behind its #, as links from a report do.
  #arrive() {
    const named = location.hash.match(/^#sel-([^-]+)-([^-]+)-([^-]+)$/);
    if (named) this.#lead(this.sheet.cells.get(named.slice(1).join('|')));
  }

  #lead(cell) {
    const { grid } = this;
    if (!cell) return;
    if (!cell.input?.isConnected) this.#turnTo(cell.payer);
    const place = grid.placeOf(cell);
    if (!place) return;
    grid.onReveal(place.r);
    cell.input.focus();
    cell.input.scrollIntoView({ block: 'center' });
  }

  // What was typed here before and is not with the server stands in the fields again, on the version it was based on.
  async #bringBack() {
    const [edits, sendings] = await Promise.all([this.store.edits(), this.store.sendings()]);
    const put = (report, { id, text, seen, ...more }) => {
      const cell = report === this.report ? this.sheet.cells.get(id) : null;
      if (!cell) return;
      this.grid.set(cell, { text, ...more });
      cell.version = seen;
    };
    for (const sending of sendings) sending.cells.forEach((cell) => put(sending.report, { ...cell, state: 'waiting' }));
    for (const { report, id, text, seen, state, message, theirs, isCopied } of edits) {
      put(report, { id, text, seen, state: isCopied || state === 'draft' ? '' : state, message, theirs, isCopied });
    }
    // What was still being typed, or met a locked report that is open again, is sent now; versions guard the rest.
    const again = edits.filter((edit) => edit.report === this.report && (edit.state === 'draft' || edit.state === 'locked'))
      .map((edit) => this.sheet.cells.get(edit.id))
      .filter((cell) => cell && this.model.editable && !(this.sheet.unlocked && !this.sheet.unlocked.has(cell.id)));
    again.forEach((cell) => this.grid.set(cell, { text: cell.text, state: 'waiting' }));
    if (again.length) await this.#keep(again);
  }

  // A field that someone is still typing in is kept too, but not sent: half a number is no number.
  #draft(cell) {
    clearTimeout(this.drafting);
    this.drafting = setTimeout(() => {
      if (cell.text !== (cell.kept ?? cell.stored)) this.store.keep([{ ...this.#edit(cell), state: 'draft' }]).catch(() => {});
    }, PAUSE);
  }

  #edit(cell) {
    const { report, model } = this;
    return {
      report, save: model.save, period: model.period, id: cell.id, text: tidy(cell.text), seen: cell.version,
      isCopied: cell.isCopied, state: cell.isCopied ? 'copied' : cell.state, message: cell.message, theirs: null,
    };
  }

  async #keep(cells) {
    clearTimeout(this.drafting);
    this.keeping += cells.length;
    this.#write();
    const unfit = cells.find((cell) => cell.state === 'refused');
    this.status.say(unfit ? `${unfit.label}: ${unfit.message}` : ''); // the next cell, or village, may be at hand already
    try {
      await this.store.keep(cells.map((cell) => this.#edit(cell)));
    } catch {
      this.tell('storage');
      return;
    } finally {
      this.keeping -= cells.length;
    }
    if (this.sender.state === 'idle' || this.sender.state === 'sending') this.sender.soon();
    await this.tell(this.sender.state);
  }

  // `newer`: cells that were typed in again while the sending was under way.
  async answered(sending, told, newer) {
    if (sending.report !== this.report) return;
    for (const one of told.cells) {
      const cell = this.sheet.cells.get(one.id);
      if (!cell) continue;
      if (one.state === 'saved' || one.state === 'same') cell.version = one.version;
      if (newer.has(one.id)) continue;
      const isSaved = one.state === 'saved' || one.state === 'same';
      if (isSaved) cell.stored = one.text ?? cell.text;
      this.grid.set(cell, { text: isSaved ? one.text ?? cell.text : cell.text, state: isSaved ? 'saved' : one.state, message: one.message ?? '', theirs: one.theirs ?? null });
      if (one.cautions) this.#odd(cell, one.cautions);
    }
    clearTimeout(this.remembering);
    this.remembering = setTimeout(() => this.#remember(), REMEMBER);
    await this.tell(this.sender.state);
  }

  // Keeps all figures for a start without a network. That takes longer than a key may, so it waits for a rest or the end.
  #remember() {
    if (!this.remembering) return;
    clearTimeout(this.remembering);
    this.remembering = null;
    this.store.keepModel({ ...this.model, ...this.sheet.figures() }).catch(() => {});
  }

  // The server's word on a cell, in its own sentences; what it tells of the total stands beside the sum already.
  #odd(cell, cautions) {
    const known = cell.odd.filter((one) => one.rule === 'both_levels'); // seen only with the whole report at hand
    cell.odd = [...cautions.filter((one) => !one.explained && one.of === 'cell'), ...known];
    this.grid.tables.mark(cell);
    if (this.grid.here === cell) this.panel.show(cell);
  }

  #explained(cell, others) {
    const { grid, sheet } = this;
    sheet.explain(cell, true);
    others.forEach((other) => sheet.explain(other, false));
    [cell, ...others].forEach((one) => grid.tables.mark(one));
    const place = grid.placeOf(cell);
    if (place) grid.tables.markTotal(grid.tables.rows[place.r]);
    this.panel.show(cell);
  }

  async choose(cell, isMine) {
    const { theirs } = cell;
    if (!theirs) return;
    cell.version = theirs.version;
    if (isMine) {
      this.grid.set(cell, { text: cell.text, state: 'waiting' });
      await this.#keep([cell]);
    } else {
      cell.stored = theirs.text;
      this.grid.set(cell, { text: theirs.text });
      await this.store.forget(this.report, [cell.id]);
      await this.tell(this.sender.state);
    }
  }

  async tell(state, message = '') {
    Object.assign(this, { state, message });
    this.unsent = await this.sender.unsent();
    this.#write();
  }

  // What is on its way into the browser's store counts as not saved from the first moment on.
  #write() {
    this.status.tell(this.state, this.unsent + this.keeping, this.grid.counts(), this.message);
    this.conflicts.tell([...this.sheet.cells.values()].filter((cell) => cell.state === 'conflict' && cell.theirs));
  }
}
