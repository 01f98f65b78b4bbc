// Many multiples of the same few points, and their written forms, at once: what making a ballot spends its time on.
// Points of edwards25519 behind ristretto255 (RFC 9496), with the formulas for a = -1 of Hisil, Wong, Carter and Dawson (2008).
// Entries of tables are looked up at places that depend on secrets, so this is not constant in time. Must not know what a point stands for.

import { LIMBS, copy, fromBytes, invert, isNegative, isZero, minus, multiply, negate, numbers, plus, rootPower, square, toBytes } from './field.mjs';

/** The order of the group. */
export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** A number of 32 bytes, little endian. */
export function writeNumber(value) {
  const out = new Uint8Array(32);
  const view = new DataView(out.buffer);
  for (let at = 0, rest = value; at < 32; at += 8, rest >>= 64n) view.setBigUint64(at, rest & 0xffffffffffffffffn, true);
  return out;
}

/** A number from a multiple of eight bytes, little endian. */
export function readNumber(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let value = 0n;
  for (let at = bytes.length - 8; at >= 0; at -= 8) value = (value << 64n) | view.getBigUint64(at, true);
  return value;
}

// ---- constants -----------------------------------------------------------------------------------------------------

/** Places of the parts of a point, and of numbers in working memory. */
const [X, Y, Z, T, FIFTH, SIXTH, SEVENTH, EIGHTH] = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => at * LIMBS);
const POINT = 4 * LIMBS;

const constant = (make) => {
  const out = numbers(1);
  make(out);
  return out;
};
const small = (value) => constant((out) => fromBytes(out, 0, writeNumber(BigInt(value))));
const ONE = small(1);

/** Working memory of one step. */
const t = numbers(8);

/** 1/sqrt(v) at `o`, the even one; when v is no square that of i·v, or zero. Says whether v is a square. */
function inverseRoot(out, o, v) {
  const [cube, seventh, check] = [FIFTH, SIXTH, SEVENTH];
  square(t, cube, v, 0);
  multiply(t, cube, t, cube, v, 0);
  square(t, seventh, t, cube);
  multiply(t, seventh, t, seventh, v, 0);
  rootPower(t, seventh, t, seventh);
  multiply(out, o, t, cube, t, seventh);
  square(t, check, out, o);
  multiply(t, check, t, check, v, 0);
  const is = (wanted, sign) => {
    (sign < 0 ? plus : minus)(t, EIGHTH, t, check, wanted, 0);
    return isZero(t, EIGHTH);
  };
  if (is(ONE, -1) || is(SQRT_M1, -1)) multiply(out, o, out, o, SQRT_M1, 0);
  // Turned or not, v is a square when the product was 1 or −1.
  const isSquare = is(ONE, 1) || is(ONE, -1);
  if (isNegative(out, o)) negate(out, o, out, o);
  return isSquare;
}

/** i = 2^((p−1)/4) = (2^((p−5)/8))^2 · 2. */
const SQRT_M1 = constant((out) => {
  rootPower(out, 0, small(2), 0);
  square(out, 0, out, 0);
  multiply(out, 0, out, 0, small(2), 0);
});
const D = constant((out) => {
  invert(out, 0, small(121666), 0);
  multiply(out, 0, out, 0, small(121665), 0);
  negate(out, 0, out, 0);
});
const D2 = constant((out) => multiply(out, 0, D, 0, small(2), 0));
/** 1/sqrt(a − d), for a = −1. */
const INVSQRT_A_MINUS_D = constant((out) => {
  plus(out, 0, ONE, 0, D, 0);
  negate(out, 0, out, 0);
  multiply(out, 0, out, 0, ONE, 0);
  inverseRoot(out, 0, out.slice());
});

// ---- points: X, Y, Z, T in a row with x = X/Z, y = Y/Z, T = XY/Z; entries of tables: y − x, y + x, 2dxy ---------------------

/** The neutral element. */
export const NEUTRAL = numbers(4);
NEUTRAL.set(ONE, Y);
NEUTRAL.set(ONE, Z);

/** Two to the power `times` as often as the point at `o` of `out`; between doublings T is not needed. */
function double(out, o, times) {
  const [a, b, s, h, e, g, f] = [X, Y, Z, T, FIFTH, SIXTH, SEVENTH];
  for (let left = times; left > 0; left -= 1) {
    square(t, a, out, o + X);
    square(t, b, out, o + Y);
    plus(t, s, out, o + X, out, o + Y);
    square(t, s, t, s);
    square(t, f, out, o + Z);
    for (let k = 0; k < LIMBS; k += 1) {
      const [one, other] = [t[a + k], t[b + k]];
      t[h + k] = one + other;
      t[g + k] = one - other;
      t[e + k] = one + other - t[s + k];
      t[f + k] = 2 * t[f + k] + one - other;
    }
    multiply(out, o + X, t, e, t, f);
    multiply(out, o + Y, t, g, t, h);
    multiply(out, o + Z, t, f, t, g);
    if (left === 1) multiply(out, o + T, t, e, t, h);
  }
}

