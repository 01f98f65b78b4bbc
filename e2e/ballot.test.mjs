// An electronic secret ballot in a real browser: three trustees make the key on three screens, codes are printed and handed out,
// seven members vote (one twice, one after a challenge, one without WebAssembly), an eighth takes paper, which two people type in;
// two trustees open, the result is announced and the bundle verifies. axe and the width on every page and step; no code and no seed leaves a page.

import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Product, browser, closing, run, within } from './house.mjs';
import { Someone } from './someone.mjs';
import { World, CAST } from './story/cast.mjs';
import { found, setUp } from './story/agency.mjs';
import { COUNCIL, council } from './story/council.mjs';
import { plan } from './story/plan.mjs';
import { CLOSE, GOOD, MODEL, dossiers } from './story/dossiers.mjs';
import { call, meeting } from './story/session.mjs';
import { fromBytes } from '../client/ballot/wasm.mjs';
import { drawing } from '../crates/web/assets/ballot/qr.mjs';

const TITLE = 'Bỏ phiếu xét mô hình, điển hình năm 2020';
/** The officer, the narrow screen and one more; the second makes the codes. */
const TRUSTEES = ['secretary', 'relative', 'appraiser'];
const ISSUER = 'relative';
const PASSPHRASE = 'năm con chim sẻ nhỏ';
const CANDIDATES = [MODEL, CLOSE, GOOD];

let chrome;
let product;

before(async () => {
  chrome = await browser();
});

after(() => closing(product, chrome));

/** Everything that left a browser, for a look at the end. */
function listen(someone, log) {
  someone.context.on('request', (request) => log.push(`${request.url()} ${request.postDataBuffer()?.toString('latin1') ?? ''}`));
}

/** Waits for a step of a page with a program, and looks at it. */
async function step(someone, name, seconds = 30) {
  const here = someone.page.locator(`[data-step="${name}"]`);
  await here.waitFor({ timeout: seconds * 1000 }).catch(async () => {
    assert.fail(`${someone.path} does not come to ${name}: ${(await someone.text()).slice(0, 1500)}`);
  });
  await someone.look(`${someone.path.split('/').slice(0, 2).join('/')} ${name}`);
  return here;
}

/** The message of a page with a program. */
const told = (someone, words) => someone.page.locator('[data-tell]:visible', { hasText: words }).waitFor();

const act = (someone, name) => someone.page.locator(`[data-act="${name}"]:visible`).first().click();

async function ready() {
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-e2e-'));
  const first = await found(folder);
  product = await Product.on(folder, 'serve', [], 1500);
  const world = new World(product, chrome, true);
  world.passwords.admin = first;
  for (const chapter of [setUp, council, plan, dossiers]) await within(600, chapter.name, chapter(world));
  await eighth(world);
  const secretary = await world.person('secretary');
  await call(world, secretary);
  await secretary.follow('Điểm danh');
  for (const row of await secretary.main.locator('tbody tr').all()) await row.locator('input[type=checkbox]').check();
  await secretary.press('Lưu điểm danh');
  await secretary.sees('Có mặt 8/8 thành viên');
  return { world, folder };
}

/** An eighth member, who will take paper. */
async function eighth(world) {
  const clerk = await world.person('clerk');
  await clerk.area('Hội đồng');
  await clerk.follow(COUNCIL);
  await clerk.follow('Thêm hoặc đổi vai trò');
  await clerk.fill({ nguoi: CAST.clerk.name });
  await clerk.tick('vai-tro', 'Ủy viên');
  await clerk.press('Bổ nhiệm');
}

async function prepare(secretary) {
  await secretary.follow('Bỏ phiếu kín điện tử');
  await secretary.fill({ 'tieu-de': '' });
  await secretary.mistaken('Chuẩn bị bỏ phiếu', /Tên cuộc bỏ phiếu/);
  await secretary.fill({ 'tieu-de': TITLE });
  for (const tick of await secretary.main.locator('[name="ban-kiem-phieu"]').all()) await tick.uncheck();
  for (const key of TRUSTEES) await secretary.tick('ban-kiem-phieu', CAST[key].name);
  await secretary.fill({ 'phat-hanh': CAST[ISSUER].name, 'so-can': '2', 'it-nhat': '5' });
  await secretary.press('Chuẩn bị bỏ phiếu');
  await secretary.sees('Đã chuẩn bị', TITLE, 'chưa được kiểm định độc lập', 'Đến lượt đồng chí tạo khóa');
  return secretary.path;
}

