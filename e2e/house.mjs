// What every browser test shares: a product of its own on a fresh folder, a real Chromium, axe on every page visited, pictures to look at.
// Must not know any feature.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const axeSource = readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const shots = process.env.LANTOA_SHOTS;
export const binary = process.env.LANTOA_BIN ?? join(here, '../target/debug/lantoa');

/** Waits for something, but never for ever: the browser does not bound its own answers. */
export async function within(seconds, what, promise) {
  let clock;
  const late = new Promise((_, fail) => {
    clock = setTimeout(() => fail(new Error(`${what}: no answer within ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(clock);
  }
}

/** A free port on the loopback. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
    server.on('error', reject);
  });
}

/** Runs a command of the program to its end, with the given input, and gives what it printed. */
export async function run(args, { env = {}, input = '', seconds = 60 } = {}) {
  const child = spawn(binary, args, { env: { ...process.env, LANG: 'en', ...env } });
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (err += data));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise((go, fail) => {
    child.on('error', fail);
    child.on('close', (code) => go({ code, out, err }));
  });
  try {
    return await within(seconds, `lantoa ${args.join(' ')}`, ended);
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

/** A product that serves on a folder; bounded in time and stopped by its own process. */
export class Product {
  static async start(command, args = [], seconds = 900) {
    const folder = mkdtempSync(join(tmpdir(), 'lantoa-e2e-'));
    return Product.on(folder, command, args, seconds);
  }

  static async on(folder, command, args = [], seconds = 900) {
    const port = await freePort();
    const product = new Product();
    product.folder = folder;
    product.address = `http://127.0.0.1:${port}`;
    product.output = '';
    product.child = spawn(binary, [command, '--data', folder, '--listen', `127.0.0.1:${port}`, ...args], { env: { ...process.env, LANG: 'en' } });
    product.child.stdout.on('data', (data) => (product.output += data));
    product.child.stderr.on('data', (data) => (product.output += data));
    product.bound = setTimeout(() => product.child.kill('SIGKILL'), seconds * 1000);
    product.ended = new Promise((go) => product.child.on('close', go));
    try {
      await product.ready(seconds);
    } catch (error) {
      await product.stop({ keep: true });
      throw error;
    }
    return product;
  }

  async ready(seconds) {
    const until = Date.now() + seconds * 1000;
    while (!this.output.includes(this.address)) {
      assert.ok(this.child.exitCode === null, `the program ended: ${this.output}`);
      assert.ok(Date.now() < until, `not ready: ${this.output}`);
      await new Promise((go) => setTimeout(go, 50));
    }
  }

  /** Asks the program to end; after ten seconds it is ended. */
  async stop({ keep = false } = {}) {
    clearTimeout(this.bound);
    this.child.kill('SIGTERM');
    const hard = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await within(20, 'the program does not end', this.ended);
    clearTimeout(hard);
    if (!keep) rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Closes what a test file opened, whatever went wrong before. `--test-force-exit` ends the process when even this fails. */
export async function closing(product, chrome) {
  const closed = chrome ? within(10, 'closing the browser', chrome.close()) : null;
  await Promise.allSettled([closed, product?.stop()]);
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The browser of one test file. */
export async function browser() {
  const paths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = process.env.LANTOA_CHROMIUM ?? paths.find((path) => existsSync(path));
  assert.ok(executablePath, 'no Chromium found: scripts/setup installs it');
  return chromium.launch({ executablePath, args: FLAGS, timeout: 60_000 });
}

/** A person at a screen: a context of their own, with or without script, in a language, at a width. */
export class Someone {
  static async at(browser, product, options = {}) {
    const { script = true, width = 1280, locale = 'vi-VN' } = options;
    const someone = new Someone();
    someone.product = product;
    someone.script = script;
    someone.troubles = [];
    const viewport = { width, height: 900 };
    someone.context = await within(30, 'a new person', browser.newContext({ javaScriptEnabled: script, viewport, locale, acceptDownloads: true }));
    const page = await within(30, 'a new page', someone.context.newPage());
    someone.page = page;
    page.setDefaultTimeout(20_000);
    page.setDefaultNavigationTimeout(20_000);
    page.on('pageerror', (error) => someone.troubles.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && someone.troubles.push(line.text()));
    if (!script) someone.inspector = await within(20, 'the inspector', someone.context.newCDPSession(page));
    return someone;
  }

  /** Goes to an address of the product and looks at the page. */
  async go(path, status = 200) {
    const response = await this.page.goto(this.product.address + path);
    assert.equal(response.status(), status, `${path}: ${response.status()}`);
    await this.look(path);
  }

  async signIn(login, password, landing = '/ban-lam-viec') {
    await this.go('/dang-nhap');
    await this.page.fill('[name=ten]', login);
    await this.page.fill('[name=mat-khau]', password);
    await this.press('main form button[type=submit]');
    assert.equal(new URL(this.page.url()).pathname, landing, await this.text());
  }

  /** Presses something that leads to another page. */
  async press(target) {
    const what = typeof target === 'string' ? this.page.locator(target).first() : target;
    await what.click();
    await this.page.waitForLoadState();
    await this.look();
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

  /** axe on this page; nothing may spill over the side; a picture when asked for. */
  async look(name = new URL(this.page.url()).pathname) {
    const width = this.page.viewportSize().width;
    const wide = await this.inside(`the width of ${name}`, () => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 1, `${name} spills ${wide} px over the side at ${width} px`);
    await this.inside('axe', axeSource);
    const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await this.inside(`axe on ${name}`, (runOnly) => window.axe.run(document, { runOnly }), rules);
    const said = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(' | ')}`);
    assert.deepEqual(said, [], `axe on ${name}`);
    assert.ok(found.passes.length > 0, `axe looked at nothing on ${name}`);
    if (shots) {
      mkdirSync(shots, { recursive: true });
      const file = `${name.replace(/[^a-z0-9]+/gi, '_').slice(0, 60)}-${width}.png`;
      await this.page.screenshot({ path: join(shots, file), fullPage: true });
    }
  }

  async text() {
    return this.page.locator('main').innerText();
  }

  async leave() {
    await within(10, 'leaving', this.context.close());
    assert.deepEqual(this.troubles.filter((line) => !/status of (4|5)\d\d/.test(line)), [], 'errors in the console');
  }
}
