// Makes the committed assets of crates/web from npm packages: two font weights in two subsets,
// and one SVG sprite with only the icons that templates and code name. Run: npm ci && npm run build
import { readFileSync, writeFileSync, readdirSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const web = new URL('../crates/web/', import.meta.url).pathname;
const assets = join(web, 'assets');
mkdirSync(assets, { recursive: true });

const range = (from, to) =>
  String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
const latin = range(0x20, 0x7e) + range(0xa0, 0xff) + '–—‘’“”•…−→←↑↓×÷≥≤₫€';
const vietnamese = 'ĂăĐđĨĩŨũƠơƯư₫\u0300\u0301\u0303\u0309\u0323' + range(0x1ea0, 0x1ef9);

for (const weight of [400, 600]) {
  for (const [subset, letters] of [['latin', latin], ['vietnamese', vietnamese]]) {
    const source = `node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`;
    const font = await subsetFont(readFileSync(source), letters, { targetFormat: 'woff2' });
    writeFileSync(join(assets, `be-vietnam-${subset}-${weight}.woff2`), font);
  }
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

// An icon is named as {{ "name"|icon }}, {% call ui::empty("name", …) %}, icon("name"), .icon("name"),
// or in a function called icon(), whose string literals all count.
const known = new Set(readdirSync('node_modules/lucide-static/icons').map((f) => f.replace('.svg', '')));
const used = new Set();
for (const folder of ['src', 'templates']) {
  for (const path of files(join(web, folder))) {
    const text = readFileSync(path, 'utf8');
    const found = [
      ...text.matchAll(/"([a-z0-9-]+)"\|icon/g),
      ...text.matchAll(/\bicon\("([a-z0-9-]+)"\)/g),
      ...text.matchAll(/ui::empty\("([a-z0-9-]+)"/g),
      ...text.matchAll(/ui::notice\("[a-z]+", *"([a-z0-9-]+)"/g),
    ].map((m) => m[1]);
    for (const body of text.matchAll(/fn icon\(&?self\)[^{]*\{([\s\S]*?)\n    \}/g)) {
      found.push(...[...body[1].matchAll(/"([a-z0-9-]+)"/g)].map((m) => m[1]));
    }
    for (const name of found) {
      if (!known.has(name)) throw new Error(`${path}: no icon is called ${name}`);
      used.add(name);
    }
  }
}

const symbols = [...used].sort().map((name) => {
  const svg = readFileSync(`node_modules/lucide-static/icons/${name}.svg`, 'utf8');
  const inner = svg.replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inner.replace(/\s*\n\s*/g, '')}</symbol>`;
});
// The sign of the product: a seed and the rings that go out from it.
const mark =
  '<symbol id="mark" viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round">' +
  '<circle cx="9" cy="23" r="3.4" fill="currentColor" stroke="none"/><path d="M9 13.6A9.4 9.4 0 0 1 18.4 23"/><path d="M9 5.4A17.6 17.6 0 0 1 26.6 23" opacity=".55"/></symbol>';
const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${mark}\n${symbols.join('\n')}\n</svg>\n`;
writeFileSync(join(assets, 'icons.svg'), sprite);
writeFileSync(
  join(assets, 'mark.svg'),
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0d4f49"/><g fill="none" stroke="#f4d58a" stroke-width="2.4" stroke-linecap="round"><circle cx="10" cy="22" r="3" fill="#f4d58a" stroke="none"/><path d="M10 14a8 8 0 0 1 8 8"/><path d="M10 7a15 15 0 0 1 15 15" opacity=".6"/></g></svg>\n',
);
console.log(`${used.size} icons, ${sprite.length} bytes`);
