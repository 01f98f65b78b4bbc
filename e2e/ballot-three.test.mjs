// An electronic secret ballot with three answers in a real browser: the tick in the form of the plan, a member of the counting team
// who uses a program of their own and its page, the third answer by click and by key, with and without WebAssembly and workers.
// What ballot.test.mjs shows already is passed through quickly.

import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Product, browser, closing, run, within } from './house.mjs';
import { Someone } from './someone.mjs';
import { World, CAST } from './story/cast.mjs';
import { found, setUp } from './story/agency.mjs';
import { council } from './story/council.mjs';
import { item, plan } from './story/plan.mjs';
import { CLOSE, GOOD, MODEL, dossiers } from './story/dossiers.mjs';
import { call, meeting } from './story/session.mjs';

/** The first keeps the key in the browser, the second on a device of their own and makes the codes. */
const [IN_BROWSER, OWN_DEVICE] = ['secretary', 'appraiser'];
const PASSPHRASE = 'năm con chim sẻ nhỏ';
const [YES, NO, NEITHER] = ['agree', 'not', 'neither'];
const VOTES = [
  { answers: { [MODEL]: YES, [CLOSE]: NEITHER, [GOOD]: YES }, width: 390 },
  { answers: { [MODEL]: YES, [CLOSE]: NEITHER, [GOOD]: NO }, locale: 'en-GB' },
  { answers: { [MODEL]: YES, [CLOSE]: NO, [GOOD]: NEITHER }, locale: 'en-GB', width: 390, without: 'program' },
  { answers: { [MODEL]: NEITHER, [CLOSE]: YES, [GOOD]: YES }, without: 'workers' },
];

let chrome;
let product;

before(async () => {
  chrome = await browser();
});

after(() => closing(product, chrome));

/** Waits for a step of a page with a program, and looks at it. */
async function step(someone, name) {
  const here = someone.page.locator(`[data-step="${name}"]`);
  await here.waitFor().catch(async () => assert.fail(`${someone.path} does not come to ${name}: ${(await someone.text()).slice(0, 1500)}`));
  await someone.look(`${someone.path.split('/').slice(0, 2).join('/')} three ${name}`);
  return here;
}

const act = (someone, name) => someone.page.locator(`[data-act="${name}"]:visible`).first().click();

/** The rule of the council's step counts "no opinion" apart. */
async function third(clerk) {
  const vote = item(clerk, 'Bỏ phiếu kín');
  await clerk.press(vote.getByRole('link', { name: 'Sửa' }));
  await clerk.sees('Phiếu kín có lựa chọn “Không có ý kiến”', 'là phiếu hợp lệ và không tính là đồng ý');
  await clerk.fill({ 'khong-y-kien': true });
  await clerk.page.setViewportSize({ width: 390, height: 900 });
  await clerk.look(`${clerk.path} narrow`);
  await clerk.page.setViewportSize({ width: 1280, height: 900 });
  await clerk.press('Lưu');
  await clerk.sees('phiếu có lựa chọn “không có ý kiến”');
}

async function ready() {
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-e2e-'));
  const first = await found(folder);
  product = await Product.on(folder, 'serve', [], 1500);
  const world = new World(product, chrome, true);
  world.passwords.admin = first;
  for (const chapter of [setUp, council, (here) => plan(here, third), dossiers]) await within(600, chapter.name, chapter(world));
  const secretary = await world.person('secretary');
  await call(world, secretary);
  await secretary.sees('Phiếu có lựa chọn “không có ý kiến”');
  await secretary.follow('Điểm danh');
  for (const row of await secretary.main.locator('tbody tr').all()) await row.locator('input[type=checkbox]').check();
  await secretary.press('Lưu điểm danh');
  writeFileSync(join(folder, 'mat-khau'), `${PASSPHRASE}\n`);
  return { world, folder };
}

async function prepare(secretary) {
  await secretary.follow('Bỏ phiếu kín điện tử');
  for (const tick of await secretary.main.locator('[name="ban-kiem-phieu"]').all()) await tick.uncheck();
  for (const key of [IN_BROWSER, OWN_DEVICE]) await secretary.tick('ban-kiem-phieu', CAST[key].name);
  await secretary.fill({ 'phat-hanh': CAST[OWN_DEVICE].name, 'so-can': '2', 'it-nhat': '3' });
  await secretary.press('Chuẩn bị bỏ phiếu');
  return secretary.path;
}

/** The trustee's own device: downloads a file of the page, runs the program, and pastes the line it prints. */
class OwnDevice {
  constructor(someone, address, folder) {
    Object.assign(this, { someone, address, folder });
  }

  async download(link, name) {
    await this.someone.go(`${this.address}/may-rieng`);
    const [file] = await Promise.all([this.someone.page.waitForEvent('download'), this.someone.find(link).click()]);
    await file.saveAs(join(this.folder, name));
    return join(this.folder, name);
  }

