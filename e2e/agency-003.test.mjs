// Plan 003 from an empty folder to the certificate, as nine people in a real browser: once without script, once with it.
// Everything but the first administrator goes through the pages; axe looks at every one of them.
// Files run in the order of their names: this one takes longest and is named so that nothing waits for it at the end.

import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Product, browser, closing, within } from './house.mjs';
import { World } from './story/cast.mjs';
import { found, setUp } from './story/agency.mjs';
import { council } from './story/council.mjs';
import { plan } from './story/plan.mjs';
import { dossiers } from './story/dossiers.mjs';
import { session } from './story/session.mjs';
import { decision, links, verified } from './story/decision.mjs';

const CHAPTERS = { setUp, council, plan, dossiers, session, decision, links };
let chrome;
let product;

before(async () => {
  chrome = await browser();
});

after(() => closing(product, chrome));

for (const script of [false, true]) {
  test(`plan 003, ${script ? 'with' : 'without'} script`, { timeout: 1_400_000 }, async (t) => {
    await product?.stop();
    const folder = mkdtempSync(join(tmpdir(), 'lantoa-e2e-'));
    const first = await found(folder);
    product = await Product.on(folder, 'serve', [], 1200);
    const world = new World(product, chrome, script);
    world.passwords.admin = first;
    for (const [name, chapter] of Object.entries(CHAPTERS)) {
      const begun = Date.now();
      await within(600, `chapter ${name}`, chapter(world));
      t.diagnostic(`${name}: ${Math.round((Date.now() - begun) / 1000)} s`);
    }
    assert.ok(world.here.size >= 5, 'at least five different people');
    await world.over();
    await product.stop({ keep: true });
    await verified(folder);
  });
}
