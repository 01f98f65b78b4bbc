// What every browser test shares: a product of its own on a fresh folder, a real Chromium, nothing that waits for ever.
// Must not know any feature; the people at the screens are in someone.mjs.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
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
