// Numbers modulo 2^255 − 19 as twelve floating-point numbers, each a multiple of its own power of two, as Bernstein did it in 2006:
// products and their sums stay below 2^53 times that power, so every step is exact. Several times faster than numbers of
// unbounded size, leaves nothing for the collector, and does the same steps for all values. Must not know what a number is for.

/** Floating-point numbers that make one number. */
export const LIMBS = 12;

/** Limb number k is a multiple of 2^START[k]. */
const START = Array.from({ length: LIMBS + 1 }, (_, k) => Math.ceil(21.25 * k));
const UNIT = START.map((bits) => 2 ** bits);
/** What goes over the end comes back 19 times as much at the beginning. */
const TURN = 19 / 2 ** 255;
/** Added and taken away again, these leave the multiple of the next limb's power that is nearest. */
const ROUND0 = 3 * 2 ** 73;
const ROUND1 = 3 * 2 ** 94;
const ROUND2 = 3 * 2 ** 115;
const ROUND3 = 3 * 2 ** 136;
const ROUND4 = 3 * 2 ** 158;
const ROUND5 = 3 * 2 ** 179;
const ROUND6 = 3 * 2 ** 200;
const ROUND7 = 3 * 2 ** 221;
const ROUND8 = 3 * 2 ** 243;
const ROUND9 = 3 * 2 ** 264;
const ROUND10 = 3 * 2 ** 285;
const ROUND11 = 3 * 2 ** 306;

/** Zero of `count` numbers in a row. */
export const numbers = (count) => new Float64Array(LIMBS * count);

/** Brings every limb back to half its power, so that sums of a few numbers can be multiplied again. */
function settle(out, o) {
  let r0 = out[o + 0], r1 = out[o + 1], r2 = out[o + 2], r3 = out[o + 3], r4 = out[o + 4], r5 = out[o + 5];
  let r6 = out[o + 6], r7 = out[o + 7], r8 = out[o + 8], r9 = out[o + 9], r10 = out[o + 10], r11 = out[o + 11];
  let c = 0;
  c = r0 + ROUND0 - ROUND0;
  r0 -= c;
  r1 += c;
  c = r6 + ROUND6 - ROUND6;
  r6 -= c;
  r7 += c;
  c = r1 + ROUND1 - ROUND1;
  r1 -= c;
  r2 += c;
  c = r7 + ROUND7 - ROUND7;
  r7 -= c;
  r8 += c;
  c = r2 + ROUND2 - ROUND2;
  r2 -= c;
  r3 += c;
  c = r8 + ROUND8 - ROUND8;
  r8 -= c;
  r9 += c;
  c = r3 + ROUND3 - ROUND3;
  r3 -= c;
  r4 += c;
  c = r9 + ROUND9 - ROUND9;
  r9 -= c;
  r10 += c;
  c = r4 + ROUND4 - ROUND4;
  r4 -= c;
  r5 += c;
  c = r10 + ROUND10 - ROUND10;
  r10 -= c;
  r11 += c;
  c = r5 + ROUND5 - ROUND5;
  r5 -= c;
  r6 += c;
  c = r11 + ROUND11 - ROUND11;
  r11 -= c;
  r0 += c * TURN;
  c = r6 + ROUND6 - ROUND6;
  r6 -= c;
  r7 += c;
  c = r0 + ROUND0 - ROUND0;
  r0 -= c;
  r1 += c;
  out[o + 0] = r0;
  out[o + 1] = r1;
  out[o + 2] = r2;
  out[o + 3] = r3;
  out[o + 4] = r4;
  out[o + 5] = r5;
  out[o + 6] = r6;
  out[o + 7] = r7;
  out[o + 8] = r8;
  out[o + 9] = r9;
  out[o + 10] = r10;
  out[o + 11] = r11;
}

/**
 * The product of two numbers at places `a` and `b`, written at `o`; it may be written over one of them. If one is a sum of m numbers
 * and the other of n, m·n must not be more than 12.
 */
