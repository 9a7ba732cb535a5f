// Sends kept drafts until the server has answered them: again after a break of the line, and with the version that was
// shown, so that nothing of another window is overwritten.
const FIRST_RETRY = 2_000, LONGEST_RETRY = 60_000; // milliseconds

export class Sender {
  // `hear(address, state, told)`: saved | waiting | stale | refused | expired.
  constructor(drafts, token, hear) {
    Object.assign(this, { drafts, token, hear });
    this.retry = FIRST_RETRY;
    addEventListener('online', () => this.soon(0));
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.soon(0); });
  }

  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  async flush() {
    clearTimeout(this.timer);
    const work = async () => { for (const address of this.drafts.addresses()) if (!await this.send(address)) return; };
    if (navigator.locks) await navigator.locks.request('nilai', work);
    else await work();
  }

  // Returns whether the line is up.
  async send(address, isSecond = false) {
    const draft = this.drafts.find(address);
    if (!draft || draft.held) return true;
    const fields = new URLSearchParams({ ...draft.fields, versi: draft.seen, csrfmiddlewaretoken: this.token ?? '' });
    let answer;
    try {
      answer = await fetch(address, { method: 'POST', body: fields, credentials: 'same-origin', redirect: 'manual', headers: { Accept: 'application/json' } });
    } catch {
      return this.later(address);
    }
    const told = await answer.json().catch(() => null);
    if (answer.status === 200 && told) {
      this.retry = FIRST_RETRY;
      const isAll = this.drafts.settle(address, draft.at, told.version);
      this.hear(address, isAll ? 'saved' : 'waiting', told);
      if (!isAll) this.soon(0);
      return true;
    }
    if (answer.status === 409 || answer.status === 422) return this.hold(address, draft, answer.status === 409 ? 'stale' : 'refused', told);
    if (answer.type === 'opaqueredirect' || answer.status === 401) { this.hear(address, 'expired'); return false; }
    if (answer.status === 403 && !isSecond && await this.freshToken()) return this.send(address, true);
    if (answer.status === 403 || answer.status === 404) return this.hold(address, draft, 'refused', told);
    return this.later(address);
  }

  // What the server does not take is kept and not sent again before something in it changes.
  hold(address, draft, state, told) {
    this.drafts.keep(address, { ...draft, held: state });
    this.hear(address, state, told);
    return true;
  }

  later(address) {
    this.hear(address, 'waiting');
    this.soon(this.retry);
    this.retry = Math.min(this.retry * 2, LONGEST_RETRY);
    return false;
  }

  // After signing in again the page's token is an old one; the page itself tells the new one.
  async freshToken() {
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const token = page.querySelector('[data-sheet] input[name=csrfmiddlewaretoken]')?.value;
      const isNew = Boolean(token) && token !== this.token;
      this.token = token ?? this.token;
      return isNew;
    } catch {
      return false;
    }
  }
}
