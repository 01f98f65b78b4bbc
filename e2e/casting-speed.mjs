// How long a phone encrypts a ballot, checked by the second implementation: in Chromium, with the processor slowed down.
//   node e2e/casting-speed.mjs [FOLDER]      FOLDER: programs to measure, crates/web/assets/ballot when left out
// Serves the folder under the policy of the product's pages, opens a fresh page for every figure, and prints milliseconds of
// the page's clock from the press of the button to the tracking code.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browser, within } from './house.mjs';

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../crates/web/assets/ballot', import.meta.url)));
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const KINDS = { '.mjs': 'text/javascript', '.wasm': 'application/wasm', '': 'text/html' };

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url, 'http://here').pathname);
  const kind = KINDS[path.slice(path.lastIndexOf('.'))] ?? KINDS[''];
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('content-type', kind);
  try {
    response.end(path === '/' ? '<!doctype html><title>.</title>' : readFileSync(join(folder, path)));
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1');
await new Promise((go) => server.on('listening', go));
const address = `http://127.0.0.1:${server.address().port}/`;

const vector = JSON.parse(readFileSync(new URL('../crates/ballot/vectors/ballots.json', import.meta.url))).ballots[0];

/** In the page: what the voting page does between the press of the button and the tracking code. */
async function encrypt({ key, secret, questions, options, useWasm }) {
  const { makeChecked } = await import('/pages/ballot-of.mjs');
  const { load } = await import('/wasm.mjs');
  const script = await import('/ballot.mjs');
  const maker = useWasm ? await load(new URL('/ballot.wasm', location.href)) : script;
  const bytes = script.fromHex;
  const rules = { election: bytes('11'.repeat(32)), key: bytes(key), questions, options, limit: null };
  script.prepare?.(rules);
  const choices = new Uint8Array(questions * options);
  for (let at = 0; at < questions; at += 2) choices[at * options] = 1;
  // The credential, from a ballot of one question: the code was typed before.
  const one = { ...rules, questions: 1, options: 1 };
  const { credential } = maker.verifyBallot(one, maker.makeBallot(one, bytes(secret), 1, new Uint8Array(32), Uint8Array.of(0)));
  await new Promise((go) => setTimeout(go, 300));
  const begin = performance.now();
  makeChecked({ maker, script }, rules, { key: bytes(secret), credential }, 1, script.freshSeed(), choices);
  return performance.now() - begin;
}

const chrome = await browser();
try {
  for (const useWasm of [true, false]) {
    for (const [questions, options] of [[20, 1], [40, 1], [50, 1], [100, 1], [200, 1], [200, 2]]) {
      const line = [];
      for (const rate of [1, 6]) {
        const times = [];
        for (let run = 0; run < 3; run += 1) {
          const page = await chrome.newPage();
          await page.goto(address);
          const control = await page.context().newCDPSession(page);
          await control.send('Emulation.setCPUThrottlingRate', { rate });
          times.push(await within(120, 'encrypting', page.evaluate(encrypt, { key: vector.key, secret: vector.secret, questions, options, useWasm })));
          await page.close();
        }
        line.push(`${rate}x: ${times.sort((a, b) => a - b)[1].toFixed(0)} ms`);
      }
      process.stdout.write(`${useWasm ? 'WebAssembly' : 'JavaScript '} ${questions}x${options}  ${line.join('  ')}\n`);
    }
  }
} finally {
  await chrome.close();
  server.close();
}
