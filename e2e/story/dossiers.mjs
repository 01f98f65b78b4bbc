// Fourth chapter: the rooms nominate a model and two people, one dossier comes back for completion, a member of the council
// appraises them criterion by criterion. It must not vote.

import assert from 'node:assert/strict';
import { pdf, png, pretender } from '../files.mjs';
import { CAST, OTHERS } from './cast.mjs';

export const MODEL = 'Kho kết luận thanh tra tra cứu trong một phút';
export const GOOD = OTHERS[4].name;
export const CLOSE = OTHERS[3].name;

export async function dossiers(world) {
  const [first, second] = [await world.person('first'), await world.person('second')];
  await nominateModel(world, first);
  await nominatePerson(world, first, CLOSE, 'Rút thời gian làm báo cáo quý từ chín ngày còn ba ngày.');
  await nominatePerson(world, second, GOOD, 'Hướng dẫn bốn đồng nghiệp mới, không vụ việc nào quá hạn.');
  await strangers(world, second);
  const appraiser = await world.person('appraiser');
  await sendBack(world, appraiser, first);
  for (const name of [MODEL, CLOSE, GOOD]) await appraise(world, appraiser, name);
}

/** Opens a dossier from the list, found without diacritics. */
export async function openDossier(someone, name) {
  await someone.area('Hồ sơ');
  await someone.fill({ q: name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D') });
  await someone.press('Lọc');
  await someone.follow(name);
}

async function attach(someone, paper, file) {
  await someone.follow('Thêm tài liệu');
  await someone.fill({ 'giay-to': paper, tep: file });
  await someone.press('Thêm tài liệu');
}

async function nominateModel(world, clerk) {
  await clerk.area('Hồ sơ');
  await clerk.sees('Chưa có hồ sơ nào');
  await clerk.follow('Lập hồ sơ');
  await clerk.tick('doi-tuong', 'Mô hình');
  await clerk.press('Tiếp tục');
  const words = 'Mọi kết luận từ năm 2015 được số hóa; ba phòng cùng tra cứu.';
  await clerk.fill({ 'thanh-tich': words, 'pham-vi': 'toàn cơ quan' });
  await clerk.mistaken('Lập hồ sơ', /Tên đối tượng/, { 'thanh-tich': words, 'pham-vi': 'toàn cơ quan' });
  await clerk.fill({ ten: MODEL });
  // Pressed twice by an impatient hand: one dossier all the same.
  await clerk.pressTwice('Lập hồ sơ');
  await clerk.sees(MODEL, words);
  world.known.model = clerk.path;
  await clerk.area('Hồ sơ');
  assert.equal(await clerk.main.getByRole('link', { name: MODEL }).count(), 1, 'pressed twice, opened once');
  await clerk.follow(MODEL);
  await clerk.sees('Còn thiếu');
  await clerk.follow('Thêm tài liệu');
  await clerk.fill({ 'giay-to': 'Danh sách đăng ký', tep: pretender('danh-sach.pdf') });
  await clerk.mistaken('Thêm tài liệu', /Tệp/);
  await clerk.fill({ 'giay-to': 'Danh sách đăng ký', tep: pdf('danh-sach.pdf', 'Danh sach phong Nghiep vu 1') });
  await clerk.press('Thêm tài liệu');
  await attach(clerk, 'Bản mô tả', png('ban-mo-ta.png'));
  await clerk.sees('danh-sach.pdf', 'ban-mo-ta.png');
  await openAndBack(clerk, 'ban-mo-ta.png');
  await clerk.press('Gửi đề nghị công nhận');
  await clerk.sees('Đã gửi đề nghị công nhận', 'Thẩm định');
}

/** A file opens in the browser itself; its way back leads to the page as it was. */
async function openAndBack(clerk, file) {
  const here = clerk.path;
  await Promise.all([clerk.page.waitForNavigation({ waitUntil: 'load' }), clerk.find(file).click()]);
  assert.notEqual(clerk.path, here, 'the picture is shown');
  await clerk.back();
  assert.equal(clerk.path, here);
}

async function nominatePerson(world, clerk, name, words) {
  await clerk.area('Hồ sơ');
  await clerk.follow('Lập hồ sơ');
  await clerk.tick('doi-tuong', 'Cá nhân');
  await clerk.press('Tiếp tục');
  await clerk.tick('nguoi', name);
  await clerk.fill({ 'thanh-tich': words });
  await clerk.press('Lập hồ sơ');
  await clerk.sees(name, words);
  await attach(clerk, 'Danh sách đăng ký', pdf('danh-sach.pdf', 'Danh sach de nghi'));
  await attach(clerk, 'Bản mô tả', pdf('ban-mo-ta.pdf', 'Ban mo ta'));
  await clerk.press('Gửi đề nghị công nhận');
  await clerk.sees('Đã gửi đề nghị công nhận');
}

/** A room does not see what another room proposes. */
async function strangers(world, second) {
  await second.go(world.known.model, 404);
  await second.sees('Không');
}

async function sendBack(world, appraiser, clerk) {
  await openDossier(appraiser, MODEL);
  await appraiser.follow('Trả lại để hoàn thiện');
  await appraiser.mistaken('Trả lại để hoàn thiện', /Lý do/);
  const reason = 'Bản mô tả chưa có số liệu trước và sau khi áp dụng.';
  await appraiser.fill({ 'ly-do': reason });
  await appraiser.press('Trả lại để hoàn thiện');
  await appraiser.sees('Đã trả lại để hoàn thiện');
  await openDossier(clerk, MODEL);
  await clerk.sees(reason, CAST.appraiser.name);
  await attach(clerk, 'Bản mô tả', pdf('ban-mo-ta-bo-sung.pdf', 'Truoc: 40 phut; sau: 1 phut'));
  await clerk.press('Gửi lại');
  await clerk.sees('Đã gửi lại', 'Thẩm định');
}

async function appraise(world, appraiser, name) {
  await openDossier(appraiser, name);
  const open = appraiser.main.locator('.criteria li', { hasText: 'Chưa kết luận' });
  const all = await open.count();
  assert.ok(all >= 2, `${name} has criteria to judge: ${all}`);
  for (let n = all; n > 0; n -= 1) {
    await appraiser.press(open.first().getByRole('link', { name: 'Đánh giá', exact: true }));
    if (n === all && name === MODEL) {
      await appraiser.mistaken('Ghi kết luận', /Kết luận/);
      await appraiser.tick('ket-luan', /^Không đạt/);
      await appraiser.mistaken('Ghi kết luận', /Căn cứ, lý do/);
    }
    await appraiser.tick('ket-luan', /^Đạt/);
    await appraiser.fill({ 'ly-do': 'Theo bản mô tả và kiểm tra tại phòng.' });
    await appraiser.press('Ghi kết luận');
  }
  await appraiser.press('Kết luận đạt, chuyển tiếp');
  await appraiser.sees('Đã kết luận đạt và chuyển tiếp');
}
