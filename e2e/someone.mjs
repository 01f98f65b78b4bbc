// A person at a screen: a browser context of their own, axe and the width on every page they come to, pictures to look at.
// Must not know any feature.

import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { within } from './house.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const axeSource = readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const shots = process.env.LANTOA_SHOTS;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What axe has looked at in this process: the build of a page at a width. */
const examined = new Set();
/** Below this width the navigation is behind a button. */
const NARROW = 900;

/** Runs in the page: how it is built, how wide it is, where it leads. */
function build() {
  const states = /^(?:class|type|role|lang|tabindex|autocomplete|inputmode|scope|aria-(?!labelledby|describedby|controls|label).*)$/;
  const attribute = ({ name, value }) => (states.test(name) ? `${name}=${value}` : `${name}${value === '' ? '' : '+'}`);
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? 't' : '';
    if (node.nodeType !== Node.ELEMENT_NODE) return '';
    const attributes = [...node.attributes].map(attribute).sort().join(' ');
    return `<${node.localName} ${attributes}>${[...node.childNodes].map(walk).join('')}</>`;
  };
  const links = [...document.links].map((link) => link.getAttribute('href')).filter((href) => href.startsWith('/'));
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  return { built: walk(document.documentElement), links, wide, title: document.title };
}

/** A person with or without script, in a language, at a width. */
export class Someone {
  static async at(browser, product, options = {}) {
    const { script = true, width = 1280, locale = 'vi-VN' } = options;
    const someone = new Someone();
    Object.assign(someone, { product, script, width, troubles: [], visited: new Set(), links: new Set() });
    const viewport = { width, height: 900 };
    // Nothing moves by itself: a page is looked at and pressed while it stands still.
    const settings = { javaScriptEnabled: script, viewport, locale, acceptDownloads: true, reducedMotion: 'reduce' };
    someone.context = await within(30, 'a new person', browser.newContext(settings));
    const page = await within(30, 'a new page', someone.context.newPage());
    someone.page = page;
    page.setDefaultTimeout(20_000);
    page.setDefaultNavigationTimeout(60_000);
    page.on('pageerror', (error) => someone.troubles.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && someone.troubles.push(line.text()));
    if (!script) someone.inspector = await within(20, 'the inspector', someone.context.newCDPSession(page));
    return someone;
  }

  /** Where the person is. */
  get path() {
    return new URL(this.page.url()).pathname;
  }

  get main() {
    return this.page.locator('main');
  }

  async text() {
    return this.main.innerText();
  }

  /** Goes to an address of the product, as typed, and looks at the page. */
  async go(path, status = 200) {
    const response = await this.page.goto(this.product.address + path);
    assert.equal(response.status(), status, `${path}: ${response.status()}`);
    await this.look(path);
  }

  async signIn(login, password, landing = '/ban-lam-viec') {
    await this.go('/dang-nhap');
    await this.fill({ ten: login, 'mat-khau': password });
    await this.press('main form button[type=submit]');
    assert.equal(this.path, landing, await this.text());
  }

  /** Comes in through the list of accounts that a demonstration shows. */
  async comeInAs(login) {
    await this.go('/dang-nhap');
    const own = this.main.locator('form', { has: this.page.locator(`input[type="hidden"][value="${login}"]`) });
    // The accounts of other agencies are folded away.
    await own.evaluate((form) => form.closest('details')?.setAttribute('open', ''));
    await this.press(own.locator('button[type=submit]').first());
    assert.equal(this.path, '/ban-lam-viec');
  }

