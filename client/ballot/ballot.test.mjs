// Tests of the JavaScript implementation, and of the WebAssembly one beside it. Run: node --test
// BALLOT_CLIENT=<folder> tests what is there instead of the sources here: the bundle that browsers are given.
// Without a built program (scripts/ballot-client) the WebAssembly tests fail: a check that did not run is a failure.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ristretto255 } from '@noble/curves/ed25519.js';
import * as field from './field.mjs';
import { NEUTRAL, ORDER, Table, add, readNumber, readPoint, writeNumber, writeOpenSums, writeSums } from './group.mjs';

const here = (path) => new URL(path, import.meta.url);
const client = process.env.BALLOT_CLIENT ? pathToFileURL(`${process.env.BALLOT_CLIENT}/`) : here('./');
const script = await import(new URL('ballot.mjs', client));
const { fromBytes, load } = await import(new URL('wasm.mjs', client));

const vectors = JSON.parse(readFileSync(here('../../crates/ballot/vectors/ballots.json'), 'utf8'));
const program = () => new Uint8Array(readFileSync(here('../../crates/web/assets/ballot/ballot.wasm')));
const hex = script.fromHex;

/** A small generator, so that a failing run can be repeated. */
function chance(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const rulesFrom = (one) => ({
  election: hex(one.election),
  key: hex(one.key),
  questions: one.questions,
  options: one.options,
  limit: one.limit,
});

function randomCase(random) {
  const bytes = (length) => Uint8Array.from({ length }, () => random(256));
  const questions = 1 + random(6);
  const options = 1 + random(2);
  const limit = random(2) === 0 ? null : 1 + random(questions);
  const key = bytes(32);
  key[31] &= 0x0f;
  const rules = { election: bytes(32), key: hex(vectors.ballots[0].key), questions, options, limit };
  const choices = new Uint8Array(questions * options);
  let agreed = 0;
  for (let at = 0; at < questions; at += 1) {
    const pick = random(3);
    if (pick === 1 && agreed < (limit ?? questions)) {
      choices[at * options] = 1;
      agreed += 1;
    } else if (pick === 2 && options === 2) {
      choices[at * options + 1] = 1;
    }
  }
  return { rules, key, sequence: 1 + random(1000), seed: bytes(32), choices };
}

const make = (one, { rules, key, sequence, seed, choices }) => one.makeBallot(rules, key, sequence, seed, choices);

function checkVectors(one) {
  assert.ok(vectors.ballots.length >= 55);
  for (const item of vectors.ballots) {
    const rules = rulesFrom(item);
    const choices = Uint8Array.from(item.votes, Number);
    const ballot = one.makeBallot(rules, hex(item.secret), item.sequence, hex(item.seed), choices);
    assert.equal(ballot.length, item.bytes);
    if (item.ballot) assert.equal(script.toHex(ballot), item.ballot);
    const read = one.verifyBallot(rules, ballot);
    assert.equal(script.toHex(read.hash), item.hash);
    assert.equal(read.sequence, item.sequence);
    assert.equal(one.trackingCode(ballot), item.code);
  }
  for (const item of vectors.codes) {
    const { credential } = one.readCode(item.code.toLowerCase().replaceAll('-', ' '), item.uuid);
    assert.equal(script.toHex(credential), item.credential);
    assert.throws(() => one.readCode(`${item.code}0`, item.uuid));
    assert.throws(() => one.readCode(item.code.slice(1), item.uuid));
  }
}

function checkBadBallot(one) {
  const random = chance(77);
  for (let run = 0; run < 100; run += 1) {
    const item = vectors.ballots[3];
    const bad = hex(item.ballot);
    bad[random(bad.length)] ^= 1 << random(8);
    assert.throws(() => one.verifyBallot(rulesFrom(item), bad), { name: 'Refused' }, `run ${run}`);
  }
}

function checkChallenge(one) {
  const item = randomCase(chance(5));
  const { rules, key, sequence, seed, choices } = item;
  const ballot = make(one, item);
  one.recompute(rules, key, sequence, seed, choices, ballot);
  const other = Uint8Array.from(choices, () => 0);
  if (other.every((choice, at) => choice === choices[at])) other[0] = 1;
  assert.throws(() => one.recompute(rules, key, sequence, seed, other, ballot), { name: 'Refused' });
}

function checkIllegal(one) {
  const rules = { ...rulesFrom(vectors.ballots[0]), questions: 2, options: 2, limit: 1 };
  const { secret, seed } = vectors.ballots[0];
  for (const choices of [[2, 0, 0, 0], [255, 0, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0], [1, 0, 0, 0, 0]]) {
    assert.throws(() => one.makeBallot(rules, hex(secret), 1, hex(seed), Uint8Array.from(choices)), { name: 'Refused' });
  }
}

test('JavaScript makes the published ballots', () => checkVectors(script));
test('JavaScript says no to one bad ballot in 100 runs of 100', () => checkBadBallot(script));
test('JavaScript recomputes a challenged ballot', () => checkChallenge(script));
test('JavaScript refuses illegal choices', () => checkIllegal(script));

test('WebAssembly makes the published ballots', async () => checkVectors(await fromBytes(program())));
test('WebAssembly says no to one bad ballot in 100 runs of 100', async () => checkBadBallot(await fromBytes(program())));
test('WebAssembly recomputes a challenged ballot', async () => checkChallenge(await fromBytes(program())));
test('WebAssembly refuses illegal choices', async () => checkIllegal(await fromBytes(program())));

test('both make the same bytes and refuse the same mutants', async () => {
  const wasm = await fromBytes(program());
  const random = chance(2026);
  for (let number = 0; number < 60; number += 1) {
    const item = randomCase(random);
    const ballot = make(script, item);
    assert.deepEqual(make(wasm, item), ballot, `ballot ${number}`);
    script.verifyBallot(item.rules, ballot);
    wasm.verifyBallot(item.rules, ballot);
    for (let mutant = 0; mutant < 6; mutant += 1) {
      const bad = ballot.slice();
      if (mutant < 4) bad[random(bad.length)] ^= 1 << random(8);
      else bad.copyWithin(68, 100, 132);
      if (mutant === 5) bad.set(ballot.subarray(ballot.length - 32), ballot.length - 64);
      const verdicts = [script, wasm].map((one) => {
        try {
          one.verifyBallot(item.rules, bad);
          return 'accepted';
        } catch (error) {
          return error.name;
        }
      });
      assert.deepEqual(verdicts, ['Refused', 'Refused'], `ballot ${number}, mutant ${mutant}`);
    }
  }
});

test('the JavaScript implementation takes over when WebAssembly is refused', async () => {
  const kept = WebAssembly.instantiate;
  WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError('refused by the policy of the page'));
  try {
    const one = await load(program());
    assert.equal(one.engine, 'javascript');
    checkChallenge(one);
  } finally {
    WebAssembly.instantiate = kept;
  }
  assert.equal((await load(program())).engine, 'wasm');
});

