// A challenged ballot on another device: makes it again with the second implementation from the code and from what the voting
// page showed, and compares the tracking code. The code must not leave the page.

import { Page, Trouble, fetchBytes, forget, paint, second } from './page.mjs';
import { readChallenge, readElection, recomputed, sameCode } from './ballot-of.mjs';

class Checking {
  constructor(page) {
    this.page = page;
  }

  async start() {
    const { page } = this;
    const [script, file] = await Promise.all([second(), fetchBytes(page.data.manifest, { open: true })]);
    Object.assign(this, { script, election: readElection(script, file) });
    page.step('type', { focus: false });
    page.on('form[data-form="challenge"]', 'submit', () => this.check());
    page.on('[data-act="again"]', 'click', () => page.step('type'));
    page.on('[data-file]', 'change', () => this.read());
  }

  /** The file that the voting page gave, into the field. */
  async read() {
    const file = this.page.one('[data-file]').files?.[0];
    if (file) this.page.one('[data-line]').value = (await file.text()).trim();
  }

  async check() {
    const { page, election, script } = this;
    const [code, line, noted] = ['[data-code]', '[data-line]', '[data-noted]'].map((name) => page.one(name).value);
    const challenge = readChallenge(line, election.manifest, election.id);
    const { key } = script.readCode(code, election.manifest.uuid);
    page.tell(page.word('working'), 'note');
    await paint();
    const found = recomputed(script, election, key, challenge);
    forget(key);
    if (!sameCode(noted, found.code)) throw new Trouble('differs', { code: found.code });
    page.one('[data-code]').value = '';
    const rows = election.manifest.questions.map((question, at) => {
      const row = page.piece('summary');
      row.querySelector('[data-candidate]').textContent = question.candidate;
      const answer = row.querySelector('[data-answer]');
      answer.textContent = page.word(found.answers[at]);
      answer.classList.add(`answer--${found.answers[at]}`);
      return row;
    });
    page.one('[data-summary]').replaceChildren(...rows);
    page.put('code', found.code);
    page.step('fits');
  }
}

const page = Page.find('kiem-tra-mot-phieu');
if (page) new Checking(page).start().catch((error) => page.fail(error));
