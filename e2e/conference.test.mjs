// A conference from its seats to attendance, as the people of an agency do it on a telephone in Vietnamese, and a congress above with its list,
// on a wide screen in English. On the demonstration.

import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Product, browser, closing } from './house.mjs';
import { Someone } from './someone.mjs';

const AGENCY = 'phuong-ninh-hoa';
const TITLE = 'Hội nghị điển hình tiên tiến phường';
/** Today in Việt Nam. */
const TODAY = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
let chrome;
let product;

before(async () => {
  chrome = await browser();
  product = await Product.start('demo');
});

after(() => closing(product, chrome));

async function comes(office, options = {}) {
  const someone = await Someone.at(chrome, product, options);
  await someone.comeInAs(`${AGENCY}.${office}`);
  return someone;
}

/** Presses the button that sends the form of a page. */
const send = (someone) => someone.press('main form[method="post"] .form__end button[type=submit]');

/** Says one thing of the delegate of this name on a form for many. */
async function mark(someone, name, words) {
  const row = someone.main.locator('tr', { hasText: name });
  await row.locator('label.tick', { hasText: words }).first().locator('input').check();
}

test('a conference is set up, delegates are put forward, chosen, invited and counted at 390 px', { timeout: 900_000 }, async () => {
  const office = await comes('thuong-truc', { width: 390, locale: 'vi-VN' });
  await office.area('Hội nghị');
  await office.follow('Thêm hội nghị');
  await office.mistaken('main form[method="post"] .form__end button[type=submit]', /Tên hội nghị/);
  await office.fill({ ten: TITLE, ngay: TODAY, 'bat-dau': '08:00', 'ket-thuc': '11:30', 'dia-diem': 'Hội trường phường' });
  await send(office);
  await office.sees(TITLE, 'Đang chuẩn bị');
  const conference = office.path;
  await office.follow('Phân suất đại biểu');
  await office.fill({ 'tong-so': '2', 'du-phong': '1' });
  await send(office);
  await office.leave();

  const clerk = await comes('don-vi', { width: 390, locale: 'vi-VN' });
  await clerk.go(conference);
  await clerk.follow('Đề cử đại biểu');
  await clerk.mistaken('main form[method="post"] .form__end button[type=submit]', /Họ và tên/);
  await clerk.fill({ 'ho-ten': 'Nguyễn Thị Đại Biểu', 'gioi-tinh': 'Nữ', 'ly-do': 'Hoàn thành xuất sắc nhiệm vụ nhiều năm.' });
  await send(clerk);
  await clerk.sees('Nguyễn Thị Đại Biểu', 'Được đề cử');
  await clerk.leave();

  const again = await comes('thuong-truc', { width: 390, locale: 'vi-VN' });
  await again.go(conference);
  await again.follow('Chọn đại biểu');
  await mark(again, 'Nguyễn Thị Đại Biểu', /^Chọn/);
  await send(again);
  await again.follow('Triệu tập');
  await send(again);
  await again.sees('Đã triệu tập');
  await again.press('Ghi đã mời tất cả');
  await again.follow('Điểm danh');
  await mark(again, 'Nguyễn Thị Đại Biểu', 'Có mặt');
  await send(again);
  await again.follow('Ghi đã tổ chức');
  await send(again);
  await again.sees('Đã tổ chức');
  for (const part of ['dai-bieu', 'chuong-trinh']) await again.go(`${conference}/${part}`);
  await again.leave();
});

test('a list for a congress above is handed over at 1280 px', { timeout: 900_000 }, async () => {
  const office = await comes('thuong-truc', { width: 1280, locale: 'en-GB' });
  await office.go('/hoi-nghi');
  await office.follow('New conference');
  await office.fill({ loai: 'Delegates sent above', ten: 'Đại hội Thi đua yêu nước tỉnh', 'don-vi-to-chuc': 'UBND tỉnh', 'bat-dau': '08:00' });
  await send(office);
  const congress = office.path;
  await office.go(`${congress}/dai-bieu/moi`);
  const unit = await office.main.locator('select[name="don-vi"] option').nth(2).innerText();
  await office.fill({ 'don-vi': unit, 'ho-ten': 'Trần Văn Đại Biểu', 'ly-do': 'Chiến sĩ thi đua cơ sở ba năm liền.' });
  await send(office);
  await office.go(`${congress}/chon`);
  await mark(office, 'Trần Văn Đại Biểu', /^Chosen/);
  await send(office);
  await office.go(`${congress}/ban-giao`);
  await office.follow('Hand the list over');
  await office.fill({ 'noi-nhan': 'Ban Thi đua - Khen thưởng tỉnh', so: '15/UBND' });
  await send(office);
  await office.sees('Version 1', 'Ban Thi đua - Khen thưởng tỉnh');
  const file = await office.page.request.get(`${new URL(office.page.url()).origin}${congress}/ban-giao/1/tep`);
  assert.equal((await file.body()).subarray(0, 2).toString(), 'PK', 'the pack is one file');
  await office.leave();
});
