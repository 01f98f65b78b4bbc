// The page on which a member votes: code, a choice for every candidate, summary, encryption in this browser, tracking code, then
// sending or a challenge, and the receipt. Code, choices and seed must not leave the page, but for those of a challenged ballot.

import { Page, Trouble, download, fetchBytes, fetchJson, paint, program, second, sendBytes, toHex } from './page.mjs';
import { Encrypting } from './encrypt.mjs';
import { AGREE, NEITHER, NOT, answersOf, checkAnswer, choicesOf, forgetVoter, markOf, readElection, writeChallenge } from './ballot-of.mjs';

/** Trying to send goes on so often, with a longer pause each time; the same bytes are taken once only. */
const TRIES = 3;

class Booth {
  constructor(page) {
    this.page = page;
    this.answers = [];
  }

  async start() {
    const { page } = this;
    const [maker, script, file] = await Promise.all([program(), second(), fetchBytes(page.data.manifest, { open: true })]);
    Object.assign(this, { maker, script, election: readElection(script, file) });
    const { manifest, id } = this.election;
    page.put('mark', markOf(id));
    page.put('all', String(manifest.questions.length));
    for (const quiet of page.all('[data-engine]')) quiet.hidden = quiet.dataset.engine !== maker.engine;
    this.draw();
    page.step('code', { focus: false });
    this.listen();
    page.guard(() => this.voter !== undefined && !this.sent);
    // The programs get ready while the code is typed.
    this.encrypting = new Encrypting(this, this.election.rules);
  }

  listen() {
    const { page } = this;
    page.on('form[data-form="code"]', 'submit', () => this.enter());
    page.on('form[data-form="choices"]', 'submit', () => this.review());
    page.on('[data-act="change"]', 'click', () => page.step('choose'));
    page.on('[data-act="encrypt"]', 'click', () => this.encrypt());
    page.on('[data-act="send"]', 'click', () => this.send());
    page.on('[data-act="challenge"]', 'click', () => page.step('sure'));
    page.on('[data-act="not-challenge"]', 'click', () => page.step('ready'));
    page.on('[data-act="reveal"]', 'click', () => this.challenge());
    page.on('[data-act="anew"]', 'click', () => page.step('choose'));
    page.on('[data-act="save-challenge"]', 'click', () => download(page.data.challengeFile, this.line, 'text/plain'));
    page.on('[data-act="save-receipt"]', 'click', () => download(page.data.receiptFile, this.receipt, 'text/plain'));
    page.on('[data-act="again"]', 'click', () => window.location.reload());
  }

  /** The candidates of the manifest itself: what is shown is what the ballot will speak about. */
  draw() {
    const { manifest } = this.election;
    const known = answersOf(manifest);
    const rows = manifest.questions.map((question, at) => {
      const row = this.page.piece('question');
      row.querySelector('[data-number]').textContent = String(at + 1);
      row.querySelector('[data-candidate]').textContent = question.candidate;
      row.querySelector('[data-title]').textContent = question.title;
      for (const choice of row.querySelectorAll('[data-answer]')) {
        if (!known.includes(choice.dataset.answer)) choice.remove();
        else Object.assign(choice.querySelector('input'), { name: `lua-chon-${at}`, value: choice.dataset.answer });
      }
      row.addEventListener('change', (event) => this.choose(at, event.target.value));
      row.addEventListener('keydown', (event) => this.key(event, at, known));
      return row;
    });
    this.rows = rows;
    this.page.one('[data-questions]').replaceChildren(...rows);
    this.progress();
  }

  choose(at, answer) {
    this.answers[at] = answer;
    this.rows[at].classList.remove('choice--missing');
    this.rows[at].classList.add('choice--done');
    this.progress();
  }