  /** What the program prints and says. */
  program(...args) {
    const own = (name) => join(this.folder, name);
    return run(['ballot', ...args, '--key', own('rieng.key'), '--passphrase-file', own('mat-khau')]);
  }

  async paste(said) {
    assert.equal(said.code, 0, said.err);
    await this.someone.fill({ dong: said.out.trim() });
    await this.someone.press('Gửi');
    await this.someone.sees('Đã nhận.');
  }

  async round(...more) {
    const file = await this.download('Tải tệp lễ tạo khóa', 'le-tao-khoa.json');
    return this.program('key', file, ...more);
  }
}

/** Waits until the other one's message is there. */
async function rounds(someone, name, count) {
  await someone.page.locator('[data-trustee]', { hasText: name }).getByText(`${count}/3`).waitFor({ timeout: 60_000 });
}

async function keyInBrowser(someone, address, folder) {
  await someone.go(`${address}/khoa`);
  await step(someone, 'begin');
  await act(someone, 'begin');
  const secure = await step(someone, 'secure');
  for (const field of await secure.locator('[data-passphrase-new]').all()) await field.fill(PASSPHRASE);
  await secure.locator('button[type=submit]').click();
  const keep = await step(someone, 'keep');
  const [file] = await Promise.all([someone.page.waitForEvent('download'), act(someone, 'save')]);
  await file.saveAs(join(folder, 'trinh-duyet.key'));
  for (const tick of await keep.locator('input[type=checkbox]').all()) await tick.check();
  await keep.locator('button[type=submit]').click();
  await step(someone, 'work');
}

async function ceremony(world, address, folder) {
  const [inBrowser, other] = [await world.person(IN_BROWSER), await world.person(OWN_DEVICE)];
  const own = new OwnDevice(other, address, folder);
  await keyInBrowser(inBrowser, address, folder);
  await other.go(address);
  await other.follow('Tạo khóa');
  await step(other, 'begin');
  await other.follow('Dùng chương trình trên máy riêng');
  await other.sees('lantoa ballot key le-tao-khoa.json');
  await other.fill({ dong: 'không phải chữ số' });
  await other.mistaken('Gửi', /Dòng chương trình in ra/, { dong: 'không phải chữ số' });
  await narrow(other);
  await own.paste(await own.round());
  await rounds(inBrowser, CAST[IN_BROWSER].name, 2);
  await own.paste(await own.round());
  const waits = await own.round();
  assert.equal(waits.code, 2, 'no confirmation before the words were compared');
  const compare = await step(inBrowser, 'compare');
  const words = await compare.locator('.six li').allInnerTexts();
  assert.ok(waits.err.includes(words.map((word) => word.trim()).join(' · ')), `${words} and ${waits.err}`);
  await own.paste(await own.round('--words-agree'));
  await act(inBrowser, 'same');
  await step(inBrowser, 'over');
  return own;
}

/** The page as it is on a phone, without leaving it. */
async function narrow(someone) {
  await someone.page.setViewportSize({ width: 390, height: 900 });
  await someone.look(`${someone.path.split('/').slice(0, 2).join('/')} narrow own`);
  await someone.page.setViewportSize({ width: someone.width, height: 900 });
}

async function codesAndOpening(world, address) {
  const issuer = await world.person(OWN_DEVICE);
  await issuer.go(`${address}/ma`);
  await step(issuer, 'start');
  await act(issuer, 'make');
  const codes = await (await step(issuer, 'cards')).locator('[data-cards] [data-code]').allInnerTexts();
  await act(issuer, 'printed');
  await step(issuer, 'sure');
  await act(issuer, 'sure');
  await step(issuer, 'over');
  const secretary = await world.person('secretary');
  await secretary.go(`${address}/phat`);
  for (const row of await secretary.main.locator('fieldset.hand [value="phong-bi"]').all()) await row.check();
  await secretary.press('Lưu');
  await secretary.follow('Mở bỏ phiếu');
  await secretary.press('Mở bỏ phiếu');
  return { codes, booth: await secretary.main.locator('a[href^="/bo-phieu/"]').first().getAttribute('href') };
}

const WITHOUT = {
  program: () => {
    const refuse = () => Promise.reject(new WebAssembly.CompileError('refused'));
    WebAssembly.instantiate = refuse;
    WebAssembly.instantiateStreaming = refuse;
  },
  workers: () => {
    delete globalThis.Worker;
  },
};

/** The programs beside the page: two, one where there is no WebAssembly, none where the browser has no workers. */
async function beside(voter, without) {
  const wanted = { program: 1, workers: 0 }[without] ?? 2;
  const until = Date.now() + 10_000;
  while (voter.page.workers().length < wanted && Date.now() < until) await new Promise((go) => setTimeout(go, 50));
  assert.equal(voter.page.workers().length, wanted, `programs beside the page without ${without}`);
}