export function multiply(out, o, x, a, y, b) {
  const x0 = x[a + 0], x1 = x[a + 1], x2 = x[a + 2], x3 = x[a + 3], x4 = x[a + 4], x5 = x[a + 5];
  const x6 = x[a + 6], x7 = x[a + 7], x8 = x[a + 8], x9 = x[a + 9], x10 = x[a + 10], x11 = x[a + 11];
  const y0 = y[b + 0], y1 = y[b + 1], y2 = y[b + 2], y3 = y[b + 3], y4 = y[b + 4], y5 = y[b + 5];
  const y6 = y[b + 6], y7 = y[b + 7], y8 = y[b + 8], y9 = y[b + 9], y10 = y[b + 10], y11 = y[b + 11];
  const z1 = y1 * TURN, z2 = y2 * TURN, z3 = y3 * TURN, z4 = y4 * TURN, z5 = y5 * TURN, z6 = y6 * TURN;
  const z7 = y7 * TURN, z8 = y8 * TURN, z9 = y9 * TURN, z10 = y10 * TURN, z11 = y11 * TURN;
  out[o + 0] = x0 * y0 + x1 * z11 + x2 * z10 + x3 * z9 + x4 * z8 + x5 * z7 + x6 * z6 + x7 * z5 + x8 * z4 + x9 * z3 + x10 * z2 + x11 * z1;
  out[o + 1] = x0 * y1 + x1 * y0 + x2 * z11 + x3 * z10 + x4 * z9 + x5 * z8 + x6 * z7 + x7 * z6 + x8 * z5 + x9 * z4 + x10 * z3 + x11 * z2;
  out[o + 2] = x0 * y2 + x1 * y1 + x2 * y0 + x3 * z11 + x4 * z10 + x5 * z9 + x6 * z8 + x7 * z7 + x8 * z6 + x9 * z5 + x10 * z4 + x11 * z3;
  out[o + 3] = x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0 + x4 * z11 + x5 * z10 + x6 * z9 + x7 * z8 + x8 * z7 + x9 * z6 + x10 * z5 + x11 * z4;
  out[o + 4] = x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0 + x5 * z11 + x6 * z10 + x7 * z9 + x8 * z8 + x9 * z7 + x10 * z6 + x11 * z5;
  out[o + 5] = x0 * y5 + x1 * y4 + x2 * y3 + x3 * y2 + x4 * y1 + x5 * y0 + x6 * z11 + x7 * z10 + x8 * z9 + x9 * z8 + x10 * z7 + x11 * z6;
  out[o + 6] = x0 * y6 + x1 * y5 + x2 * y4 + x3 * y3 + x4 * y2 + x5 * y1 + x6 * y0 + x7 * z11 + x8 * z10 + x9 * z9 + x10 * z8 + x11 * z7;
  out[o + 7] = x0 * y7 + x1 * y6 + x2 * y5 + x3 * y4 + x4 * y3 + x5 * y2 + x6 * y1 + x7 * y0 + x8 * z11 + x9 * z10 + x10 * z9 + x11 * z8;
  out[o + 8] = x0 * y8 + x1 * y7 + x2 * y6 + x3 * y5 + x4 * y4 + x5 * y3 + x6 * y2 + x7 * y1 + x8 * y0 + x9 * z11 + x10 * z10 + x11 * z9;
  out[o + 9] = x0 * y9 + x1 * y8 + x2 * y7 + x3 * y6 + x4 * y5 + x5 * y4 + x6 * y3 + x7 * y2 + x8 * y1 + x9 * y0 + x10 * z11 + x11 * z10;
  out[o + 10] = x0 * y10 + x1 * y9 + x2 * y8 + x3 * y7 + x4 * y6 + x5 * y5 + x6 * y4 + x7 * y3 + x8 * y2 + x9 * y1 + x10 * y0 + x11 * z11;
  out[o + 11] = x0 * y11 + x1 * y10 + x2 * y9 + x3 * y8 + x4 * y7 + x5 * y6 + x6 * y5 + x7 * y4 + x8 * y3 + x9 * y2 + x10 * y1 + x11 * y0;
  settle(out, o);
}

