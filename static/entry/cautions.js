// What looks odd about counts: the same rules as coverage/cautions.py, held to them by one table of cases.
// All arithmetic is of whole numbers, so that both languages come to the same answer.
const AMOUNTS = new Set([6_800, 16_800, 36_800, 201_600]);
const FLOOR = 10;
const FALL_PERCENT = 10;
const SPREAD = 5;
const JUMP_PERCENT = 25;
const FEWEST_CHANGES = 3;
const HISTORY = 12;
const TARGET_PERCENT = 20;
const RUN = 5;

// Returns [{rule, now, before}] for a cell of `now` heads after the months `earlier`, oldest first, null where blank.
export function cautionsOfCell(now, earlier) {
  const found = [];
  const before = earlier.length ? earlier[earlier.length - 1] : null;
  if (AMOUNTS.has(now)) found.push({ rule: 'money', now, before: null });
  if (before !== null && fell(now, before)) found.push({ rule: 'fell', now, before });
  else if (before !== null && jumped(now, earlier.slice(-HISTORY))) found.push({ rule: 'jump', now, before });
  return found;
}

export function fell(now, before) {
  return before - now >= FLOOR && (before - now) * 100 > before * FALL_PERCENT;
}

function jumped(now, earlier) {
  const before = earlier[earlier.length - 1];
  if (!before) return false;
  const changes = [];
  for (let at = 1; at < earlier.length; at++) {
    if (earlier[at - 1] !== null && earlier[at] !== null) changes.push(earlier[at] - earlier[at - 1]);
  }
  if (changes.length < FEWEST_CHANGES) return now - before > Math.max(FLOOR, 2 * before);
  const middle = doubledMedian(changes);
  const spread = doubledMedian(changes.map((change) => Math.abs(2 * change - middle)));
  const distance = 2 * Math.abs(2 * (now - before) - middle);
  return 100 * distance > Math.max(100 * SPREAD * spread, 400 * FLOOR, 4 * JUMP_PERCENT * before);
}

function doubledMedian(numbers) {
  const ordered = [...numbers].sort((one, other) => one - other);
  return ordered[(ordered.length - 1) >> 1] + ordered[ordered.length >> 1];
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
