// What is known of the cell at hand: last month, what looks odd, and from the server its history and remarks.
import { grouped } from './numbers.js';
import { countedAbove, odd, offerWords } from './words.js';

const WAIT = 350; // milliseconds that a cell is at hand before the server is asked, so that walking asks nothing

export class Panel {
  // `picked`: the cells picked at the moment; a reason given here is meant for all of them.
  constructor(sheet, picked) {
    Object.assign(this, { sheet, picked });
    this.box = document.createElement('aside');
    this.box.className = 'panel grid-panel no-print';
    this.box.id = 'sel-ini';
    this.box.setAttribute('aria-label', 'Isian yang dipilih');
    this.title = document.createElement('h2');
    this.head = document.createElement('header');
    this.head.append(this.title);
    this.near = document.createElement('div');
    this.far = document.createElement('div');
    // On a telephone, whose line costs money, the server is asked only on demand.
    this.more = document.createElement('button');
    this.more.type = 'button';
    this.more.className = 'btn btn-quiet grid-more-of-cell';
    this.more.textContent = 'Riwayat, alasan, dan catatan';
    this.more.hidden = true;
    this.more.addEventListener('click', () => this.fetch(this.cell));
    this.box.append(this.head, this.near, this.more, this.far);
    this.title.textContent = 'Pilih satu isian untuk melihat riwayatnya.';
    this.near.className = this.far.className = 'panel-body';
    this.far.hidden = true;
    this.box.addEventListener('submit', (event) => this.#send(event));
  }

  show(cell) {
    const isOther = this.cell !== cell;
    this.cell = cell;
    this.title.textContent = cell.label;
    const lines = [];
    if (cell.message) lines.push(cell.message);
    cell.odd.forEach((one) => lines.push(odd(one, this.sheet.model.before)));
    if (cell.above && cell.heads) lines.push(countedAbove(cell.above));
    const total = this.sheet.aboveTarget(cell.code);
    if (total) lines.push(`${total.name}: ${odd(total, '')}`);
    lines.push(cell.before === null ? `${this.sheet.model.before}: belum diisi` : `${this.sheet.model.before}: ${grouped(cell.before)}`);
    if (cell.until) lines.push(`Dibayar sampai ${cell.until}`);
    const offers = this.sheet.offersOf(cell).map((one) => ({ ...offerWords(one, cell.heads), speaker: one.speaker }));
    const text = [cell.id, ...lines, ...offers.map((one) => `${one.told} ${one.take}`)].join('\n');
    if (this.near.dataset.told !== text) {
      this.near.dataset.told = text;
      this.near.replaceChildren(...lines.map(paragraph), ...offers.flatMap((one) => this.#offer(one)));
    }
    if (isOther) this.#ask(cell);
  }

  #offer({ told, take, speaker }) {
    if (!take || !this.sheet.model.editable || this.sheet.unlocked && !this.sheet.unlocked.has(this.cell.id)) return [paragraph(told)];
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-quiet grid-take';
    button.textContent = take;
    button.addEventListener('click', () => this.onTake?.(speaker));
    return [paragraph(told), button];
  }

  // Reasons and remarks are sent without leaving the grid; the panel then tells how the cell stands.
  async #send(event) {
    event.preventDefault();
    const form = event.target, { cell } = this;
    const fields = new FormData(form, event.submitter);
    if (form.matches('.reason-form')) {
      const others = this.picked().filter((one) => one !== cell && one.odd.length);
      others.forEach((one) => fields.append('sel', one.id));
      if (others.length) fields.delete('aturan'); // each of them has rules of its own
    }
    try {
      const answer = await fetch(form.action, { method: 'POST', credentials: 'same-origin', body: fields });
      if (!answer.ok) throw new Error(String(answer.status));
      if (form.matches('.reason-form')) this.onExplained?.(cell, this.picked());
      await this.fetch(cell);
    } catch {
      form.submit(); // the page itself says what is wrong
    }
  }

  #ask(cell) {
    clearTimeout(this.timer);
    this.far.hidden = true;
    this.more.hidden = !matchMedia('(max-width: 575px)').matches;
    if (!this.more.hidden) return;
    this.timer = setTimeout(() => this.fetch(cell), WAIT);
  }

  // The answer is a part of a page of ours, made by the server from escaped text.
  async fetch(cell) {
    if (!navigator.onLine) return;
    const query = new URLSearchParams({ periode: this.sheet.model.period, kategori: cell.category, sumber: cell.payer, bentuk: 'html' });
    try {
      const answer = await fetch(`${this.sheet.model.panel.replace('KODE', encodeURIComponent(cell.code))}?${query}`, { credentials: 'same-origin' });
      if (!answer.ok || answer.redirected || this.cell !== cell) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (this.cell !== cell) return;
      this.far.replaceChildren(...page.body.childNodes);
      this.far.hidden = false;
      this.more.hidden = true;
    } catch { /* without a network the panel keeps to what the browser knows */ }
  }
}

function paragraph(line) {
  const made = document.createElement('p');
  made.textContent = line;
  return made;
}
