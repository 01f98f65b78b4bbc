// TDKT-BALLOT-1 a second time, written from docs/ballot.md on other libraries than the Rust crate.
// It makes, verifies, tracks and recomputes ballots; it must not keep a key or a seed, and sends nothing anywhere.
import { ristretto255 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { Bit, NEUTRAL, ORDER, Table, add, readNumber as little, readPoint as pointIn, writeNumber as encodeScalar, writeOpenSums, writeSums } from './group.mjs';

const Point = ristretto255.Point;
const ZERO = Point.ZERO;
const BASE = Point.BASE;
const text = new TextEncoder();
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MAX_QUESTIONS = 500;

/** Says why something is refused; `reason` is one of the words of the specification. */
export class Refused extends Error {
  constructor(reason) {
    super(reason);
    this.name = 'Refused';
  }
}

const refuse = (reason) => {
  throw new Refused(reason);
};

// ---- bytes -------------------------------------------------------------------------------------------------------

const u4 = (value) => {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) refuse('form');
  return Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255);
};

const concat = (parts) => {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

const same = (left, right) => left.length === right.length && left.every((byte, at) => byte === right[at]);

const readScalar = (bytes) => {
  const value = little(bytes);
  return value < ORDER ? value : refuse('encoding');
};

const readPoint = (bytes) => {
  try {
    return Point.fromBytes(bytes);
  } catch {
    return refuse('encoding');
  }
};

const readKey = (bytes) => {
  const point = readPoint(bytes);
  return point.equals(ZERO) ? refuse('encoding') : point;
};

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const fromHex = (digits) => {
  if (typeof digits !== 'string' || !/^(?:[0-9a-f]{2})*$/.test(digits)) refuse('form');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
};

// ---- hashing and arithmetic --------------------------------------------------------------------------------------

const frame = (part) => {
  const bytes = typeof part === 'string' ? text.encode(part) : part;
  return concat([u4(bytes.length), bytes]);
};

const hash64 = (label, parts) => sha512(concat(['TDKT-BALLOT-1', label, ...parts].map(frame)));
const hash32 = (label, ...parts) => hash64(label, parts).slice(0, 32);
const hashScalar = (label, ...parts) => little(hash64(label, parts)) % ORDER;

const mod = (value) => ((value % ORDER) + ORDER) % ORDER;

// Tables are made when they are first needed, the election key's for the last key seen only.
let base = null;
let lastKey = { digits: '', table: null };
const baseTable = () => (base ??= new Table(pointIn(BASE.toBytes())));
const keyTable = (bytes) => {
  const digits = toHex(bytes);
  if (lastKey.digits !== digits) lastKey = { digits, table: new Table(pointIn(bytes)) };
  return lastKey.table;
};

/** Makes the tables that ballots of these rules need: a page does it before they are waited for. */
export function prepare(rules) {
  checkRules(rules);
  baseTable();
  keyTable(rules.key);
}

// For secrets. Noble refuses a factor of zero, which only chance of 2^-252 or the true branch of a proof gives.
const times = (point, factor) => (factor === 0n ? ZERO : point.multiply(factor));
// For public values only.
const timesOpen = (point, factor) => (factor === 0n ? ZERO : point.multiplyUnsafe(factor));

// ---- rules -------------------------------------------------------------------------------------------------------

/** Checks `{ election, key, questions, options, limit }`: two values of 32 bytes, numbers, and null for no limit. */
export function checkRules(rules) {
  const { election, key, questions, options, limit } = rules;
  const fits = limit === null || (Number.isInteger(limit) && limit >= 1 && limit <= questions);
  if (!(election instanceof Uint8Array) || election.length !== 32) refuse('form');
  if (!(key instanceof Uint8Array) || key.length !== 32) refuse('form');
  if (!Number.isInteger(questions) || questions < 1 || questions > MAX_QUESTIONS || !fits) refuse('manifest');
  if (options !== 1 && options !== 2) refuse('manifest');
  readKey(key);
  return rules;
}

/** The rules of ballots from the bytes of a manifest file. */
export function rulesOf(file) {
  let manifest;
  try {
    manifest = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file));
  } catch {
    refuse('manifest');
  }
  if (manifest?.version !== 1 || !Array.isArray(manifest.questions)) refuse('manifest');
  const rules = {
    election: hash32('election', file),
    key: fromHex(manifest.key),
    questions: manifest.questions.length,
    options: manifest.options,
    limit: manifest.limit ?? null,
  };
  checkRules(rules);
  return rules;
}

/** The claims of a ballot: places of the ciphertexts whose sum is spoken about, and the greatest value of that sum. */
function claimsOf({ questions, options, limit }) {
  const claims = Array.from({ length: questions * options }, (_, at) => ({ over: [at], greatest: 1 }));
  if (options === 2) {
    for (let at = 0; at < questions; at += 1) claims.push({ over: [2 * at, 2 * at + 1], greatest: 1 });
  }
  if (limit !== null) {
    claims.push({ over: Array.from({ length: questions }, (_, at) => at * options), greatest: limit });
  }
  return claims;
}

