// The line at the foot of the page: whether everything is with the server, and what is not; and single notices.
import { STATUS } from './words.js';

export class Status {
  constructor() {
    this.bar = document.createElement('div');
    this.bar.className = 'grid-bar no-print';
    this.line = document.createElement('p');
    this.line.setAttribute('role', 'status');
    this.line.id = 'keadaan-isian';
    this.notice = document.createElement('p');
    this.notice.setAttribute('role', 'status');
    this.notice.className = 'muted';
    this.link = document.createElement('a');
    this.link.className = 'btn btn-primary';
    this.link.hidden = true;
    this.link.textContent = 'Masuk lagi';
    this.find = document.createElement('button');
    this.find.type = 'button';
    this.find.className = 'btn btn-quiet';
    this.find.hidden = true;
    this.find.textContent = 'Lihat isian yang ditolak';
    this.find.addEventListener('click', () => this.onFind?.());
    this.bar.append(this.line, this.notice, this.find, this.link);
  }

  // `state` is that of the sender; `counts` of the cells.
  tell(state, unsent, counts, message = '') {
    const open = STATUS.open(counts.refused + counts.locked, counts.conflict, counts.copied);
    let told = message || this.#of(state, unsent);
    if (state === 'idle' && !unsent && open) told = `Lainnya tersimpan. ${open}.`;
    else if (open) told = `${told} ${open}.`;
    if (this.line.textContent !== told) this.line.textContent = told;
    this.bar.dataset.state = state === 'idle' && unsent ? 'sending' : state;
    this.find.hidden = !counts.refused;
    this.link.hidden = state !== 'expired';
    if (!this.link.hidden) this.link.href = `/masuk/?next=${encodeURIComponent(location.pathname + location.search)}`;
  }

  #of(state, unsent) {
    if (state === 'expired') return STATUS.expired(unsent);
    if (state === 'forbidden') return STATUS.forbidden(unsent);
    if (state === 'offline' || !navigator.onLine) return STATUS.offline(unsent);
    if (state === 'storage') return STATUS.storage();
    return unsent ? STATUS.sending(unsent) : STATUS.saved();
  }

  say(sentence) {
    this.notice.textContent = sentence;
  }
}
