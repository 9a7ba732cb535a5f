// Sends what is kept, in lots, each under a key of its own, until the server has answered it: again after a break of
// the line, a reload or a restart, and never twice with effect.
import { grouped } from './numbers.js';

const LOT = 400;
const SHORT_WAIT = 500, FIRST_RETRY = 2_000, LONGEST_RETRY = 60_000; // milliseconds

export class Sender {
  // `token`: of the form, proves that this page is ours. `hear`: told of answers and of the state of the line.
  constructor(store, person, token, hear) {
    Object.assign(this, { store, person, token, hear });
    this.state = 'idle'; // idle | sending | offline | expired | forbidden
    this.retry = FIRST_RETRY;
    this.timer = null;
    addEventListener('online', () => this.soon(0));
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.soon(0); });
  }

  soon(wait = SHORT_WAIT) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  // One sender at a time in all windows of the browser; the others find nothing left to do.
  async flush() {
    const work = () => this.#sendAll().catch((fault) => { this.#later('offline'); console.warn(fault); });
    if (navigator.locks) await navigator.locks.request(`isian-${this.person}`, work);
    else await work();
  }

  async #sendAll() {
    for (;;) {
      const sending = await this.#next();
      if (!sending) { this.retry = FIRST_RETRY; this.#tell('idle'); return; }
      this.#tell('sending');
      if (!await this.#send(sending)) return;
    }
  }

  async #next() {
    const [waiting] = (await this.store.sendings()).sort((one, other) => one.at - other.at);
    if (waiting) return waiting;
    const edits = (await this.store.edits()).filter((edit) => edit.state === 'waiting');
    if (!edits.length) return null;
    const { report, save, period } = edits[0];
    const cells = edits.filter((edit) => edit.report === report).slice(0, LOT).map(({ id, text, seen }) => ({ id, text, seen }));
    const sending = { key: crypto.randomUUID(), at: Date.now(), report, save, period, cells };
    await this.store.pack(sending);
    return sending;
  }

  // Returns whether there was an answer after which sending goes on.
  async #send(sending, isSecond = false) {
    let answer;
    try {
      answer = await fetch(sending.save, {
        method: 'POST',
        credentials: 'same-origin',
        redirect: 'manual',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': this.token ?? '' },
        body: JSON.stringify({ key: sending.key, period: sending.period, cells: sending.cells }),
      });
    } catch {
      return this.#later('offline');
    }
    const told = await answer.json().catch(() => null);
    if ((answer.status === 200 || answer.status === 409) && told?.cells) { await this.#settle(sending, told); return true; }
    if (answer.status === 401 || answer.type === 'opaqueredirect') return this.#later('expired');
    if (answer.status === 403 && !isSecond) {
      const token = await this.#freshToken();
      if (token === null) return this.#later('expired');
      if (token) return this.#send(sending, true);
    }
    if (answer.status === 403 || answer.status === 404) return this.#later('forbidden', told?.message);
    if (answer.status === 400 || answer.status === 413 || answer.status === 422) {
      const message = told?.message ?? '';
      await this.#settle(sending, { cells: sending.cells.map((cell) => ({ ...cell, state: 'refused', message })) });
      return true;
    }
    return this.#later('offline');
  }

  // After signing in again the page's token is an old one; the page itself tells the new one. Returns whether there is
  // a new one, or null where nobody is signed in.
  async #freshToken() {
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
      if (answer.redirected) return null;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const token = page.querySelector('input[name=csrfmiddlewaretoken]')?.value;
      const isNew = Boolean(token) && token !== this.token;
      this.token = token ?? this.token;
      return isNew;
    } catch {
      return false;
    }
  }

  async #settle(sending, told) {
    const sent = new Map(sending.cells.map((cell) => [cell.id, cell]));
    const left = [], versions = new Map();
    for (const cell of told.cells) {
      if (cell.state === 'saved' || cell.state === 'same') versions.set(cell.id, cell.version);
      else {
        const { text, seen } = sent.get(cell.id) ?? { text: '', seen: 0 };
        left.push({ ...stamp(sending), id: cell.id, text, seen, state: cell.state, message: cell.message, theirs: cell.theirs ?? null });
      }
    }
    const newer = await this.store.settle(sending, left, versions);
    this.hear.answered(sending, told, newer);
  }

  #later(state, message = '') {
    this.#tell(state, message);
    if (state === 'offline') {
      this.soon(this.retry);
      this.retry = Math.min(this.retry * 2, LONGEST_RETRY);
    }
    return false;
  }

  #tell(state, message = '') {
    this.state = state;
    this.hear.state(state, message);
  }

  // How many cells are not yet with the server.
  async unsent() {
    const [edits, sendings] = await Promise.all([this.store.edits(), this.store.sendings()]);
    return edits.filter((edit) => edit.state === 'waiting').length + sendings.reduce((sum, sending) => sum + sending.cells.length, 0);
  }
}

export function stamp({ report, save, period }) {
  return { report, save, period };
}

// Signing out empties the browser's store: whoever still has cells there is told first, and may do it all the same.
export function guardSignOut(unsent, say) {
  const form = document.querySelector('form[action="/keluar/"]');
  let isTold = false;
  form?.addEventListener('submit', (event) => {
    if (isTold) return;
    event.preventDefault();
    unsent().then((count) => {
      isTold = true;
      if (!count) { form.requestSubmit(); return; }
      say(`${grouped(count)} isian belum terkirim dan akan hilang bila Anda keluar sekarang. Tekan Keluar sekali lagi bila memang ingin keluar.`);
    });
  });
}
