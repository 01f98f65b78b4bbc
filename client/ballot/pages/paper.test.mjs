// Paper beside the electronic vote through the programs of the pages, against a board in memory. Run: node --test
// BALLOT_CLIENT=<folder> tests what browsers are given instead of the sources here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
const { makeCodes } = await from('pages/codes.mjs');
const { openPart } = await from('pages/open.mjs');
const { paperSeed, paperVoter, typedBallot } = await from('pages/paper.mjs');
const ballots = await from('pages/ballot-of.mjs');

const wasm = await fromBytes(new Uint8Array(readFileSync(here('../../../crates/web/assets/ballot/ballot.wasm'))));
const programs = { maker: wasm, script };
const UUID = 'phien-giay-1';
const [YES, NO] = [ballots.AGREE, ballots.NOT];
const trouble = (word) => ({ name: 'Trouble', word });
const u4 = (value) => Uint8Array.of(value & 255, value >> 8, 0, 0);

/** An open vote under one key, with codes for envelopes and for paper. */
function begin({ voters, papers, options = 1 }) {
  const ceremony = new Ceremony(1, 1);
  const seed = wasm.freshSeed();
  for (let turn = 0; turn < 5; turn += 1) {
    const next = nextStep(wasm, ceremony.state(1), seed);
    if (next.act === 'post' || next.act === 'compare') ceremony.post(1, next.round, next.message);
  }
  const [members, reserved] = [makeCodes(wasm, UUID, voters), makeCodes(wasm, UUID, papers)];
  const questions = [1, 2].map((id) => ({ id, candidate: `Người số ${id}`, title: 'Điển hình tiên tiến' }));
  const rule = { num: 2, den: 3, of: 'all_members', compare: 'at_least' };
  const about = { uuid: UUID, title: 'Bỏ phiếu thử', members: voters, rule, questions, options, min_ballots: 4, replace: 'allowed' };
  const board = new Board(ceremony, { ...about, credentials: members.credentials, paper_credentials: reserved.credentials });
  board.add(3, u4(voters));
  return { board, seed, codes: members.codes, papers: reserved.codes };
}

function vote(board, typed, answers) {
  const election = ballots.readElection(script, board.file);
  const voter = script.readCode(typed, UUID);
  const made = ballots.makeChecked(programs, election.rules, voter, 1, script.freshSeed(), ballots.choicesOf(election.manifest, answers));
  board.cast(made.ballot);
}

const revoke = (board, code) => board.add(6, script.readCode(code, UUID).credential);

/** Numbers of the entries in which the verifier finds something. */
const faulty = (board) => wasm.verifyBundle(board.bundle()).findings.flatMap(({ place }) => place.entry ?? []);

function opened({ board, seed }) {
  const { election } = wasm.verifyBundle(board.bundle());
  const store = { getItem: () => null, setItem: () => {} };
  board.add(9, openPart(wasm, store, { bundle: board.bundle(), election, own: 1, seed }));
  return board.result(wasm);
}

