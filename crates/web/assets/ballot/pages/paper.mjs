// The page on which a paper ballot is typed in under a paper code. The ballot follows from code, seed and choices alone, so two
// people who copy the same paper on two devices make the same bytes. Code, choices and seed must not leave the page.

import { Page, Trouble, fetchBytes, forget, paint, program, second, toHex } from './page.mjs';
import { answersOf, choicesOf, makeChecked, readElection, writeChallenge } from './ballot-of.mjs';
import { seedOfLetters } from './trustee.mjs';

/** The voter behind a paper code of this election. */
export function paperVoter(script, { manifest }, typed) {
  const voter = script.readCode(typed, manifest.uuid);
  if (manifest.paper_credentials.includes(toHex(voter.credential))) return voter;
  forget(voter.key);
  throw new Trouble('not-paper-code');
}

/** The seed of this paper ballot: the letters that the first person wrote down, or a fresh one for the first person. */
export const paperSeed = (maker, letters) => (letters.trim() === '' ? maker.freshSeed() : seedOfLetters(maker, letters));

/**
 * The ballot, with the letters of its seed for the second person, and the line from which the page of checks makes it again: both are
 * sealed with the paper. A paper code is used once.
 */
export function typedBallot(programs, election, voter, seed, answers) {
  const choices = choicesOf(election.manifest, answers);
  const made = makeChecked(programs, election.rules, voter, 1, seed, choices);
  const line = writeChallenge(election.id, 1, seed, choices);
  forget(choices);
  return { ...made, line, letters: programs.maker.writeSeed(seed) };
}

class Typing {
  constructor(page) {
    this.page = page;
    this.answers = [];
  }

  async start() {
    const { page } = this;
    const [maker, script, file] = await Promise.all([program(), second(), fetchBytes(page.data.manifest, { open: true })]);
    Object.assign(this, { maker, script, election: readElection(script, file) });
    if (maker.engine !== 'wasm') return page.step('no-program');
    this.draw();
    page.step('code', { focus: false });
    page.on('form[data-form="code"]', 'submit', () => this.enter());
    page.on('form[data-form="choices"]', 'submit', () => this.review());
    page.on('[data-act="change"]', 'click', () => page.step('choose'));
    page.on('[data-act="look"]', 'click', () => page.step('choose'));
    page.on('[data-act="send"]', 'click', () => this.send());
    page.on('[data-act="print"]', 'click', () => window.print());
    page.on('[data-act="next"]', 'click', () => this.next());
    return page.guard(() => this.voter !== undefined);
  }

  draw() {
    const { manifest } = this.election;
    const known = answersOf(manifest);
    this.rows = manifest.questions.map((question, at) => {
      const row = this.page.piece('question');
      row.querySelector('[data-number]').textContent = String(at + 1);
      row.querySelector('[data-candidate]').textContent = question.candidate;
      row.querySelector('[data-title]').textContent = question.title;
      for (const choice of row.querySelectorAll('[data-answer]')) {
        if (!known.includes(choice.dataset.answer)) choice.remove();
        else Object.assign(choice.querySelector('input'), { name: `lua-chon-${at}`, value: choice.dataset.answer });
      }
      row.addEventListener('change', (event) => {
        this.answers[at] = event.target.value;
        row.classList.remove('choice--missing');
      });
      return row;
    });
    this.page.one('[data-questions]').replaceChildren(...this.rows);
  }

  enter() {
    const [code, letters] = ['[data-code]', '[data-letters]'].map((name) => this.page.one(name));
    const voter = paperVoter(this.script, this.election, code.value);
    this.seed = paperSeed(this.maker, letters.value);
    this.voter = voter;
    for (const field of [code, letters]) field.value = '';
    this.page.step('choose');
  }

  review() {
    const { page } = this;
    const { manifest } = this.election;
    const empty = manifest.questions.flatMap((_, at) => (this.answers[at] ? [] : [at]));
    for (const at of empty) this.rows[at].classList.add('choice--missing');
    if (empty.length > 0) {
      this.rows[empty[0]].querySelector('input').focus();
      throw new Trouble('left', { count: empty.length });
    }
    choicesOf(manifest, this.answers);
    const rows = manifest.questions.map((question, at) => {
      const row = page.piece('summary');
      row.querySelector('[data-candidate]').textContent = question.candidate;
      const answer = row.querySelector('[data-answer]');
      answer.textContent = page.word(this.answers[at]);
      answer.classList.add(`answer--${this.answers[at]}`);
      return row;
    });
    page.one('[data-summary]').replaceChildren(...rows);
    page.step('summary');
  }

  async send() {
    const { page } = this;
    page.tell(page.word('working'), 'note');
    await paint();
    const made = typedBallot(this, this.election, this.voter, this.seed, this.answers);
    const { state } = await page.send(page.data.address, [['phieu', toHex(made.ballot)]]);
    page.put('code', made.code);
    page.put('letters', state === 'first' ? made.letters.replaceAll('-', ' ') : '');
    page.put('challenge', state === 'counted' ? made.line : '');
    // What differs is looked at again with the same code and seed; everything else is over.
    if (state !== 'differs') this.clear();
    page.step(state);
  }

  clear() {
    forget(this.voter?.key, this.seed);
    this.voter = undefined;
    this.seed = undefined;
    this.answers = [];
    this.page.one('[data-summary]').replaceChildren();
    this.draw();
  }

  next() {
    this.clear();
    for (const name of ['letters', 'challenge']) this.page.put(name, '');
    this.page.step('code');
  }
}

const page = Page.find('nhap-phieu-giay');
if (page) new Typing(page).start().catch((error) => page.fail(error));
