// The verification page: one file in, one verdict out, worked out in the reader's own browser. Nothing is sent.

import { Page, Trouble, chosenFile, fromHex, paint, program as load } from './page.mjs';

/** 64 digits as somebody types them from paper; nothing typed is nothing expected. */
export function digest(typed) {
  const digits = typed.replace(/\s/g, '').toLowerCase();
  if (digits === '') return undefined;
  if (!/^[0-9a-f]{64}$/.test(digits)) throw new Trouble('digits');
  return fromHex(digits);
}

/** The receipts in a text: each is 328 digits, whatever stands around it. */
export const receiptsIn = (text) => (text.match(/\b[0-9a-f]{328}\b/g) ?? []).map(fromHex);

/** The manifest inside a bundle: its first entry. The program has judged the file before; this only reads names. */
export function manifestOf(bundle) {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.length);
  const length = view.getUint32(24, true);
  return JSON.parse(new TextDecoder().decode(bundle.subarray(28, 28 + length)));
}

class Verifying {
  constructor(page) {
    this.page = page;
  }

  async start() {
    const { page } = this;
    this.program = await load();
    if (this.program.engine !== 'wasm') return page.step('no-program');
    page.step('choose', { focus: false });
    page.on('form[data-form="bundle"]', 'submit', () => this.check());
    page.on('[data-act="again"]', 'click', () => page.step('choose'));
  }

  async check() {
    const { page } = this;
    const bundle = await chosenFile(page.one('[data-file]'));
    const expected = {
      election: digest(page.one('[data-election]').value),
      closeHead: digest(page.one('[data-head]').value),
      receipts: receiptsIn(page.one('[data-receipts]').value),
    };
    page.tell(page.word('working'), 'note');
    await paint();
    const verdict = this.program.verifyBundle(bundle, expected);
    this.show(verdict, verdict.outcome ? manifestOf(bundle) : null);
  }

  show(verdict, manifest) {
    const { page } = this;
    for (const place of page.all('[data-verdict]')) place.hidden = place.dataset.verdict !== (verdict.valid ? 'valid' : 'invalid');
    for (const note of page.all('[data-single]')) note.hidden = !verdict.single_trustee;
    for (const line of page.all('[data-check]')) {
      const done = verdict.checks.find(([check]) => check === line.dataset.check)?.[1] ?? 'not_run';
      for (const mark of line.querySelectorAll('[data-done]')) mark.hidden = mark.dataset.done !== done;
    }
    this.facts(verdict);
    page.one('[data-findings]').replaceChildren(...verdict.findings.map((finding) => this.finding(finding)));
    page.one('[data-found]').hidden = verdict.findings.length === 0;
    this.outcome(verdict.outcome, manifest);
    page.step('verdict');
  }

  /** One finding in the language of the page; in the program's English when the page has no word for it. */
  finding({ place, what, name, number }) {
    const { page } = this;
    const where = typeof place === 'string' ? page.word(`in-${place}`) : page.word('in-entry', { number: place.entry });
    const known = page.hasWord(`fault-${name}`);
    const sentence = known ? page.word(`fault-${name}`, { number }) : what;
    const item = Object.assign(document.createElement('li'), { textContent: `${where} ${sentence}` });
    if (!known) item.lang = 'en';
    return item;
  }

  facts({ election, close_head: head, words, counted }) {
    const grouped = (digits) => digits?.match(/.{8}/g).join(' ') ?? '–';
    this.page.put('election', grouped(election));
    this.page.put('head', grouped(head));
    this.page.put('words', words?.join(' · ') ?? '–');
    this.page.put('counted', String(counted));
  }

  outcome(outcome, manifest) {
    const { page } = this;
    page.one('[data-outcome]').hidden = !outcome;
    page.put('title', manifest?.title ?? '');
    page.put('paper', String(outcome?.paper ?? 0));
    const rows = (outcome?.questions ?? []).map((question) => {
      const row = page.piece('result');
      row.querySelector('[data-candidate]').textContent = manifest.questions.find(({ id }) => id === question.id)?.candidate ?? '';
      for (const cell of row.querySelectorAll('[data-cell]')) cell.textContent = String(question[cell.dataset.cell]);
      for (const mark of row.querySelectorAll('[data-passed]')) mark.hidden = mark.dataset.passed !== String(question.passed);
      return row;
    });
    page.one('[data-results]').replaceChildren(...rows);
    for (const place of page.all('[data-paper]')) place.hidden = !outcome?.paper;
  }
}

const page = Page.find('kiem-tra-goi');
if (page) new Verifying(page).start().catch((error) => page.fail(error));
