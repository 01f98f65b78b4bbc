// Whole elections through the programs of the pages, against a board in memory. Run: node --test
// BALLOT_CLIENT=<folder> tests what browsers are given instead of the sources here.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Board, Ceremony } from '../board.mjs';

const here = (path) => new URL(path, import.meta.url);
const client = process.env.BALLOT_CLIENT ? pathToFileURL(`${process.env.BALLOT_CLIENT}/`) : here('../');
const from = (name) => import(new URL(name, client));
const script = await from('ballot.mjs');
const { fromBytes } = await from('wasm.mjs');
const { toHex, fromHex } = await from('pages/page.mjs');
const { nextStep } = await from('pages/keys.mjs');
const { makeCodes, shuffled, writeCode } = await from('pages/codes.mjs');
const { credentialOf } = await from('pages/revoke.mjs');
const { seedOfFile, seedOfLetters } = await from('pages/trustee.mjs');
const { lookAt, openPart } = await from('pages/open.mjs');
const { digest, manifestOf, receiptsIn } = await from('pages/check.mjs');
const ballots = await from('pages/ballot-of.mjs');
const { standing } = await from('pages/receipt.mjs');

const wasm = await fromBytes(new Uint8Array(readFileSync(here('../../../crates/web/assets/ballot/ballot.wasm'))));
const UUID = 'phien-thu-1';
const trouble = (word) => ({ name: 'Trouble', word });

/** A browser's own store. */
const store = () => {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text) };
};

/** Runs a ceremony to its end: every trustee looks in turn and does what is due. */
function keys(trustees, threshold) {
  const ceremony = new Ceremony(trustees, threshold);
  const seeds = Array.from({ length: trustees }, () => wasm.freshSeed());
  const said = new Set();
  for (let turn = 0; turn < 20; turn += 1) {
    const acts = seeds.map((seed, at) => {
      const next = nextStep(wasm, ceremony.state(at + 1), seed);
      if (next.act === 'post' || next.act === 'compare') ceremony.post(at + 1, next.round, next.message);
      if (next.words) said.add(next.words.join(' '));
      return next.act;
    });
    if (acts.every((act) => act === 'over')) {
      assert.equal(said.size, 1, 'every trustee reads the same words');
      return { ceremony, seeds };
    }
  }
  throw new Error('the ceremony does not end');
}

function begin({ voters = 8, options = 1, candidates = 3, trustees = 3, threshold = 2, limit = null } = {}) {
  const { ceremony, seeds } = keys(trustees, threshold);
  const { codes, credentials } = makeCodes(wasm, UUID, voters);
  const questions = Array.from({ length: candidates }, (_, at) => ({ id: at + 1, candidate: `Người số ${at + 1}`, title: 'Điển hình tiên tiến' }));
  const rule = { num: 2, den: 3, of: 'all_members', compare: 'at_least' };
  const about = { uuid: UUID, title: 'Bỏ phiếu thử', members: voters, rule, questions, options, limit, min_ballots: 5, replace: 'allowed', credentials };
  return { ceremony, seeds, codes, board: new Board(ceremony, about) };
}

/** One member votes as the page does; gives the receipt's line. */
function vote(board, typed, answers, maker = wasm) {
  const election = ballots.readElection(script, board.file);
  const voter = script.readCode(typed, election.manifest.uuid);
  const sequence = board.sequence(toHex(voter.credential)) + 1;
  const seed = script.freshSeed();
  const choices = ballots.choicesOf(election.manifest, answers);
  const made = ballots.makeChecked({ maker, script }, election.rules, voter, sequence, seed, choices);
  const answer = board.cast(made.ballot);
  const receipt = ballots.checkAnswer(maker, election, made, answer);
  return { ...receipt, code: made.code, made, voter, sequence };
}

