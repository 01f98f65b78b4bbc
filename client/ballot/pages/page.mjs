// What the pages of the ballot share: words and steps of the page, requests, the program. Every word stands in the page itself,
// in <template data-word>, so that both languages work. Must not hold or send a code or a seed.

import { load } from '../wasm.mjs';

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export function fromHex(digits) {
  if (typeof digits !== 'string' || !/^(?:[0-9a-f]{2})*$/.test(digits)) throw new Trouble('form');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export const same = (left, right) => left.length === right.length && left.every((byte, at) => byte === right[at]);

/** Erases what must not stay in memory longer than it is needed. */
export const forget = (...all) => all.forEach((bytes) => bytes?.fill(0));

/** Something the page has a word for: the name of the word and what stands in it. */
export class Trouble extends Error {
  constructor(word, values = {}) {
    super(word);
    this.name = 'Trouble';
    this.word = word;
    this.values = values;
  }
}

/** A refusal of the server in its own sentence, in the language of the page. */
export class Said extends Error {}

/** The best implementation this page may use: `engine` says which. */
export const program = () => load(new URL('../ballot.wasm', import.meta.url));

/** The second implementation. */
export const second = () => import('../ballot.mjs');

/** Lets the browser draw before something long. */
export const paint = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go, 30)));

/** A request; a machine that cannot be reached is a trouble with a word of its own. */
async function ask(address, options) {
  try {
    return await fetch(address, { cache: 'no-store', ...options });
  } catch {
    throw new Trouble('offline');
  }
}

/** The sentence on the server's page about a refusal. */
async function said(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const sentence = page.querySelector('.failure .lead')?.textContent.trim();
  return sentence ? new Said(sentence) : new Trouble('failed', { status: answer.status });
}

/** Bytes of an address; `open` sends no cookie: what is asked that way is asked by nobody. */
export async function fetchBytes(address, { open = false } = {}) {
  const answer = await ask(address, { credentials: open ? 'omit' : 'same-origin' });
  if (!answer.ok || answer.redirected) throw await said(answer);
  return new Uint8Array(await answer.arrayBuffer());
}

/** JSON of an address. */
export async function fetchJson(address, { open = false } = {}) {
  const answer = await ask(address, { credentials: open ? 'omit' : 'same-origin', headers: { accept: 'application/json' } });
  if (!answer.ok || answer.redirected) throw await said(answer);
  return answer.json();
}

/** Sends bytes without a cookie, so that no session can be tied to them; the answer is JSON, with `why` when refused. */
export async function sendBytes(address, bytes) {
  const headers = { 'content-type': 'application/octet-stream', accept: 'application/json' };
  const answer = await ask(address, { method: 'POST', credentials: 'omit', headers, body: bytes });
  const isJson = answer.headers.get('content-type')?.startsWith('application/json');
  if (!isJson) throw new Trouble('failed', { status: answer.status });
  const content = await answer.json();
  if (!answer.ok) throw new Trouble(content.why ?? 'failed', content);
  return content;
}

/** A page with steps of which one is shown, messages, and words. */
export class Page {
  constructor(root) {
    this.root = root;
    this.data = root.dataset;
    this.alive = true;
  }

  static find(id) {
    const root = globalThis.document?.getElementById(id);
    return root ? new Page(root) : null;
  }

  one(selector) {
    return this.root.querySelector(selector);
  }

  all(selector) {
    return [...this.root.querySelectorAll(selector)];
  }

  /** A word of the page, with its `{values}`. */
  word(name, values = {}) {
    const template = this.one(`template[data-word="${name}"]`) ?? this.one('template[data-word="failed"]');
    return template.content.textContent.trim().replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  }

  hasWord(name) {
    return this.one(`template[data-word="${name}"]`) !== null;
  }

  /** A copy of a piece of the page. */
  piece(name) {
    return this.one(`template[data-piece="${name}"]`).content.firstElementChild.cloneNode(true);
  }

  /** Puts text into every place of that name. */
  put(name, text) {
    for (const place of this.all(`[data-put="${name}"]`)) place.textContent = text;
  }

