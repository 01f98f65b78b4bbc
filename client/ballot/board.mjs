// A board in memory for tests of the pages: keeps what they post as the specification says (docs/ballot.md 4, 7, 8) and signs
// receipts. Written on the libraries of ballot.mjs; must not be served to anybody.
import { ristretto255 } from '@noble/curves/ed25519.js';
import { createHash, randomBytes } from 'node:crypto';
import * as script from './ballot.mjs';

const { Point } = ristretto255;
const ORDER = Point.Fn.ORDER;
const { toHex, fromHex } = script;
const KINDS = ['', 'manifest', 'ceremony', 'open', 'ballot', 'spoil', 'revoke', 'paper', 'close', 'partial', 'result'];

const u4 = (value) => {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
};
const hash = (label, ...parts) => {
  const digest = createHash('sha512');
  for (const part of ['TDKT-BALLOT-1', label, ...parts].map((part) => Buffer.from(part))) digest.update(u4(part.length)).update(part);
  return digest.digest();
};
const little = (bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`) % ORDER;
const scalar = (value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
const pieces = (bytes, from, count) => Array.from({ length: count }, (_, at) => bytes.slice(from + 32 * at, from + 32 * (at + 1)));

/** The server's part of a ceremony: who posted what. */
export class Ceremony {
  constructor(trustees, threshold) {
    Object.assign(this, { number: toHex(randomBytes(32)), trustees, threshold });
    this.rounds = [1, 2, 3].map(() => Array(trustees).fill(null));
  }

  /** What the page of one trustee is told. */
  state(own) {
    const { number, trustees, threshold, rounds } = this;
    return { number, trustees, threshold, own, rounds: rounds.map((round) => [...round]) };
  }

  post(own, round, message) {
    this.rounds[round - 1][own - 1] = toHex(message);
  }

  get bytes() {
    return Buffer.concat([fromHex(this.number), u4(this.trustees), u4(this.threshold), ...this.rounds.flat().map(fromHex)]);
  }

  /** The records of the manifest, and the election key. */
  get results() {
    const t = this.threshold;
    const dkg = this.rounds[0].map((first, at) => {
      const [one, two] = [fromHex(first), fromHex(this.rounds[1][at])];
      const [commit, transport] = pieces(one, 4, 2).map(toHex);
      const [e, ...s] = pieces(two, 4 + 32 * t, 1 + t).map(toHex);
      return { commit, transport, f: pieces(two, 4, t).map(toHex), e, s };
    });
    const key = dkg.reduce((sum, { f }) => sum.add(Point.fromBytes(fromHex(f[0]))), Point.ZERO);
    return { dkg, key: toHex(key.toBytes()) };
  }
}

/** A board with its entries. */
export class Board {
  constructor(ceremony, about) {
    this.secret = little(randomBytes(64));
    const server = Point.BASE.multiply(this.secret).toBytes();
    const program = '00'.repeat(32);
    const manifest = {
      version: 1,
      limit: null,
      min_paper: 5,
      paper_credentials: [],
      opens: '',
      client: { page: program, wasm: program, verifier: program },
      threshold: ceremony.threshold,
      ceremony: ceremony.number,
      ...ceremony.results,
      server_key: toHex(server),
      ...about,
    };
    this.file = new Uint8Array(Buffer.from(JSON.stringify(manifest)));
    Object.assign(this, { manifest, entries: [], newest: new Map(), server });
    this.rules = script.rulesOf(this.file);
    this.add(1, this.file);
    this.add(2, ceremony.bytes);
  }

  add(kind, payload) {
    const before = this.entries.at(-1)?.head ?? Buffer.alloc(32);
    const head = hash('board', before, u4(this.entries.length), KINDS[kind], payload).subarray(0, 32);
    this.entries.push({ kind, payload: Buffer.from(payload), head });
    return { index: this.entries.length - 1, head };
  }

  /** Takes a ballot and answers with the receipt, as the server does. */
  cast(ballot) {
    const { credential, sequence, hash: ballotHash } = script.verifyBallot(this.rules, ballot);
    const holder = toHex(credential);
    const spoiled = this.entries.some(({ kind, payload }) => kind === 5 && payload.equals(ballotHash));
    if (!this.manifest.credentials.includes(holder) || spoiled || sequence <= (this.newest.get(holder) ?? 0)) throw new Error('refused');
    this.newest.set(holder, sequence);
    const place = this.add(4, ballot);
    const statement = Buffer.concat([this.rules.election, u4(place.index), place.head, ballotHash]);
    const nonce = little(randomBytes(64));
    const challenge = little(hash('receipt', this.server, statement, Point.BASE.multiply(nonce).toBytes()));
    const response = (nonce + challenge * this.secret) % ORDER;
    return { receipt: toHex(Buffer.concat([statement, scalar(challenge), scalar(response)])), index: place.index };
  }

  sequence(credential) {
    return this.manifest.credentials.includes(credential) ? (this.newest.get(credential) ?? 0) : null;
  }

  bundle() {
    const entries = this.entries.flatMap(({ kind, payload, head }) => [u4(kind), u4(payload.length), payload, head]);
    return new Uint8Array(Buffer.concat([Buffer.from('TDKT-BUNDLE\0\0\0\0\x01', 'latin1'), u4(this.entries.length), ...entries]));
  }

  /** The result as the verifier works it out, on the board. */
  result(program) {
    this.add(10, Buffer.alloc(8));
    const { outcome } = program.verifyBundle(this.bundle());
    this.entries.pop();
    const row = (one) => [one.agree, one.not_agree, one.no_opinion, one.invalid, one.not_returned, one.base, one.passed ? 1 : 0];
    this.add(10, Buffer.concat([outcome.ballots, outcome.paper, ...outcome.questions.flatMap(row)].map(u4)));
    return outcome;
  }
}