/** One trustee's way to the common work: passphrase, file, paper. */
async function makeKey(someone, address, folder, key) {
  await someone.go(address);
  await someone.follow('Tạo khóa');
  await step(someone, 'begin');
  await act(someone, 'begin');
  const secure = await step(someone, 'secure');
  await secure.locator('[data-passphrase-new]').first().fill('ngắn');
  await secure.locator('button[type=submit]').click();
  await told(someone, 'cần ít nhất 12 ký tự');
  for (const field of await secure.locator('[data-passphrase-new]').all()) await field.fill(PASSPHRASE);
  await secure.locator('button[type=submit]').click();
  const keep = await step(someone, 'keep');
  const letters = (await keep.locator('.letters').innerText()).replace(/\s/g, '');
  assert.equal(letters.length, 53, letters);
  const [file] = await Promise.all([someone.page.waitForEvent('download'), act(someone, 'save')]);
  const path = join(folder, `${key}.tdktkey`);
  await file.saveAs(path);
  for (const tick of await keep.locator('input[type=checkbox]').all()) await tick.check();
  await keep.locator('button[type=submit]').click();
  await step(someone, 'work');
  // The first message is there before anybody may close the page.
  await someone.page.locator('[data-trustee]', { hasText: '(đồng chí)' }).getByText(/[123]\/3/).waitFor();
  return { path, letters };
}

async function ceremony(world, address, folder) {
  const people = await Promise.all(TRUSTEES.map((key) => world.person(key)));
  const keys = {};
  for (const [at, key] of TRUSTEES.entries()) {
    keys[key] = await makeKey(people[at], address, folder, key);
    // The first closes the page midway and goes on with the key file.
    if (at === 0) await goOn(people[at], address, keys[key]);
  }
  const words = [];
  for (const someone of people) {
    const compare = await step(someone, 'compare', 60);
    words.push((await compare.locator('.six li').allInnerTexts()).join(' '));
  }
  assert.equal(new Set(words).size, 1, 'three screens, the same six words');
  assert.equal(words[0].split(' ').length, 6);
  for (const someone of people) await act(someone, 'same');
  for (const someone of people) await step(someone, 'over', 60);
  return keys;
}

async function goOn(someone, address, key) {
  await someone.go(`${address}/khoa`);
  const resume = await step(someone, 'resume');
  await resume.locator('[data-file]').setInputFiles(key.path);
  await resume.locator('[data-passphrase]').fill('không phải mật khẩu');
  await resume.locator('button[type=submit]').click();
  await told(someone, 'Mật khẩu không đúng');
  await resume.locator('[data-passphrase]').fill(PASSPHRASE);
  await resume.locator('button[type=submit]').click();
  await step(someone, 'work');
}

async function makeCodes(world, address) {
  const issuer = await world.person(ISSUER);
  await issuer.go(address);
  await issuer.follow('Tạo mã bỏ phiếu');
  await step(issuer, 'start');
  await act(issuer, 'make');
  const cards = await step(issuer, 'cards');
  const codes = await cards.locator('[data-cards] [data-code]').allInnerTexts();
  assert.equal(codes.length, 8);
  const papers = await cards.locator('[data-papers] [data-code]').allInnerTexts();
  assert.equal(papers.length, 4, 'as many as get no figures of their own');
  const mark = (await cards.locator('[data-election]').first().innerText()).trim();
  const booth = `${product.address}${await issuer.page.locator('#phat-hanh-ma').getAttribute('data-booth')}`;
  const squares = await cards.locator('[data-qr] path').evaluateAll((all) => all.map((one) => one.getAttribute('d')));
  assert.deepEqual(squares, codes.map(() => drawing(booth).path), 'every card shows the address of the booth, and nothing but it');
  await issuer.page.emulateMedia({ media: 'print' });
  assert.equal(await issuer.page.locator('header.top').isVisible(), false, 'only the cards are printed');
  if (process.env.LANTOA_SHOTS) await issuer.picture('envelopes-print');
  await issuer.page.emulateMedia({ media: 'screen' });
  await act(issuer, 'printed');
  await step(issuer, 'sure');
  await act(issuer, 'sure');
  await step(issuer, 'over');
  assert.equal(await issuer.page.getByText(codes[0]).count(), 0, 'the codes are gone from the page');
  return { codes, papers, mark };
}

