// Makes the board behind the sample pages of the ballot: two boxes, seven codes, four ballots, of which one was replaced.
//   node client/ballot/sample-board.mjs > crates/web/src/page/election/sample-board.json
// Its codes are in the file: it must never stand for a real election.
import { readFileSync } from 'node:fs';
import { Board, Ceremony } from './board.mjs';
import * as script from './ballot.mjs';
import { fromBytes } from './wasm.mjs';
import { AGREE, NEITHER, NOT, checkAnswer, choicesOf, makeChecked, readElection } from './pages/ballot-of.mjs';
import { makeCodes } from './pages/codes.mjs';
import { nextStep } from './pages/keys.mjs';

const UUID = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const wasm = await fromBytes(new Uint8Array(readFileSync(new URL('../../crates/web/assets/ballot/ballot.wasm', import.meta.url))));

const ceremony = new Ceremony(3, 2);
const seeds = [1, 2, 3].map(() => wasm.freshSeed());
for (let turn = 0; turn < 6; turn += 1) {
  seeds.forEach((seed, at) => {
    const next = nextStep(wasm, ceremony.state(at + 1), seed);
    if (next.message) ceremony.post(at + 1, next.round, next.message);
  });
}

const { codes, credentials } = makeCodes(wasm, UUID, 7);
const questions = ['Trần Thị Bích Ngọc', 'Tổ dân phố số 4', 'Mô hình “Ngày thứ Bảy không hẹn”'].map((candidate, at) => ({ id: at + 1, candidate, title: 'Điển hình tiên tiến năm 2026' }));
const rule = { num: 2, den: 3, of: 'all_members', compare: 'at_least' };
const title = 'Bỏ phiếu xét điển hình tiên tiến năm 2026';
const board = new Board(ceremony, { uuid: UUID, title, members: 7, rule, questions, options: 2, min_ballots: 5, replace: 'allowed', credentials });
board.add(3, Uint8Array.of(7, 0, 0, 0));

const election = readElection(script, board.file);
const ballots = [];
let receipt = '';
for (const [member, answers] of [[0, [AGREE, NOT, NEITHER]], [1, [AGREE, AGREE, AGREE]], [2, [AGREE, NEITHER, AGREE]], [0, [AGREE, AGREE, NEITHER]]]) {
  const voter = script.readCode(codes[member], UUID);
  const sequence = board.sequence(script.toHex(voter.credential)) + 1;
  const made = makeChecked({ maker: wasm, script }, election.rules, voter, sequence, script.freshSeed(), choicesOf(election.manifest, answers));
  const said = checkAnswer(wasm, election, made, board.cast(made.ballot));
  if (sequence > 1) ballots[0].state = 'replaced';
  receipt ||= said.receipt;
  ballots.push({ index: said.index, code: made.code, head: said.head, state: 'counted' });
}
const manifest = Buffer.from(board.file).toString('utf8');
process.stdout.write(`${JSON.stringify({ codes: codes.slice(3), receipt, manifest, board: { entries: board.entries.length, ballots } }, null, 2)}\n`);