  /** 1, 2, 3 on a candidate chooses and goes on to the next one. */
  key(event, at, known) {
    const answer = known[Number(event.key) - 1];
    if (answer === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.rows[at].querySelector(`input[value="${answer}"]`).checked = true;
    this.choose(at, answer);
    const next = this.rows[at + 1]?.querySelector('input:checked') ?? this.rows[at + 1]?.querySelector('input');
    (next ?? this.page.one('[data-continue]')).focus();
  }

  progress() {
    const { questions, limit } = this.election.manifest;
    const done = this.answers.filter(Boolean).length;
    const agreed = this.answers.filter((answer) => answer === AGREE).length;
    const { page } = this;
    page.put('progress', page.word('progress', { done, all: questions.length }));
    page.put('limit', limit === null ? '' : page.word('limit', { agreed, limit }));
    for (const meter of page.all('progress')) Object.assign(meter, { max: questions.length, value: done });
  }

  async enter() {
    const { page } = this;
    const field = page.one('[data-code]');
    const { manifest } = this.election;
    const voter = this.script.readCode(field.value, manifest.uuid);
    const credential = toHex(voter.credential);
    if (!manifest.credentials.includes(credential)) throw new Trouble('not-listed');
    const { sequence } = await fetchJson(`${page.data.sequence}?x=${credential}`, { open: true });
    if (sequence === null) throw new Trouble('revoked');
    if (sequence > 0 && manifest.replace === 'never') throw new Trouble('replayed');
    field.value = '';
    this.voter = voter;
    this.sequence = sequence + 1;
    for (const note of page.all('[data-replaces]')) note.hidden = sequence === 0;
    page.step('choose');
  }

  review() {
    const { page } = this;
    const { manifest } = this.election;
    const empty = manifest.questions.flatMap((_, at) => (this.answers[at] ? [] : [at]));
    if (empty.length > 0) {
      for (const at of empty) this.rows[at].classList.add('choice--missing');
      this.rows[empty[0]].querySelector('input').focus({ preventScroll: true });
      this.rows[empty[0]].scrollIntoView({ block: 'center' });
      return page.put('progress', page.word('left', { count: empty.length }));
    }
    const choices = choicesOf(manifest, this.answers);
    const rows = manifest.questions.map((question, at) => {
      const row = page.piece('summary');
      row.querySelector('[data-candidate]').textContent = question.candidate;
      const answer = row.querySelector('[data-answer]');
      answer.textContent = page.word(this.answers[at]);
      answer.classList.add(`answer--${this.answers[at]}`);
      return row;
    });
    page.one('[data-summary]').replaceChildren(...rows);
    const count = (answer) => this.answers.filter((one) => one === answer).length;
    const totals = { agree: count(AGREE), not: count(NOT), neither: count(NEITHER) };
    page.put('totals', page.word(manifest.options === 2 ? 'totals-three' : 'totals', totals));
    page.step('summary');
    // While the summary is read.
    return this.encrypting.begin(this.voter, this.sequence, choices);
  }

  /** Waits for the ballot that this browser makes, twice and beside the page; nothing is sent. */
  async encrypt() {
    const { page } = this;
    page.step('busy');
    await paint();
    try {
      // Begun when the summary was shown; anew only when that failed.
      this.encrypting.begin(this.voter, this.sequence, choicesOf(this.election.manifest, this.answers));
      this.made = await this.encrypting.finish();
    } catch (error) {
      this.encrypting.drop();
      page.step('summary');
      throw error;
    }
    page.put('code', this.made.code);
    page.step('ready');
  }

  async send() {
    const { page } = this;
    page.tell(page.word('sending'), 'note');
    const answer = await this.deliver();
    const receipt = checkAnswer(this.maker, this.election, this.made, answer);
    this.sent = true;
    this.receipt = [page.word('receipt-head'), this.made.code, this.election.id, String(receipt.index), receipt.head, receipt.receipt, ''].join('\n');
    page.put('index', String(receipt.index));
    page.put('head', receipt.head.match(/.{8}/g).join(' '));
    forgetVoter(this.voter, this.made);
    this.encrypting.drop();
    this.encrypting.end();
    this.answers = [];
    this.page.one('[data-questions]').replaceChildren();
    this.page.one('[data-summary]').replaceChildren();
    page.step('sent');
  }

  /** The ballot goes without a cookie, so that nobody is tied to it; of a member with a code of their own it goes signed in. */
  hand(address) {
    const { ballot } = this.made;
    return this.page.data.signed === undefined ? sendBytes(address, ballot) : this.page.send(address, [['phieu', toHex(ballot)]]);
  }

  async deliver() {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.hand(this.page.data.cast);
      } catch (error) {
        if (error.word !== 'offline' || tried === TRIES) throw error;
        await new Promise((go) => setTimeout(go, 1_000 * tried));
      }
    }
  }

  /** Shows what the ballot was made of. The server gets it first and keeps its hash, so that this ballot can never be cast. */
  async challenge() {
    const { page } = this;
    await this.hand(page.data.spoil);
    this.line = writeChallenge(this.election.id, this.sequence, this.made.seed, this.made.choices);
    page.put('challenge', this.line);
    page.put('spoiled', this.made.code);
    this.encrypting.drop();
    this.made = undefined;
    page.step('challenged');
  }
}

const page = Page.find('bo-phieu');
if (page) new Booth(page).start().catch((error) => page.fail(error));
