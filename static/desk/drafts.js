// What a juror has typed and the server has not yet: kept in this browser under the person's own name, and removed with
// the rest of the browser's store at sign-out.
const HEAD = 'nilai';

export class Drafts {
  constructor(person) {
    this.head = `${HEAD}-${person}-`;
  }

  keep(address, draft) {
    try { localStorage.setItem(this.head + address, JSON.stringify(draft)); return true; } catch { return false; }
  }

  find(address) {
    try { return JSON.parse(localStorage.getItem(this.head + address)); } catch { return null; }
  }

  forget(address) {
    try { localStorage.removeItem(this.head + address); } catch { /* nothing was kept then */ }
  }

  // Forgets a draft unless more was typed since `at`; tells whether it is gone.
  settle(address, at, version) {
    const draft = this.find(address);
    if (draft && draft.at !== at) { this.keep(address, { ...draft, seen: version }); return false; }
    this.forget(address);
    return true;
  }

  addresses() {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(this.head)).map((key) => key.slice(this.head.length)); } catch { return []; }
  }
}
