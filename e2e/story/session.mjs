// Fifth chapter: the council of seven meets, one member is away, one is in conflict; five of seven pass, four do not.

import assert from 'node:assert/strict';
import { CAST, OTHERS } from './cast.mjs';
import { COUNCIL } from './council.mjs';
import { CLOSE, GOOD, MODEL, openDossier } from './dossiers.mjs';
import { day } from './plan.mjs';

const TITLE = 'Bình xét mô hình tiêu biểu, điển hình tiên tiến xuất sắc';
const AWAY = OTHERS[2].name;

export async function session(world) {
  const secretary = await world.person('secretary');
  await call(world, secretary);
  await conflict(world);
  await presence(world, secretary);
  await open(world, secretary);
  await count(world, secretary);
  await announce(world);
}

/** From the council's page to the session. */
export async function meeting(someone) {
  await someone.area('Hội đồng');
  await someone.follow(COUNCIL);
  await someone.follow(TITLE);
}

export async function call(world, secretary) {
  await secretary.area('Hội đồng');
  await secretary.follow(COUNCIL);
  await secretary.follow('Triệu tập phiên họp');
  await secretary.fill({ 'tieu-de': TITLE, ngay: day(0), gio: '25 giờ', 'dia-diem': 'Phòng họp số 2' });
  await secretary.mistaken('Lưu', /Giờ họp/, { gio: '25 giờ', 'dia-diem': 'Phòng họp số 2' });
  await secretary.fill({ gio: '08:00', 'gui-tai-lieu': day(-7) });
  await secretary.press('Lưu');
  await secretary.sees('Đã triệu tập phiên họp');
  await secretary.sees(MODEL, GOOD, CLOSE);
  await secretary.press('Lưu chương trình');
  await secretary.sees('Chương trình có 3 hồ sơ');
}

/** A member declares a conflict before the vote, and is shown neither appraisal nor files of that dossier from then on. */
async function conflict(world) {
  const relative = await world.person('relative');
  await openDossier(relative, CLOSE);
  await relative.sees('Theo bản mô tả');
  await meeting(relative);
  const item = relative.main.locator('ol.rows > li', { hasText: CLOSE });
  await relative.press(item.getByRole('link', { name: /Khai xung đột/ }));
  await relative.mistaken('Khai xung đột', /Lý do/);
  await relative.fill({ 'ly-do': 'Em dâu của tôi.' });
  await relative.press('Khai xung đột');
  await relative.sees('Đã ghi lời khai', 'Tự khai: Em dâu của tôi');
  await openDossier(relative, CLOSE);
  await relative.sees('Đồng chí có xung đột lợi ích với hồ sơ này');
  await relative.seesNot('Theo bản mô tả và kiểm tra tại phòng', 'danh-sach.pdf');
}

async function presence(world, secretary) {
  await meeting(secretary);
  await secretary.sees('cần có mặt từ 5 thành viên', 'Chưa đủ số thành viên: có mặt 0, cần 5');
  await secretary.follow('Điểm danh');
  const rows = secretary.main.locator('tbody tr');
  const all = await rows.count();
  assert.equal(all, 7);
  for (let n = 0; n < all; n += 1) {
    const row = rows.nth(n);
    const away = (await row.innerText()).includes(AWAY);
    await row.locator('input[type=checkbox]').setChecked(!away);
    if (away) await row.locator('input[name^="ly-do-"]').fill('Đi công tác');
  }
  await secretary.press('Lưu điểm danh');
  await secretary.sees('Có mặt 6/7 thành viên', 'đủ điều kiện họp (từ 5)');
}

/** The number needed stands there before anything is opened. */
async function open(world, secretary) {
  await secretary.sees('Cần 5 phiếu đồng ý trong 7', 'Bỏ phiếu kín', 'thành viên vắng vẫn tính trong tổng số');
  await secretary.follow(/^Mở biểu quyết/);
  await secretary.sees('Cần 5 phiếu đồng ý trong 7', '6 người được biểu quyết', '5 người được biểu quyết');
  await secretary.press('Mở biểu quyết');
  await secretary.sees('Đã mở biểu quyết 3 hồ sơ');
  await secretary.follow(/^Khép biểu quyết/);
  await secretary.press('Khép biểu quyết');
  await secretary.sees('Đã khép biểu quyết 3 hồ sơ');
}

/** Types the count of one dossier into its row. */
async function type(secretary, name, figures) {
  const row = secretary.main.locator('tbody tr', { hasText: name });
  for (const [field, value] of Object.entries(figures)) await row.locator(`input[name^="${field}-"]`).fill(String(value));
}