test('a whole ceremony, key file and refusals through WebAssembly', async () => {
  const wasm = await fromBytes(program());
  const number = new Uint8Array(32).fill(1);
  const all = [1, 2, 3].map((index) => ({ number, trustees: 3, threshold: 2, index, seed: new Uint8Array(32).fill(index) }));
  const first = all.map((trustee) => wasm.round1(trustee));
  const second = all.map((trustee) => wasm.round2(trustee, first));
  const third = all.map((trustee) => wasm.round3(trustee, first, second));
  assert.equal(new Set(third.map(({ words }) => words.join(' '))).size, 1);
  assert.equal(third[0].words.length, 6);
  const forged = second.map((message) => message.slice());
  forged[2][4 + 32 * 5] ^= 1;
  assert.throws(() => wasm.round3(all[0], first, forged), /trustee 3/);
  const letters = wasm.writeSeed(all[0].seed);
  assert.deepEqual(wasm.readSeed(letters.toLowerCase()), all[0].seed);
  const file = wasm.sealKey(number, 1, all[0].seed, 'mười hai chữ cái');
  assert.deepEqual(wasm.openKey(file, 'mười hai chữ cái').seed, all[0].seed);
  assert.throws(() => wasm.openKey(file, 'mười hai chữ cai'), { name: 'Refused' });
});

