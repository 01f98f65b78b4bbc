// What the standing body keeps a programme on its days with, on the demonstration: contests, the month and the table of deadlines,
// holidays, plans of units, clusters, the roll-up, reports, reminders. Every page once at each width, in each language; two forms sent empty.

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

async function comes(login, options = {}) {
  const someone = await Someone.at(chrome, product, options);
  await someone.comeInAs(login);
  return someone;
}

const PAGES = ['/lich', '/viec-tot', '/nhiem-vu', '/quan-tri/ngay-nghi', '/ke-hoach-don-vi', '/quan-tri/cum-khoi', '/tong-hop', '/bao-cao', '/huong-dan-khen-thuong', '/nhac-viec', '/tuyen-truyen/cuoc-thi', '/cham-thi'];

for (const [login, width, locale] of [['ninh-hoa.thuong-truc', 390, 'vi-VN'], ['thanh-tra.thuong-truc', 1280, 'en-GB'], ['phuong-ninh-hoa.thuong-truc', 1280, 'vi-VN']]) {
  test(`${login} goes through every page at ${width} px`, { timeout: 900_000 }, async () => {
    const office = await comes(login, { width, locale });
    for (const page of PAGES) {
      await office.go(page);
      for (const kind of ['tbody a', '.card__title a, .rows a']) {
        const first = office.main.locator(kind).first();
        if ((await first.count()) === 0 || !(await first.isVisible())) continue;
        // Files open as files (guidance, “hg”, is one); only pages are looked at.
        if (!/^\/[a-z/-]+\/(?!hg_)[a-z]{2}_[0-9a-z]{13}(\/\d{4}-\d\d)?$/.test(await first.getAttribute('href'))) continue;
        await office.follow(first);
        await office.go(page);
      }
    }
    const programme = [...office.links].find((link) => /^\/chuong-trinh\/ct_[0-9a-z]+$/.test(link));
    if (programme) await office.go(programme);
    await office.leave();
  });
}

test('an administrator opens how letters go, their register and the own account', { timeout: 300_000 }, async () => {
  const admin = await comes('phuong-ninh-hoa.quan-tri');
  await admin.go('/quan-tri/thu');
  await admin.go('/quan-tri/thu/so');
  await admin.go('/tai-khoan');
  await admin.leave();
});

test('a phone lists the days of a month that have something, with their names', { timeout: 300_000 }, async () => {
  const office = await comes('phuong-ninh-hoa.thuong-truc', { width: 390 });
  await office.go('/lich?thang=2027-01');
  const days = await office.main.locator('.table--weeks td:visible').all();
  assert.ok(days.length > 0 && days.length < 15, `${days.length} days`);
  for (const day of days) assert.ok((await day.locator('ul a, .weeks__name').count()) > 0, await day.innerText());
  const named = await office.main.locator('.weeks__day:visible').first().evaluate((day) => getComputedStyle(day, '::before').content);
  assert.equal(named, '"Thứ sáu"', 'the first of January 2027');
  await office.sees('1/1', 'Ngày lễ', 'Gửi gương người tốt, việc tốt trong tháng');
  await office.page.setViewportSize({ width: 1280, height: 900 });
  assert.equal(await office.main.locator('.table--weeks td:visible').count() % 7, 0, 'whole weeks on a wide screen');
  await office.leave();
});

test('a holiday sent empty comes back with its mistakes named, and the way back sends nothing again', { timeout: 300_000 }, async () => {
  const office = await comes('phuong-ninh-hoa.thuong-truc', { width: 390 });
  await office.go('/quan-tri/ngay-nghi');
  await office.follow('Thêm ngày');
  const form = office.path;
  await office.mistaken('main form[method="post"] button[type=submit]', /chưa/);
  await office.go('/lich');
  await office.back();
  assert.equal(office.path, form, 'the way back leads to the form');
  assert.equal(await office.page.locator('#loi').count(), 0, 'and not to what was sent');
  await office.leave();
});

test('a contest is read without an account, and an empty entry comes back with its mistakes named', { timeout: 300_000 }, async () => {
  const author = await Someone.at(chrome, product, { script: false, width: 390, locale: 'vi-VN' });
  await author.go('/cuoc-thi');
  const open = author.main.locator('a[href^="/cuoc-thi/wt_"]');
  assert.ok((await open.count()) > 0, 'the demonstration has contests');
  await author.follow(open.first());
  await author.mistaken('main form[method="post"] button[type=submit]', /chưa/);
  await author.leave();
});
