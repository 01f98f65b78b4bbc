// The thin loader of the WebAssembly program, with the interface of ballot.mjs. When WebAssembly is refused by the browser or
// by the policy of the page, the JavaScript implementation takes over by itself. It must not interpret a ballot.

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const EMPTY = new Uint8Array(0);

export class Refused extends Error {
  constructor(reason) {
    super(reason);
    this.name = 'Refused';
  }
}

const u4 = (value) => {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new Refused('form');
  return Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255);
};

const toBytes = (part) => {
  if (typeof part === 'string') return encoder.encode(part);
  return typeof part === 'number' ? u4(part) : Uint8Array.from(part);
};

function join(parts) {
  const all = parts.map(toBytes);
  const out = new Uint8Array(all.reduce((length, part) => length + 4 + part.length, 0));
  let at = 0;
  for (const part of all) {
    out.set(u4(part.length), at);
    out.set(part, at + 4);
    at += 4 + part.length;
  }
  return out;
}

function split(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at, true);
    parts.push(bytes.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return parts;
}

const packRules = (rules) => join([rules.election, rules.key, rules.questions, rules.options, rules.limit ?? 0]);

/** Wraps an instance whose exports are `memory`, `lantoa_alloc`, `lantoa_free` and `lantoa_call`. */
export function wrap({ memory, lantoa_alloc: alloc, lantoa_free: free, lantoa_call: carryOut }) {
  function call(number, ...parts) {
    const argument = join(parts);
    const address = argument.length === 0 ? 0 : alloc(argument.length);
    if (argument.length > 0 && address === 0) throw new Refused('too large');
    new Uint8Array(memory.buffer, address, argument.length).set(argument);
    argument.fill(0);
    const answer = carryOut(number, address, argument.length);
    if (argument.length > 0) free(address, argument.length);
    const view = new DataView(memory.buffer, answer, 8);
    const [status, length] = [view.getUint32(0, true), view.getUint32(4, true)];
    const content = new Uint8Array(memory.buffer, answer + 8, length).slice();
    free(answer, 8 + length);
    if (status !== 0) throw new Refused(decoder.decode(content));
    return content;
  }
  const plan = ({ number, trustees, threshold, index, seed }) => [number, trustees, threshold, index, seed];
  return {
    engine: 'wasm',
    makeBallot: (rules, key, sequence, seed, choices) => call(1, packRules(rules), key, sequence, seed, choices),
    verifyBallot(rules, ballot) {
      const [credential, sequence, hash] = split(call(2, packRules(rules), ballot));
      return { credential, sequence: new DataView(sequence.buffer).getUint32(0, true), hash };
    },
    trackingCode: (ballot) => decoder.decode(call(3, ballot)),
    recompute(rules, key, sequence, seed, choices, ballot) {
      call(4, packRules(rules), key, sequence, Uint8Array.of(...seed, ...choices), ballot);
    },
    readCode(typed, uuid) {
      const [key, credential] = split(call(5, typed, uuid));
      return { key, credential };
    },
    /** `expected`: `{ election, closeHead, receipts }`, each optional. */
    verifyBundle(bundle, expected = {}) {
      const { election = EMPTY, closeHead = EMPTY, receipts = [] } = expected;
      return JSON.parse(decoder.decode(call(6, bundle, election, closeHead, ...receipts)));
    },
    /** Checks a manifest file by all its rules and returns the election id. */
    readManifest: (file) => decoder.decode(call(7, file)),
    checkReceipt: (serverKey, receipt) => decoder.decode(call(8, serverKey, receipt)),
    writeSeed: (seed) => decoder.decode(call(20, seed)),
    readSeed: (typed) => call(21, typed),
    round1: (trustee) => call(22, ...plan(trustee)),
    round2: (trustee, first) => call(23, ...plan(trustee), ...first),
    round3(trustee, first, second) {
      const [words, confirmation] = split(call(24, ...plan(trustee), ...first, ...second));
      return { words: decoder.decode(words).split(' '), confirmation };
    },
    sealKey: (ceremony, index, seed, passphrase) =>
      call(25, ceremony, index, seed, passphrase, globalThis.crypto.getRandomValues(new Uint8Array(40))),
    openKey(file, passphrase) {
      const [ceremony, index, seed] = split(call(26, file, passphrase));
      return { ceremony, index: new DataView(index.buffer).getUint32(0, true), seed };
    },
    /** Keep `memory` before `partial` is sent. */
    openSums(bundle, index, seed, memory = '') {
      const random = globalThis.crypto.getRandomValues(new Uint8Array(32));
      const [partial, kept] = split(call(27, bundle, index, seed, memory, random));
      return { partial, memory: decoder.decode(kept) };
    },
    noteBoard: (bundle, memory = '') => decoder.decode(call(28, bundle, memory)),
    freshSeed: () => globalThis.crypto.getRandomValues(new Uint8Array(32)),
  };
}

/** The program from its bytes; throws when WebAssembly is refused. */
export async function fromBytes(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  return wrap(instance.exports);
}

/**
 * The best implementation this page may use. `source` is the address of the program or its bytes, `fallback` gives the module
 * of ballot.mjs. Trustee and bundle calls exist only when `engine` is "wasm".
 */
export async function load(source, fallback = () => import('./ballot.mjs')) {
  try {
    if (source instanceof Uint8Array) return await fromBytes(source);
    const response = await fetch(source, { credentials: 'omit' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await fromBytes(await response.arrayBuffer());
  } catch {
    return { ...(await fallback()) };
  }
}
