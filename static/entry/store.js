// What the browser keeps of one person: cells that are not sent, sendings without an answer, the last figures shown.
// One database per person, so that nobody is shown what another typed. Signing out empties the browser's store.
const LAST_PERSON = 'isian-pengguna';
const EDITS = 'edits', SENDINGS = 'sendings', MODELS = 'models';

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function over(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export function lastPerson() {
  try { return localStorage.getItem(LAST_PERSON); } catch { return null; }
}

export async function open(person) {
  const request = indexedDB.open(`isian-${person}`, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(EDITS, { keyPath: ['report', 'id'] });
    request.result.createObjectStore(SENDINGS, { keyPath: 'key' });
    request.result.createObjectStore(MODELS, { keyPath: ['page', 'period'] });
  };
  const base = await asked(request);
  base.onversionchange = () => base.close(); // signing out in another window must not wait for this one
  try { localStorage.setItem(LAST_PERSON, person); } catch { /* without it only a start without a network is lost */ }
  return new Store(base);
}

class Store {
  constructor(base) {
    this.base = base;
  }

  // Puts the edits of a report; an edit is {report, id, text, seen, state, message, theirs, isCopied}.
  async keep(edits) {
    const transaction = this.base.transaction(EDITS, 'readwrite', { durability: 'strict' });
    const table = transaction.objectStore(EDITS);
    for (const edit of edits) table.put(edit);
    await over(transaction);
  }

  async forget(report, ids) {
    const transaction = this.base.transaction(EDITS, 'readwrite');
    for (const id of ids) transaction.objectStore(EDITS).delete([report, id]);
    await over(transaction);
  }

  edits() {
    return asked(this.base.transaction(EDITS).objectStore(EDITS).getAll());
  }

  sendings() {
    return asked(this.base.transaction(SENDINGS).objectStore(SENDINGS).getAll());
  }

  // Moves edits into one sending with its key, in one act: whatever happens, each lies in exactly one of the two.
  async pack(sending) {
    const transaction = this.base.transaction([EDITS, SENDINGS], 'readwrite', { durability: 'strict' });
    transaction.objectStore(SENDINGS).put(sending);
    for (const { id } of sending.cells) transaction.objectStore(EDITS).delete([sending.report, id]);
    await over(transaction);
  }

  // Ends a sending that was answered: what is still open of it goes back among the edits. What was typed meanwhile
  // stays, on top of the version that is now stored.
  async settle(sending, left, versions) {
    const transaction = this.base.transaction([EDITS, SENDINGS], 'readwrite', { durability: 'strict' });
    const table = transaction.objectStore(EDITS);
    const newer = new Map();
    for (const { id } of sending.cells) {
      const edit = await asked(table.get([sending.report, id]));
      if (edit) newer.set(id, edit);
    }
    for (const edit of left) if (!newer.has(edit.id)) table.put(edit);
    for (const [id, edit] of newer) if (versions.has(id)) table.put({ ...edit, seen: versions.get(id) });
    transaction.objectStore(SENDINGS).delete(sending.key);
    await over(transaction);
    return new Set(newer.keys());
  }

  async keepModel(model) {
    const transaction = this.base.transaction(MODELS, 'readwrite');
    transaction.objectStore(MODELS).put(model);
    await over(transaction);
  }

  // Returns the figures last shown on a page: those of `period`, or the newest.
  async model(page, period) {
    const found = await asked(this.base.transaction(MODELS).objectStore(MODELS).getAll());
    return found.filter((model) => model.page === page && (!period || model.period === period))
      .sort((one, other) => other.period.localeCompare(one.period))[0] ?? null;
  }
}
