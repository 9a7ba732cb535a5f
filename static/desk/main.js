// A sheet that survives a lost line: whatever is typed is kept here first, then sent. Without this file the buttons save.
import { Drafts } from './drafts.js';
import { listen } from './keys.js';
import { Sender } from './sender.js';

const REST = 1_200; // milliseconds without a key before a draft is sent
const WORDS = {
  saved: () => 'Tersimpan, belum final.',
  sending: () => 'Menyimpan.',
  waiting: () => 'Sambungan terputus. Nilai aman di perangkat ini dan dikirim sendiri setelah jaringan kembali. Jangan keluar dari akun dulu.',
  stale: (told) => told?.message ?? '',
  refused: (told) => told?.message ?? 'Nilai ini tidak diterima. Isiannya tetap ada di perangkat ini.',
  expired: () => 'Sesi berakhir. Nilai aman di perangkat ini; masuk lagi untuk mengirimnya.',
  storage: () => 'Peramban tidak mau menyimpan isian di perangkat ini. Tekan Simpan sebelum menutup halaman.',
};

const form = document.querySelector('[data-sheet]');
const desk = form ?? document.querySelector('[data-desk]');
if (desk) start();

function start() {
  const state = document.querySelector('[data-state]');
  const drafts = new Drafts(desk.dataset.person);
  const here = location.pathname;
  const token = document.querySelector('input[name=csrfmiddlewaretoken]')?.value;
  const say = (kind, told) => {
    if (!state) return;
    state.hidden = false;
    state.dataset.kind = kind;
    const words = WORDS[kind](told);
    if (state.textContent !== words) state.textContent = words;
  };
  const sender = new Sender(drafts, token, (address, kind, told) => {
    if (form && address !== here) return;
    if (kind === 'saved' && form) form.elements.versi.value = told.version;
    say(kind, told);
  });
  if (form?.querySelector('button[value=final]')) edit(form, drafts, sender, here, say);
  else if (form) drafts.forget(here); // final, or closed: what was typed can no longer be given
  if (drafts.addresses().length) sender.soon(0);
}

function edit(sheet, drafts, sender, here, say) {
  const fields = () => {
    const found = Object.fromEntries(new FormData(sheet));
    delete found.csrfmiddlewaretoken;
    delete found.versi;
    return found;
  };
  const isBack = document.querySelector('#ditolak') !== null; // the page shows what was typed, with the reason
  const kept = drafts.find(here);
  if (isBack) drafts.forget(here);
  else if (kept) restore(sheet, kept.fields);
  if (kept && !isBack && kept.held) { drafts.keep(here, { ...kept, held: '' }); }
  const change = () => {
    const draft = { fields: fields(), seen: drafts.find(here)?.seen ?? sheet.elements.versi.value, at: Date.now() };
    if (!drafts.keep(here, draft)) { say('storage'); return; }
    say('sending');
    sender.soon(REST);
  };
  sheet.addEventListener('input', change);
  let isSure = false;
  // The page is left only once the server has what was typed, or has said why not; without a line nobody is led away.
  sheet.addEventListener('submit', async (event) => {
    if (isSure) return;
    event.preventDefault();
    const button = event.submitter;
    change();
    await sender.flush();
    const left = drafts.find(here);
    if (left && left.held !== 'stale') return;
    isSure = true;
    sheet.requestSubmit(button);
  });
  document.querySelector('[data-forget]')?.addEventListener('click', () => drafts.forget(here));
  const keys = document.querySelector('[data-keys]');
  if (keys) keys.hidden = false;
  listen(sheet);
}

function restore(sheet, kept) {
  for (const [name, text] of Object.entries(kept)) {
    const field = sheet.elements.namedItem(name);
    if (field) field.value = text;
  }
}
