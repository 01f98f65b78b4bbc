// Third chapter: the signed plan is uploaded, compared with its own text, corrected, put in force, and a round is opened.
//
// The plan keeps its years, 2016–2020, whatever today is: the agency enters its programme late. A round of a past year can
// be opened late, because the days between which it takes dossiers are free; only the year it answers for is the plan's.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { pretender } from '../files.mjs';
import { openPerson, giveRole } from './agency.mjs';
import { CAST } from './cast.mjs';
import { COUNCIL } from './council.mjs';

export const DOCUMENT = new URL('../plans/003.txt', import.meta.url);

/** A day from today as the forms and the pages write it. */
export function day(days) {
  const on = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(on);
}

/** `also(clerk)` corrects something more before the plan is put in force. */
export async function plan(world, also = async () => {}) {
  const clerk = await world.person('clerk');
  await upload(clerk);
  await compare(clerk);
  await correct(clerk);
  await also(clerk);
  await start(clerk);
  await openRound(clerk);
  await lead(world);
}

async function upload(clerk) {
  await clerk.area('Kế hoạch');
  await clerk.sees('Chưa có kế hoạch nào');
  await clerk.follow('Tải kế hoạch lên');
  await clerk.mistaken('Tải lên và đọc', /Tệp kế hoạch/);
  await clerk.fill({ tep: pretender('ke-hoach.docx') });
  await clerk.mistaken('Tải lên và đọc', /Tệp kế hoạch: \S+/);
  await clerk.fill({ tep: { name: '18-KH-TTr.txt', mimeType: 'text/plain', buffer: await readFile(DOCUMENT) } });
  await clerk.press('Tải lên và đọc');
  await clerk.sees('Đã đọc “18-KH-TTr.txt”', '18/KH-T.Tr', '4 điểm cần lưu ý');
}

/** The draft stands beside its text: each item leads to its sentence and back, each slip to the place it is about. */
async function compare(clerk) {
  const slips = clerk.page.locator('#luu-y li');
  const both = slips.filter({ hasText: 'trong tháng 11' });
  assert.match(await both.innerText(), /không có ngày nào ở giữa/, 'lists until 30 November, the council in November');
  await clerk.jump(both.getByRole('link', { name: 'Xem câu trong văn bản' }));
  const item = clerk.page.locator('.readings__item', { hasText: 'bản mô tả' }).first();
  const sentence = await clerk.jump(item.getByRole('link', { name: 'Câu trong văn bản' }));
  assert.ok(await sentence.isVisible());
  const paragraph = clerk.page.locator('.document__line', { has: clerk.page.locator(`[id="${await sentence.getAttribute('id')}"]`) });
  assert.match(await paragraph.innerText(), /danh sách đăng ký và bản mô tả/);
  const box = await sentence.boundingBox();
  assert.ok(box.y > -50 && box.y < 900, `the sentence has come into view: ${JSON.stringify(box)}`);
}

export function item(clerk, words) {
  return clerk.page.locator('.readings__item', { hasText: words }).first();
}

export async function correct(clerk) {
  await clerk.press(item(clerk, 'gửi danh sách đăng ký').getByRole('link', { name: 'Sửa' }));
  await clerk.sees('Câu trong văn bản');
  await clerk.fill({ viec: '' });
  await clerk.mistaken('Lưu', /Việc phải làm/);
  await clerk.fill({ viec: 'Gửi danh sách đăng ký và bản mô tả, đề nghị công nhận' });
  await clerk.press('Lưu');
  await clerk.sees('Đã lưu', 'Gửi danh sách đăng ký và bản mô tả, đề nghị công nhận');
  await applies(clerk, 'là phòng có cách làm mới', 'Mô hình');
  await applies(clerk, 'Người giữ chức vụ lãnh đạo', 'Cá nhân giữ chức vụ lãnh đạo');
  await clerk.press(item(clerk, 'Đúng 1 điển hình').getByRole('button', { name: 'Bỏ qua' }));
  await clerk.sees('Đã bỏ qua');
  await clerk.press(item(clerk, 'Bỏ phiếu kín').getByRole('button', { name: 'Đúng' }));
  await clerk.sees('Đã đối chiếu');
}

async function applies(clerk, words, whom) {
  await clerk.press(item(clerk, words).getByRole('link', { name: 'Sửa' }));
  await clerk.fill({ 'ap-dung': whom });
  await clerk.press('Lưu');
}

export async function start(clerk) {
  await clerk.follow('Đưa vào thực hiện');
  await clerk.fill({ 'hoi-dong': COUNCIL });
  await clerk.sees('nhiệm vụ được giao cho các đơn vị', 'Chưa đợt xét nào tự mở');
  await clerk.press('Đưa vào thực hiện');
  await clerk.sees('Đã đưa kế hoạch vào thực hiện');
}

/** The round of 2020, opened late: a last day before the first is refused, and what was typed is kept. */
export async function openRound(clerk) {
  await clerk.follow('Mở đợt xét');
  assert.equal(await clerk.main.locator('[name=nam]').inputValue(), '2020', 'the last year of the plan is proposed');
  await clerk.fill({ mo: day(-1), dong: day(-30) });
  await clerk.mistaken('Mở đợt xét', /Ngày cuối nhận hồ sơ/, { mo: day(-1), dong: day(-30) });
  await clerk.fill({ nam: '2026' });
  await clerk.mistaken('Mở đợt xét', /Năm/, { nam: '2026' });
  await clerk.fill({ nam: '2020', dong: day(60) });
  await clerk.press('Mở đợt xét');
  await clerk.sees('Đã mở đợt xét “Năm 2020”', 'Đang nhận hồ sơ');
}

/** Now that the movement is there, the administrator gives it a lead. */
export async function lead(world) {
  const admin = await world.person('admin');
  await openPerson(admin, CAST.appraiser.name);
  await giveRole(admin, 'Chủ trì phong trào', { 'phong-trao': 'giai đoạn 2016-2020' });
}
