// A trustee's page after the closing: replays the whole board, shows the closing head to be compared with the minutes, and makes
// this trustee's part of the opening. It must not decrypt a single ballot, and keeps its memory before it sends.

import { Page, Trouble, fetchBytes, fetchJson, forget, paint, program as load, toHex } from './page.mjs';
import { seedOfForm } from './trustee.mjs';

/** Where this browser keeps what it has seen of each election: heads only, nothing secret. */
const MEMORY = 'lantoa-trustee-memory';

/** What the board in a bundle says, after everything that can be checked before the opening was checked. */
export function lookAt(program, bundle) {
  const verdict = program.verifyBundle(bundle);
  const early = ['partials', 'result'];
  const wrong = verdict.checks.filter(([check, done]) => done !== 'passed' && !early.includes(check));
  if (wrong.length > 0 || !verdict.close_head) throw new Trouble('unsound', { checks: wrong.map(([check]) => check).join(', ') });
  return { election: verdict.election, closeHead: verdict.close_head, ballots: verdict.counted, words: verdict.words };
}

/** The memory of all elections, and one election's part of it. */
export const memory = {
  read: (store, election) => JSON.parse(store.getItem(MEMORY) ?? '{}')[election] ?? '',
  keep(store, election, text) {
    const all = JSON.parse(store.getItem(MEMORY) ?? '{}');
    store.setItem(MEMORY, JSON.stringify({ ...all, [election]: text }));
  },
};

/** This trustee's part: the memory is kept before anything is given back to be sent. */
export function openPart(program, store, { bundle, election, own, seed }) {
  const { partial, memory: kept } = program.openSums(bundle, own, seed, memory.read(store, election));
  memory.keep(store, election, kept);
  return partial;
}

class Opening {
  constructor(page) {
    this.page = page;
  }

  async start() {
    const { page } = this;
    this.program = await load();
    if (this.program.engine !== 'wasm') return page.step('no-program');
    [this.bundle, this.state] = await Promise.all([fetchBytes(page.data.bundle), fetchJson(page.data.state)]);
    await paint();
    this.board = lookAt(this.program, this.bundle);
    page.put('head', this.board.closeHead.match(/.{8}/g).join(' '));
    page.put('ballots', String(this.board.ballots));
    page.step('compare', { focus: false });
    page.on('[data-act="same"]', 'click', () => page.step('key'));
    page.on('[data-act="different"]', 'click', () => page.step('different'));
    page.on('form[data-form="key"]', 'submit', (event) => this.open(event.currentTarget ?? event.target));
  }

  async open(form) {
    const { page, program, bundle, board, state } = this;
    page.tell(page.word('working'), 'note');
    await paint();
    const seed = await seedOfForm(program, form, state);
    let partial;
    try {
      partial = openPart(program, window.localStorage, { bundle, election: board.election, own: state.own, seed });
    } finally {
      forget(seed);
      form.reset();
    }
    await page.send(page.data.address, [['phan', toHex(partial)]]);
    page.step('over');
  }
}

const page = Page.find('mo-phieu');
if (page) new Opening(page).start().catch((error) => page.fail(error));