async function vote(booth, code, { answers, width = 1280, locale = 'vi-VN', without }) {
  const voter = await Someone.at(chrome, product, { width, locale });
  if (without) await voter.context.addInitScript(WITHOUT[without]);
  await voter.go(booth);
  const enter = await step(voter, 'code');
  await beside(voter, without);
  await enter.locator('[data-code]').fill(code);
  await enter.locator('button[type=submit]').click();
  const choose = await step(voter, 'choose');
  const names = await choose.locator('[data-candidate]').allInnerTexts();
  for (const [at, name] of names.entries()) {
    const row = choose.locator('.choice').nth(at);
    assert.equal(await row.locator('.answer').count(), 3);
    const wanted = answers[name];
    if (wanted === NEITHER) await row.locator('input').first().press('3');
    else await row.locator(`.answer--${wanted}`).click();
    assert.equal(await row.locator('input:checked').inputValue(), wanted);
  }
  await step(voter, 'choose');
  await choose.locator('[data-continue]').click();
  const summary = await step(voter, 'summary');
  await voter.page.getByText(/1 không có ý kiến|1 no opinion/).waitFor();
  assert.equal(await summary.locator('.answer--neither').count(), 1);
  // A second thought: the ballot that was begun is dropped, and the new one says what is chosen now.
  const other = names.findIndex((name) => answers[name] === NEITHER);
  await act(voter, 'change');
  await choose.locator('.choice').nth(other).locator('.answer--agree').click();
  await choose.locator('[data-continue]').click();
  await voter.page.getByText(/0 không có ý kiến|0 no opinion/).waitFor();
  await act(voter, 'change');
  await choose.locator('.choice').nth(other).locator('.answer--neither').click();
  await choose.locator('[data-continue]').click();
  await summary.waitFor();
  await act(voter, 'encrypt');
  await step(voter, 'ready');
  await act(voter, 'send');
  await step(voter, 'sent');
  assert.equal(voter.page.workers().length, 0, 'nothing works on when the ballot is sent');
  await voter.leave();
}

async function openSums(world, address, own, folder) {
  const secretary = await world.person('secretary');
  await secretary.go(address);
  await secretary.follow('Khép bỏ phiếu');
  await secretary.press('Khép bỏ phiếu');
  const head = (await secretary.main.locator('.seal__digits').innerText()).trim();
  await own.someone.go(`${address}/may-rieng`);
  await narrow(own.someone);
  const bundle = await own.download('Tải gói kiểm chứng', 'phieu.bundle');
  const digits = head.replace(/\s/g, '');
  const open = (seen) => own.program('open', bundle, '--memory', join(folder, 'nho.json'), '--head', seen);
  const wrong = await open(digits.replace(/^./, (one) => (one === '0' ? '1' : '0')));
  assert.notEqual(wrong.code, 0, 'another head than the one read aloud');
  await own.paste(await open(digits));
  await secretary.go(`${address}/mo`);
  await step(secretary, 'compare');
  await act(secretary, 'same');
  const form = await step(secretary, 'key');
  await form.locator('[data-file]').setInputFiles(join(folder, 'trinh-duyet.key'));
  await form.locator('[data-passphrase]').fill(PASSPHRASE);
  await form.locator('button[type=submit]').click();
  await step(secretary, 'over');
  return digits;
}

async function result(world, address, folder, head) {
  const secretary = await world.person('secretary');
  await secretary.go(address);
  await secretary.follow('Ghi kết quả');
  await secretary.press('Ghi kết quả');
  const [file] = await Promise.all([secretary.page.waitForEvent('download'), secretary.go(address).then(() => secretary.find('Tải gói kiểm chứng').click())]);
  await file.saveAs(join(folder, 'ket-qua.bundle'));
  const said = await run(['ballot', 'verify', join(folder, 'ket-qua.bundle'), '--head', head]);
  assert.equal(said.code, 0, said.out + said.err);
  const chair = await world.person('chair');
  await meeting(chair);
  for (const name of [MODEL, CLOSE, GOOD]) {
    const count = (answer) => VOTES.filter(({ answers }) => answers[name] === answer).length;
    const row = await chair.main.locator('ol.rows > li', { hasText: name }).innerText();
    assert.match(row, new RegExp(`đồng ý ${count(YES)}, không đồng ý ${count(NO)}, không có ý kiến ${count(NEITHER)}`), name);
  }
}

test('an electronic ballot with three answers, and a key that no server ever saw', { timeout: 1_200_000 }, async () => {
  const { world, folder } = await ready();
  const secretary = await world.person('secretary');
  const address = await prepare(secretary);
  const own = await within(180, 'the ceremony', ceremony(world, address, folder));
  const { codes, booth } = await within(120, 'the codes', codesAndOpening(world, address));
  for (const [at, one] of VOTES.entries()) await within(120, `vote ${at + 1}`, vote(booth, codes[at], one));
  const head = await within(120, 'opening', openSums(world, address, own, folder));
  await within(60, 'the result', result(world, address, folder, head));
  await world.over();
});
