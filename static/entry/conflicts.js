// Cells that two people wrote: both values, who and when, and a choice for each. Nothing is overwritten before it.
export class Conflicts {
  // `choose(cell, isMine)` is called with what was chosen.
  constructor(choose) {
    this.choose = choose;
    this.box = document.createElement('section');
    this.box.className = 'panel grid-conflicts';
    this.box.id = 'isian-berbeda';
    this.box.hidden = true;
    this.box.addEventListener('click', (event) => {
      const button = event.target.closest('button[data-choice]');
      if (!button) return;
      const cells = button.dataset.id ? this.cells.filter((cell) => cell.id === button.dataset.id) : this.cells;
      cells.forEach((cell) => this.choose(cell, button.dataset.choice === 'mine'));
    });
  }

  tell(cells) {
    this.cells = cells;
    this.box.hidden = !cells.length;
    if (!cells.length) { this.box.replaceChildren(); return; }
    const head = document.createElement('header');
    const title = document.createElement('h2');
    title.textContent = 'Berbeda dengan isian orang lain';
    head.append(title);
    const list = document.createElement('ul');
    list.className = 'plain-list grid-choices';
    list.append(...cells.map((cell) => this.#one(cell)));
    this.box.replaceChildren(head, list);
  }

  #one(cell) {
    const row = document.createElement('li');
    const where = document.createElement('strong');
    where.textContent = cell.label;
    const told = document.createElement('p');
    told.textContent = cell.message;
    const choices = document.createElement('p');
    choices.append(
      choice(cell, 'mine', `Pakai isian saya: ${cell.text || 'kosong'}`),
      ' ',
      choice(cell, 'theirs', `Pakai yang tersimpan: ${cell.theirs?.text || 'kosong'}`),
    );
    row.append(where, told, choices);
    return row;
  }
}

function choice(cell, which, words) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-quiet';
  button.dataset.choice = which;
  button.dataset.id = cell.id;
  button.textContent = words;
  return button;
}
