// Many multiples of the same few points, and their written forms, at once: what making a ballot spends its time on.
// Points of edwards25519 behind ristretto255 (RFC 9496), with the formulas for a = -1 of Hisil, Wong, Carter and Dawson (2008).
// The numbers have no fixed size, so nothing here takes the same time for all values. Must not know what a point stands for.

const P = 2n ** 255n - 19n;
/** The order of the group. */
export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = (value) => {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
};

function power(base, exponent) {
  let [out, square] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) out = (out * square) % P;
    square = (square * square) % P;
  }
  return out;
}

const inverse = (value) => power(mod(value), P - 2n);
const isNegative = (value) => (value & 1n) === 1n;

const D = mod(-121665n * inverse(121666n));
const D2 = mod(2n * D);
const SQRT_M1 = power(2n, (P - 1n) / 4n);

/** 1/sqrt(v), the even one; when v is no square that of i·v, or zero. */
function inverseRoot(v) {
  const cube = mod(v * v * v);
  const found = mod(cube * power(mod(cube * cube * v), (P - 5n) / 8n));
  const check = mod(v * found * found);
  const turned = check === P - 1n || check === P - SQRT_M1 ? mod(found * SQRT_M1) : found;
  return { isSquare: check === 1n || check === P - 1n, root: isNegative(turned) ? P - turned : turned };
}

/** 1/sqrt(a − d), for a = −1. */
const INVSQRT_A_MINUS_D = inverseRoot(mod(-1n - D)).root;

// Eight bytes at a time: numbers are read and written a thousand times for one ballot.
const little = (bytes) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let value = 0n;
  for (let at = bytes.length - 8; at >= 0; at -= 8) value = (value << 64n) | view.getBigUint64(at, true);
  return value;
};

/** A number of 32 bytes, little endian. */
export function writeNumber(value) {
  const out = new Uint8Array(32);
  const view = new DataView(out.buffer);
  for (let at = 0, rest = value; at < 32; at += 8, rest >>= 64n) view.setBigUint64(at, rest & 0xffffffffffffffffn, true);
  return out;
}

/** A number from a multiple of eight bytes, little endian. */
export const readNumber = little;

// ---- points: [X, Y, Z, T] with x = X/Z, y = Y/Z, T = XY/Z; entries of tables: [y − x, y + x, 2dxy] -----------------------

/** The neutral element. */
export const NEUTRAL = [0n, 1n, 1n, 0n];

/** Two to the power `times` as often as the point; between doublings T is not needed. */
function doubled([X, Y, Z], times) {
  for (let left = times; ; left -= 1) {
    const a = X * X;
    const b = Y * Y;
    const s = X + Y;
    const h = (a + b) % P;
    const e = (h - s * s) % P;
    const g = (a - b) % P;
    const f = (2n * Z * Z + g) % P;
    X = (e * f) % P;
    Y = (g * h) % P;
    Z = (f * g) % P;
    if (left === 1) return [X, Y, Z, (e * h) % P];
  }
}

function addEntry([X, Y, Z, T], [minus, plus, turned]) {
  const a = ((Y - X) * minus) % P;
  const b = ((Y + X) * plus) % P;
  const c = (T * turned) % P;
  const d = 2n * Z;
  const e = b - a;
  const f = d - c;
  const g = d + c;
  const h = b + a;
  return [(e * f) % P, (g * h) % P, (f * g) % P, (e * h) % P];
}

/** The sum of two points. */
export function add([X, Y, Z, T], [U, V, W, S]) {
  const a = ((Y - X) * (V - U)) % P;
  const b = ((Y + X) * (V + U)) % P;
  const c = (((T * D2) % P) * S) % P;
  const d = (2n * Z * W) % P;
  const e = b - a;
  const f = d - c;
  const g = d + c;
  const h = b + a;
  return [(e * f) % P, (g * h) % P, (f * g) % P, (e * h) % P];
}

/** Replaces each number by its inverse with one inversion for all; zero stays zero. */
function invertAll(values) {
  const before = [];
  let product = 1n;
  for (const value of values) {
    before.push(product);
    if (value !== 0n) product = (product * value) % P;
  }
  let rest = inverse(product);
  for (let at = values.length - 1; at >= 0; at -= 1) {
    if (values[at] === 0n) continue;
    const own = (rest * before[at]) % P;
    rest = (rest * values[at]) % P;
    values[at] = own;
  }
  return values;
}

/** Digits of a number are groups of so many bits, from −2^(W−1) to 2^(W−1) − 1; the last one holds what is left. */
const W = 8n;
const HALF = 2 ** (Number(W) - 1);
const DIGITS = Math.ceil(253 / Number(W)) + 1;
const SHIFT = Array.from({ length: DIGITS - 1 }, (_, at) => 2n ** (W * BigInt(at))).reduce((sum, one) => sum + one * BigInt(HALF), 0n);

/** A point with a table of its multiples. */
export class Table {
  /** From a point that is not the neutral one. */
  constructor(point) {
    const points = [];
    let start = point;
    for (let digit = 0; digit < DIGITS; digit += 1) {
      const row = [start];
      for (let many = 2; many <= HALF; many += 1) row.push(add(row.at(-1), start));
      points.push(...row);
      start = doubled(row.at(-1), 1);
    }
    const inverted = invertAll(points.map(([, , Z]) => mod(Z)));
    this.entries = points.map(([X, Y], at) => {
      const [own, other] = [mod(X * inverted[at]), mod(Y * inverted[at])];
      return [other - own, other + own, (((own * other) % P) * D2) % P];
    });
    this.opposite = this.entries.map(([minus, plus, turned]) => [plus, minus, -turned]);
  }

