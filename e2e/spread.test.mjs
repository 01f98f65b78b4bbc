// Fostering, practices, their copies and publicity as those who work with them walk through them, on the demonstration: a new
// factor gets a plan; a practice is written, offered, validated, copied after a visit, signed and checked; consent is withdrawn.

import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Product, browser, closing } from './house.mjs';
import { Someone } from './someone.mjs';

const AGENCY = 'phuong-ninh-hoa';
const TITLE = 'Sổ tay một phút';
let chrome;
let product;

before(async () => {
  chrome = await browser();
  product = await Product.start('demo');
});

after(() => closing(product, chrome));

/** Somebody of the agency, signed in. */
async function comes(office, options = {}) {
  const someone = await Someone.at(chrome, product, options);
  await someone.comeInAs(`${AGENCY}.${office}`);
  return someone;
}

/** Presses the button that sends the form of a page. */
const send = (someone) => someone.press('main form[method="post"] button[type=submit]');

/** Takes a turn of a practice: its link, its page, its button. */
async function turn(someone, words) {
  await someone.follow(words);
  await send(someone);
}

test('a practice is written, offered, validated and copied after a visit', { timeout: 600_000 }, async () => {
  const clerk = await comes('don-vi', { width: 390 });
  await clerk.go('/mo-hinh');
  await clerk.follow('Lập hồ sơ mô hình');
  const save = clerk.main.locator('form[action="/mo-hinh/moi"] button[type=submit]');
  await clerk.fill({ 'van-de': 'Việc nhỏ hay quên.' });
  await clerk.mistaken(save, /Tên mô hình/, { 'van-de': 'Việc nhỏ hay quên.' });
  await clerk.fill({
    ten: TITLE,
    'phong-trao': 'Chuyển đổi số',
    'cach-lam': 'Mỗi sáng một phút ghi ba việc.',
    'cac-buoc': 'Phát sổ\nGhi ba việc\nXem lại cuối ngày',
    'ket-qua': 'Không còn việc quên.',
    'co-quan-lien-he': 'Phòng Kinh tế',
    'dien-thoai': '0258 384 5000',
  });
  await clerk.press(save);
  await clerk.sees(TITLE, 'Bản nháp', 'Số liệu trước và sau');
  const practice = clerk.path;
  await clerk.follow('Sửa hồ sơ mô hình');
  await clerk.back();
  await clerk.sees('Bản nháp');
  await clerk.leave();

  const stranger = await Someone.at(chrome, product);
  await stranger.comeInAs('dan-toc.thuong-truc');
  await stranger.go(practice, 404);
  await stranger.go('/mo-hinh');
  await stranger.seesNot(TITLE);
  await stranger.leave();

  const head = await comes('truong-don-vi');
  await head.go(practice);
  await turn(head, 'Đề nghị thẩm định');
  await head.sees('Chờ thẩm định');
  await head.leave();

  const office = await comes('thuong-truc');
  await office.go(practice);
  await turn(office, 'Thẩm định đạt');
  await office.sees('Đã thẩm định');
  await office.go('/tuyen-truyen/tham-quan');
  await office.follow('Ghi chuyến học tập');
  await office.fill({ 'mo-hinh': 'Sổ tay ở đơn vị bạn', 'hinh-thuc': 'Tham quan', 'noi-don': 'ngoài tỉnh', 'ten-noi-don': 'UBND phường bạn' });
  await office.fill({ 'don-vi': 'Trạm Y tế phường', 'so-nguoi': '0', ngay: '2026-11-20', 'da-hoc': 'Cách ghi ba việc' });
  const note = office.main.locator('form[method="post"] button[type=submit]');
  await office.mistaken(note, /Số người/, { 'mo-hinh': 'Sổ tay ở đơn vị bạn' });
  await office.fill({ 'so-nguoi': '5' });
  await office.press(note);
  const trip = office.path;
  await office.go(`${practice}/ap-dung`);
  await office.fill({ 'don-vi': 'Trạm Y tế phường', 'muc-do': 'Đang áp dụng', 'hoc-tai': 'Sổ tay ở đơn vị bạn', 'cach-hoc': 'Xem tận nơi' });
  await send(office);
  await office.sees('Trạm Y tế phường', 'Đang áp dụng', 'UBND phường bạn');
  const copy = office.path;
  await office.go(trip);
  await office.sees('Áp dụng sau buổi này', TITLE, 'Trạm Y tế phường');
  await office.go(copy);
  await office.follow('Ghi kết quả áp dụng');
  await office.fill({ 'dieu-chinh': 'Ghi trên điện thoại.', 'ket-qua': 'Ca trực không quên việc.' });
  await send(office);
  await office.sees('Ghi trên điện thoại.', 'UBND phường bạn');
  await office.go(practice);
  assert.ok((await office.main.locator('.spread svg, svg.tree, svg').count()) > 0, 'the tree is drawn');
  await office.go(`${practice}/cay`);
  await office.go('/nhan-rong?q=so+tay+mot+phut');
  await office.sees(TITLE);
  await office.go('/de-xuat-nhan-rong');
  await office.leave();
});

