// Lists as a clerk works with them, on the demonstration: keys from row to row, many tasks given at once, what came of it, the way back,
// a view that the list opens with, the back button; and the same without a script.

import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Product, browser, closing } from './house.mjs';
import { Someone } from './someone.mjs';

let chrome;
let product;

before(async () => {
  chrome = await browser();
  product = await Product.start('demo');
});

after(() => closing(product, chrome));

const OFFICE = 'phuong-ninh-hoa.thuong-truc';
const TASKS = '/nhiem-vu?xem=tat-ca&tinh-trang=open';

async function comes(options = {}) {
  const someone = await Someone.at(chrome, product, { locale: 'vi-VN', ...options });
  await someone.comeInAs(OFFICE);
  return someone;
}

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute('href'));
const chosen = (page) => page.locator('input[name=chon]:checked').count();

test('keys go from row to row, choose, search and open', { timeout: 300_000 }, async () => {
  const office = await comes();
  await office.go(TASKS);
  const { page } = office;
  const rows = await page.locator('.board tbody .table__main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.ok(rows.length > 3, 'the demonstration has tasks');
  await page.keyboard.press('j');
  assert.equal(await focused(page), rows[0]);
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(page), rows[2]);
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  assert.equal(await chosen(page), 1);
  assert.match(await page.locator('[data-chosen]').innerText(), /1/);
  await page.keyboard.press('a');
  assert.equal(await chosen(page), rows.length);
  await page.keyboard.press('Escape');
  assert.equal(await chosen(page), 0);
  await page.locator('input[name=chon]').nth(0).click();
  await page.locator('input[name=chon]').nth(2).click({ modifiers: ['Shift'] });
  assert.equal(await chosen(page), 3, 'a range');
  await page.keyboard.press('?');
  assert.ok(await page.locator('#phim-tat').isVisible());
  await office.look();
  await page.keyboard.press('Escape');
  assert.equal(await chosen(page), 3, 'closing the keys chooses nothing else');
  await page.keyboard.press('/');
  assert.ok(await page.evaluate(() => document.activeElement.closest('form.filters') !== null));
  await page.locator('input[name=thang]').focus();
  await page.keyboard.type('j/x');
  assert.equal(await page.locator('input[name=thang]').inputValue(), 'j/x', 'no key is taken from somebody who types');
  await page.locator('input[name=chon]').nth(0).focus();
  await page.keyboard.press('j');
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  assert.equal(office.path, rows[1]);
  await office.leave();
});

for (const [script, width] of [[true, 1280], [false, 390]]) {
  test(`many tasks are extended, told and taken back ${script ? 'with' : 'without'} a script at ${width} px`, { timeout: 300_000 }, async () => {
    const office = await comes({ script, width });
    await office.go(TASKS);
    const boxes = office.main.locator('input[name=chon]');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await office.press('main button[name=viec][value=gia-han]');
    assert.match(await office.text(), /2 mục đã chọn/);
    await office.press('main form.form button[type=submit]', { status: 422 });
    await office.fill({ ngay: '2030-12-31', 'loi-dan': 'Mưa lũ' });
    await office.press('main form.form button[type=submit]');
    assert.match(office.path, /^\/ket-qua\/kq_/);
    assert.match(await office.text(), /Đã làm/);
    await office.press(/^Hoàn tác 2 mục$/);
    assert.match(await office.text(), /Kết quả hoàn tác/);
    await office.leave();
  });
}

test('a view is kept, the list opens with it, “all” and the back button lead out', { timeout: 300_000 }, async () => {
  const office = await comes();
  await office.go('/nhiem-vu?tinh-trang=overdue');
  await office.follow('Lưu cách xem này');
  await office.mistaken('main form[method="post"] button[type=submit]', /chưa/);
  await office.fill({ ten: 'Quá hạn của tôi' });
  await office.page.locator('input[name="mac-dinh"]').check();
  await office.press('main form.form button[type=submit]');
  await office.go('/ban-lam-viec');
  await office.go('/nhiem-vu');
  assert.match(office.page.url(), /tinh-trang=overdue$/);
  await office.follow('Danh sách đầy đủ');
  assert.match(office.page.url(), /cach-xem=tat-ca$/);
  await office.page.goBack({ waitUntil: 'load' });
  assert.match(office.page.url(), /tinh-trang=overdue$/);
  await office.page.goBack({ waitUntil: 'load' });
  assert.equal(office.path, '/ban-lam-viec', 'the address that led on is not in the way');
  await office.go('/cach-xem/nhiem-vu');
  // The agency shares views of its own: only the one that was kept goes.
  await office.follow(office.main.locator('tbody tr', { hasText: 'Quá hạn của tôi' }).getByRole('link', { name: 'Xóa' }));
  await office.press('main form.action button[type=submit]');
  await office.go('/nhiem-vu');
  assert.equal(new URL(office.page.url()).search, '', 'opens plainly again');
  await office.leave();
});