  /** `sum + factor·point` for a factor below the group order: one entry for each digit, the neutral one where a digit is zero. */
  addTo(sum, factor) {
    // With HALF added in every place but the last, each digit is what stands there less HALF.
    let [rest, out] = [factor + SHIFT, sum];
    for (let at = 0; at < DIGITS; at += 1) {
      const digit = Number(rest & 255n) - (at < DIGITS - 1 ? HALF : 0);
      rest >>= W;
      const place = at * HALF + Math.abs(digit) - 1;
      out = addEntry(out, digit === 0 ? ZERO_ENTRY : digit > 0 ? this.entries[place] : this.opposite[place]);
    }
    return out;
  }
}

const ZERO_ENTRY = [1n, 1n, 0n];

/** 0 or 1 times the point of a table. */
export class Bit {
  constructor(table) {
    const [X, Y, Z] = table.addTo(NEUTRAL, half(1n));
    const inverted = inverse(Z);
    const [x, y] = [mod(X * inverted), mod(Y * inverted)];
    this.half = [y - x, y + x, (((x * y) % P) * D2) % P];
  }

  /** `sum + factor·point`, where the factor is 0, or half of 1 modulo the group order. */
  addTo(sum, factor) {
    return addEntry(sum, factor === 0n ? ZERO_ENTRY : this.half);
  }
}

/** Multiples of one point that has no table: the doublings are shared by all factors (Yao 1976). */
function multiples(point, factors) {
  const buckets = factors.map(() => Array(9).fill(NEUTRAL));
  const rest = factors.map((factor) => factor + SHIFT4);
  for (let [digits, base] = [0, point]; digits < 64; digits += 1) {
    for (let at = 0; at < rest.length; at += 1) {
      const digit = Number(rest[at] & 15n) - (digits < 63 ? 8 : 0);
      rest[at] >>= 4n;
      const size = Math.abs(digit);
      if (size > 0) buckets[at][size] = add(buckets[at][size], digit > 0 ? base : opposite(base));
    }
    base = doubled(base, 4);
  }
  return buckets.map((sums) => {
    let [whole, above] = [NEUTRAL, NEUTRAL];
    for (let size = 8; size > 0; size -= 1) {
      above = add(above, sums[size]);
      whole = add(whole, above);
    }
    return whole;
  });
}

const SHIFT4 = Array.from({ length: 63 }, (_, at) => 8n * 16n ** BigInt(at)).reduce((sum, one) => sum + one, 0n);

const opposite = ([X, Y, Z, T]) => [-X, Y, Z, -T];

/** Half of a number modulo the group order. */
const half = (value) => ((value & 1n) === 1n ? value + ORDER : value) >> 1n;

/** The point in 32 bytes (RFC 9496, section 4.3.1); null for any other than the canonical form. */
export function readPoint(bytes) {
  if (bytes.length !== 32) return null;
  const s = little(bytes);
  if (s >= P || isNegative(s)) return null;
  const square = mod(s * s);
  const [u1, u2] = [mod(1n - square), mod(1n + square)];
  const v = mod(-(D * u1 * u1) - u2 * u2);
  const { isSquare, root } = inverseRoot(mod(v * u2 * u2));
  const dx = mod(root * u2);
  const [dy, twice] = [mod(root * dx * v), mod(2n * s * dx)];
  const x = isNegative(twice) ? P - twice : twice;
  const y = mod(u1 * dy);
  const product = mod(x * y);
  return !isSquare || isNegative(product) || y === 0n ? null : [x, y, 1n, product];
}

/** The written forms of doubled points, with one inversion for all and no square root (Hamburg, as in curve25519-dalek). */
function writeDoubled(points) {
  const states = points.map(([X, Y, Z, T]) => {
    const turned = (((T * T) % P) * D) % P;
    const [e, f, g, h] = [(2n * X * Y) % P, (Z * Z + turned) % P, (X * X + Y * Y) % P, (Z * Z - turned) % P];
    return { e, f, g, h, eg: (e * g) % P, fh: (f * h) % P };
  });
  const inverted = invertAll(states.map(({ eg, fh }) => mod(eg * fh)));
  return states.map(({ e, f, g, h, eg, fh }, at) => {
    const [zInverse, tInverse] = [mod(eg * inverted[at]), mod(fh * inverted[at])];
    const turn = isNegative(mod(eg * zInverse));
    const magic = turn ? SQRT_M1 : INVSQRT_A_MINUS_D;
    const own = turn ? g : e;
    const upper = turn ? -e : g;
    const lower = turn ? f * SQRT_M1 : h;
    const signed = isNegative(mod(((lower * own) % P) * zInverse)) ? -upper : upper;
    const s = mod(((lower - signed) % P) * ((magic * ((signed * tInverse) % P)) % P));
    return writeNumber(isNegative(s) ? P - s : s);
  });
}

const sumOf = (terms, start) => terms.reduce((sum, [table, factor]) => table.addTo(sum, half(factor)), start);

/**
 * The written forms of sums of multiples: each of `sums` is a list of `[table, factor]`, with factors below the group order.
 * Worked out as the double of the half, which saves a square root for each.
 */
export const writeSums = (sums) => writeDoubled(sums.map((terms) => sumOf(terms, NEUTRAL)));

/**
 * The same for public numbers and points without a table: `{ point, factors, sums }` stands for `factors[j]·point` and the
 * multiples in `sums[j]`, added up for each j.
 */
export const writeOpenSums = (groups) =>
  writeDoubled(groups.flatMap(({ point, factors, sums }) => multiples(point, factors.map(half)).map((own, j) => sumOf(sums[j], own))));