test('two people who copy the same paper make the same ballot, and the joint total is the plain count', () => {
  for (const options of [1, 2]) {
    const all = begin({ voters: 6, papers: 2, options });
    const { board, codes, papers } = all;
    const election = ballots.readElection(script, board.file);
    const plain = [[YES, YES], [YES, NO], [NO, NO], [YES, YES]];
    plain.forEach((answers, at) => vote(board, codes[at], answers));
    for (const code of codes.slice(4)) revoke(board, code);

    const third = options === 2 ? ballots.NEITHER : NO;
    for (const [at, answers] of [[YES, third], [NO, YES]].entries()) {
      const first = typedBallot(programs, election, paperVoter(script, election, papers[at]), paperSeed(wasm, ' '), answers);
      // Another device: the code, and the line that the first wrote down.
      const again = (letters, said) =>
        typedBallot(programs, election, paperVoter(script, election, papers[at].toLowerCase()), paperSeed(wasm, letters), said);
      assert.deepEqual(again(first.letters.toLowerCase().replaceAll('-', ' '), answers).ballot, first.ballot);
      // In a dispute another device makes it again from code and line, as it does for a member's check.
      const { key } = paperVoter(script, election, papers[at]);
      const remade = ballots.recomputed(script, election, key, ballots.readChallenge(first.line, election.manifest, election.id));
      assert.deepEqual([remade.code, remade.answers], [first.code, answers]);
      assert.notDeepEqual(again(first.letters, [...answers].reverse()).ballot, first.ballot, 'another choice');
      assert.notDeepEqual(again('', answers).ballot, first.ballot, 'another seed');
      assert.throws(() => again(first.letters.slice(1), answers), trouble('mistyped'));
      assert.throws(() => again(first.letters, [YES]), trouble('unanswered'));
      board.add(4, first.ballot);
      plain.push(answers);
    }
    assert.throws(() => paperVoter(script, election, codes[0]), trouble('not-paper-code'), 'a member’s code');
    board.add(8, new Uint8Array(0));
    const { questions, paper } = opened(all);
    assert.equal(paper, 0, 'nothing tells them from the others');
    const count = (at, what) => plain.filter((answers) => answers[at] === what).length;
    questions.forEach((one, at) => {
      assert.deepEqual([one.agree, one.not_agree, one.no_opinion], [YES, NO, ballots.NEITHER].map((what) => count(at, what)));
    });
    const verdict = wasm.verifyBundle(board.bundle());
    assert.equal(verdict.valid, true, JSON.stringify(verdict.findings));
  }
});

test('a paper ballot for which no code was taken back makes the board unsound', () => {
  const { board, codes, papers } = begin({ voters: 5, papers: 1 });
  const election = ballots.readElection(script, board.file);
  for (const code of codes.slice(0, 4)) vote(board, code, [YES, YES]);
  assert.deepEqual(faulty(board), []);
  const { index } = board.add(4, typedBallot(programs, election, paperVoter(script, election, papers[0]), paperSeed(wasm, ''), [YES, YES]).ballot);
  assert.deepEqual(faulty(board), [index]);
});

test('figures of many paper ballots are added to the sums, and figures that contradict themselves are found', () => {
  const figures = (issued, returned, ...counts) => Uint8Array.of(...[issued, returned, ...counts.flat()].flatMap((one) => [...u4(one)]));
  const held = (paper) => {
    const all = begin({ voters: 10, papers: 0 });
    const { board, codes } = all;
    for (const answers of [[YES, YES], [YES, NO], [NO, NO], [YES, YES]]) vote(board, codes.shift(), answers);
    for (const code of codes) revoke(board, code);
    board.add(8, new Uint8Array(0));
    return { ...all, place: board.add(7, paper).index };
  };
  const all = held(figures(6, 5, [4, 1, 0, 0], [2, 1, 0, 2]));
  assert.deepEqual(faulty(all.board), []);
  const { ballots: cast, paper, questions } = opened(all);
  assert.deepEqual([cast, paper], [4, 5]);
  assert.deepEqual(questions.map((one) => [one.agree, one.not_agree, one.invalid, one.not_returned]), [[7, 2, 0, 1], [4, 3, 2, 1]]);
  assert.equal(wasm.verifyBundle(all.board.bundle()).valid, true);
  for (const wrong of [
    figures(6, 5, [4, 1, 0, 1], [2, 1, 0, 2]),
    figures(4, 5, [4, 1, 0, 0], [2, 1, 0, 2]),
    figures(6, 5, [3, 1, 1, 0], [2, 1, 0, 2]),
    figures(6, 4, [3, 1, 0, 0], [2, 0, 0, 2]),
    figures(7, 5, [4, 1, 0, 0], [2, 1, 0, 2]),
  ]) {
    const { board, place } = held(wrong);
    assert.deepEqual(faulty(board), [place]);
  }
});

test('the letters of a sealing line are the whole seed', () => {
  const seed = wasm.freshSeed();
  assert.equal(toHex(paperSeed(wasm, wasm.writeSeed(seed))), toHex(seed));
  assert.notEqual(toHex(paperSeed(wasm, '')), toHex(paperSeed(wasm, '')), 'the first person’s is fresh');
  assert.deepEqual(fromHex(toHex(seed)), seed);
});
