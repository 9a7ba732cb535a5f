// What looks odd about counts: the same rules as coverage/cautions.py, held to them by one table of cases.
// All arithmetic is of whole numbers, so that both languages come to the same answer.
const AMOUNTS = new Set([6_800, 16_800, 36_800, 201_600]);
const FLOOR = 10;
const FALL_PERCENT = 10;
const SPREAD = 5;
const JUMP_PERCENT = 25;
const TARGET_PERCENT = 20;
const RUN = 5;

// Returns [{rule, now, before}] for a cell of `now` heads after a month of `before`, null where blank. `usual` is how
// the cell changes otherwise, as the server tells it: [twice the median change, four times its deviation] or null.
export function cautionsOfCell(now, before, usual) {
  const found = [];
  if (AMOUNTS.has(now)) found.push({ rule: 'money', now, before: null });
  if (before !== null && fell(now, before)) found.push({ rule: 'fell', now, before });
  else if (before !== null && jumped(now, before, usual)) found.push({ rule: 'jump', now, before });
  return found;
}

export function fell(now, before) {
  return before - now >= FLOOR && (before - now) * 100 > before * FALL_PERCENT;
}

function jumped(now, before, usual) {
  if (!before) return false;
  if (!usual) return now - before > Math.max(FLOOR, 2 * before);
  const [middle, spread] = usual;
  const distance = 2 * Math.abs(2 * (now - before) - middle);
  return 100 * distance > Math.max(100 * SPREAD * spread, 400 * FLOOR, 4 * JUMP_PERCENT * before);
}

// A region's total above its target, or far below the month before (null: not asked).
export function cautionsOfTotal(total, before, target) {
  const found = [];
  if (target && total > target) found.push({ rule: 'above_target', now: total, before: target });
  if (before !== null && fell(total, before)) found.push({ rule: 'fell', now: total, before });
  return found;
}

export function cautionsOfTarget(target, before) {
  if (!target || !before || Math.abs(target - before) * 100 <= before * TARGET_PERCENT) return [];
  return [{ rule: 'target_moved', now: target, before }];
}

export function cautionsOfLevels(own, below) {
  return own > 0 && below > 0 ? [{ rule: 'both_levels', now: own, before: below }] : [];
}

// Runs of one number above 0 in `heads`, in the order of villages; `at` is where a run begins.
export function cautionsOfRuns(heads) {
  const found = [];
  let start = 0;
  for (let end = 1; end <= heads.length; end++) {
    if (end < heads.length && heads[end] === heads[start]) continue;
    if (heads[start] && end - start >= RUN) found.push({ rule: 'repeated', now: heads[start], before: end - start, at: start });
    start = end;
  }
  return found;
}
