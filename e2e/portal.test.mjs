// What anybody reads and sends without an account, on the demonstration: stories, practices with their tree, a suggestion and what
// became of it. Once without script on a phone in English, once with it on a desk in Vietnamese.

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

/** Stories and practices as a stranger walks through them, and the way back. */
async function reads(reader) {
  await reader.go('/');
  await reader.go('/cau-chuyen');
  const story = reader.main.locator('.card__title a').first();
  const title = await story.innerText();
  await reader.press(story);
  await reader.sees(title);
  await reader.back();
  await reader.go('/cau-chuyen?q=zzzz');
  assert.equal(await reader.main.locator('.card__title').count(), 0, 'nothing is found');
  await reader.go('/mo-hinh-hay');
  const practice = reader.main.locator('.portal__practice a').filter({ hasText: 'Trả kết quả tận nơi' }).first();
  await reader.press(practice);
  await reader.sees('Lập danh sách người cần giúp');
  assert.ok((await reader.main.locator('.spread svg').count()) > 0, 'the tree is drawn');
  assert.equal(await reader.main.locator('a[href^="/nhan-rong"], a[href^="/dien-hinh"]').count(), 0, 'no link needs an account');
  await reader.back();
  await reader.go('/quyet-dinh-cong-khai');
}

for (const [script, width, locale] of [[false, 390, 'en-GB'], [true, 1280, 'vi-VN']]) {
  test(`a stranger reads what is public, ${script ? 'with' : 'without'} script at ${width} px`, { timeout: 300_000 }, async () => {
    const reader = await Someone.at(chrome, product, { script, width, locale });
    await reads(reader);
    await reader.leave();
  });
}

test('a suggestion is sent without an account, seen by the standing body alone, and its sender is told', { timeout: 300_000 }, async () => {
  const sender = await Someone.at(chrome, product, { script: false, width: 390 });
  await sender.go('/gop-y');
  const agency = sender.main.locator('select[name="co-quan"], input[name="co-quan"]');
  const told = { ten: 'Chị Lành ở chợ đầu mối', viec: 'Trả lại ví tiền nhặt được cho người mất.', 'nguoi-gui': 'Trần Văn Kể', 'lien-he': '0900 111 222' };
  if ((await agency.count()) > 0) await sender.fill({ 'co-quan': 'UBND phường Ninh Hòa' });
  await sender.fill({ ten: told.ten, 'nguoi-gui': told['nguoi-gui'] });
  await sender.press('main form button[type=submit]', { status: 422 });
  assert.equal(await sender.main.locator('[name="nguoi-gui"]').inputValue(), told['nguoi-gui'], 'what was typed is kept');
  await sender.fill(told);
  await sender.press('main form button[type=submit]');
  const receipt = sender.path;
  assert.match(receipt, /^\/gop-y\/[0-9A-Za-z-]+$/);
  await sender.seesNot(told['nguoi-gui'], told['lien-he']);

  const clerk = await Someone.at(chrome, product);
  await clerk.comeInAs('phuong-ninh-hoa.thuong-truc');
  await clerk.go('/nhan-to/gop-y');
  await clerk.follow(told.ten);
  await clerk.sees(told['nguoi-gui'], told['lien-he']);
  const page = clerk.path;
  const head = await Someone.at(chrome, product, { width: 390 });
  await head.comeInAs('phuong-ninh-hoa.thu-truong');
  await head.go(page, 404);
  await sender.go(receipt);
  await clerk.leave();
  await head.leave();
  await sender.leave();
});
