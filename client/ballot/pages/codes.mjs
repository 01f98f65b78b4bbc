// The issuer's page: makes the codes, sends the server nothing but the public list in another order, and shows the codes for
// printing. A code must not leave the page but on paper.

import { Page, Trouble, fetchBytes, forget, paint, program as load, second, toHex } from './page.mjs';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Bytes of chance in a code, and letters in a group. */
const [BYTES, GROUP] = [15, 5];

const digitsOf = (bytes) => {
  const bit = (place) => (bytes[place >> 3] >> (7 - (place & 7))) & 1;
  return Array.from({ length: (bytes.length * 8) / 5 }, (_, group) => [0, 1, 2, 3, 4].reduce((value, place) => (value << 1) | bit(group * 5 + place), 0));
};

const checkDigit = (digits) =>
  digits.reduce((sum, digit) => {
    const shifted = (sum ^ digit) << 1;
    return shifted & 32 ? shifted ^ 0b100101 : shifted;
  }, 0);

/** 15 random bytes as they are printed: 24 letters and a check letter, in groups of five. */
export function writeCode(bytes) {
  if (bytes.length !== BYTES) throw new Trouble('form');
  const digits = digitsOf(bytes);
  digits.push(checkDigit(digits));
  return digits.map((digit, at) => (at > 0 && at % GROUP === 0 ? '-' : '') + LETTERS[digit]).join('');
}

/** A number below `below`, all equally likely. */
function chance(below) {
  const most = 2 ** 32 - (2 ** 32 % below);
  for (;;) {
    const [drawn] = globalThis.crypto.getRandomValues(new Uint32Array(1));
    if (drawn < most) return drawn % below;
  }
}

/** The same in another order. */
export function shuffled(all) {
  const out = [...all];
  for (let at = out.length - 1; at > 0; at -= 1) {
    const other = chance(at + 1);
    [out[at], out[other]] = [out[other], out[at]];
  }
  return out;
}

/** `count` codes, their public credentials in the same order, and the public list in an order of its own. Each code is read back
 * before it is given out. */
export function makeCodes(program, uuid, count) {
  const codes = [];
  const credentials = [];
  for (let made = 0; made < count; made += 1) {
    const bytes = globalThis.crypto.getRandomValues(new Uint8Array(BYTES));
    const code = writeCode(bytes);
    const { key, credential } = program.readCode(code, uuid);
    forget(bytes, key);
    codes.push(code);
    credentials.push(toHex(credential));
  }
  if (new Set(credentials).size !== count) throw new Trouble('failed');
  return { codes, own: credentials, credentials: shuffled(credentials) };
}

/** The page. */
class Issuing {
  constructor(page) {
    this.page = page;
    this.codes = [];
    // Members who each get an envelope of their own; none where envelopes are drawn.
    this.owners = page.all('[data-owner]').map((line) => ({ person: line.dataset.owner, name: line.textContent.trim() }));
  }

  async start() {
    const { page } = this;
    this.program = await load();
    ({ drawing: this.drawing } = await import('../qr.mjs'));
    page.step('start', { focus: false });
    page.on('[data-act="make"]', 'click', () => this.make());
    page.on('[data-act="print"]', 'click', () => window.print());
    page.on('[data-act="printed"]', 'click', () => page.step('sure'));
    page.on('[data-act="not-printed"]', 'click', () => page.step('cards'));
    page.on('[data-act="sure"]', 'click', () => this.clear());
    page.guard(() => this.made !== undefined);
  }

  async make() {
    const { page } = this;
    page.tell(page.word('working'), 'note');
    await paint();
    // Made once: when the answer is lost, the same list is sent again.
    this.made ??= makeCodes(this.program, page.data.uuid, Number(page.data.count));
    this.papers ??= makeCodes(this.program, page.data.uuid, Number(page.data.papers));
    const election = await this.post(this.made.credentials, this.papers.credentials);
    this.codes = this.made.codes;
    this.show(election);
    page.step('cards');
  }

  async post(list, papers) {
    const members = this.owners.length > 0
      ? this.owners.map(({ person }, at) => ['cua', `${person} ${this.made.own[at]}`])
      : list.map((credential) => ['the', credential]);
    const fields = [...members, ...papers.map((credential) => ['giay', credential])];
    try {
      return (await this.page.send(this.page.data.address, fields)).election;
    } catch (error) {
      const election = await this.taken(list, papers).catch(() => null);
      if (election === null) throw error;
      return election;
    }
  }

  /** The election's identity when the server has taken this very list although its answer was lost; else null. */
  async taken(list, papers) {
    const file = await fetchBytes(`${this.page.data.booth}/danh-sach`, { open: true });
    const { credentials, paper_credentials: reserved } = JSON.parse(new TextDecoder().decode(file));
    const inOrder = this.owners.length > 0 ? [...list].sort() : list;
    if (credentials.join() !== inOrder.join() || reserved.join() !== papers.join()) return null;
    return toHex((await second()).rulesOf(file).election);
  }

  show(election) {
    const whole = new URL(this.page.data.door, window.location.href).href;
    const address = whole.replace(/^https?:\/\//, '');
    // The address alone: what a scanner is given stays in its history and that of the browser, and a code must not.
    const { size, path } = this.drawing(whole);
    const cards = this.codes.map((code, at) => {
      const card = this.page.piece('card');
      card.querySelector('[data-code]').textContent = code.replaceAll('-', ' ');
      if (this.owners.length > 0) card.querySelector('[data-name]').textContent = this.owners[at].name;
      card.querySelector('[data-election]').textContent = `${election.slice(0, 4)} ${election.slice(4, 8)}`;
      card.querySelector('[data-booth]').textContent = address;
      card.querySelector('[data-qr]').setAttribute('viewBox', `0 0 ${size} ${size}`);
      card.querySelector('[data-qr] path').setAttribute('d', path);
      return card;
    });
    this.page.one('[data-cards]').replaceChildren(...cards);
    const reserved = this.papers.codes.map((code) => {
      const card = this.page.piece('paper-card');
      card.querySelector('[data-code]').textContent = code.replaceAll('-', ' ');
      return card;
    });
    this.page.one('[data-papers]')?.replaceChildren(...reserved);
  }

  clear() {
    this.codes = [];
    this.made = undefined;
    this.papers = undefined;
    for (const cards of this.page.all('[data-cards], [data-papers]')) cards.replaceChildren();
    this.page.step('over');
  }
}

const page = Page.find('phat-hanh-ma');
if (page) new Issuing(page).start().catch((error) => page.fail(error));