/** Length of every ballot under these rules. */
export function ballotLength(rules) {
  const sums = rules.options === 2 ? rules.questions * 96 : 0;
  const limit = rules.limit === null ? 0 : 32 * (2 * rules.limit + 1);
  return 68 + 160 * rules.questions * rules.options + sums + limit + 64;
}

const challengeOf = (rules, head, commitments) => hashScalar('ballot', rules.key, head, ...commitments);

// ---- making ------------------------------------------------------------------------------------------------------

function checkChoices(rules, choices) {
  const claims = claimsOf(rules);
  const known = choices.length === rules.questions * rules.options && choices.every((choice) => choice === 0 || choice === 1);
  if (!known) refuse('choices');
  for (const { over, greatest } of claims) {
    if (over.reduce((sum, at) => sum + choices[at], 0) > greatest) refuse('choices');
  }
  return claims;
}

/** The secrets of a claim, and its commitments as sums of multiples of the two tables. */
function commit([baseAt, keyAt], random, number, value, greatest) {
  const branches = [];
  for (let j = 0; j <= greatest; j += 1) {
    const nonce = random('k', number, j);
    const free = random('c', number, j);
    const shift = j === value ? [] : [[baseAt, mod(free * BigInt(j - value))]];
    branches.push({ nonce, free, sums: [[[baseAt, nonce]], [[keyAt, nonce], ...shift]] });
  }
  return branches;
}

/** Free challenges, then responses, of one claim once the challenge of the ballot is known. */
function respond(branches, value, whole, factor) {
  const others = branches.reduce((sum, { free }, j) => (j === value ? sum : sum + free), 0n);
  const challenges = branches.map(({ free }, j) => (j === value ? mod(whole - others) : free));
  const responses = branches.map(({ nonce }, j) => mod(nonce + challenges[j] * factor));
  return [...challenges.slice(0, -1), ...responses].map(encodeScalar);
}

/** Makes a ballot: `key` is the secret key of the credential, `seed` are 32 random bytes, `choices` zeros and ones. */
export function makeBallot(givenRules, key, sequence, seed, choices) {
  const rules = checkRules(givenRules);
  const claims = checkChoices(rules, choices);
  const secret = readScalar(key);
  if (secret === 0n || seed.length !== 32) refuse('encoding');
  const credential = times(BASE, secret).toBytes();
  const root = hash32('rnd-root', seed, rules.election, credential, u4(sequence), Uint8Array.from(choices));
  const random = (what, i, j) => hashScalar('rnd', root, what, u4(i), u4(j));
  const factors = Array.from(choices, (_, at) => random('r', at, 0));
  const tables = [baseTable(), keyTable(rules.key)];
  const vote = new Bit(tables[0]);
  const ciphertexts = writeSums(
    factors.flatMap((factor, at) => [[[tables[0], factor]], [[tables[1], factor], [vote, BigInt(choices[at])]]]),
  );
  const head = concat([rules.election, credential, u4(sequence), ...ciphertexts]);
  const values = claims.map(({ over }) => over.reduce((sum, at) => sum + choices[at], 0));
  const proofs = claims.map(({ greatest }, number) => commit(tables, random, number, values[number], greatest));
  const nonce = random('sig', 0, 0);
  const sums = proofs.flatMap((branches) => branches.flatMap((branch) => branch.sums));
  const whole = challengeOf(rules, head, writeSums([...sums, [[tables[0], nonce]]]));
  const answers = claims.flatMap(({ over }, number) => {
    const factor = mod(over.reduce((sum, at) => sum + factors[at], 0n));
    return respond(proofs[number], values[number], whole, factor);
  });
  return concat([head, encodeScalar(whole), ...answers, encodeScalar(mod(nonce + whole * secret))]);
}

// ---- verifying ---------------------------------------------------------------------------------------------------

/** For each value j: `a_j = s_j B − c_j A` and `b_j = s_j Y − c_j (C − jB)`, where A and C are sums of ciphertexts. */
function openGroups([baseAt, keyAt], ciphertexts, challenges, responses) {
  const sum = (which) => ciphertexts.reduce((total, one) => add(total, one[which]), NEUTRAL);
  const factors = challenges.map((challenge) => mod(-challenge));
  const first = { point: sum('a'), factors, sums: responses.map((response) => [[baseAt, response]]) };
  const shifted = responses.map((response, j) => [[keyAt, response], [baseAt, mod(challenges[j] * BigInt(j))]]);
  return [first, { point: sum('c'), factors, sums: shifted }];
}

/** Commitments from `a_0 … a_k, b_0 … b_k` of each claim to `a_0, b_0, a_1, b_1 …`; what follows the claims stays. */
function inOrder(claims, written) {
  let at = 0;
  const ordered = claims.flatMap(({ greatest }) => {
    const own = written.slice(at, (at += 2 * (greatest + 1)));
    return own.slice(0, greatest + 1).flatMap((a, j) => [a, own[greatest + 1 + j]]);
  });
  return [...ordered, ...written.slice(at)];
}