/** The square of a number, or of a sum of up to three. */
export function square(out, o, x, a) {
  const x0 = x[a + 0], x1 = x[a + 1], x2 = x[a + 2], x3 = x[a + 3], x4 = x[a + 4], x5 = x[a + 5];
  const x6 = x[a + 6], x7 = x[a + 7], x8 = x[a + 8], x9 = x[a + 9], x10 = x[a + 10], x11 = x[a + 11];
  const d0 = 2 * x0, d1 = 2 * x1, d2 = 2 * x2, d3 = 2 * x3, d4 = 2 * x4, d5 = 2 * x5;
  const d6 = 2 * x6, d7 = 2 * x7, d8 = 2 * x8, d9 = 2 * x9, d10 = 2 * x10;
  const z6 = x6 * TURN, z7 = x7 * TURN, z8 = x8 * TURN, z9 = x9 * TURN, z10 = x10 * TURN, z11 = x11 * TURN;
  out[o + 0] = x0 * x0 + d1 * z11 + d2 * z10 + d3 * z9 + d4 * z8 + d5 * z7 + x6 * z6;
  out[o + 1] = d0 * x1 + d2 * z11 + d3 * z10 + d4 * z9 + d5 * z8 + d6 * z7;
  out[o + 2] = d0 * x2 + x1 * x1 + d3 * z11 + d4 * z10 + d5 * z9 + d6 * z8 + x7 * z7;
  out[o + 3] = d0 * x3 + d1 * x2 + d4 * z11 + d5 * z10 + d6 * z9 + d7 * z8;
  out[o + 4] = d0 * x4 + d1 * x3 + x2 * x2 + d5 * z11 + d6 * z10 + d7 * z9 + x8 * z8;
  out[o + 5] = d0 * x5 + d1 * x4 + d2 * x3 + d6 * z11 + d7 * z10 + d8 * z9;
  out[o + 6] = d0 * x6 + d1 * x5 + d2 * x4 + x3 * x3 + d7 * z11 + d8 * z10 + x9 * z9;
  out[o + 7] = d0 * x7 + d1 * x6 + d2 * x5 + d3 * x4 + d8 * z11 + d9 * z10;
  out[o + 8] = d0 * x8 + d1 * x7 + d2 * x6 + d3 * x5 + x4 * x4 + d9 * z11 + x10 * z10;
  out[o + 9] = d0 * x9 + d1 * x8 + d2 * x7 + d3 * x6 + d4 * x5 + d10 * z11;
  out[o + 10] = d0 * x10 + d1 * x9 + d2 * x8 + d3 * x7 + d4 * x6 + x5 * x5 + x11 * z11;
  out[o + 11] = d0 * x11 + d1 * x10 + d2 * x9 + d3 * x8 + d4 * x7 + d5 * x6;
  settle(out, o);
}

/** The sum of two numbers; it is not settled. */
export function plus(out, o, x, a, y, b) {
  for (let k = 0; k < LIMBS; k += 1) out[o + k] = x[a + k] + y[b + k];
}

/** The difference of two numbers; it is not settled. */
export function minus(out, o, x, a, y, b) {
  for (let k = 0; k < LIMBS; k += 1) out[o + k] = x[a + k] - y[b + k];
}

/** The number with its sign changed. */
export function negate(out, o, x, a) {
  for (let k = 0; k < LIMBS; k += 1) out[o + k] = -x[a + k];
}

export function copy(out, o, x, a) {
  for (let k = 0; k < LIMBS; k += 1) out[o + k] = x[a + k];
}

/** Squares a number so many times. */
function squares(out, o, x, a, times) {
  square(out, o, x, a);
  for (let left = times - 1; left > 0; left -= 1) square(out, o, out, o);
}

const scratch = numbers(8);