/** One takes paper, for which the issuer takes the code of the envelope left over back first. */
async function handOut(world, address, codes) {
  const [secretary, issuer] = [await world.person('secretary'), await world.person(ISSUER)];
  await secretary.go(address);
  await secretary.follow('Phát phong bì');
  const hands = secretary.main.locator('fieldset.hand');
  assert.equal(await hands.count(), 8);
  for (let at = 0; at < 7; at += 1) await hands.nth(at).locator('[value="phong-bi"]').check();
  await hands.nth(7).locator('[value="giay"]').check();
  await secretary.press('Lưu', { status: 409 });
  await secretary.sees('Mỗi phiếu giấy cần một mã chưa dùng đã thu hồi');
  await secretary.go(`${address}/phat`);
  for (let at = 0; at < 7; at += 1) await hands.nth(at).locator('[value="phong-bi"]').check();
  await secretary.press('Lưu');
  await secretary.sees('7/8 thành viên đã nhận phong bì');
  await takeBack(issuer, address, codes[7]);
  await secretary.go(`${address}/phat`);
  await hands.nth(7).locator('[value="giay"]').check();
  await secretary.press('Lưu');
  await secretary.sees('7/8 thành viên đã nhận phong bì, 1 phiếu giấy', 'Đã nhận phiếu giấy');
  await secretary.follow('Mở bỏ phiếu');
  await secretary.press('Mở bỏ phiếu');
  await secretary.sees('Đã mở bỏ phiếu', 'Đang bỏ phiếu');
}