/** The end of every addition: from a, b, c and d at the first four places of working memory. */
function finish(out, o, sign) {
  for (let k = 0; k < LIMBS; k += 1) {
    const [a, b, c, d] = [t[X + k], t[Y + k], sign * t[Z + k], t[T + k]];
    t[X + k] = b - a;
    t[Y + k] = d - c;
    t[Z + k] = d + c;
    t[T + k] = b + a;
  }
  multiply(out, o + X, t, X, t, Y);
  multiply(out, o + Y, t, Z, t, T);
  multiply(out, o + Z, t, Y, t, Z);
  multiply(out, o + T, t, X, t, T);
}

/** Adds an entry of a table, or takes it away when `sign` is −1, to the point at `o` of `out`. */
function addEntry(out, o, entries, at, sign) {
  const swap = sign < 0 ? LIMBS : 0;
  minus(t, X, out, o + Y, out, o + X);
  plus(t, Y, out, o + Y, out, o + X);
  multiply(t, X, t, X, entries, at + swap);
  multiply(t, Y, t, Y, entries, at + LIMBS - swap);
  multiply(t, Z, out, o + T, entries, at + 2 * LIMBS);
  plus(t, T, out, o + Z, out, o + Z);
  finish(out, o, sign);
}

/** The sum of the points at `a` of `p` and `b` of `q`, or their difference when `sign` is −1. */
function addPoints(out, o, p, a, q, b, sign) {
  const [own, other] = sign < 0 ? [plus, minus] : [minus, plus];
  minus(t, X, p, a + Y, p, a + X);
  own(t, FIFTH, q, b + Y, q, b + X);
  multiply(t, X, t, X, t, FIFTH);
  plus(t, Y, p, a + Y, p, a + X);
  other(t, FIFTH, q, b + Y, q, b + X);
  multiply(t, Y, t, Y, t, FIFTH);
  multiply(t, Z, p, a + T, q, b + T);
  multiply(t, Z, t, Z, D2, 0);
  multiply(t, T, p, a + Z, q, b + Z);
  plus(t, T, t, T, t, T);
  finish(out, o, sign);
}

/** The sum of two points. */
export function add(p, q) {
  const out = numbers(4);
  addPoints(out, 0, p, 0, q, 0, 1);
  return out;
}

/** Replaces each number of a row by its inverse with one inversion for all; zero stays zero. */
function invertAll(row) {
  const count = row.length / LIMBS;
  const before = numbers(count);
  const [product, own] = [numbers(1), numbers(1)];
  const zero = Array.from({ length: count }, (_, at) => isZero(row, at * LIMBS));
  copy(product, 0, ONE, 0);
  for (let at = 0; at < count; at += 1) {
    copy(before, at * LIMBS, product, 0);
    if (!zero[at]) multiply(product, 0, product, 0, row, at * LIMBS);
  }
  invert(product, 0, product, 0);
  for (let at = count - 1; at >= 0; at -= 1) {
    if (zero[at]) continue;
    multiply(own, 0, product, 0, before, at * LIMBS);
    multiply(product, 0, product, 0, row, at * LIMBS);
    copy(row, at * LIMBS, own, 0);
  }
  return row;
}

/** The entry of the point with these coordinates, written at `o`. */
function writeEntry(out, o, x, a, y, b) {
  minus(out, o, y, b, x, a);
  plus(out, o + LIMBS, y, b, x, a);
  multiply(out, o + 2 * LIMBS, x, a, y, b);
  multiply(out, o + 2 * LIMBS, out, o + 2 * LIMBS, D2, 0);
}

// ---- multiples -----------------------------------------------------------------------------------------------------

/** A digit is a byte of a number below 2^253, from −128 to 127; a row of a table holds what stands for 0 to 128. */
const [DIGITS, ROW] = [32, 129];
const ENTRY = 3 * LIMBS;

/** A point with a table of its multiples. */
export class Table {
  /** From a point that is not the neutral one. */
  constructor(point) {
    const points = numbers(4 * DIGITS * ROW);
    const start = point.slice();
    for (let digit = 0; digit < DIGITS; digit += 1) {
      const row = digit * ROW * POINT;
      points.set(NEUTRAL, row);
      points.set(start, row + POINT);
      for (let many = 2; many < ROW; many += 1) addPoints(points, row + many * POINT, points, row + (many - 1) * POINT, start, 0, 1);
      start.set(points.subarray(row + (ROW - 1) * POINT, row + ROW * POINT));
      double(start, 0, 1);
    }
    const inverted = numbers(DIGITS * ROW);
    for (let at = 0; at < DIGITS * ROW; at += 1) copy(inverted, at * LIMBS, points, at * POINT + Z);
    invertAll(inverted);
    this.entries = numbers(3 * DIGITS * ROW);
    const own = numbers(2);
    for (let at = 0; at < DIGITS * ROW; at += 1) {
      multiply(own, X, points, at * POINT + X, inverted, at * LIMBS);
      multiply(own, Y, points, at * POINT + Y, inverted, at * LIMBS);
      writeEntry(this.entries, at * ENTRY, own, X, own, Y);
    }
  }