  /** A link or a button of the page by the words on it, or by a selector. */
  find(target, kind = 'link') {
    if (typeof target !== 'string' && !(target instanceof RegExp)) return target;
    if (typeof target === 'string' && /^[.#\[]|^(main|form|nav|header|footer)\b/.test(target)) return this.page.locator(target).first();
    return this.main.getByRole(kind, { name: target }).first();
  }

  /** Presses something that leads to another page, which answers with this status. */
  async press(target, { status = 200, kind = 'button' } = {}) {
    const what = this.find(target, kind);
    const [answer] = await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), what.click()]);
    assert.ok(answer, `${target} led to another page`);
    assert.equal(answer.status(), status, `${target} led to ${this.path}: ${await this.text()}`);
    await this.look();
  }

  /** Presses a button twice, as an impatient hand does: the first page that comes back is dropped for the second. */
  async pressTwice(target) {
    const pages = [];
    const note = (answer) => answer.request().isNavigationRequest() && pages.push(answer.status());
    this.page.on('response', note);
    await this.find(target, 'button').dblclick();
    const until = Date.now() + 20_000;
    for (let still = 0, seen = -1; still < 8 || pages.at(-1) >= 300; still = seen === pages.length ? still + 1 : 0) {
      assert.ok(Date.now() < until, `${target}, pressed twice, leads nowhere: ${pages}`);
      seen = pages.length;
      await new Promise((go) => setTimeout(go, 100));
    }
    this.page.off('response', note);
    await this.page.waitForLoadState('load');
    assert.equal(pages.at(-1), 200, `${target}, pressed twice, led to ${this.path}: ${await this.text()}`);
    await this.look();
  }

  async follow(target, status = 200) {
    await this.press(target, { status, kind: 'link' });
  }

  /** Follows a link within the page; answers with the place it leads to. */
  async jump(link) {
    const href = await link.getAttribute('href');
    assert.match(href, /^#./, 'a link within the page');
    await link.click();
    const place = this.page.locator(`[id="${href.slice(1)}"]`);
    await place.waitFor();
    assert.equal(new URL(this.page.url()).hash, href);
    return place;
  }

  /** The way back of the browser. */
  async back() {
    await this.page.goBack({ waitUntil: 'load' });
    await this.look();
  }

  /** An area of the navigation, behind its button on a narrow screen. */
  async area(name) {
    if (this.width < NARROW) await this.page.locator('.top__menu').click();
    const link = this.page.locator('nav.side').getByRole('link', { name, exact: true });
    await this.press(link);
  }

  /** Fills fields by their names: text, choices by value or label, ticks by true and false, files by path or content. */
  async fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.main.locator(`[name="${name}"]`);
      const kind = await field.first().getAttribute('type');
      if (kind === 'file') await field.setInputFiles(value);
      else if (kind === 'checkbox' && typeof value === 'boolean') await field.setChecked(value);
      else if (kind === 'radio' || kind === 'checkbox') await this.tick(name, value);
      else if ((await this.main.locator(`select[name="${name}"]`).count()) > 0) await field.selectOption(await this.choice(name, value));
      else await field.fill(value);
    }
  }

  /** The value of a choice by its words or part of them: units stand indented by their depth, people with their post. */
  async choice(name, words) {
    const choices = this.main.locator(`select[name="${name}"] option`);
    const all = await choices.allInnerTexts();
    const fits = [(one) => one.trim() === words, (one) => one.trim().endsWith(words), (one) => one.includes(words)];
    const at = fits.map((fit) => all.findIndex(fit)).find((at) => at >= 0);
    assert.ok(at !== undefined, `${name} offers “${words}”: ${all.join(' | ')}`);
    return choices.nth(at).getAttribute('value');
  }

  /** Ticks one choice of a group, by the words beside it. */
  async tick(name, words) {
    const choice = this.main.locator('label.tick', { has: this.page.locator(`[name="${name}"]`), hasText: words });
    await choice.first().locator('input').check();
  }

  /** Sends a form that must come back: the mistakes are listed and named, what was typed is kept. */
  async mistaken(button, said, kept = {}) {
    await this.press(button, { status: 422 });
    const summary = this.page.locator('#loi');
    await summary.waitFor();
    assert.match(await summary.innerText(), said);
    if (this.script) assert.equal(await this.page.evaluate(() => document.activeElement.id), 'loi', 'the list of mistakes has the focus');
    for (const [name, value] of Object.entries(kept)) {
      assert.equal(await this.main.locator(`[name="${name}"]`).inputValue(), value, `${name} was kept`);
    }
  }

  async sees(...words) {
    const text = (await this.text()).replace(/\s+/g, ' ');
    for (const one of words) {
      if (one instanceof RegExp) assert.match(text, one);
      else assert.ok(text.includes(one), `${this.path} does not say “${one}”: ${text.slice(0, 3000)}`);
    }
  }

  async seesNot(...words) {
    const text = (await this.text()).replace(/\s+/g, ' ');
    for (const one of words) assert.ok(!text.includes(one), `${this.path} says “${one}”`);
  }

  /**
   * Runs our own words in the page. For a person without script the switch is turned after the page has loaded and
   * turned back before it moves on: the parser has skipped every script of the page by then, so none of them ever runs.
   */
  async inside(what, ...words) {
    if (this.script) return within(30, what, this.page.evaluate(...words));
    const turn = (value) => within(10, 'the switch', this.inspector.send('Emulation.setScriptExecutionDisabled', { value }));
    await turn(false);
    try {
      return await within(30, what, this.page.evaluate(...words));
    } finally {
      await turn(true);
    }
  }

  /**
   * axe on this page; nothing may spill over the side; a picture when asked for; its links are kept to be tried.
   * A page built exactly like one that axe has looked at at this width (the same elements, classes, attributes, roles and
   * states, with words in the same places) is not gone through again.
   */
  async look(name = this.path) {
    const seen = await this.inside(`the page ${name}`, build);
    assert.ok(seen.wide <= 1, `${name} spills ${seen.wide} px over the side at ${this.width} px`);
    assert.ok(seen.title.length > 0, `${name} has a title`);
    for (const link of seen.links) this.links.add(link.split('#')[0]);
    this.visited.add(name);
    const known = `${this.width} ${seen.built}`;
    if (examined.has(known)) return;
    await this.inside('axe', axeSource);
    // An address with a place in it scrolls there, and links half under the bar at the top are no mistake of the page.
    await this.inside('the top', () => window.scrollTo({ top: 0, behavior: 'instant' }));
    const found = await this.inside(`axe on ${name}`, (runOnly) => window.axe.run(document, { runOnly }), RULES);
    const said = found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html} (${n.failureSummary})`).join(' | ')}`);
    assert.deepEqual(said, [], `axe on ${name}`);
    assert.ok(found.passes.length > 0, `axe looked at nothing on ${name}`);
    examined.add(known);
    if (shots) await this.picture(name);
  }

  async picture(name) {
    mkdirSync(shots, { recursive: true });
    const file = `${name.replace(/[^a-z0-9]+/gi, '_').slice(0, 60)}-${this.width}.png`;
    await this.page.screenshot({ path: join(shots, file), fullPage: true });
  }

  async leave() {
    await within(10, 'leaving', this.context.close());
    assert.deepEqual(this.troubles.filter((line) => !/status of (4|5)\d\d/.test(line)), [], 'errors in the console');
  }
}
