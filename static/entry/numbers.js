// Reads a whole number as people in Indonesia write it: the same grammar as coverage/numbers.py, held to it by one table.
const LARGEST = 1_000_000_000;
const LONGEST = 40;
const PLAIN = /^[0-9]{1,15}$/;
const GROUPED = /^[0-9]{1,3}(?:\.[0-9]{3})+$/;
const FRACTION = /^([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)[,.]([0-9]+)$/;
const COMMA_GROUPED = /^[0-9]{1,3}(?:,[0-9]{3})+$/;
const NEGATIVE = /^[-\u2212\u2013] ?[0-9.,]+$/;
const AROUND = /^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g;

export const NOT_APPLICABLE = 'tb';

export function grouped(heads) {
  return String(heads).replace(/\B(?=(?:[0-9]{3})+$)/g, '.');
}

// Returns {heads} (null where blank), {heads: null, isNotApplicable: true}, or {code, likely} where it is no count.
export function parseCount(text) {
  const written = text.replace(AROUND, '');
  if (written === '') return { heads: null };
  const small = written.toLowerCase();
  if (small === NOT_APPLICABLE || small === 'tidak berlaku') return { heads: null, isNotApplicable: true };
  if (written.length > LONGEST) return { code: 'not_a_number', likely: [] };
  if (PLAIN.test(written) || GROUPED.test(written)) {
    const heads = Number(written.replaceAll('.', ''));
    return heads <= LARGEST ? { heads } : { code: 'too_large', likely: [] };
  }
  if (COMMA_GROUPED.test(written)) return { code: 'comma_groups', likely: [written.replaceAll(',', '.')] };
  const fraction = FRACTION.exec(written);
  if (fraction) return { code: 'not_whole', likely: likelyOf(fraction[1].replaceAll('.', ''), fraction[2]) };
  return { code: NEGATIVE.test(written) ? 'negative' : 'not_a_number', likely: [] };
}

function likelyOf(whole, rest) {
  return [Number(whole + rest), Number(whole)].filter((heads) => heads <= LARGEST).map(grouped);
}

// Returns the text as it stands in a field once it is read: "1.250", "tb", ""; what cannot be read stays as typed.
export function tidy(text) {
  const told = parseCount(text);
  if (told.code) return text;
  if (told.isNotApplicable) return NOT_APPLICABLE;
  return told.heads === null ? '' : grouped(told.heads);
}
