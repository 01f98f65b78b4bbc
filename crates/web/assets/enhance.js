// Small comforts; every page works without this file.
// A filter form marked data-auto sends itself when a choice changes, a menu closes on Escape or a click elsewhere,
// a form is sent once, and the list of mistakes takes the focus. A form that came back with mistakes stands in the history
// as the page it was on: the way back opens that page and does not ask to send the form again.
document.addEventListener('change', (event) => {
  const form = event.target.closest('form[data-auto]');
  if (form && event.target.matches('select, input[type=checkbox], input[type=radio], input[type=date]')) form.requestSubmit();
});
const menus = () => document.querySelectorAll('details.who[open], details.more[open]');
document.addEventListener('click', (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'true';
  setTimeout(() => delete form.dataset.sent, 8000);
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
document.getElementById('loi')?.focus();
document.querySelector('[data-print]')?.addEventListener('click', () => window.print());
const [arrival] = performance.getEntriesByType('navigation');
if (arrival?.responseStatus === 422 && document.referrer.startsWith(`${location.origin}/`)) history.replaceState(null, '', document.referrer);
