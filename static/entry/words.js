// What the grid says, in one place, so that one thing has one name.
import { grouped } from './numbers.js';

export const STATES = {
  waiting: 'menunggu jaringan',
  refused: 'ditolak',
  locked: 'terkunci',
  conflict: 'berbeda dengan isian orang lain',
  saved: 'tersimpan',
  copied: 'salinan, belum dikonfirmasi',
  remark: 'ada catatan',
  odd: 'perlu diperiksa',
};

const UNREADABLE = {
  not_whole: 'karena jumlah pekerja harus bilangan bulat.',
  comma_groups: 'karena ribuan dipisah dengan titik, bukan koma.',
  negative: 'karena jumlah pekerja tidak boleh kurang dari 0.',
  too_large: 'karena melebihi 1.000.000.000 pekerja.',
  not_a_number: 'karena bukan angka.',
};

export function unreadable(text, told) {
  const meant = told.likely.length ? ` Maksud Anda ${told.likely.join(' atau ')}?` : ' Tulis seperti 1.250.';
  return `${text} tidak dapat disimpan ${UNREADABLE[told.code]}${meant}`;
}

// A caution of the server brings its own sentence.
export function odd(caution, before) {
  if (caution.message) return caution.message;
  const now = grouped(caution.now);
  const was = caution.before === null ? '' : grouped(caution.before);
  switch (caution.rule) {
    case 'money': return `${now} sama dengan besar iuran dalam rupiah. Periksa apakah yang ditulis jumlah uang.`;
    case 'fell': return `Turun dari ${was} (${before}) menjadi ${now}. Pilih alasannya sebelum laporan diajukan.`;
    case 'jump': return `Berubah dari ${was} (${before}) menjadi ${now}, jauh dari biasanya. Pilih alasannya sebelum laporan diajukan.`;
    case 'both_levels': return `Diisi ${now} untuk kabupaten/kota dan ${was} untuk desa-desanya, lalu keduanya dijumlahkan. Kosongkan salah satunya bila pekerjanya sama; bila berbeda, pilih alasannya sebelum laporan diajukan.`;
    case 'above_target': return `Jumlah ${now} melampaui target ${was}.`;
    default: return 'Perlu diperiksa.';
  }
}

// Of a cell of a village, where the same is also counted once for the whole regency.
export function countedAbove(heads) {
  return `Jenis pekerja ini juga diisi ${grouped(heads)} untuk kabupaten/kota, lalu keduanya dijumlahkan. Kosongkan salah satunya bila pekerjanya sama.`;
}

const SPEAKERS = {
  village: { told: 'Menurut desa', take: 'Ambil angka desa', key: 'D' },
  bpjs: { told: 'Menurut BPJS Ketenagakerjaan', take: 'Ambil angka BPJS', key: 'B' },
};

export const NOTHING_STATED = {
  village: 'Desa belum menyebut angka yang dapat diambil ke isian ini.',
  bpjs: 'BPJS Ketenagakerjaan belum menyebut angka yang dapat diambil ke isian ini.',
};

// Returns {told, take}: what someone states, from where; and the words of the button that takes it over, "" where none.
export function offerWords({ speaker, heads, source, isOne }, held) {
  const { told, take, key } = SPEAKERS[speaker];
  const words = `${told}: ${grouped(heads)} pekerja. Sumber: ${source.replace(/\.$/, '')}`;
  if (!isOne) return { told: `${words}. Angka ini untuk semua sumber dana, jadi bagi sendiri ke isian masing-masing.`, take: '' };
  if (heads === held) return { told: `${words}. Sama dengan isian ini.`, take: '' };
  return { told: `${words}.`, take: `${take}: ${grouped(heads)} (tombol ${key})` };
}

export function difference(now, before) {
  const by = now - before;
  if (by === 0) return 'tetap';
  return by > 0 ? `naik ${grouped(by)}` : `turun ${grouped(-by)}`;
}

export function percent(part, whole) {
  // Half up in whole hundredths, as the server rounds.
  const hundredths = Math.floor((part * 20000 + whole) / (2 * whole));
  return `${grouped(Math.floor(hundredths / 100))},${String(hundredths % 100).padStart(2, '0')}\u00a0%`;
}

export const STATUS = {
  saved: () => 'Semua isian tersimpan.',
  sending: (count) => `Menyimpan ${grouped(count)} isian.`,
  offline: (count) => (count
    ? `Sambungan terputus. ${grouped(count)} isian aman di perangkat ini dan dikirim sendiri setelah jaringan kembali. Jangan keluar dari akun dulu.`
    : 'Sambungan terputus. Anda dapat terus mengisi; isian dikirim sendiri setelah jaringan kembali.'),
  expired: (count) => `Sesi berakhir. ${grouped(count)} isian aman di perangkat ini; masuk lagi untuk mengirim.`,
  forbidden: (count) => `${grouped(count)} isian belum dapat dikirim karena peran Anda di wilayah ini berubah. Isian itu aman di perangkat ini.`,
  storage: () => 'Peramban tidak mau menyimpan isian di perangkat ini. Jangan tutup halaman sebelum semua tersimpan.',
  open: (refused, conflicts, copied) => [
    refused && `${grouped(refused)} isian ditolak`,
    conflicts && `${grouped(conflicts)} isian berbeda dengan isian orang lain`,
    copied && `${grouped(copied)} salinan belum dikonfirmasi`,
  ].filter(Boolean).join('; '),
};