  /** Adds so many times the point to the one at `o` of `out`: one entry for each digit, the neutral one where a digit is zero. */
  addTo(out, o, factor) {
    const bytes = writeNumber(factor);
    let carry = 0;
    for (let at = 0; at < DIGITS; at += 1) {
      const digit = bytes[at] + carry;
      carry = (digit + 128) >> 8;
      const signed = digit - 256 * carry;
      const sign = 1 - 2 * carry;
      addEntry(out, o, this.entries, (at * ROW + sign * signed) * ENTRY, sign);
    }
  }
}

/** 0 or 1 times the point of a table. */
export class Bit {
  constructor(table) {
    const point = NEUTRAL.slice();
    table.addTo(point, 0, half(1n));
    const z = numbers(1);
    invert(z, 0, point, Z);
    multiply(point, X, point, X, z, 0);
    multiply(point, Y, point, Y, z, 0);
    this.entries = numbers(6);
    writeEntry(this.entries, 0, NEUTRAL, X, NEUTRAL, Y);
    writeEntry(this.entries, ENTRY, point, X, point, Y);
  }

  /** Adds half the point, or nothing. */
  addTo(out, o, factor) {
    addEntry(out, o, this.entries, factor === 0n ? 0 : ENTRY, 1);
  }
}

/** Multiples of one point that has no table, written one after another: the doublings are shared by all factors (Yao 1976). */
function multiples(out, o, point, factors) {
  const sums = numbers(4 * 9 * factors.length);
  for (let at = 0; at < sums.length; at += POINT) sums.set(NEUTRAL, at);
  const bytes = factors.map(writeNumber);
  const carries = factors.map(() => 0);
  const base = point.slice();
  for (let place = 0; place < 64; place += 1) {
    for (let at = 0; at < factors.length; at += 1) {
      const digit = ((bytes[at][place >> 1] >> (4 * (place & 1))) & 15) + carries[at];
      carries[at] = digit > 8 ? 1 : 0;
      const signed = digit - 16 * carries[at];
      const target = (at * 9 + Math.abs(signed)) * POINT;
      if (signed !== 0) addPoints(sums, target, sums, target, base, 0, Math.sign(signed));
    }
    double(base, 0, 4);
  }
  const above = numbers(4);
  for (let at = 0; at < factors.length; at += 1) {
    above.set(NEUTRAL);
    out.set(NEUTRAL, o + at * POINT);
    for (let size = 8; size > 0; size -= 1) {
      addPoints(above, 0, above, 0, sums, (at * 9 + size) * POINT, 1);
      addPoints(out, o + at * POINT, out, o + at * POINT, above, 0, 1);
    }
  }
}

/** Half of a number modulo the group order. */
const half = (value) => ((value & 1n) === 1n ? value + ORDER : value) >> 1n;

// ---- written forms -------------------------------------------------------------------------------------------------

const same = (left, right) => left.every((byte, at) => byte === right[at]);

/** The point in 32 bytes (RFC 9496, section 4.3.1); null for any other than the canonical form. */
export function readPoint(bytes) {
  if (bytes.length !== 32) return null;
  const [n, out] = [numbers(8), numbers(4)];
  const [s, u1, u2, v, root, dx, dy, more] = [X, Y, Z, T, FIFTH, SIXTH, SEVENTH, EIGHTH];
  fromBytes(n, s, bytes);
  if (!same(toBytes(n, s), bytes) || isNegative(n, s)) return null;
  square(n, more, n, s);
  minus(n, u1, ONE, 0, n, more);
  plus(n, u2, ONE, 0, n, more);
  // v = −(D·u1²) − u2²
  square(n, more, n, u2);
  square(n, v, n, u1);
  multiply(n, v, n, v, D, 0);
  plus(n, v, n, v, n, more);
  negate(n, v, n, v);
  multiply(n, more, n, v, n, more);
  const isSquare = inverseRoot(n, root, n.slice(more, more + LIMBS));
  multiply(n, dx, n, root, n, u2);
  multiply(n, dy, n, root, n, dx);
  multiply(n, dy, n, dy, n, v);
  plus(n, more, n, s, n, s);
  multiply(out, X, n, more, n, dx);
  if (isNegative(out, X)) negate(out, X, out, X);
  multiply(out, Y, n, u1, n, dy);
  out.set(ONE, Z);
  multiply(out, T, out, X, out, Y);
  return !isSquare || isNegative(out, T) || isZero(out, Y) ? null : out;
}

