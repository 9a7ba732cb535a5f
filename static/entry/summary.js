// The whole place in one line against last month and the target, and the tabs of payers with what is filled.
import { grouped } from './numbers.js';
import { difference, percent } from './words.js';

export class Summary {
  constructor(sheet, tabs) {
    this.sheet = sheet;
    this.tabs = tabs;
    this.line = document.createElement('p');
    this.line.className = 'grid-summary';
    this.line.id = 'jumlah-isian';
    this.waits = false;
  }

  // Counting all cells takes longer than a key may: it is done when the browser is idle.
  tell() {
    if (this.waits) return;
    this.waits = true;
    (window.requestIdleCallback ?? setTimeout)(() => { this.waits = false; this.#write(); }, { timeout: 400 });
  }

  #write() {
    const { model } = this.sheet;
    const { now, before, known } = this.sheet.total();
    const parts = [known ? `${model.name}: ${grouped(now)} pekerja terlindungi` : `${model.name}: belum ada data`];
    if (before) parts.push(known ? `${difference(now, before)} dari ${model.before}` : `${model.before}: ${grouped(before)} pekerja`);
    if (!model.target) parts.push('belum ada target');
    else parts.push(known ? `${percent(now, model.target)} dari target ${grouped(model.target)}` : `target ${grouped(model.target)}`);
    this.line.textContent = parts.join(' · ');
    const completeness = this.sheet.completeness();
    for (const tab of this.tabs.querySelectorAll('[data-payer]')) {
      const { filled, expected } = completeness.get(tab.dataset.payer);
      const small = tab.querySelector('small');
      if (small) small.textContent = `${grouped(filled)} dari ${grouped(expected)} isian`;
    }
  }

  // Draws the tabs where the page came without them (started without a network), and marks the one at hand.
  drawTabs(payer) {
    const { model } = this.sheet;
    if (model.level !== 'village' && !this.tabs.querySelector('[data-payer]')) {
      const used = new Set(model.pairs.map((pair) => pair[1]));
      model.payers.forEach(([code, name], at) => {
        if (!used.has(at)) return;
        const tab = document.createElement('a');
        tab.href = `?periode=${model.period}&sumber=${code}`;
        tab.dataset.payer = code;
        tab.append(`${name} `, document.createElement('small'));
        this.tabs.append(tab);
      });
    }
    for (const tab of this.tabs.querySelectorAll('[data-payer]')) {
      if (tab.dataset.payer === payer) tab.setAttribute('aria-current', 'true');
      else tab.removeAttribute('aria-current');
    }
  }
}
