// The key ceremony as one trustee's page: makes the seed, has it kept, posts the three messages when their turn has come.
// Every message follows from the seed, so a ceremony can be gone on with at any time. The seed must not leave the page.

import { Page, Trouble, download, fetchJson, forget, fromHex, paint, program as load, same, toHex } from './page.mjs';
import { PASSPHRASE, seedOfForm } from './trustee.mjs';

/** How long between two looks at the server, in milliseconds. */
const PAUSE = 2_000;

const missing = (messages) => messages.flatMap((message, at) => (message === null ? [at + 1] : []));

/**
 * What this trustee does next, from the public state and the own seed: `post` a message, `wait` for others, `compare` the words
 * (posting the message says that they were the same), or `over`. Throws when something does not fit.
 */
export function nextStep(program, state, seed) {
  const { trustees, threshold, own } = state;
  const me = { number: fromHex(state.number), trustees, threshold, index: own, seed };
  const rounds = state.rounds.map((round) => round.map((message) => (message === null ? null : fromHex(message))));
  const posted = (round) => rounds[round - 1][own - 1];
  const check = (round, message) => {
    if (posted(round) && !same(posted(round), message)) throw new Trouble('other-seed');
  };
  const due = (round, message) => {
    check(round, message);
    if (!posted(round)) return { act: 'post', round, message };
    const others = missing(rounds[round - 1]);
    return others.length > 0 ? { act: 'wait', round, missing: others } : null;
  };
  const first = due(1, program.round1(me));
  if (first) return first;
  const second = due(2, program.round2(me, rounds[0]));
  if (second) return second;
  const { words, confirmation } = program.round3(me, rounds[0], rounds[1]);
  check(3, confirmation);
  if (!posted(3)) return { act: trustees === 1 ? 'post' : 'compare', round: 3, message: confirmation, words };
  const others = missing(rounds[2]);
  return others.length > 0 ? { act: 'wait', round: 3, missing: others, words } : { act: 'over', words };
}

/** The page. */
class Ceremony {
  constructor(page) {
    this.page = page;
    this.seed = null;
    this.kept = false;
  }

  async start() {
    const { page } = this;
    this.program = await load();
    if (this.program.engine !== 'wasm') return page.step('no-program');
    this.state = await this.look();
    const begun = this.state.rounds[0][this.state.own - 1] !== null;
    page.step(begun ? 'resume' : 'begin', { focus: false });
    page.on('[data-act="begin"]', 'click', () => this.begin());
    page.on('[data-act="resume"]', 'click', () => page.step('resume'));
    page.on('[data-act="again"]', 'click', () => page.step('begin'));
    page.on('form[data-form="passphrase"]', 'submit', () => this.seal());
    page.on('form[data-form="kept"]', 'submit', () => this.goOn());
    page.on('form[data-form="resume"]', 'submit', (event) => this.resume(event.currentTarget ?? event.target));
    page.on('[data-act="print"]', 'click', () => window.print());
    page.on('[data-act="save"]', 'click', () => this.save());
    page.on('[data-act="same"]', 'click', () => this.agree());
    page.on('[data-act="different"]', 'click', () => this.stop('different'));
    page.guard(() => this.seed !== null && !this.kept);
  }

  async look() {
    const state = await fetchJson(this.page.data.state);
    if (state.own === null) throw new Trouble('failed');
    return state;
  }

  begin() {
    forget(this.seed);
    this.seed = this.program.freshSeed();
    this.page.step('secure');
  }

  /** Makes the key file and shows the letters for paper. */
  async seal() {
    const [one, two] = this.page.all('[data-passphrase-new]');
    if ([...one.value].length < PASSPHRASE) throw new Trouble('too-short', { least: PASSPHRASE });
    if (one.value !== two.value) throw new Trouble('unlike');
    this.page.tell(this.page.word('working'), 'note');
    await paint();
    this.file = this.program.sealKey(fromHex(this.state.number), this.state.own, this.seed, one.value);
    one.value = two.value = '';
    this.page.put('letters', this.program.writeSeed(this.seed).replaceAll('-', ' '));
    this.page.step('keep');
  }

  save() {
    download(this.page.data.file, this.file);
    this.saved = true;
  }

  async goOn() {
    if (!this.saved) throw new Trouble('not-saved');
    if (this.page.all('[data-form="kept"] input[type=checkbox]').some((tick) => !tick.checked)) throw new Trouble('not-kept');
    this.kept = true;
    this.page.put('letters', '');
    await this.run();
  }

  async resume(form) {
    this.page.tell(this.page.word('working'), 'note');
    await paint();
    this.state = await this.look();
    this.seed = await seedOfForm(this.program, form, this.state);
    form.reset();
    this.kept = true;
    nextStep(this.program, this.state, this.seed);
    await this.run();
  }

  /** Looks, does what is due, and looks again after a pause, until the words have to be compared or all is done. */
  async run() {
    const { page } = this;
    if (page.current !== 'work') page.step('work');
    for (;;) {
      const state = await this.patient();
      if (state.number !== this.state.number) return this.stop('restarted');
      this.state = state;
      this.draw();
      const next = nextStep(this.program, state, this.seed);
      if (next.act === 'post') {
        await this.post(next);
        continue;
      }
      if (next.act === 'compare') return this.compare(next);
      if (next.act === 'over') return this.over(next);
      page.put('waiting', page.word(`wait-${next.round}`));
      await new Promise((go) => setTimeout(go, PAUSE));
    }
  }

  /** The state, also when the network is away for a while. */
  async patient() {
    for (;;) {
      try {
        const state = await this.look();
        this.page.tell(null);
        return state;
      } catch (error) {
        if (error.word !== 'offline') throw error;
        this.page.complain(error);
        await new Promise((go) => setTimeout(go, PAUSE));
      }
    }
  }

  post({ round, message }) {
    return this.page.send(this.page.data.state, [['vong', String(round)], ['thong-diep', toHex(message)]]);
  }

  draw() {
    for (const line of this.page.all('[data-trustee]')) {
      const done = this.state.rounds.filter((round) => round[Number(line.dataset.trustee) - 1] !== null).length;
      line.querySelector('[data-rounds]').textContent = this.page.word('rounds', { done });
    }
  }

  compare(next) {
    this.due = next;
    this.words(next.words);
    this.page.step('compare');
  }

  words(words) {
    for (const list of this.page.all('[data-words]')) {
      list.replaceChildren(...words.map((word) => Object.assign(document.createElement('li'), { textContent: word })));
    }
  }

  async agree() {
    await this.post(this.due);
    await this.run();
  }

  over(next) {
    this.words(next.words);
    forget(this.seed, this.file);
    this.seed = null;
    this.page.step('over');
  }

  stop(why) {
    forget(this.seed, this.file);
    this.seed = null;
    this.page.step(why);
  }
}

const page = Page.find('le-tao-khoa');
if (page) new Ceremony(page).start().catch((error) => page.fail(error));
