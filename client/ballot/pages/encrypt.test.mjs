// What happens when workers do, refuse, break or lie, with workers of our own in the place of a browser's. Run: node --test
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const here = (path) => new URL(path, import.meta.url);
const client = process.env.BALLOT_CLIENT ? pathToFileURL(`${process.env.BALLOT_CLIENT}/`) : here('../');
const from = (name) => import(new URL(name, client));
const script = await from('ballot.mjs');
const { fromBytes } = await from('wasm.mjs');
const { Encrypting } = await from('pages/encrypt.mjs');
const { madeBy } = await from('pages/ballot-of.mjs');
const maker = await fromBytes(new Uint8Array(readFileSync(here('../../../crates/web/assets/ballot/ballot.wasm'))));

const [vector] = JSON.parse(readFileSync(here('../../../crates/ballot/vectors/ballots.json'), 'utf8')).ballots;
const rules = { election: new Uint8Array(32).fill(7), key: script.fromHex(vector.key), questions: 2, options: 2, limit: null };
const key = script.fromHex(vector.secret);
const { credential } = script.verifyBallot(rules, script.makeBallot(rules, key, 1, script.freshSeed(), new Uint8Array(4)));
const voter = { key, credential };
const choices = () => Uint8Array.of(1, 0, 0, 0);

globalThis.requestAnimationFrame = (go) => setTimeout(go, 0);
let begun = [];

/** A worker that does `ready` and `make` in its own way; what it is given is a copy, as in a browser. */
function workers({ ready = (which) => ({ engine: which === 'program' ? 'wasm' : 'javascript' }), make }) {
  globalThis.Worker = class extends EventTarget {
    constructor() {
      super();
      this.alive = true;
      begun.push(this);
    }

    postMessage(given) {
      const data = structuredClone(given);
      if (data.act === 'ready') this.which = data.which;
      setTimeout(() => {
        if (!this.alive) return;
        try {
          const answer = data.act === 'ready' ? ready(this.which) : make(this.which, data);
          this.dispatchEvent(new MessageEvent('message', { data: { answer } }));
        } catch (error) {
          this.dispatchEvent(error.message === 'broken' ? new Event('error') : new MessageEvent('message', { data: { refused: error.message } }));
        }
      }, 5);
    }

    terminate() {
      this.alive = false;
    }
  };
}

const honest = (which, { rules, voter, sequence, seed, choices }) => madeBy(which === 'program' ? maker : script, rules, voter, sequence, seed, choices, true);
const fail = (why) => () => {
  throw new Error(why);
};

afterEach(() => {
  delete globalThis.Worker;
  begun = [];
});

async function encrypted(encrypting, wanted = choices()) {
  encrypting.begin(voter, 1, wanted);
  const made = await encrypting.finish();
  assert.deepEqual(made.choices, wanted);
  script.recompute(rules, key, 1, made.seed, wanted, made.ballot);
  return made;
}

test('both make the ballot beside the page, once for the same choices', async () => {
  let makings = 0;
  workers({ make: (which, data) => ((makings += 1), honest(which, data)) });
  const encrypting = new Encrypting({ maker, script }, rules);
  const first = await encrypted(encrypting);
  assert.equal((await encrypted(encrypting)).code, first.code, 'looked at again, not made again');
  assert.equal(makings, 2);
  const other = await encrypted(encrypting, Uint8Array.of(0, 1, 0, 0));
  assert.notDeepEqual(other.seed, first.seed, 'other choices, another seed');
  encrypting.drop();
  assert.ok(other.seed.every((byte) => byte === 0), 'a dropped seed is erased');
  encrypting.end();
  assert.ok(begun.every(({ alive }) => !alive));
});

test('a change of mind ends what is being made', async () => {
  workers({ make: honest });
  const encrypting = new Encrypting({ maker, script }, rules);
  encrypting.begin(voter, 1, choices());
  await encrypted(encrypting, Uint8Array.of(0, 0, 1, 0));
  assert.equal(begun.length, 4);
  assert.deepEqual(begun.map(({ alive }) => alive), [false, false, true, true]);
});

test('where a worker cannot begin, breaks, or lacks WebAssembly, the page does the work', async () => {
  const alike = { engine: 'javascript' };
  const kinds = [{ ready: fail('failed'), make: honest }, { ready: fail('broken'), make: honest }, { make: fail('broken') }, { ready: () => alike, make: fail('not asked') }];
  for (const kind of kinds) {
    workers(kind);
    await encrypted(new Encrypting({ maker, script }, rules));
  }
  delete globalThis.Worker;
  await encrypted(new Encrypting({ maker, script }, rules));
});

test('without WebAssembly one worker checks its own ballot', async () => {
  workers({ make: (which, data) => (assert.ok(data.alone), honest(which, data)) });
  await encrypted(new Encrypting({ maker: script, script }, rules));
  assert.deepEqual(begun.map(({ which }) => which), ['script']);
});

test('a program that encrypts other choices is found out, and the next try is a new ballot', async () => {
  const lie = (which, data) => honest(which, which === 'program' ? { ...data, choices: Uint8Array.of(0, 1, 0, 0) } : data);
  workers({ make: lie });
  const encrypting = new Encrypting({ maker, script }, rules);
  await assert.rejects(encrypted(encrypting), { word: 'disagree' });
  workers({ make: honest });
  encrypting.drop();
  encrypting.end();
  await encrypted(encrypting);
});