/** A member at a device: types the code and comes to the choices. */
async function enter(voter, booth, code, mark) {
  await voter.go(booth);
  const enter = await step(voter, 'code');
  assert.ok((await enter.innerText()).includes(mark), 'the mark of the envelope stands on the page');
  await enter.locator('[data-code]').fill(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`);
  await enter.locator('button[type=submit]').click();
  await told(voter, /gõ sai|is wrong/);
  await enter.locator('[data-code]').fill(code.toLowerCase());
  await enter.locator('button[type=submit]').click();
  return step(voter, 'choose');
}

async function choose(voter, choose, answers) {
  assert.equal(await choose.locator('input:checked').count(), 0, 'nothing is chosen beforehand');
  const candidates = await choose.locator('[data-candidate]').allInnerTexts();
  await choose.locator('[data-continue]').click();
  await voter.page.getByText(/Còn 3 nội dung chưa chọn|3 left to choose/).waitFor();
  for (const [at, name] of candidates.entries()) {
    const row = choose.locator('.choice').nth(at);
    if (at === 0) await row.locator('input').first().press(answers[name] ? '1' : '2');
    else await row.locator(`.answer--${answers[name] ? 'agree' : 'not'}`).click();
  }
  await voter.page.getByText(/3\/3 đã chọn|3 of 3 chosen/).waitFor();
  await voter.look('/bo-phieu chosen');
  await choose.locator('[data-continue]').click();
  await step(voter, 'summary');
  await act(voter, 'encrypt');
  await step(voter, 'ready');
  return voter.page.locator('[data-step="ready"] [data-put="code"]').innerText();
}

async function send(voter) {
  await act(voter, 'send');
  const sent = await step(voter, 'sent');
  const [file] = await Promise.all([voter.page.waitForEvent('download'), act(voter, 'save-receipt')]);
  const receipt = readFileSync(await file.path(), 'utf8');
  assert.ok(receipt.includes(await sent.locator('[data-put="code"]').innerText()));
  return receipt;
}

/** The challenge: another device finds the same tracking code and the choices, and the ballot cannot be cast. */
async function challenge(voter, booth, code, tracking, log) {
  await act(voter, 'challenge');
  await step(voter, 'sure');
  await act(voter, 'reveal');
  const shown = await step(voter, 'challenged');
  const line = await shown.locator('[data-put="challenge"]').innerText();
  const other = await Someone.at(chrome, product, { width: 390 });
  listen(other, log);
  await other.go(`${booth}/kiem-tra`);
  const type = await step(other, 'type');
  await type.locator('[data-code]').fill(code);
  await type.locator('[data-noted]').fill('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  await type.locator('[data-line]').fill(line);
  await type.locator('button[type=submit]').click();
  await told(other, `ra mã tra cứu ${tracking}`);
  await type.locator('[data-noted]').fill(tracking.toLowerCase());
  await type.locator('button[type=submit]').click();
  const fits = await step(other, 'fits');
  assert.equal(await fits.locator('.answers-list li').count(), CANDIDATES.length);
  await other.leave();
  await act(voter, 'anew');
  await step(voter, 'choose');
  await voter.page.locator('[data-continue]').click();
  await step(voter, 'summary');
  await act(voter, 'encrypt');
  await step(voter, 'ready');
  const fresh = await voter.page.locator('[data-step="ready"] [data-put="code"]').innerText();
  assert.notEqual(fresh, tracking, 'a new ballot has another code');
  return fresh;
}

const refuseWasm = () => {
  const refuse = () => Promise.reject(new WebAssembly.CompileError('refused'));
  WebAssembly.instantiate = refuse;
  WebAssembly.instantiateStreaming = refuse;
};

/** Seven members vote; gives the tracking codes that count, one that was replaced, and the plain count. */
async function vote(booth, { codes, mark }, log) {
  const agree = (...names) => Object.fromEntries(CANDIDATES.map((name) => [name, names.includes(name)]));
  const plans = [
    { answers: agree(MODEL, GOOD), again: agree(MODEL, GOOD, CLOSE), width: 390 },
    { answers: agree(MODEL, GOOD), challenge: true },
    { answers: agree(MODEL, GOOD, CLOSE), script: true, width: 390 },
    { answers: agree(MODEL, GOOD), locale: 'en-GB' },
    { answers: agree(MODEL, GOOD, CLOSE), locale: 'en-GB', width: 390 },
    { answers: agree(MODEL, GOOD, CLOSE) },
    { answers: agree(GOOD), width: 390 },
  ];
  const voted = { counted: [], replaced: [], receipts: [], counts: Object.fromEntries(CANDIDATES.map((name) => [name, 0])) };
  for (const [at, one] of plans.entries()) {
    const voter = await Someone.at(chrome, product, { width: one.width ?? 1280, locale: one.locale ?? 'vi-VN' });
    listen(voter, log);
    if (one.script) await voter.context.addInitScript(refuseWasm);
    const choices = await enter(voter, booth, codes[at], mark);
    if (one.script) assert.equal(await voter.page.locator('[data-engine="javascript"]').getAttribute('hidden'), null, 'it is said which program encrypts');
    let tracking = await choose(voter, choices, one.answers);
    if (one.challenge) tracking = await challenge(voter, booth, codes[at], tracking, log);
    voted.receipts.push(await send(voter));
    if (one.again) {
      voted.replaced.push(tracking);
      await Promise.all([voter.page.waitForNavigation(), act(voter, 'again')]);
      const anew = await enter(voter, booth, codes[at], mark);
      await voter.page.getByText('Phiếu mới sẽ thay phiếu đó').waitFor();
      tracking = await choose(voter, anew, one.again);
      voted.receipts.push(await send(voter));
    }
    voted.counted.push(tracking);
    for (const name of CANDIDATES) if ((one.again ?? one.answers)[name]) voted.counts[name] += 1;
    await voter.leave();
  }
  return voted;
}

async function takeBack(issuer, address, code) {
  await issuer.go(address);
  await issuer.follow('Thu hồi mã');
  const type = await step(issuer, 'type');
  await type.locator('[data-code]').fill(code);
  await type.locator('button[type=submit]').click();
  await type.locator('.chosen li').waitFor();
  await issuer.look('/phieu thu-hoi typed');
  await act(issuer, 'check');
  await step(issuer, 'sure');
  await Promise.all([issuer.page.waitForURL(`**${address}`), act(issuer, 'revoke')]);
  await issuer.look();
  await issuer.sees('Đã thu hồi 1 mã');
}

/** One person copies the paper ballot; gives the page's step and, from the first, the sealing line. */
async function copyPaper(someone, address, code, letters, agreed, comes) {
  await someone.go(address);
  await someone.follow('Nhập phiếu giấy');
  const enter = await step(someone, 'code');
  await enter.locator('[data-code]').fill(code);
  await enter.locator('[data-letters]').fill(letters);
  await enter.locator('button[type=submit]').click();
  const choose = await step(someone, 'choose');
  await choose.locator('[data-continue]').click();
  await told(someone, 'Còn 3 nội dung chưa chọn');
  await markPaper(choose, agreed);
  await choose.locator('[data-continue]').click();
  await step(someone, 'summary');
  await act(someone, 'send');
  return step(someone, comes);
}

async function markPaper(choose, agreed) {
  for (const row of await choose.locator('.choice').all()) {
    const name = await row.locator('[data-candidate]').innerText();
    await row.locator(`.answer--${agreed.includes(name) ? 'agree' : 'not'}`).click();
  }
}

/** Two people type the one paper ballot in; the second is wrong at first. */
async function typePaper(world, address, code, agreed) {
  const [secretary, relative] = [await world.person('secretary'), await world.person('relative')];
  const first = await copyPaper(secretary, address, code, '', agreed, 'first');
  const letters = await first.locator('[data-put="letters"]').innerText();
  assert.equal(letters.replace(/\s/g, '').length, 53, letters);
  await secretary.go(address);
  await secretary.sees('Chờ người thứ hai nhập');
  await copyPaper(relative, address, code.toLowerCase(), letters.toLowerCase(), [], 'differs');
  await act(relative, 'look');
  const choose = await step(relative, 'choose');
  await markPaper(choose, agreed);
  await choose.locator('[data-continue]').click();
  await step(relative, 'summary');
  await act(relative, 'send');
  await step(relative, 'counted');
  return letters;
}

async function closeVote(world, address, code, agreed) {
  const secretary = await world.person('secretary');
  await secretary.go(address);
  await secretary.sees('Còn 1 phiếu giấy');
  await secretary.follow('Khép bỏ phiếu');
  await secretary.fill({ 'khong-thu-duoc': 'một' });
  await secretary.mistaken('Khép bỏ phiếu', /Phiếu giấy không thu được/, { 'khong-thu-duoc': 'một' });
  await secretary.go(`${address}/buoc/khep`);
  await secretary.press('Khép bỏ phiếu', { status: 409 });
  await secretary.sees('Quá ít phiếu giấy để ghi số liệu riêng');
  const letters = await typePaper(world, address, code, agreed);
  await secretary.go(address);
  await secretary.follow('Khép bỏ phiếu');
  await secretary.press('Khép bỏ phiếu');
  await secretary.sees('Đã khép', 'Mã chốt sổ phiếu');
  return { letters, head: (await secretary.main.locator('.seal__digits').innerText()).trim() };
}

async function openSums(someone, address, head, key) {
  await someone.go(address);
  await someone.follow('Mở kết quả bằng khóa của tôi');
  const compare = await step(someone, 'compare');
  assert.equal((await compare.locator('.seal__digits').innerText()).trim(), head, 'the browser came to the head that was read aloud');
  await act(someone, 'same');
  const form = await step(someone, 'key');
  if (key.byLetters) {
    await form.locator('summary').click();
    await form.locator('[data-letters]').fill(key.letters.toLowerCase());
    await someone.look('/phieu key letters');
  } else {
    await form.locator('[data-file]').setInputFiles(key.path);
    await form.locator('[data-passphrase]').fill(PASSPHRASE);
  }
  await form.locator('button[type=submit]').click();
  await step(someone, 'over');
}

async function result(world, address, counts) {
  const [secretary, chair] = [await world.person('secretary'), await world.person('chair')];
  await secretary.go(address);
  await secretary.follow('Ghi kết quả');
  await secretary.press('Ghi kết quả');
  await secretary.sees('Đã ghi kết quả vào phiên họp');
  await meeting(chair);
  await chair.sees(TITLE, 'Đã có kết quả');
  for (const name of CANDIDATES) {
    const row = await chair.main.locator('ol.rows > li', { hasText: name }).innerText();
    assert.match(row, new RegExp(`đồng ý ${counts[name]}, không đồng ý ${8 - counts[name]}`), name);
  }
  await chair.follow(/^Xác nhận kết quả/);
  await chair.press('Xác nhận kết quả');
  await chair.follow(/^Công bố kết quả/);
  await chair.press(/^Công bố kết quả/);
  await chair.sees('Đã công bố 3 kết quả');
}

/** The bundle verifies in the program and in a stranger's browser, against the minutes and the receipts; with one byte changed it does not. */
async function verify(world, address, folder, head, receipts) {
  const secretary = await world.person('secretary');
  await secretary.go(address);
  const [file] = await Promise.all([secretary.page.waitForEvent('download'), secretary.find('Tải gói kiểm chứng').click()]);
  const path = join(folder, 'phieu.bundle');
  await file.saveAs(path);
  const digits = head.replace(/\s/g, '');
  const said = await run(['ballot', 'verify', path, '--head', digits]);
  assert.equal(said.code, 0, said.out + said.err);
  const wrong = await run(['ballot', 'verify', path, '--head', digits.replace(/^./, (one) => (one === '0' ? '1' : '0'))]);
  assert.equal(wrong.code, 1, 'another head than that of the minutes');
  for (const width of [1280, 390]) {
    const reader = await Someone.at(chrome, product, { width });
    await reader.go('/kiem-tra-phieu');
    const choose = await step(reader, 'choose');
    await choose.locator('[data-file]').setInputFiles(path);
    await choose.locator('[data-head]').fill(head);
    await choose.locator('summary').click();
    await choose.locator('[data-receipts]').fill(receipts.join('\n'));
    await choose.locator('button[type=submit]').click();
    await step(reader, 'verdict');
    await reader.sees('Mọi phép kiểm tra đều đạt', MODEL);
    await act(reader, 'again');
    const bytes = readFileSync(path);
    bytes[bytes.length - 400] ^= 1;
    await choose.locator('[data-file]').setInputFiles({ name: 'sai.bundle', mimeType: 'application/octet-stream', buffer: bytes });
    await choose.locator('button[type=submit]').click();
    await reader.page.getByText('Ít nhất một phép kiểm tra không đạt').waitFor();
    await step(reader, 'verdict');
    await reader.page.locator('[data-found] summary').click();
    await reader.page.locator('[data-findings] li', { hasText: 'Tại dòng' }).first().waitFor();
    await reader.leave();
  }
}

/** A member's receipt against the board, on a narrow screen and a wide one. */
async function receipts(booth, voted) {
  for (const width of [390, 1280]) {
    const reader = await Someone.at(chrome, product, { width });
    await reader.go(`${booth}/bien-nhan`);
    const type = await step(reader, 'type');
    await type.locator('button[type=submit]').click();
    await told(reader, 'Không thấy biên nhận nào');
    const forged = voted.receipts[0].replace(/[0-9a-f]{328}/, (digits) => digits.replace(/.$/, (one) => (one === '0' ? '1' : '0')));
    await type.locator('[data-receipt]').fill(forged);
    await type.locator('button[type=submit]').click();
    await told(reader, 'không do máy chủ của cuộc bỏ phiếu này ký');
    await type.locator('[data-receipt]').fill(voted.receipts[0]);
    await type.locator('button[type=submit]').click();
    await step(reader, 'verdict');
    await reader.sees('Phiếu vẫn ở đúng chỗ', voted.replaced[0], 'Đã được thay');
    // The same receipt when the server shows a board that ends before it.
    await reader.page.route('**/so-phieu', async (route) => {
      const board = await (await route.fetch()).json();
      await route.fulfill({ json: { ...board, entries: 3, ballots: [] } });
    });
    await act(reader, 'again');
    await type.locator('button[type=submit]').click();
    await step(reader, 'verdict');
    await reader.sees('Sổ phiếu đã bị cắt', 'Biên nhận này là bằng chứng');
    await reader.leave();
  }
}

/** The public list, without script and with it. */
async function publicList(booth, voted) {
  for (const [script, width] of [[false, 390], [true, 1280]]) {
    const reader = await Someone.at(chrome, product, { script, width });
    await reader.go(`${booth}/theo-doi`);
    await reader.sees(...voted.counted, ...voted.replaced, 'Đã được thay');
    assert.equal(await reader.main.getByText('Được tính', { exact: true }).count(), 8);
    await reader.go(booth);
    await reader.sees('Cuộc bỏ phiếu đã khép');
    await reader.leave();
  }
}

/** No code, no seed and no passphrase in anything that left a browser. */
async function nothingLeft(log, keys, codes, lines) {
  const wasm = await fromBytes(new Uint8Array(readFileSync(new URL('../crates/web/assets/ballot/ballot.wasm', import.meta.url))));
  const hex = (bytes) => Buffer.from(bytes).toString('hex');
  const secrets = codes.flatMap((code) => [code, code.replace(/\s/g, ''), code.replace(/\s/g, '-'), code.replace(/\s/g, '+')]);
  for (const letters of [...Object.values(keys).map((key) => key.letters), ...lines]) {
    const seed = wasm.readSeed(letters);
    secrets.push(letters, hex(seed), Buffer.from(seed).toString('latin1'), Buffer.from(seed).toString('base64'));
  }
  secrets.push(encodeURIComponent(PASSPHRASE), PASSPHRASE);
  assert.ok(log.length > 100 && log.some((line) => line.includes('thong-diep=')), 'the log saw something');
  const low = log.join('\n').toLowerCase();
  for (const secret of secrets) assert.ok(!low.includes(secret.toLowerCase()), 'a secret left a page');
}

test('an electronic ballot from keys to the verified bundle', { timeout: 1_400_000 }, async (t) => {
  const { world, folder } = await ready();
  const log = [];
  const [secretary, relative, appraiser] = await Promise.all(TRUSTEES.map((key) => world.person(key)));
  for (const someone of [secretary, relative, appraiser]) listen(someone, log);
  const address = await prepare(secretary);
  const keys = await within(240, 'the ceremony', ceremony(world, address, folder));
  const made = await within(120, 'the codes', makeCodes(world, address));
  await within(120, 'handing out', handOut(world, address, made.codes));
  const booth = await secretary.main.locator('a[href^="/bo-phieu/"]').first().getAttribute('href');
  const blind = await Someone.at(chrome, product, { script: false, width: 390 });
  await blind.go(booth);
  await blind.sees('đề nghị thư ký cho bỏ phiếu giấy');
  await blind.leave();
  const voted = await within(420, 'the vote', vote(booth, made, log));
  const { head, letters } = await within(180, 'closing', closeVote(world, address, made.papers[0], [MODEL, GOOD]));
  for (const name of [MODEL, GOOD]) voted.counts[name] += 1;
  await openSums(secretary, address, head, keys.secretary);
  await openSums(relative, address, head, { ...keys.relative, byLetters: true });
  await within(120, 'the result', result(world, address, voted.counts));
  await publicList(booth, voted);
  await within(120, 'receipts', receipts(booth, voted));
  await within(120, 'verifying', verify(world, address, folder, head, voted.receipts));
  await nothingLeft(log, keys, [...made.codes, ...made.papers], [letters]);
  t.diagnostic(`${log.length} requests, ${voted.receipts.length} ballots`);
  await world.over();
});
