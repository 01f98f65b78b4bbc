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

/** Runs a command of the program to its end and gives what it printed. */
export function run(args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(binary, args, { env: { ...process.env, LANG: 'en', ...options.env } });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (err += data));
    child.on('close', (code) => resolve({ code, out, err }));
  });
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
    await product.ready(seconds);
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

  async stop({ keep = false } = {}) {
    clearTimeout(this.bound);
    const ended = new Promise((go) => this.child.on('close', go));
    this.child.kill('SIGTERM');
    await ended;
    if (!keep) rmSync(this.folder, { recursive: true, force: true });
  }
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The browser of one test file. */
export async function browser() {
  const paths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = process.env.LANTOA_CHROMIUM ?? paths.find((path) => existsSync(path));
  assert.ok(executablePath, 'no Chromium found: scripts/setup installs it');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A person at a screen: a context of their own, with or without script, in a language, at a width. */
export class Someone {
  static async at(browser, product, options = {}) {
    const { script = true, width = 1280, locale = 'vi-VN' } = options;
    const someone = new Someone();
    someone.product = product;
    someone.context = await browser.newContext({ javaScriptEnabled: script, viewport: { width, height: 900 }, locale, acceptDownloads: true });
    someone.page = await someone.context.newPage();
    someone.page.setDefaultTimeout(20_000);
    someone.script = script;
    someone.troubles = [];
    someone.page.on('pageerror', (error) => someone.troubles.push(String(error)));
    someone.page.on('console', (line) => line.type() === 'error' && someone.troubles.push(line.text()));
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

  /** axe on this page; nothing may spill over the side; a picture when asked for. */
  async look(name = new URL(this.page.url()).pathname) {
    const spills = await this.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1).catch(() => false);
    assert.ok(!spills, `${name} spills over the side at ${this.page.viewportSize().width} px`);
    await this.page.evaluate(axeSource);
    const found = await this.page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    const said = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(' | ')}`);
    assert.deepEqual(said, [], `axe on ${name}`);
    if (shots) {
      mkdirSync(shots, { recursive: true });
      const file = `${name.replace(/[^a-z0-9]+/gi, '_').slice(0, 60)}-${this.page.viewportSize().width}.png`;
      await this.page.screenshot({ path: join(shots, file), fullPage: true });
    }
  }

  async text() {
    return this.page.locator('main').innerText();
  }

  async leave() {
    assert.deepEqual(this.troubles.filter((line) => !/status of (4|5)\d\d/.test(line)), [], 'errors in the console');
    await this.context.close();
  }
}
