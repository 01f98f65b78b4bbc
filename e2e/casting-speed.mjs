// How long a phone encrypts a ballot, checked by the second implementation: in Chromium, with the processor slowed down.
//   node e2e/casting-speed.mjs [FOLDER]      FOLDER: programs to measure, crates/web/assets/ballot when left out
// Serves the folder under the policy of the product's pages, opens a fresh page for every figure, and prints milliseconds of
// the page's clock: each implementation's part, the longer of them (what a member waits who presses the button at once, with a
// processor core for each), their sum (one after the other), and after READING seconds with the summary, which is when the page
// begins. Chromium cannot slow down what works beside a page, so the parts are measured on the page itself; at full speed the
// wait is measured through the workers too.

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

/** How long a member reads the summary before the button is pressed, in the last column. */
const READING = 2;

/** In the page: what both implementations do for one ballot, one after the other. */
async function parts({ key, secret, questions, options, useWasm }) {
  const { agreed, isVerifiedTwice, madeBy } = await import('/pages/ballot-of.mjs');
  const { load } = await import('/wasm.mjs');
  const script = await import('/ballot.mjs');
  const program = useWasm ? await load(new URL('/ballot.wasm', location.href)) : script;
  const bytes = script.fromHex;
  const rules = { election: bytes('11'.repeat(32)), key: bytes(key), questions, options, limit: null };
  const choices = new Uint8Array(questions * options);
  for (let at = 0; at < questions; at += 2) choices[at * options] = 1;
  // What is done while the code is typed; the credential comes from this ballot.
  const one = { ...rules, questions: 4 };
  const trial = (maker) => maker.verifyBallot(one, maker.makeBallot(one, bytes(secret), 1, new Uint8Array(32), new Uint8Array(4 * options)));
  script.prepare(rules);
  const { credential } = trial(script);
  trial(program);
  await new Promise((go) => setTimeout(go, 300));
  const made = [];
  const times = [];
  const seed = script.freshSeed();
  for (const maker of useWasm ? [program, script] : [script]) {
    const begin = performance.now();
    made.push(madeBy(maker, rules, { key: bytes(secret), credential }, 1, seed, choices, maker === program || isVerifiedTwice(choices)));
    times.push(performance.now() - begin);
    await new Promise((go) => setTimeout(go, 50));
  }
  agreed(script, made);
  return times;
}

/** In the page: the same through the workers, pressed at once. */
async function beside({ key, secret, questions, options, useWasm }) {
  const { Encrypting } = await import('/pages/encrypt.mjs');
  const { load } = await import('/wasm.mjs');
  const script = await import('/ballot.mjs');
  const bytes = script.fromHex;
  const maker = useWasm ? await load(new URL('/ballot.wasm', location.href)) : script;
  const rules = { election: bytes('11'.repeat(32)), key: bytes(key), questions, options, limit: null };
  const one = { ...rules, questions: 1, options: 1 };
  const { credential } = script.verifyBallot(one, script.makeBallot(one, bytes(secret), 1, new Uint8Array(32), Uint8Array.of(0)));
  const encrypting = new Encrypting({ maker, script }, rules);
  await Promise.all(encrypting.beside.map((worker) => worker.ready));
  const begin = performance.now();
  encrypting.begin({ key: bytes(secret), credential }, 1, new Uint8Array(questions * options));
  if ((await encrypting.running.made) === null) throw new Error('the workers did not work');
  await encrypting.finish();
  const took = performance.now() - begin;
  encrypting.end();
  return [took];
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const RUNS = 3;

/** Median of each figure over fresh pages. */
async function measured(what, about, rate) {
  const all = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await chrome.newPage();
    await page.goto(address);
    const control = await page.context().newCDPSession(page);
    await control.send('Emulation.setCPUThrottlingRate', { rate });
    all.push(await within(120, 'encrypting', page.evaluate(what, { key: vector.key, secret: vector.secret, ...about })));
    await page.close();
  }
  return all[0].map((_, at) => median(all.map((times) => times[at])));
}

const chrome = await browser();
try {
  for (const useWasm of [true, false]) {
    for (const [questions, options] of [[20, 1], [40, 1], [100, 1], [200, 1], [200, 2]]) {
      const about = { questions, options, useWasm };
      process.stdout.write(`${useWasm ? 'WebAssembly' : 'JavaScript '} ${questions}x${options}`);
      for (const rate of [1, 6]) {
        const times = await measured(parts, about, rate);
        const [wait, sum] = [Math.max(...times), times.reduce((all, one) => all + one, 0)];
        const after = Math.max(0, wait - 1000 * READING);
        process.stdout.write(`  ${rate}x: ${times.map((one) => one.toFixed(0)).join(' | ')}, at once ${wait.toFixed(0)}, in turn ${sum.toFixed(0)}, after ${READING} s ${after.toFixed(0)} ms`);
      }
      const [through] = await measured(beside, about, 1);
      process.stdout.write(`  through workers 1x: ${through.toFixed(0)} ms\n`);
    }
  }
} finally {
  await chrome.close();
  server.close();
}
