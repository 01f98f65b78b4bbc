// Last chapter: the head issues the decision, the certificate is there, the list goes upward and its answer is recorded,
// and the journal has seen it all.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { run, within } from '../house.mjs';
import { CAST, ROOMS } from './cast.mjs';
import { CLOSE, GOOD, MODEL, openDossier } from './dossiers.mjs';
import { day } from './plan.mjs';

const RECIPIENT = 'Ban Thi đua - Khen thưởng tỉnh';

export async function decision(world) {
  await draft(world);
  await issue(world);
  await certificate(world);
  await upward(world);
  await exemplar(world);
  await room(world);
  await journal(world);
}

/** The secretary drafts: what the council did not select is not offered. */
async function draft(world) {
  const secretary = await world.person('secretary');
  await secretary.area('Quyết định');
  await secretary.follow('Lập quyết định công nhận');
  await secretary.sees(MODEL, GOOD);
  await secretary.seesNot(CLOSE);
  await secretary.fill({ 'trich-yeu': '' });
  await secretary.mistaken('Lập dự thảo', /Trích yếu/);
  await secretary.fill({ 'trich-yeu': 'Công nhận mô hình tiêu biểu, điển hình tiên tiến xuất sắc năm 2020', 'hieu-luc': day(730) });
  await secretary.press('Lập dự thảo');
  await secretary.sees('Đã lập dự thảo quyết định', '5 đồng ý, cần 5/7', '6 đồng ý, cần 5/7');
  world.known.decision = secretary.path;
}

async function issue(world) {
  const head = await world.person('head');
  await head.area('Quyết định');
  await head.follow('Công nhận mô hình tiêu biểu, điển hình tiên tiến xuất sắc năm 2020');
  await head.follow(/Ban hành/);
  await head.fill({ ngay: '' });
  await head.mistaken('Ban hành', /Ngày ban hành/);
  await head.go(world.known.decision);
  await head.follow(/Ban hành/);
  // Issued by a hand that presses twice: one number, and the page of the decision.
  await head.pressTwice('Ban hành');
  assert.equal(head.path, world.known.decision);
  await head.sees('Đã ban hành', '1/QĐ-TTr', MODEL, GOOD);
  // The way back leads to no form that could issue it again.
  await head.back();
  assert.equal(head.path, world.known.decision);
  assert.equal(await head.main.getByRole('link', { name: /Ban hành/ }).count(), 0, 'an issued decision stays as it is');
}

async function certificate(world) {
  const head = await world.person('head');
  for (const [words, begins] of [['Tải bản Word', 'PK'], ['Tải bản PDF', '%PDF-']]) {
    const [file] = await within(90, words, Promise.all([head.page.waitForEvent('download', { timeout: 80_000 }), head.find(words).click()]));
    const bytes = await readFile(await file.path());
    assert.equal(bytes.subarray(0, begins.length).toString(), begins, words);
  }
  await head.press(head.main.getByRole('link', { name: new RegExp(`Xem giấy.*${GOOD}`) }));
  await head.sees(/giấy công nhận/i, GOOD, ROOMS[1], CAST.head.name);
  assert.match(await head.text(), /Bình Phước/);
  await head.back();
}

async function upward(world) {
  const secretary = await world.person('secretary');
  await secretary.area('Quyết định');
  await secretary.follow('Gửi cấp trên');
  await secretary.sees(MODEL, GOOD);
  assert.equal(await secretary.main.locator('[name="noi-nhan"]').inputValue(), RECIPIENT, 'the plan says to whom');
  await secretary.mistaken('Ghi việc gửi', /Số công văn/);
  await secretary.fill({ 'cong-van': '27/TTr-TTr' });
  await secretary.press('Ghi việc gửi');
  await secretary.sees('DANH SÁCH ĐỀ NGHỊ CẤP TRÊN CÔNG NHẬN', RECIPIENT, MODEL, GOOD);
  const answers = secretary.page.locator('.answers li');
  await secretary.press(answers.filter({ hasText: GOOD }).getByRole('link', { name: /Ghi trả lời/ }));
  await secretary.mistaken('Lưu', /Trả lời/);
  await secretary.tick('tra-loi', 'Được cấp trên công nhận');
  await secretary.fill({ so: '102/QĐ-UBND' });
  await secretary.press('Lưu');
  await secretary.press(answers.filter({ hasText: MODEL }).getByRole('link', { name: /Ghi trả lời/ }));
  await secretary.tick('tra-loi', 'Không được cấp trên công nhận');
  await secretary.fill({ so: '103/BTĐKT' });
  await secretary.press('Lưu');
}

/** The room whose candidate it is reads the answer from above; another room reads the recognition and the certificate alone. */
async function exemplar(world) {
  const second = await world.person('second');
  await second.area('Điển hình');
  await second.follow(GOOD);
  await second.sees('Cấp bộ, ngành, tỉnh', '102/QĐ-UBND', RECIPIENT);
  const first = await world.person('first');
  await first.area('Điển hình');
  await first.follow(GOOD);
  await first.seesNot('102/QĐ-UBND');
  await first.follow('Giấy công nhận');
  await first.sees(/giấy công nhận/i, GOOD, CAST.head.name);
  await first.back();
  await first.area('Điển hình');
  await first.follow(MODEL);
  await first.sees('Cấp cơ sở');
}

/** The room whose candidate was not selected reads that, and no figure of the vote. */
async function room(world) {
  const first = await world.person('first');
  await openDossier(first, CLOSE);
  await first.sees('Hồ sơ kết thúc, không công nhận');
  await first.seesNot('không đồng ý 1');
}

async function journal(world) {
  const admin = await world.person('admin');
  await admin.area('Nhật ký');
  await admin.sees('Ban hành quyết định');
  await admin.press('Kiểm tra tính toàn vẹn');
  await admin.sees('Nhật ký nguyên vẹn');
}

const CONFLICTED = /xung đột lợi ích|conflict of interest/;

/** Files that the relative opened before the conflict was declared are closed to her since, and say so. */
async function closed(who, link, answer) {
  if (who !== 'relative' || answer.status() !== 409 || !/^\/ho-so\/hs_[a-z0-9]+\/tep\/tp_[a-z0-9]+$/.test(link)) return false;
  return CONFLICTED.test(await answer.text());
}

/** No page that somebody came to has a link into nothing: what is over meanwhile leads to the page that says so. */
export async function links(world) {
  const dead = [];
  for (const [who, someone] of world.here) {
    for (const link of someone.links) {
      // A language's link comes back to the page it stands on, also where that page says that there is nothing.
      const back = link.startsWith('/ngon-ngu/');
      const answer = await someone.context.request.get(world.product.address + link, { timeout: 20_000, maxRedirects: back ? 0 : 5 });
      if (answer.status() !== (back ? 303 : 200) && !(await closed(who, link, answer))) dead.push(`${who}: ${answer.status()} ${link}`);
    }
  }
  assert.deepEqual(dead, [], 'links that lead nowhere');
}

/** On the folder, after the product has ended. */
export async function verified(folder) {
  const verify = await run(['journal', 'verify', '--data', folder]);
  assert.equal(verify.code, 0, verify.out + verify.err);
  const doctor = await run(['doctor', '--data', folder]);
  assert.equal(doctor.code, 0, doctor.out + doctor.err);
}