test('an election of eight: one replaces, one challenges, one has no WebAssembly, one envelope is left', () => {
  const { ceremony, seeds, codes, board } = begin();
  const [yes, no] = [ballots.AGREE, ballots.NOT];
  const plain = [];
  board.add(3, Uint8Array.of(8, 0, 0, 0));

  // The first changes their mind.
  const before = vote(board, codes[0], [no, no, no]);
  const after = vote(board, codes[0].toLowerCase().replaceAll('-', ' '), [yes, no, yes]);
  assert.equal(after.sequence, 2);
  assert.notEqual(before.code, after.code);
  plain.push([yes, no, yes]);

  // The second challenges a ballot first: another device finds the same code and the same choices, and it cannot be cast.
  const election = ballots.readElection(script, board.file);
  const voter = script.readCode(codes[1], UUID);
  const [seed, choices] = [script.freshSeed(), ballots.choicesOf(election.manifest, [yes, yes, no])];
  const made = ballots.makeChecked({ maker: wasm, script }, election.rules, voter, 1, seed, choices);
  board.add(5, made.hash);
  const line = ballots.writeChallenge(election.id, 1, seed, choices);
  const again = ballots.recomputed(script, election, script.readCode(codes[1], UUID).key, ballots.readChallenge(line, election.manifest, election.id));
  assert.ok(ballots.sameCode(made.code.toLowerCase(), again.code));
  assert.deepEqual(again.answers, [yes, yes, no]);
  assert.throws(() => board.cast(made.ballot), /refused/);
  vote(board, codes[1], [yes, yes, no]);
  plain.push([yes, yes, no]);

  // The third's browser refuses WebAssembly.
  const third = vote(board, codes[2], [yes, yes, yes], script);
  plain.push([yes, yes, yes]);
  for (const code of codes.slice(3, 7)) {
    vote(board, code, [yes, no, no]);
    plain.push([yes, no, no]);
  }

  // The eighth envelope was never handed out.
  const known = { uuid: UUID, listed: board.manifest.credentials, known: [] };
  const left = credentialOf(wasm, codes[7], known);
  assert.throws(() => credentialOf(wasm, codes[7], { ...known, known: [left] }), trouble('twice'));
  assert.throws(() => credentialOf(wasm, makeCodes(wasm, UUID, 1).codes[0], known), trouble('not-listed'));
  board.add(6, fromHex(left));
  board.add(8, new Uint8Array(0));

  // Two of three open; the third's part is not needed. Key file and letters give the same seed.
  const file = wasm.sealKey(fromHex(ceremony.number), 1, seeds[0], 'mười hai chữ cái');
  const one = seedOfFile(wasm, file, 'mười hai chữ cái', { number: ceremony.number, own: 1 });
  const three = seedOfLetters(wasm, wasm.writeSeed(seeds[2]).toLowerCase());
  const look = lookAt(wasm, board.bundle());
  assert.equal(look.closeHead, board.entries.at(-1).head.toString('hex'));
  assert.equal(look.ballots, 7);
  const [mine, theirs] = [store(), store()];
  const { election: id } = look;
  board.add(9, openPart(wasm, mine, { bundle: board.bundle(), election: id, own: 1, seed: one }));
  board.add(9, openPart(wasm, theirs, { bundle: board.bundle(), election: id, own: 3, seed: three }));
  const outcome = board.result(wasm);
  const count = (at, what) => plain.filter((answers) => answers[at] === what).length;
  assert.deepEqual(outcome.questions.map((question) => [question.agree, question.not_agree]), [0, 1, 2].map((at) => [count(at, yes), count(at, no)]));
  assert.deepEqual(outcome.questions.map((question) => question.passed), [true, false, false]);

  // Anybody verifies, with receipts and what stands in the minutes.
  const expected = { election: digest(id), closeHead: digest(look.closeHead.match(/.{8}/g).join(' ')), receipts: receiptsIn(`${third.receipt}\n${after.receipt}`) };
  assert.equal(expected.receipts.length, 2);
  const verdict = wasm.verifyBundle(board.bundle(), expected);
  assert.equal(verdict.valid, true, JSON.stringify(verdict.findings));
  assert.equal(verdict.tracked.filter(({ code }) => code === third.code).length, 1);
  assert.equal(manifestOf(board.bundle()).title, 'Bỏ phiếu thử');
  assert.equal(wasm.verifyBundle(board.bundle(), { closeHead: digest('0'.repeat(64)) }).valid, false);
});

