// A trustee's seed on a page: from the key file with its passphrase, or from the letters on paper. Must not keep or send it.

import { Trouble, chosenFile, toHex } from './page.mjs';

/** Fewest characters of a passphrase for a new key file. */
export const PASSPHRASE = 12;

/** The seed in a key file; `number` is the ceremony and `own` the trustee it must be for. */
export function seedOfFile(program, file, passphrase, { number, own }) {
  const opened = program.openKey(file, passphrase);
  if (toHex(opened.ceremony) !== number) throw new Trouble('other-ceremony');
  if (opened.index !== own) throw new Trouble('other-trustee', { number: opened.index });
  return opened.seed;
}

/** The seed from the letters as somebody types them. */
export function seedOfLetters(program, typed) {
  try {
    return program.readSeed(typed);
  } catch {
    throw new Trouble('mistyped');
  }
}

/** Reads the seed from the form of the page: the letters when they were typed, else the file. */
export async function seedOfForm(program, form, state) {
  const letters = form.querySelector('[data-letters]');
  const passphrase = form.querySelector('[data-passphrase]');
  const input = form.querySelector('[data-file]');
  try {
    if (letters.value.trim() !== '') return seedOfLetters(program, letters.value);
    return seedOfFile(program, await chosenFile(input), passphrase.value, state);
  } finally {
    passphrase.value = '';
  }
}