async function count(world, secretary) {
  await secretary.follow(/^Nhập kết quả kiểm phiếu/);
  await type(secretary, MODEL, { phat: 6, thu: 6, hong: 0, 'dong-y': 5, khong: 2 });
  await type(secretary, GOOD, { phat: 6, thu: 6, hong: 0, 'dong-y': 6, khong: 0 });
  await type(secretary, CLOSE, { phat: 5, thu: 5, hong: 0, 'dong-y': 4, khong: 1 });
  // Five and two are seven papers, and six came back.
  await secretary.mistaken('Kiểm tra số liệu', new RegExp(MODEL));
  const row = secretary.main.locator('tbody tr', { hasText: GOOD });
  assert.equal(await row.locator('input[name^="dong-y-"]').inputValue(), '6', 'what was typed is kept');
  await type(secretary, MODEL, { khong: 1 });
  await secretary.press('Kiểm tra số liệu');
  await secretary.sees('Đủ phiếu', 'Không đủ phiếu');
  await secretary.press('Ghi kết quả');
  await secretary.sees('Đã giữ số liệu của 3 hồ sơ');
  await second(world);
}

/** The chair types from the ballots too, once wrongly: both see where they differ, and nothing is counted before they agree. */
async function second(world) {
  const chair = await world.person('chair');
  await meeting(chair);
  await chair.follow(/^Nhập kết quả kiểm phiếu/);
  await chair.sees('đã nhập. Hãy tự nhập từ phiếu');
  await type(chair, MODEL, { phat: 6, thu: 6, hong: 0, 'dong-y': 5, khong: 1 });
  await type(chair, GOOD, { phat: 6, thu: 6, hong: 0, 'dong-y': 5, khong: 1 });
  await type(chair, CLOSE, { phat: 5, thu: 5, hong: 0, 'dong-y': 4, khong: 1 });
  await chair.press('Kiểm tra số liệu');
  await chair.press('Ghi kết quả');
  await chair.sees('1 hồ sơ có hai lần nhập khác nhau', 'Hai lần nhập khác nhau');
  await type(chair, GOOD, { 'dong-y': 6, khong: 0 });
  await chair.press('Kiểm tra số liệu');
  await chair.press('Ghi kết quả');
  await chair.sees('Đã ghi kết quả kiểm phiếu của 3 hồ sơ');
}

async function announce(world) {
  const chair = await world.person('chair');
  await meeting(chair);
  await chair.follow(/^Xác nhận kết quả/);
  await chair.sees('đồng ý 5, không đồng ý 1', 'đồng ý 4, không đồng ý 1');
  await chair.press('Xác nhận kết quả');
  await chair.follow(/^Công bố kết quả/);
  await chair.press('Công bố kết quả');
  await chair.sees('Đã công bố 3 kết quả');
  const outcome = (name) => chair.main.locator('ol.rows > li', { hasText: name }).innerText();
  assert.match(await outcome(MODEL), /(?<!Không đ|không đ)Đủ phiếu/);
  assert.match(await outcome(CLOSE), /Không đủ phiếu/);
  await minutes(world, chair);
}

async function minutes(world, chair) {
  const secretary = await world.person('secretary');
  await meeting(secretary);
  await secretary.follow('Kết thúc phiên họp');
  await secretary.fill({ 'kiem-phieu': `${CAST.appraiser.name}\n${OTHERS[1].name}`, 'ket-luan': 'Trình Chánh Thanh tra tỉnh công nhận hai trường hợp đủ phiếu.' });
  await secretary.press('Kết thúc phiên họp');
  await meeting(chair);
  await chair.follow('Biên bản');
  await chair.sees('BIÊN BẢN HỌP VÀ KIỂM PHIẾU', '6/7', MODEL, CAST.relative.name, 'Đi công tác');
  // The table of votes: issued, returned, invalid, agree, not agree, other, needed of base; and who left for a conflict.
  const row = (name) => chair.main.locator('tbody tr', { hasText: name });
  const figures = async (name) => (await row(name).locator('td').allInnerTexts()).map((text) => text.trim());
  assert.deepEqual((await figures(MODEL)).slice(1, 8), ['6', '6', '0', '5', '1', '0', '5/7']);
  assert.deepEqual((await figures(CLOSE)).slice(1, 8), ['5', '5', '0', '4', '1', '0', '5/7']);
  assert.match(await row(CLOSE).innerText(), new RegExp(`Không biểu quyết: ${CAST.relative.name}`));
  await chair.back();
}