test('WebAssembly verifies the published bundle and refuses a changed one 100 times', async () => {
  const wasm = await fromBytes(program());
  const bundle = new Uint8Array(readFileSync(here('../../crates/ballot/vectors/election.bundle')));
  const verdict = wasm.verifyBundle(bundle);
  assert.equal(verdict.valid, true, JSON.stringify(verdict.findings));
  assert.equal(wasm.verifyBundle(bundle, { closeHead: new Uint8Array(32) }).valid, false);
  const random = chance(9);
  for (let run = 0; run < 100; run += 1) {
    const bad = bundle.slice();
    bad[random(bad.length)] ^= 1 << random(8);
    assert.equal(wasm.verifyBundle(bad).valid, false, `run ${run}`);
  }
  for (const length of [0, 1, 20, 400, bundle.length - 1]) assert.equal(wasm.verifyBundle(bundle.slice(0, length)).valid, false);
});

test('the ballots of the published bundle verify in JavaScript', () => {
  const bundle = new Uint8Array(readFileSync(here('../../crates/ballot/vectors/election.bundle')));
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.length);
  let rules;
  let ballots = 0;
  for (let at = 20, left = view.getUint32(16, true); left > 0; left -= 1) {
    const [kind, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    const payload = bundle.slice(at + 8, at + 8 + length);
    if (kind === 1) rules = script.rulesOf(payload);
    if (kind === 4) {
      script.verifyBallot(rules, payload);
      ballots += 1;
    }
    at += 8 + length + 32;
  }
  assert.equal(ballots, 6);
});

// The bundle carries the curve library's abstract point, whose two readers only throw. The group we use has its own.
test('the group reads points itself and leaves nothing to the abstract class', () => {
  const { Point } = ristretto255;
  const base = Object.getPrototypeOf(Point);
  for (const reader of ['fromBytes', 'fromHex']) {
    assert.ok(Object.hasOwn(Point, reader), reader);
    assert.throws(() => base[reader](''), /not implemented/);
  }
  assert.ok(Point.fromHex(Point.BASE.toHex()).equals(Point.BASE));
  assert.ok(Point.fromBytes(Point.BASE.toBytes()).equals(Point.BASE));
});

// Numbers of twelve limbs against numbers of unbounded size.
test('arithmetic modulo 2^255 - 19 is exact, also for the sums it is promised for', () => {
  const P = 2n ** 255n - 19n;
  const random = chance(31);
  const some = () => readNumber(Uint8Array.from({ length: 32 }, () => random(256))) % 2n ** 255n;
  const all = 2n ** 255n - 1n;
  const corners = [0n, 1n, 2n, 18n, 19n, 20n, P - 1n, P, P + 1n, P - 19n, all, 2n ** 254n, 2n ** 22n - 1n, 2n ** 21n, all / 3n, (2n * all) / 3n];
  const pairs = corners.flatMap((one) => corners.map((other) => [one, other]));
  while (pairs.length < 4000) pairs.push([some(), some()]);
  const n = field.numbers(8);
  const [a, b, c, d, e] = [0, 12, 24, 36, 48];
  const is = (at, wanted, what) => assert.equal(readNumber(field.toBytes(n, at)), ((wanted % P) + P) % P, what);
  for (const [one, other] of pairs) {
    field.fromBytes(n, a, writeNumber(one));
    field.fromBytes(n, b, writeNumber(other));
    const named = `${one}, ${other}`;
    is(a, one, named);
    field.multiply(n, c, n, a, n, b);
    is(c, one * other, named);
    field.square(n, c, n, a);
    is(c, one * one, named);
    // Three times four, the most that is promised.
    field.minus(n, c, n, a, n, b);
    field.minus(n, c, n, c, n, b);
    field.plus(n, d, n, a, n, b);
    field.plus(n, d, n, d, n, d);
    field.multiply(n, e, n, c, n, d);
    is(e, (one - 2n * other) * 2n * (one + other), named);
    field.square(n, e, n, c);
    is(e, (one - 2n * other) ** 2n, named);
    assert.equal(field.isNegative(n, a), (one % P) % 2n === 1n, named);
    assert.equal(field.isZero(n, a), one % P === 0n, named);
  }
  for (const one of [...corners, some(), some()]) {
    field.fromBytes(n, a, writeNumber(one));
    field.invert(n, b, n, a);
    field.multiply(n, c, n, a, n, b);
    is(c, one % P === 0n ? 0n : 1n, `inverse of ${one}`);
  }
});

