// Works beside the voting page, so that the page answers while a ballot is encrypted: one of the two implementations, its tables,
// and the ballot it is asked for. Must not send anything but its answer to the page, and keeps no seed, key or choice.

import { isVerifiedTwice, madeBy } from './ballot-of.mjs';
import { forget, program, second } from './page.mjs';

const CANDIDATES_OF_TRIAL = 4;
let own;

/** A ballot of nothing under a credential of nobody: browsers translate a program fully only once it has been used. */
function trial(one, { election, key }) {
  const rules = { election, key, questions: CANDIDATES_OF_TRIAL, options: 2, limit: null };
  const secret = one.freshSeed().map((byte, at) => (at === 31 ? byte & 15 : byte));
  one.verifyBallot(rules, one.makeBallot(rules, secret, 1, one.freshSeed(), new Uint8Array(2 * CANDIDATES_OF_TRIAL)));
}

const acts = {
  /** Loads the implementation and gets ready for ballots of these rules; says which implementation it is. */
  async ready({ which, rules }) {
    own = which === 'program' ? await program() : await second();
    own.prepare?.(rules);
    trial(own, rules);
    return { engine: own.engine };
  },
  make({ rules, voter, sequence, seed, choices, alone }) {
    try {
      return madeBy(own, rules, voter, sequence, seed, choices, alone || own.engine === 'wasm' || isVerifiedTwice(choices));
    } finally {
      forget(seed, choices, voter.key);
    }
  },
};

globalThis.addEventListener('message', async ({ data }) => {
  try {
    globalThis.postMessage({ answer: await acts[data.act](data) });
  } catch (error) {
    globalThis.postMessage({ refused: error?.word ?? 'failed' });
  }
});
