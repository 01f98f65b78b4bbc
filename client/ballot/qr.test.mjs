// The QR code against a reader by somebody else. Run: node --test
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import jsQR from 'jsqr';

const client = process.env.BALLOT_CLIENT ? pathToFileURL(`${process.env.BALLOT_CLIENT}/`) : new URL('./', import.meta.url);
const { drawing } = await import(new URL('qr.mjs', client));

/** The drawing as a picture with so many points for each square, drawn from the path itself. */
function picture({ size, path }, scale) {
  const width = size * scale;
  const data = new Uint8ClampedArray(4 * width * width).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let down = Number(y) * scale; down < (Number(y) + 1) * scale; down += 1) {
      for (let right = Number(x) * scale; right < (Number(x) + Number(length)) * scale; right += 1) data.fill(0, 4 * (down * width + right), 4 * (down * width + right) + 3);
    }
  }
  return { data, width };
}

test('another program reads the address from the drawing, also with a blot on it', () => {
  const uuid = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
  for (const host of ['http://127.0.0.1:8080', 'https://lantoa.example', 'https://thi-dua-khen-thuong.so-noi-vu.tinh-rat-dai.gov.example:8443', `https://${'a'.repeat(300)}.example`]) {
    const address = `${host}/bo-phieu/${uuid}`;
    const { data, width } = picture(drawing(address), 4);
    assert.equal(jsQR(data, width, width)?.data, address);
    for (let y = Math.floor(width / 2); y < width / 2 + 8; y += 1) data.fill(255, 4 * (y * width + width / 2), 4 * (y * width + width / 2 + 12));
    assert.equal(jsQR(data, width, width)?.data, address, 'with a blot');
  }
  const { size, path } = drawing('https://lantoa.example/');
  assert.ok(!/M[0-3] |M\d+ [0-3]h/.test(path), 'nothing is drawn in the border');
  assert.ok(size >= 29 && size < 60);
});