test('three answers, a limit, and random elections: the tally is the plain count', () => {
  for (const [options, limit] of [[2, null], [1, 2], [2, 1]]) {
    const { seeds, codes, board } = begin({ options, limit, candidates: 4, voters: 6 });
    board.add(3, Uint8Array.of(6, 0, 0, 0));
    const all = ballots.answersOf(board.manifest);
    const plain = codes.map((code, at) => {
      let agreed = 0;
      const answers = Array.from({ length: 4 }, (_, place) => {
        const pick = all[(at * 5 + place * 3 + options) % all.length];
        if (pick !== ballots.AGREE) return pick;
        agreed += 1;
        return limit !== null && agreed > limit ? ballots.NOT : pick;
      });
      vote(board, code, answers, at % 2 === 0 ? wasm : script);
      return answers;
    });
    board.add(8, new Uint8Array(0));
    const { election } = lookAt(wasm, board.bundle());
    for (const own of [2, 3]) board.add(9, openPart(wasm, store(), { bundle: board.bundle(), election, own, seed: seeds[own - 1] }));
    const { questions } = board.result(wasm);
    const count = (at, what) => plain.filter((answers) => answers[at] === what).length;
    questions.forEach((one, at) => {
      assert.deepEqual([one.agree, one.not_agree, one.no_opinion], [ballots.AGREE, ballots.NOT, ballots.NEITHER].map((what) => count(at, what)));
    });
    assert.equal(wasm.verifyBundle(board.bundle()).valid, true);
  }
});

test('one trustee alone is possible and named, and needs no comparison', () => {
  const { ceremony, seeds } = keys(1, 1);
  assert.equal(nextStep(wasm, ceremony.state(1), seeds[0]).act, 'over');
});

test('a ceremony notices another seed, another file, a wrong letter and a forged message', () => {
  const ceremony = new Ceremony(3, 2);
  const seeds = [1, 2, 3].map(() => wasm.freshSeed());
  for (const [at, seed] of seeds.entries()) ceremony.post(at + 1, 1, nextStep(wasm, ceremony.state(at + 1), seed).message);
  assert.throws(() => nextStep(wasm, ceremony.state(1), seeds[1]), trouble('other-seed'));
  assert.deepEqual(nextStep(wasm, new Ceremony(3, 2).state(2), seeds[1]).act, 'post');
  for (const [at, seed] of seeds.entries()) ceremony.post(at + 1, 2, nextStep(wasm, ceremony.state(at + 1), seed).message);
  const state = ceremony.state(1);
  const forged = fromHex(state.rounds[1][2]);
  forged[4 + 32 * 5] ^= 1;
  state.rounds[1][2] = toHex(forged);
  assert.throws(() => nextStep(wasm, state, seeds[0]), { name: 'Refused', message: /trustee 3/ });
  const file = wasm.sealKey(fromHex(ceremony.number), 2, seeds[1], 'mười hai chữ cái');
  const number = ceremony.number;
  assert.throws(() => seedOfFile(wasm, file, 'mười hai chữ cái', { number, own: 1 }), trouble('other-trustee'));
  assert.throws(() => seedOfFile(wasm, file, 'mười hai chữ cái', { number: '00'.repeat(32), own: 2 }), trouble('other-ceremony'));
  assert.throws(() => seedOfFile(wasm, file, 'mười hai chữ cai', { number, own: 2 }), { name: 'Refused' });
  assert.throws(() => seedOfLetters(wasm, wasm.writeSeed(seeds[0]).slice(1)), trouble('mistyped'));
});

