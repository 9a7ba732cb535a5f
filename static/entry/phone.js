// On a telephone: one village at a time, the next and the one before, and a village by its name.
export class OneByOne {
  constructor(grid) {
    this.grid = grid;
    this.at = 0;
    this.bar = document.createElement('div');
    this.bar.className = 'grid-steps no-print';
    this.back = this.#button('Sebelumnya', -1);
    this.on = this.#button('Berikutnya', 1);
    this.name = document.createElement('p');
    this.name.setAttribute('aria-live', 'polite');
    const label = document.createElement('label');
    label.textContent = 'Cari desa/kelurahan';
    this.search = document.createElement('input');
    this.search.type = 'search';
    this.search.className = 'form-control';
    this.search.setAttribute('list', 'nama-desa');
    this.names = document.createElement('datalist');
    this.names.id = 'nama-desa';
    label.append(this.search);
    this.search.addEventListener('change', () => this.#find());
    this.bar.append(label, this.names, this.back, this.name, this.on);
  }

  #button(words, step) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-quiet';
    button.textContent = words;
    button.addEventListener('click', () => { this.show(this.at + step); this.grid.tables.rows[this.at].tr.scrollIntoView({ block: 'nearest' }); });
    return button;
  }

  // To be called whenever the tables were drawn anew.
  drawn() {
    const { rows } = this.grid.tables;
    this.names.replaceChildren(...rows.map(({ row }) => new Option(row.name)));
    const first = rows.findIndex((row) => !row.block.isOwn);
    this.show(Math.min(this.at || Math.max(first, 0), rows.length - 1));
  }

  show(at) {
    const { rows } = this.grid.tables;
    if (!rows.length) return;
    rows[this.at]?.tr.classList.remove('is-here');
    rows[this.at]?.tr.closest('.grid-block').classList.remove('is-here');
    this.at = Math.min(Math.max(at, 0), rows.length - 1);
    const { tr, row, block } = rows[this.at];
    tr.classList.add('is-here');
    tr.closest('.grid-block').classList.add('is-here');
    const first = rows.findIndex((one) => !one.block.isOwn); // what is not split by village comes before the first
    const place = block.isOwn ? '' : ` (${this.at - first + 1} dari ${rows.length - first})`;
    this.name.textContent = `${row.name}${block.title === row.name ? '' : `, ${block.title}`}${place}`;
    this.back.disabled = this.at === 0;
    this.on.disabled = this.at === rows.length - 1;
  }

  #find() {
    const wanted = this.search.value.trim().toLowerCase();
    if (!wanted) return;
    const { rows } = this.grid.tables;
    const exact = rows.findIndex(({ row }) => row.name.toLowerCase() === wanted);
    const at = exact >= 0 ? exact : rows.findIndex(({ row }) => row.name.toLowerCase().includes(wanted));
    if (at < 0) { this.name.textContent = `Tidak ada desa bernama ${this.search.value}.`; return; }
    this.search.value = '';
    this.show(at);
    this.grid.tables.input(at, 0)?.focus();
  }
}
