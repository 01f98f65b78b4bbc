// What a member's page works out, without the page: rules from the manifest, choices, a ballot that both implementations
// agree on, the receipt, and what a challenge shows. Must not send or keep anything.

import { Trouble, forget, fromHex, same, toHex } from './page.mjs';

/** The answers to a question, in the order of the page. */
export const AGREE = 'agree';
export const NOT = 'not';
export const NEITHER = 'neither';

/**
 * Up to so many ciphertexts the second implementation also verifies every proof, which takes it twice as long as making
 * them; it always makes the ballot again, and every byte is compared. With more, a slow phone would need more than two seconds.
 */
const VERIFIED_TWICE = 200;
const RECEIPT = 164;

/** The election in a manifest file: its rules, its text and its identity in digits. */
export function readElection(script, file) {
  const rules = script.rulesOf(file);
  const manifest = { limit: null, ...JSON.parse(new TextDecoder().decode(file)) };
  return { rules, manifest, id: toHex(rules.election) };
}

/** Answers that the rules know, in order. */
export const answersOf = (manifest) => (manifest.options === 2 ? [AGREE, NOT, NEITHER] : [AGREE, NOT]);

/** One answer for each question as the zeros and ones of a ballot. Throws when one is missing or more are agreed to than allowed. */
export function choicesOf(manifest, answers) {
  const { options, questions, limit } = manifest;
  const known = answersOf(manifest);
  if (answers.length !== questions.length || answers.some((answer) => !known.includes(answer))) throw new Trouble('unanswered');
  const agreed = answers.filter((answer) => answer === AGREE).length;
  if (limit !== null && agreed > limit) throw new Trouble('over-limit', { limit, agreed });
  const choices = new Uint8Array(questions.length * options);
  answers.forEach((answer, at) => {
    if (answer === AGREE) choices[at * options] = 1;
    if (answer === NOT && options === 2) choices[at * options + 1] = 1;
  });
  return choices;
}

/** The answers back from zeros and ones. */
export function answersFrom(manifest, choices) {
  const { options, questions } = manifest;
  return questions.map((_, at) => {
    if (choices[at * options] === 1) return AGREE;
    return options === 1 || choices[at * options + 1] === 1 ? NOT : NEITHER;
  });
}

/**
 * One implementation's part: the ballot it makes and its tracking code. With `checked` it also verifies every proof of its own
 * ballot, and that the ballot speaks for this credential.
 */
export function madeBy(one, rules, { key, credential }, sequence, seed, choices, checked) {
  const ballot = one.makeBallot(rules, key, sequence, seed, choices);
  if (checked) {
    const read = one.verifyBallot(rules, ballot);
    if (!same(read.credential, credential) || read.sequence !== sequence) throw new Trouble('disagree');
  }
  return { ballot, code: one.trackingCode(ballot) };
}

/** Whether the second implementation also verifies the proofs of so many ciphertexts. */
export const isVerifiedTwice = (choices) => choices.length <= VERIFIED_TWICE;

/** A ballot of which every part is the same, byte by byte. */
export function agreed(script, parts) {
  const [{ ballot, code }] = parts;
  if (!parts.every((part) => same(part.ballot, ballot) && part.code === code)) throw new Trouble('disagree');
  return { ballot, code, hash: script.ballotHash(ballot) };
}

/**
 * Makes a ballot with the program and has the second implementation make it again from the same seed: every byte must be the
 * same, and the proofs must hold. So a fault of one of them is noticed before anything is sent. Where WebAssembly is refused
 * the second one is the only one, and checks its own work. The voting page has this done beside itself (`encrypt.mjs`).
 */
export function makeChecked({ maker, script }, rules, voter, sequence, seed, choices) {
  const parts = [madeBy(maker, rules, voter, sequence, seed, choices, true)];
  if (maker.engine === 'wasm') parts.push(madeBy(script, rules, voter, sequence, seed, choices, isVerifiedTwice(choices)));
  return agreed(script, parts);
}

/** What a receipt says; whether the server signed it is another question. */
export function receiptOf(bytes) {
  if (bytes.length !== RECEIPT) throw new Trouble('receipt');
  const index = new DataView(bytes.buffer, bytes.byteOffset).getUint32(32, true);
  return { election: bytes.slice(0, 32), index, head: bytes.slice(36, 68), hash: bytes.slice(68, 100) };
}

/** Checks the server's answer to a ballot: its signature, and that it speaks of this ballot in this election. */
export function checkAnswer(maker, { rules, manifest }, made, answer) {
  const bytes = fromHex(answer.receipt);
  const receipt = receiptOf(bytes);
  let code;
  try {
    code = maker.checkReceipt(fromHex(manifest.server_key), bytes);
  } catch {
    throw new Trouble('receipt');
  }
  const fits = code === made.code && same(receipt.hash, made.hash) && same(receipt.election, rules.election);
  if (!fits || receipt.index !== answer.index) throw new Trouble('receipt');
  return { index: receipt.index, head: toHex(receipt.head), receipt: answer.receipt };
}

/** The first letters of the election's identity, as they stand on the envelope. */
export const markOf = (id) => `${id.slice(0, 4)} ${id.slice(4, 8)}`;

// ---- challenge -----------------------------------------------------------------------------------------------------

const NAME = 'TDKT-KIEM-TRA-1';

/** What a challenged ballot was made of, as one line of text: election, sequence number, seed, choices. */
export function writeChallenge(id, sequence, seed, choices) {
  return [NAME, id, String(sequence), toHex(seed), Array.from(choices).join('')].join(':');
}

/** Reads that line again. */
export function readChallenge(line, manifest, id) {
  const [name, election, sequence, seed, choices, ...more] = line.replace(/\s/g, '').split(':');
  const whole = name === NAME && more.length === 0 && /^[0-9a-f]{64}$/.test(seed ?? '') && /^\d{1,9}$/.test(sequence ?? '');
  if (!whole || !/^[01]+$/.test(choices ?? '')) throw new Trouble('no-challenge');
  if (election !== id) throw new Trouble('other-election');
  const votes = Uint8Array.from(choices, Number);
  if (votes.length !== manifest.questions.length * manifest.options) throw new Trouble('no-challenge');
  return { sequence: Number(sequence), seed: fromHex(seed), choices: votes };
}

/** Makes the challenged ballot again and gives its tracking code, hash and answers. */
export function recomputed(script, { rules, manifest }, key, { sequence, seed, choices }) {
  const ballot = script.makeBallot(rules, key, sequence, seed, choices);
  return { code: script.trackingCode(ballot), hash: script.ballotHash(ballot), answers: answersFrom(manifest, choices) };
}

/** A tracking code as somebody types it. */
export const sameCode = (typed, code) => {
  const letters = (text) => text.replace(/[\s\-–—\u2010\u2011._]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return letters(typed) === letters(code);
};

/** Erases a ballot's secrets. */
export const forgetVoter = (voter, made) => forget(voter?.key, made?.seed, made?.choices);
