// The QR code of an address, as a drawing of squares for one path of an SVG. Must not be given a secret: who scans it may keep it.
import encodeQR from 'qr';

/** White squares on every side, without which readers do not find the code. */
const BORDER = 4;

/** `{ size, path }`: squares on each side, and the dark ones in each row as rectangles of height 1. */
export function drawing(text) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER });
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      const from = x;
      while (row[x]) x += 1;
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`;
    }
  });
  return { size: rows.length, path };
}