// The arithmetic written for many points at once, against the curve library.
const { Point } = ristretto255;
const multiple = (point, factor) => (factor === 0n ? Point.ZERO : point.multiply(factor));
const edges = [0n, 1n, 2n, 127n, 128n, 129n, 255n, 256n, ORDER - 1n, ORDER - 2n, (ORDER - 1n) / 2n, (ORDER + 1n) / 2n, 2n ** 252n];

test('sums of multiples are those of the curve library', () => {
  assert.equal(ORDER, Point.Fn.ORDER);
  const random = chance(4);
  const number = () => readNumber(Uint8Array.from({ length: 64 }, () => random(256))) % ORDER;
  const base = new Table(readPoint(Point.BASE.toBytes()));
  for (let run = 0; run < 12; run += 1) {
    const point = Point.BASE.multiply(number() || 1n);
    const coordinates = readPoint(point.toBytes());
    const [table, factors] = [new Table(coordinates), [...edges, number(), number(), number()]];
    const others = factors.map((_, at) => (at % 3 === 0 ? 0n : at % 3 === 1 ? number() : ORDER - (factors[at] || 1n)));
    const wanted = factors.map((factor, at) => script.toHex(multiple(point, factor).add(multiple(Point.BASE, others[at])).toBytes()));
    const closed = writeSums(factors.map((factor, at) => [[table, factor], [base, others[at]]]));
    const open = writeOpenSums([{ point: coordinates, factors, sums: others.map((other) => [[base, other]]) }]);
    assert.deepEqual(closed.map(script.toHex), wanted, `run ${run}`);
    assert.deepEqual(open.map(script.toHex), wanted, `run ${run}`);
    const doubled = add(coordinates, coordinates);
    assert.deepEqual(writeOpenSums([{ point: doubled, factors: [1n], sums: [[]] }])[0], point.double().toBytes());
  }
  assert.deepEqual(writeOpenSums([{ point: NEUTRAL, factors: [5n], sums: [[]] }])[0], new Uint8Array(32));
  assert.deepEqual(writeSums([]), []);
});

test('points are read as the curve library reads them, and nothing else is', () => {
  const random = chance(6);
  const library = (bytes) => {
    try {
      Point.fromBytes(bytes);
      return true;
    } catch {
      return false;
    }
  };
  const [zero, prime] = [new Uint8Array(32), 2n ** 255n - 19n];
  const cases = [zero, zero.map(() => 255), ...[1n, 2n, prime - 1n, prime, prime + 2n, 2n ** 255n - 2n].map(writeNumber)];
  for (let run = 0; run < 1500; run += 1) {
    const bytes = Uint8Array.from(zero, () => random(256));
    bytes[31] &= 0x7f;
    bytes[0] &= 0xfe;
    cases.push(bytes);
  }
  const read = cases.map((bytes) => readPoint(bytes) !== null);
  assert.deepEqual(read, cases.map(library));
  assert.ok(read.some(Boolean) && read.includes(false));
  assert.equal(readPoint(new Uint8Array(31)), null);
  assert.equal(readPoint(new Uint8Array(33)), null);
});