test('a new factor is noted once and fostered by a plan', { timeout: 600_000 }, async () => {
  const clerk = await comes('don-vi');
  await clerk.go('/nhan-to/moi');
  const save = clerk.main.locator('form[action="/nhan-to/moi"] button[type=submit]');
  const told = { 'doi-tuong': 'Cá nhân', ten: 'Lê Thị Mầm', 'don-vi': 'Phòng Kinh tế', 'phong-trao': 'Vì người nghèo' };
  await clerk.fill({ viec: 'Dạy chữ buổi tối.' });
  await clerk.mistaken(save, /Tên/, { viec: 'Dạy chữ buổi tối.' });
  await clerk.fill(told);
  await clerk.press(save);
  await clerk.sees('Lê Thị Mầm', 'Mới phát hiện');
  const factor = clerk.path;
  await clerk.go('/nhan-to/moi');
  await clerk.fill({ ...told, ten: 'LE THI MAM', viec: 'Dạy chữ.' });
  await clerk.press(save, { status: 422 });
  await clerk.sees('Có thể trùng với', 'Lê Thị Mầm');
  await clerk.go(factor);
  await clerk.follow(/[Ll]ập kế hoạch bồi dưỡng/);
  await clerk.mistaken('main form[method="post"] button[type=submit]', /Đến ngày/);
  await clerk.fill({ 'den-ngay': '2027-06-30', 'so-thang': '1', 'hien-trang': 'Dạy hai lớp.' });
  await send(clerk);
  const plan = clerk.path;
  assert.match(plan, /^\/boi-duong\/bd_/);
  for (const part of await clerk.main.locator('a.button[href^="/boi-duong/bd_"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')))) {
    await clerk.go(part);
  }
  await clerk.go('/boi-duong');
  await clerk.sees('Lê Thị Mầm');
  await clerk.leave();
});

for (const [width, locale] of [[390, 'vi-VN'], [1280, 'en-GB']]) {
  test(`every page of publicity is in order at ${width} px`, { timeout: 600_000 }, async () => {
    const office = await comes('thuong-truc', { width, locale });
    const parts = ['', '/theo-kenh', '/chao-co', '/hoat-dong/moi', '/cau-chuyen', '/cau-chuyen/moi', '/dong-y', '/dong-y/mau', '/tham-quan'];
    for (const part of [...parts, '/hoc-tap', '/hoc-tap/moi', '/tu-lieu', '/tu-lieu/moi', '/pho-bien', '/pho-bien/moi', '/ky-yeu', '/ky-yeu/moi']) {
      await office.go(`/tuyen-truyen${part}`);
      const first = office.main.locator('tbody a[href^="/tuyen-truyen/"]').first();
      if ((await first.count()) > 0) await office.follow(first);
    }
    await office.leave();
  });
}

test('a consent that is withdrawn takes the story away at once', { timeout: 600_000 }, async () => {
  const reader = await Someone.at(chrome, product);
  await reader.go('/cau-chuyen');
  const office = await comes('thuong-truc');
  const title = await reader.main.locator('.card__title a').first().innerText();
  const name = title.replace(/^.* cùng |^.* từ /, '');
  await office.go('/tuyen-truyen/dong-y');
  await office.follow(office.main.locator('tbody tr', { hasText: name }).locator('a').first());
  await office.sees(name);
  await office.follow(/Rút/);
  await office.main.locator('form[method="post"] input[type=checkbox]').evaluateAll((all) => all.forEach((one) => (one.checked = true)));
  await send(office);
  await office.sees('Đã rút');
  await office.leave();
  await reader.leave();
  // A browser may keep a page for a minute, so this is somebody else's.
  const other = await Someone.at(chrome, product);
  await other.go('/cau-chuyen');
  await other.seesNot(title);
  await other.leave();
});
