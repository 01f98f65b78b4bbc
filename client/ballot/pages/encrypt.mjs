// Has ballots encrypted beside the page by both implementations at the same time, from the moment the choices are complete: while a
// member reads the summary the ballot is made. It is shown only when the member asks for it. Must not send or keep a ballot.

import { agreed, makeChecked } from './ballot-of.mjs';
import { Trouble, forget, paint, same } from './page.mjs';

/** A worker could not be begun or broke: the page does the work itself. */
class Unable extends Error {}

/** One implementation beside the page: one question at a time, in order. */
class Beside {
  constructor(which, rules) {
    this.worker = new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' });
    this.waiting = [];
    this.worker.addEventListener('message', ({ data }) => {
      const { go, fail } = this.waiting.shift();
      if (data.refused) fail(new Trouble(data.refused));
      else go(data.answer);
    });
    const broken = () => this.end();
    this.worker.addEventListener('error', broken);
    this.worker.addEventListener('messageerror', broken);
    this.ready = this.ask({ act: 'ready', which, rules });
    this.ready.catch(() => {});
  }

  ask(question) {
    if (this.ended) return Promise.reject(new Unable());
    return new Promise((go, fail) => {
      this.waiting.push({ go, fail });
      this.worker.postMessage(question);
    });
  }

  /** Ends it with all it held; whoever waits is told. */
  end() {
    this.ended = true;
    this.worker.terminate();
    for (const { fail } of this.waiting.splice(0)) fail(new Unable());
  }
}

/** The ballots of one page. `pair` holds the two implementations as the page has them. */
export class Encrypting {
  constructor(pair, rules) {
    Object.assign(this, { pair, rules, beside: [] });
    this.start();
  }

  start() {
    // Where WebAssembly is refused there is one implementation, which checks its own work.
    const both = this.pair.maker.engine === 'wasm' ? ['program', 'script'] : ['script'];
    try {
      this.beside = both.map((which) => new Beside(which, this.rules));
    } catch {
      this.beside = [];
    }
  }

  /** Begins the ballot of these choices, unless it is begun already. */
  begin(voter, sequence, choices) {
    const { running } = this;
    if (running && running.sequence === sequence && running.voter === voter && same(running.choices, choices)) return;
    this.drop();
    if (this.beside.length === 0) this.start();
    const seed = this.pair.script.freshSeed();
    const made = this.make(voter, sequence, seed, choices);
    made.catch(() => {});
    this.running = { voter, sequence, seed, choices, made };
  }

  async make(voter, sequence, seed, choices) {
    try {
      const alone = this.beside.length === 1;
      const parts = await Promise.all(this.beside.map((one) => this.part(one, { voter, sequence, seed, choices, alone })));
      if (parts.length === 0) throw new Unable();
      return agreed(this.pair.script, parts);
    } catch (error) {
      if (!(error instanceof Unable)) throw error;
      return null;
    }
  }

  async part(one, about) {
    const { engine } = await one.ready.catch(() => {
      throw new Unable();
    });
    // A worker whose WebAssembly is refused would make both ballots with the same implementation.
    if (!about.alone && one === this.beside[0] && engine !== this.pair.maker.engine) throw new Unable();
    return one.ask({ act: 'make', rules: this.rules, ...about });
  }

  /** The ballot that was begun, with its secrets: made by both, checked, and the same. */
  async finish() {
    const { running } = this;
    const { voter, sequence, seed, choices } = running;
    let made = await running.made;
    if (made === null) {
      await paint();
      made = makeChecked(this.pair, this.rules, voter, sequence, seed, choices);
    }
    return { ...made, seed, choices };
  }

  /** Forgets the ballot that was begun. One that is still being made is ended with its workers, and they begin anew when needed. */
  drop() {
    const { running } = this;
    this.running = undefined;
    if (!running) return;
    forget(running.seed, running.choices);
    if (this.beside.some((one) => one.waiting.length > 0 || one.ended)) this.end();
  }

  /** Ends all work. */
  end() {
    for (const one of this.beside.splice(0)) one.end();
  }
}