/** x^(2^252 − 3), with which square roots begin. */
export function rootPower(out, o, x, a) {
  const [two, nine, eleven, low, middle, high] = [0, 1, 2, 3, 4, 5].map((at) => at * LIMBS);
  const t = scratch;
  square(t, two, x, a);
  squares(t, low, t, two, 2);
  multiply(t, nine, t, low, x, a);
  multiply(t, eleven, t, nine, t, two);
  square(t, low, t, eleven);
  multiply(t, low, t, low, t, nine);
  // low = x^(2^5 − 1); each step doubles the length of the row of ones.
  const lengthen = (target, from, other, times) => {
    squares(t, high, t, from, times);
    multiply(t, target, t, high, t, other);
  };
  lengthen(middle, low, low, 5);
  lengthen(nine, middle, middle, 10);
  lengthen(two, nine, nine, 20);
  lengthen(nine, two, middle, 10);
  lengthen(two, nine, nine, 50);
  lengthen(low, two, two, 100);
  lengthen(middle, low, nine, 50);
  squares(t, high, t, middle, 2);
  multiply(out, o, t, high, x, a);
}

/** The inverse; zero stays zero. */
export function invert(out, o, x, a) {
  const [root, cube] = [6 * LIMBS, 7 * LIMBS];
  rootPower(scratch, root, x, a);
  squares(scratch, root, scratch, root, 3);
  square(scratch, cube, x, a);
  multiply(scratch, cube, scratch, cube, x, a);
  multiply(out, o, scratch, root, scratch, cube);
}

// ---- the one written form of a number --------------------------------------------------------------------------------

const WIDTH = Int32Array.from({ length: LIMBS }, (_, k) => START[k + 1] - START[k]);
const MASK = WIDTH.map((bits) => 2 ** bits - 1);
const whole = new Int32Array(LIMBS);

/** Carries from limb to limb and gives what goes over the end. */
function carryOn(added) {
  let carry = added;
  for (let k = 0; k < LIMBS; k += 1) {
    const value = whole[k] + carry;
    whole[k] = value & MASK[k];
    carry = value >> WIDTH[k];
  }
  return carry;
}

/** Puts the number from 0 to 2^255 − 20 into `whole`. */
function reduce(x, a) {
  for (let k = 0; k < LIMBS; k += 1) whole[k] = x[a + k] / UNIT[k];
  // The first round leaves less than two times 2^255, the next one a number in range, the last one limbs in range.
  carryOn(19 * carryOn(19 * carryOn(0)));
  let over = 19;
  for (let k = 0; k < LIMBS; k += 1) over = (whole[k] + over) >> WIDTH[k];
  carryOn(19 * over);
}

/** Whether the number is odd, which the specification of the group calls negative. */
export function isNegative(x, a) {
  reduce(x, a);
  return (whole[0] & 1) === 1;
}

export function isZero(x, a) {
  reduce(x, a);
  return whole.every((limb) => limb === 0);
}

/** The number in 32 bytes, little endian. */
export function toBytes(x, a) {
  reduce(x, a);
  const out = new Uint8Array(32);
  for (let [k, at, bits, held] = [0, 0, 0, 0]; at < 32; at += 1) {
    while (bits < 8 && k < LIMBS) {
      held |= whole[k] << bits;
      bits += WIDTH[k];
      k += 1;
    }
    out[at] = held & 255;
    held >>>= 8;
    bits -= 8;
  }
  return out;
}

/** Reads 255 bits, little endian; the last bit is left out. */
export function fromBytes(out, o, bytes) {
  for (let [k, at, bits, held] = [0, 0, 0, 0]; k < LIMBS; k += 1) {
    while (bits < WIDTH[k]) {
      held |= bytes[at] << bits;
      bits += 8;
      at += 1;
    }
    out[o + k] = (held & MASK[k]) * UNIT[k];
    held >>>= WIDTH[k];
    bits -= WIDTH[k];
  }
  settle(out, o);
}
