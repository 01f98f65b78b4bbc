// A member's receipt against the board as the server shows it now: the browser checks the signature and compares place, code and
// head. The receipt must not be sent: whose it is would be known.

import { Page, Trouble, fetchBytes, fetchJson, same, second, toHex } from './page.mjs';
import { readElection, receiptOf } from './ballot-of.mjs';
import { receiptsIn } from './check.mjs';

/**
 * Where a receipt stands on a board `{ entries, ballots: [{ index, code, head, state }] }`: kept, cut-off or differs. Throws for
 * one that this election's server did not sign.
 */
export function standing(script, { rules, manifest }, board, bytes) {
  const receipt = receiptOf(bytes);
  let code;
  try {
    code = script.checkReceipt(script.fromHex(manifest.server_key), bytes);
  } catch {
    throw new Trouble('foreign');
  }
  if (!same(receipt.election, rules.election)) throw new Trouble('foreign');
  const line = board.ballots.find(({ index }) => index === receipt.index);
  const kept = line !== undefined && line.code === code && line.head === toHex(receipt.head);
  const verdict = receipt.index >= board.entries ? 'cut-off' : kept ? 'kept' : 'differs';
  return { verdict, code, index: receipt.index, state: kept ? line.state : null };
}

class Comparing {
  constructor(page) {
    this.page = page;
  }

  async start() {
    const { page } = this;
    const [script, file] = await Promise.all([second(), fetchBytes(page.data.manifest, { open: true })]);
    Object.assign(this, { script, election: readElection(script, file) });
    page.step('type', { focus: false });
    page.on('form[data-form="receipt"]', 'submit', () => this.compare());
    page.on('[data-act="again"]', 'click', () => page.step('type'));
    page.on('[data-file]', 'change', () => this.read());
  }

  /** The file that the voting page gave, into the field. */
  async read() {
    const file = this.page.one('[data-file]').files?.[0];
    if (file) this.page.one('[data-receipt]').value = (await file.text()).trim();
  }

  async compare() {
    const { page } = this;
    const [receipt] = receiptsIn(page.one('[data-receipt]').value);
    if (!receipt) throw new Trouble('no-receipt');
    const board = await fetchJson(page.data.board, { open: true });
    const { verdict, code, index, state } = standing(this.script, this.election, board, receipt);
    for (const place of page.all('[data-standing]')) place.hidden = place.dataset.standing !== verdict;
    for (const place of page.all('[data-state]')) place.hidden = place.dataset.state !== state;
    page.put('code', code);
    page.put('index', String(index));
    page.put('last', String(board.entries - 1));
    page.step('verdict');
  }
}

const page = Page.find('doi-chieu-bien-nhan');
if (page) new Comparing(page).start().catch((error) => page.fail(error));