  /** Shows one step; its heading takes the focus, so that a reader of any kind knows where they are. */
  step(name, { focus = true } = {}) {
    for (const step of this.all('[data-step]')) step.hidden = step.dataset.step !== name;
    this.current = name;
    this.tell(null);
    const heading = this.one(`[data-step="${name}"] h2`);
    if (!heading || !focus) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    // To the top of the page, or under its bar when much stands above: nothing is left half covered.
    const top = this.root.getBoundingClientRect().top + window.scrollY;
    // At once: another step has taken the place of what was there, so there is nothing to follow with the eyes.
    window.scrollTo({ top: top > window.innerHeight / 2 ? top - 90 : 0, behavior: 'instant' });
  }

  /** Says something about the step that is shown; null says nothing. */
  tell(text, tone = 'bad') {
    for (const place of this.all('[data-tell]')) {
      place.hidden = text === null;
      place.className = `notice notice--${tone}`;
      place.querySelector('p').textContent = text ?? '';
    }
    if (text !== null) this.one('[data-tell]')?.scrollIntoView({ block: 'nearest' });
  }

  /** Says what went wrong, in words of the page; what has no word is told to the console without its content. */
  complain(error) {
    if (error instanceof Said) return this.tell(error.message);
    if (error instanceof Trouble) return this.tell(this.word(error.word, error.values));
    const word = error?.name === 'Refused' ? refusedWord(error.message) : { name: 'failed', values: {} };
    if (!this.hasWord(word.name)) word.name = 'failed';
    return this.tell(this.word(word.name, word.values));
  }

  /** The page cannot begin: says why. */
  fail(error) {
    this.step('none', { focus: false });
    this.complain(error);
  }

  /** Does something at a press of a button or at sending a form, once at a time; what goes wrong is said. */
  on(selector, kind, act) {
    for (const element of this.all(selector)) {
      element.addEventListener(kind, async (event) => {
        event.preventDefault();
        if (this.busy) return;
        this.busy = true;
        this.root.setAttribute('aria-busy', 'true');
        this.tell(null);
        try {
          await act(event);
        } catch (error) {
          this.complain(error);
        } finally {
          this.busy = false;
          this.root.removeAttribute('aria-busy');
        }
      });
    }
  }

  /** Sends a form of the signed-in person; the answer is JSON. */
  async send(address, fields) {
    const body = new URLSearchParams([['_ma', this.one('[name="_ma"]').value], ...fields]);
    const answer = await ask(address, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (!answer.ok || answer.redirected) throw await said(answer);
    return answer.json();
  }

  /** While `is()` holds, leaving the page is asked about. */
  guard(is) {
    window.addEventListener('beforeunload', (event) => {
      if (is()) event.preventDefault();
    });
  }
}

/** The page's word for a refusal of the program, in either implementation. */
export function refusedWord(reason) {
  const trustee = /^trustee (\d+)/.exec(reason);
  if (trustee) return { name: 'culprit', values: { number: trustee[1] } };
  const known = {
    'code was mistyped': 'mistyped',
    code: 'mistyped',
    'wrong passphrase or damaged key file': 'passphrase',
    'too few ballots to open': 'too-few',
    'board contradicts what this trustee saw before': 'contradiction',
    'ceremony does not fit its rules': 'ceremony',
    'belongs to another election': 'other-election',
  };
  return { name: known[reason] ?? 'failed', values: { reason } };
}

/** Gives the person a file that is made here and was never sent. */
export function download(name, bytes, kind = 'application/octet-stream') {
  const address = URL.createObjectURL(new Blob([bytes], { type: kind }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The bytes of the file somebody chose. */
export async function chosenFile(input) {
  const file = input.files?.[0];
  if (!file) throw new Trouble('no-file');
  return new Uint8Array(await file.arrayBuffer());
}

/** Text in groups of four, as people compare it. */
export const inFours = (text) => text.match(/.{1,4}/g)?.join(' ') ?? '';
