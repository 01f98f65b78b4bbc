// From an empty folder to the first page, and what a stranger sees.

import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Product, browser, closing } from './house.mjs';
import { Someone } from './someone.mjs';

let chrome;
let product;

before(async () => {
  chrome = await browser();
  product = await Product.start('serve');
});

after(() => closing(product, chrome));

for (const [script, width] of [[true, 1280], [false, 390]]) {
  test(`a stranger is led to sign in, ${script ? 'with' : 'without'} script at ${width} px`, async () => {
    const stranger = await Someone.at(chrome, product, { script, width });
    await stranger.go('/ban-lam-viec');
    assert.equal(new URL(stranger.page.url()).pathname, '/dang-nhap');
    await stranger.page.fill('[name=ten]', 'ai-do');
    await stranger.page.fill('[name=mat-khau]', 'không phải mật khẩu');
    await stranger.press('main form button[type=submit]', { status: 422 });
    assert.match(await stranger.text(), /không đúng/);
    await stranger.go('/khong-co-trang-nay', 404);
    await stranger.leave();
  });
}

test('the language is the reader’s, and can be changed', async () => {
  const reader = await Someone.at(chrome, product, { locale: 'en-GB' });
  await reader.go('/dang-nhap');
  assert.match(await reader.text(), /Sign in/);
  await reader.go('/ngon-ngu/vi?ve=/dang-nhap');
  assert.match(await reader.text(), /Đăng nhập/);
  await reader.leave();
});