test('a trustee opens one closing only, and no board that is not sound', () => {
  const { seeds, codes, board } = begin({ voters: 6 });
  board.add(3, Uint8Array.of(6, 0, 0, 0));
  for (const code of codes.slice(0, 5)) vote(board, code, [ballots.AGREE, ballots.NOT, ballots.AGREE]);
  assert.throws(() => lookAt(wasm, board.bundle()), trouble('unsound'), 'not closed');
  const other = Object.assign(Object.create(Board.prototype), board, { entries: [...board.entries], newest: new Map(board.newest) });
  board.add(8, new Uint8Array(0));
  vote(other, codes[5], [ballots.NOT, ballots.NOT, ballots.NOT]);
  other.add(8, new Uint8Array(0));
  const { election } = lookAt(wasm, board.bundle());
  const kept = store();
  openPart(wasm, kept, { bundle: board.bundle(), election, own: 2, seed: seeds[1] });
  openPart(wasm, kept, { bundle: board.bundle(), election, own: 2, seed: seeds[1] });
  assert.throws(() => openPart(wasm, kept, { bundle: other.bundle(), election, own: 2, seed: seeds[1] }), { name: 'Refused' });
  const bad = board.bundle();
  bad[bad.length - 200] ^= 1;
  assert.throws(() => lookAt(wasm, bad), (error) => ['Trouble', 'Refused'].includes(error.name));
});

test('a receipt of another ballot, another place or another server is no receipt', () => {
  const { codes, board } = begin({ voters: 2 });
  const election = ballots.readElection(script, board.file);
  const first = vote(board, codes[0], [ballots.AGREE, ballots.NOT, ballots.NOT]);
  const second = vote(board, codes[1], [ballots.NOT, ballots.NOT, ballots.NOT]);
  for (const maker of [wasm, script]) {
    const check = (answer) => ballots.checkAnswer(maker, election, first.made, answer);
    check({ receipt: first.receipt, index: first.index });
    assert.throws(() => check({ receipt: second.receipt, index: second.index }), trouble('receipt'));
    assert.throws(() => check({ receipt: first.receipt, index: first.index + 1 }), trouble('receipt'));
    for (const at of [3, 33, 40, 80, 110, 150]) {
      const bad = fromHex(first.receipt);
      bad[at] ^= 1;
      assert.throws(() => check({ receipt: toHex(bad), index: first.index }), trouble('receipt'), `byte ${at}`);
    }
  }
});

/** The board as the page of receipts gets it. */
const record = (board, entries = board.entries.length) => ({
  entries,
  ballots: board.entries.slice(0, entries).flatMap(({ kind, payload, head }, index) => {
    return kind === 4 ? [{ index, code: script.trackingCode(new Uint8Array(payload)), head: toHex(head), state: 'counted' }] : [];
  }),
});

test('a receipt tells whether the board still keeps the ballot, was cut off or was changed', () => {
  const { codes, board } = begin({ voters: 4 });
  const election = ballots.readElection(script, board.file);
  const cast = codes.map((code) => vote(board, code, [ballots.AGREE, ballots.NOT, ballots.NOT]));
  const check = (one, shown) => standing(script, election, shown, fromHex(one.receipt)).verdict;
  for (const one of cast) assert.equal(check(one, record(board)), 'kept');
  const cut = record(board, board.entries.length - 1);
  assert.equal(check(cast[3], cut), 'cut-off');
  assert.equal(check(cast[2], cut), 'kept', 'what was cut off later, an earlier receipt does not know');
  const other = record(board);
  other.ballots[1].head = toHex(new Uint8Array(32));
  assert.equal(check(cast[1], other), 'differs');
  const swapped = record(board);
  [swapped.ballots[0].code, swapped.ballots[1].code] = [swapped.ballots[1].code, swapped.ballots[0].code];
  assert.equal(check(cast[0], swapped), 'differs');
  const forged = fromHex(cast[0].receipt);
  forged[70] ^= 1;
  assert.throws(() => standing(script, election, record(board), forged), trouble('foreign'));
  const second = begin({ voters: 1 });
  const elsewhere = ballots.readElection(script, second.board.file);
  assert.throws(() => standing(script, elsewhere, record(second.board), fromHex(cast[0].receipt)), trouble('foreign'));
});

