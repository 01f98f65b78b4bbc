// The issuer's page for envelopes that nobody took: derives the public credentials from the codes in them and sends these.
// A code must not leave the page.

import { Page, Trouble, fetchBytes, fetchJson, forget, program as load, toHex } from './page.mjs';

/** The credential of a code, when it is one of this election and was not typed before. */
export function credentialOf(program, typed, { uuid, listed, known }) {
  const { key, credential } = program.readCode(typed, uuid);
  forget(key);
  const digits = toHex(credential);
  if (!listed.includes(digits)) throw new Trouble('not-listed');
  if (known.includes(digits)) throw new Trouble('twice');
  return digits;
}

/** The page. */
class Revoking {
  constructor(page) {
    this.page = page;
    this.lines = [];
  }

  async start() {
    const { page } = this;
    this.program = await load();
    const manifest = JSON.parse(new TextDecoder().decode(await fetchBytes(page.data.manifest, { open: true })));
    Object.assign(this, { uuid: manifest.uuid, listed: manifest.credentials });
    page.step('type', { focus: false });
    this.draw();
    page.on('form[data-form="code"]', 'submit', () => this.add());
    page.on('[data-act="check"]', 'click', () => this.check());
    page.on('[data-act="back"]', 'click', () => page.step('type'));
    page.on('[data-act="revoke"]', 'click', () => this.send());
    page.guard(() => this.lines.length > 0);
  }

  async add() {
    const field = this.page.one('[data-code]');
    const known = this.lines.map((line) => line.credential);
    const credential = credentialOf(this.program, field.value, { uuid: this.uuid, listed: this.listed, known });
    // Whether somebody voted with it is public: the last ballot of every credential stands on the board.
    const { sequence } = await fetchJson(`${this.page.data.sequence}?x=${credential}`, { open: true });
    if (sequence === null) throw new Trouble('revoked');
    // Of the code itself only the beginning stays, so that an envelope can be found again.
    this.lines.push({ credential, used: sequence > 0, mark: field.value.trim().slice(0, 5).toUpperCase() });
    field.value = '';
    this.draw();
    field.focus();
  }

  draw() {
    const rows = this.lines.map((line) => {
      const row = this.page.piece('line');
      row.querySelector('[data-mark]').textContent = `${line.mark} …`;
      row.querySelector('[data-used]').hidden = !line.used;
      row.querySelector('button').addEventListener('click', () => {
        this.lines = this.lines.filter((other) => other !== line);
        this.draw();
      });
      return row;
    });
    for (const list of this.page.all('[data-lines]')) list.replaceChildren(...rows);
    this.page.put('count', this.page.word('count', { count: this.lines.length, all: this.page.data.left }));
  }

  check() {
    if (this.lines.length === 0) throw new Trouble('none');
    const used = this.lines.filter((line) => line.used).length;
    this.page.put('sure', this.page.word(used > 0 ? 'sure-used' : 'sure', { count: this.lines.length, used }));
    this.page.step('sure');
  }

  async send() {
    await this.page.send(this.page.data.address, this.lines.map((line) => ['the', line.credential]));
    this.lines = [];
    window.location.assign(this.page.data.back);
  }
}

const page = Page.find('thu-hoi-ma');
if (page) new Revoking(page).start().catch((error) => page.fail(error));