/** Verifies a ballot and returns `{ credential, sequence, hash }`; throws `Refused`. The list of credentials is not asked. */
export function verifyBallot(givenRules, ballot) {
  const rules = checkRules(givenRules);
  if (!(ballot instanceof Uint8Array) || ballot.length !== ballotLength(rules)) refuse('form');
  let at = 0;
  const take = (length) => ballot.subarray(at, (at += length));
  if (!same(take(32), rules.election)) refuse('election');
  const credential = take(32).slice();
  const credentialPoint = pointIn(readKey(credential).toBytes());
  const [low, second, third, high] = take(4);
  const sequence = low + 256 * (second + 256 * (third + 256 * high));
  const count = rules.questions * rules.options;
  const point = () => pointIn(take(32)) ?? refuse('encoding');
  const ciphertexts = Array.from({ length: count }, () => ({ a: point(), c: point() }));
  const head = ballot.subarray(0, at);
  const whole = readScalar(take(32));
  const tables = [baseTable(), keyTable(rules.key)];
  const groups = [];
  for (const { over, greatest } of claimsOf(rules)) {
    const challenges = Array.from({ length: greatest }, () => readScalar(take(32)));
    challenges.push(mod(whole - challenges.reduce((sum, one) => sum + one, 0n)));
    const responses = challenges.map(() => readScalar(take(32)));
    groups.push(...openGroups(tables, over.map((place) => ciphertexts[place]), challenges, responses));
  }
  const signature = readScalar(take(32));
  groups.push({ point: credentialPoint, factors: [mod(-whole)], sums: [[[tables[0], signature]]] });
  if (challengeOf(rules, head, inOrder(claimsOf(rules), writeOpenSums(groups))) !== whole) refuse('proof');
  return { credential, sequence, hash: ballotHash(ballot) };
}

// ---- codes -------------------------------------------------------------------------------------------------------

export const ballotHash = (ballot) => hash32('ballot-hash', ballot);

/** The first `count` groups of five bits. */
function digitsOf(bytes, count) {
  const bit = (place) => (((bytes[place >> 3] ?? 0) >> (7 - (place & 7))) & 1);
  return Array.from({ length: count }, (_, group) => [0, 1, 2, 3, 4].reduce((value, place) => (value << 1) | bit(group * 5 + place), 0));
}

/** The tracking code that belongs to the hash of a ballot. */
const codeOf = (hash) => {
  const letters = digitsOf(hash, 20).map((digit) => LETTERS[digit]);
  return letters.join('').match(/.{4}/g).join('-');
};

/** The tracking code of a ballot. */
export const trackingCode = (ballot) => codeOf(ballotHash(ballot));

/** Checks the server's signature on a receipt and returns the tracking code it speaks of; throws `Refused`. */
export function checkReceipt(serverKey, receipt) {
  if (!(receipt instanceof Uint8Array) || receipt.length !== 164) refuse('form');
  const [statement, key] = [receipt.subarray(0, 100), readKey(serverKey)];
  const [challenge, response] = [readScalar(receipt.subarray(100, 132)), readScalar(receipt.subarray(132))];
  const nonce = timesOpen(BASE, response).subtract(timesOpen(key, challenge)).toBytes();
  if (hashScalar('receipt', serverKey, statement, nonce) !== challenge) refuse('proof');
  return codeOf(statement.subarray(68));
}

const checkDigit = (digits) =>
  digits.reduce((sum, digit) => {
    const shifted = (sum ^ digit) << 1;
    return shifted & 32 ? shifted ^ 0b100101 : shifted;
  }, 0);

/** Reads a code as a member types it; returns the secret key and the public credential for the election named `uuid`. */
export function readCode(typed, uuid) {
  const letters = typed.replace(/[\s\-–—\u2010\u2011._]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  const digits = Array.from(letters, (letter) => LETTERS.indexOf(letter));
  if (digits.length !== 25 || digits.includes(-1) || checkDigit(digits.slice(0, 24)) !== digits[24]) refuse('code');
  const bytes = new Uint8Array(15);
  for (let place = 0; place < 120; place += 1) {
    bytes[place >> 3] |= ((digits[Math.floor(place / 5)] >> (4 - (place % 5))) & 1) << (7 - (place & 7));
  }
  const secret = hashScalar('cred', uuid, bytes);
  return { key: encodeScalar(secret), credential: times(BASE, secret).toBytes() };
}

/** Recomputes a challenged ballot from seed and choices; throws `Refused` when a single byte differs. */
export function recompute(rules, key, sequence, seed, choices, ballot) {
  if (!same(makeBallot(rules, key, sequence, seed, choices), ballot)) refuse('proof');
}

/** 32 bytes for a seed, from the secure source of the platform only; without it there is no electronic ballot. */
export function freshSeed() {
  return globalThis.crypto.getRandomValues(new Uint8Array(32));
}

/** Which implementation this is. */
export const engine = 'javascript';