test('the board behind the sample pages is a board, and its receipt stands on it', () => {
  const sample = JSON.parse(readFileSync(here('../../../crates/web/src/page/election/sample-board.json'), 'utf8'));
  const election = ballots.readElection(script, new TextEncoder().encode(sample.manifest));
  const [receipt] = receiptsIn(sample.receipt);
  const stands = standing(script, election, sample.board, receipt);
  assert.deepEqual([stands.verdict, stands.state, stands.code], ['kept', 'replaced', sample.board.ballots[0].code]);
  for (const code of sample.codes) {
    assert.ok(election.manifest.credentials.includes(toHex(script.readCode(code, election.manifest.uuid).credential)), code);
  }
});

test('no answer is presumed, none is unknown, and the limit holds', () => {
  const manifest = { options: 2, limit: 1, questions: [{}, {}] };
  assert.throws(() => ballots.choicesOf(manifest, [ballots.AGREE]), trouble('unanswered'));
  assert.throws(() => ballots.choicesOf(manifest, [ballots.AGREE, undefined]), trouble('unanswered'));
  assert.throws(() => ballots.choicesOf({ ...manifest, options: 1 }, [ballots.NEITHER, ballots.NOT]), trouble('unanswered'));
  assert.throws(() => ballots.choicesOf(manifest, [ballots.AGREE, ballots.AGREE]), trouble('over-limit'));
  assert.deepEqual([...ballots.choicesOf(manifest, [ballots.NOT, ballots.NEITHER])], [0, 1, 0, 0]);
});

test('a ballot that the two implementations see differently is not shown', () => {
  const { codes, board } = begin({ voters: 1 });
  const election = ballots.readElection(script, board.file);
  const voter = script.readCode(codes[0], UUID);
  // A program that encrypts something else than what was chosen.
  const liar = { ...wasm, makeBallot: (rules, key, sequence, seed) => wasm.makeBallot(rules, key, sequence, seed, Uint8Array.of(0, 0, 0)) };
  const make = () => ballots.makeChecked({ maker: liar, script }, election.rules, voter, 1, script.freshSeed(), Uint8Array.of(1, 0, 0));
  assert.throws(make, trouble('disagree'));
});

test('codes are read back, differ, and their order says nothing', () => {
  const { codes, credentials } = makeCodes(wasm, UUID, 40);
  assert.equal(new Set(codes).size, 40);
  assert.deepEqual(codes.map((code) => toHex(script.readCode(code, UUID).credential)).sort(), [...credentials].sort());
  assert.match(codes[0], /^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){4}$/);
  assert.equal(writeCode(new Uint8Array(15)), '00000-00000-00000-00000-00000');
  const places = Array(5).fill(0);
  for (let run = 0; run < 5000; run += 1) places[shuffled([0, 1, 2, 3, 4]).indexOf(0)] += 1;
  for (const times of places) assert.ok(times > 800 && times < 1200, `each place about as often: ${places}`);
});

test('a challenge line of another election or of another form is refused', () => {
  const manifest = { questions: [{}, {}], options: 1 };
  const id = 'ab'.repeat(32);
  const line = ballots.writeChallenge(id, 3, new Uint8Array(32).fill(7), Uint8Array.of(1, 0));
  assert.deepEqual(ballots.readChallenge(`  ${line}\n`, manifest, id).choices, Uint8Array.of(1, 0));
  assert.throws(() => ballots.readChallenge(line, manifest, 'cd'.repeat(32)), trouble('other-election'));
  for (const bad of ['', line.slice(2), `${line}1`, `${line}:`, line.replace(':3:', ':x:')]) {
    assert.throws(() => ballots.readChallenge(bad, manifest, id), trouble('no-challenge'), bad);
  }
});

test('the pages hold no words: whatever people read stands in the page', () => {
  const folder = new URL('pages/', client);
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.mjs') && !one.endsWith('.test.mjs'))) {
    const text = readFileSync(new URL(name, folder), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
    assert.doesNotMatch(text, /[À-ỹ]/, `${name} holds Vietnamese words`);
    assert.doesNotMatch(text, /innerHTML|localStorage\.setItem|document\.write|eval\(/, `${name} writes markup or keeps something`);
  }
});
