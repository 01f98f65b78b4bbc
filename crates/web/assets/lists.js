// Keys on lists; every list works without this file. j and k go from row to row by the row's own link, so that a screen reader says where
// one is; x or the space bar chooses, a chooses all, shift and a click a range, / goes to the search, ? lists the keys.
const rows = () => [...document.querySelectorAll('.board tbody tr')].filter((row) => link(row));
const link = (row) => row.querySelector('.table__main a, a');
const box = (row) => row.querySelector('input[name=chon]');
const boxes = () => [...document.querySelectorAll('.board tbody input[name=chon]')];
const here = () => document.activeElement.closest?.('.board tbody tr');
const help = document.getElementById('phim-tat');
let last = null;

const tell = () => {
  const said = document.querySelector('[data-chosen]');
  if (!said) return;
  const count = boxes().filter((one) => one.checked).length;
  said.textContent = count > 0 ? said.dataset.chosen.replace('{n}', count) : '';
  for (const one of boxes()) one.closest('tr').classList.toggle('row--chosen', one.checked);
};
const go = (step) => {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(here());
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  link(all[next]).focus();
  all[next].scrollIntoView({ block: 'nearest' });
};
const choose = (row) => {
  const one = row && box(row);
  if (!one) return false;
  one.checked = !one.checked;
  last = one;
  tell();
  return true;
};
const all = (on) => {
  for (const one of boxes()) one.checked = on;
  tell();
};
const search = () => {
  const field = document.querySelector('form.filters input[type=search], form.filters input:not([type=hidden]), form.filters select');
  field?.focus();
  field?.select?.();
  return Boolean(field);
};
const keys = {
  j: () => go(1) ?? true,
  k: () => go(-1) ?? true,
  ArrowDown: () => Boolean(here()) && (go(1) ?? true),
  ArrowUp: () => Boolean(here()) && (go(-1) ?? true),
  x: () => choose(here()),
  ' ': () => document.activeElement.matches('a') && choose(here()),
  a: () => boxes().length > 0 && (all(boxes().some((one) => !one.checked)) ?? true),
  '/': search,
  '?': () => help.showModal() ?? true,
  Escape: () => boxes().some((one) => one.checked) && (all(false) ?? true),
};
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])');
  const held = event.ctrlKey || event.altKey || event.metaKey;
  if (typing || held || event.isComposing || event.defaultPrevented || help.open) return;
  if (document.querySelector('details.who[open], details.more[open]')) return;
  if (Object.hasOwn(keys, event.key) && keys[event.key]()) event.preventDefault();
});
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-choose-all]')) {
    event.preventDefault();
    return all(boxes().some((one) => !one.checked));
  }
  const one = event.target.closest('.board tbody input[name=chon]');
  if (!one) return;
  if (event.shiftKey && last) {
    const list = boxes();
    const [from, to] = [list.indexOf(last), list.indexOf(one)].sort((a, b) => a - b);
    if (from >= 0) for (const between of list.slice(from, to + 1)) between.checked = one.checked;
  }
  last = one;
  tell();
});
window.addEventListener('pageshow', tell);
tell();