/** Points that share an inversion. */
const BATCH = 128;

/** The written forms of so many doubled points, without a square root (Hamburg, as in curve25519-dalek). */
function writeDoubled(points, o, count) {
  const [states, products] = [numbers(6 * count), numbers(count)];
  const [e, f, g, h, eg, fh] = [0, 1, 2, 3, 4, 5].map((at) => at * LIMBS);
  for (let at = 0; at < count; at += 1) {
    const [p, n] = [o + at * POINT, at * 6 * LIMBS];
    square(t, X, points, p + T);
    multiply(t, X, t, X, D, 0);
    square(t, Y, points, p + Z);
    plus(states, n + f, t, Y, t, X);
    minus(states, n + h, t, Y, t, X);
    multiply(t, X, points, p + X, points, p + Y);
    plus(states, n + e, t, X, t, X);
    square(t, X, points, p + X);
    square(t, Y, points, p + Y);
    plus(states, n + g, t, X, t, Y);
    multiply(states, n + eg, states, n + e, states, n + g);
    multiply(states, n + fh, states, n + f, states, n + h);
    multiply(products, at * LIMBS, states, n + eg, states, n + fh);
  }
  invertAll(products);
  return Array.from({ length: count }, (_, at) => writeOne(states, at * 6 * LIMBS, products, at * LIMBS));
}

/** One of them, from e, f, g, h, eg, fh in a row and the inverse of eg·fh. */
function writeOne(states, n, inverted, at) {
  const [e, f, g, h, eg, fh] = [0, 1, 2, 3, 4, 5].map((place) => n + place * LIMBS);
  const [zInverse, tInverse, own, lower, upper, work] = [X, Y, Z, T, FIFTH, SIXTH];
  multiply(t, zInverse, states, eg, inverted, at);
  multiply(t, tInverse, states, fh, inverted, at);
  multiply(t, work, states, eg, t, zInverse);
  const turn = isNegative(t, work);
  copy(t, own, states, turn ? g : e);
  if (turn) negate(t, upper, states, e);
  else copy(t, upper, states, g);
  if (turn) multiply(t, lower, states, f, SQRT_M1, 0);
  else copy(t, lower, states, h);
  multiply(t, work, t, lower, t, own);
  multiply(t, work, t, work, t, zInverse);
  if (isNegative(t, work)) negate(t, upper, t, upper);
  multiply(t, work, t, upper, t, tInverse);
  multiply(t, work, t, work, turn ? SQRT_M1 : INVSQRT_A_MINUS_D, 0);
  minus(t, lower, t, lower, t, upper);
  multiply(t, work, t, work, t, lower);
  if (isNegative(t, work)) negate(t, work, t, work);
  return toBytes(t, work);
}

/** Written forms of points that `fill(out, o, at)` puts at `o`, each as its half. */
function write(count, fill) {
  const halves = numbers(4 * Math.min(BATCH, count));
  const written = [];
  for (let at = 0; at < count; at += BATCH) {
    const here = Math.min(BATCH, count - at);
    for (let one = 0; one < here; one += 1) fill(halves, one * POINT, at + one);
    written.push(...writeDoubled(halves, 0, here));
  }
  return written;
}

const addTerms = (out, o, terms) => terms.forEach(([table, factor]) => table.addTo(out, o, half(factor)));

/**
 * The written forms of sums of multiples: each of `sums` is a list of `[table, factor]`, with factors below the group order.
 * Worked out as the double of the half, which saves a square root for each.
 */
export const writeSums = (sums) =>
  write(sums.length, (out, o, at) => {
    out.set(NEUTRAL, o);
    addTerms(out, o, sums[at]);
  });

/**
 * The same for public numbers and points without a table: `{ point, factors, sums }` stands for `factors[j]·point` and the
 * multiples in `sums[j]`, added up for each j.
 */
export function writeOpenSums(groups) {
  const sums = groups.flatMap((group) => group.sums);
  const places = groups.flatMap(({ factors }, group) => factors.map((_, j) => ({ group, j })));
  let [own, made] = [numbers(0), -1];
  return write(sums.length, (out, o, at) => {
    const { group, j } = places[at];
    if (group !== made) {
      const { point, factors } = groups[group];
      own = numbers(4 * factors.length);
      multiples(own, 0, point, factors.map(half));
      made = group;
    }
    out.set(own.subarray(j * POINT, (j + 1) * POINT), o);
    addTerms(out, o, sums[at]);
  });
}
