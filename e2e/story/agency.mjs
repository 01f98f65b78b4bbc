// First chapter: from an empty folder to an agency with units, people, accounts and roles. Everything but the first administrator goes through the pages.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { pretender, xlsx } from '../files.mjs';
import { run, within } from '../house.mjs';
import { AGENCY, CAST, OFFICE, OTHERS, ROOMS } from './cast.mjs';

const LONG_AGO = '2010-01-01';

/** `lantoa user add`, before the product serves for the first time. */
export async function found(folder) {
  const made = await run(['user', 'add', CAST.admin.login, '--data', folder, '--name', CAST.admin.name, '--agency', AGENCY, '--symbol', 'TTr']);
  assert.equal(made.code, 0, made.err);
  const password = made.out.match(/\b[a-z0-9]{4}(?:-[a-z0-9]{4}){3}\b/);
  assert.ok(password, made.out);
  return password[0];
}

/** The administrator sets the agency up. */
export async function setUp(world) {
  const admin = await world.person('admin');
  await units(admin);
  await standingBody(admin);
  await oneByForm(admin);
  await restByExcel(admin);
  await roles(world, admin);
}

async function units(admin) {
  await admin.area('Đơn vị');
  await admin.follow('Thêm đơn vị');
  await admin.fill({ ten: OFFICE, 'tu-ngay': '' });
  await admin.mistaken('Thêm đơn vị', /Thành lập từ ngày/, { ten: OFFICE });
  await admin.fill({ 'loai-don-vi': 'Văn phòng, thường trực', 'cap-tren': AGENCY, 'tu-ngay': LONG_AGO });
  await admin.press('Thêm đơn vị');
  for (const [n, name] of ROOMS.entries()) {
    await admin.area('Đơn vị');
    await admin.follow('Thêm đơn vị');
    await admin.fill({ ten: name, 'loai-don-vi': 'Phòng, ban chuyên môn', 'cap-tren': AGENCY, 'tu-ngay': LONG_AGO, 'ten-khac': `NV${n + 1}` });
    await admin.press('Thêm đơn vị');
  }
  await admin.area('Đơn vị');
  await admin.sees(OFFICE, ...ROOMS);
}

async function standingBody(admin) {
  await admin.area('Thiết lập, luật');
  await admin.follow('Thiết lập cơ quan');
  await admin.fill({ 'thuong-truc': OFFICE });
  await admin.press('Lưu thiết lập');
}

async function oneByForm(admin) {
  const { name, unit, post, born } = CAST.head;
  await admin.area('Người dùng');
  await admin.follow('Thêm người');
  await admin.fill({ 'ngay-sinh': born, 'chuc-vu': post });
  await admin.mistaken('Lưu', /Họ và tên/, { 'chuc-vu': post });
  await admin.fill({ ten: name, 'don-vi': unit, 'dung-dau': true });
  await admin.tick('gioi-tinh', 'Nam');
  await admin.press('Lưu');
  await admin.sees(name, post);
}

async function restByExcel(admin) {
  await admin.area('Người dùng');
  await admin.follow('Nhập từ Excel');
  const [template] = await within(20, 'the template', Promise.all([admin.page.waitForEvent('download'), admin.find('Tải tệp mẫu').click()]));
  const bytes = await readFile(await template.path());
  assert.equal(bytes.subarray(0, 2).toString(), 'PK', 'the template is a workbook');
  await admin.fill({ tep: pretender('danh-sach.xlsx') });
  await admin.mistaken('Xem trước', /không đọc được tệp này như một bảng tính/);
  const people = [...Object.values(CAST).filter((one) => one.unit && one !== CAST.head), ...OTHERS];
  const day = (text) => text.split('-').reverse().join('/');
  const row = (one) => [one.name, day(one.born), '', one.unit, one.post, one.post.startsWith('Trưởng') ? 'x' : '', 'công chức', ''];
  const head = ['Họ và tên', 'Ngày sinh', 'Giới tính', 'Đơn vị', 'Chức vụ', 'Đứng đầu', 'Đối tượng', 'Thư điện tử'];
  const wrong = [head, ...people.map(row)];
  wrong[2] = [...wrong[2]];
  wrong[2][3] = 'Phòng Không Có';
  await admin.fill({ tep: xlsx('danh-sach.xlsx', wrong) });
  await admin.press('Xem trước');
  await admin.sees('1 dòng cần sửa', 'Chưa có gì được lưu');
  await admin.follow('Chọn tệp khác');
  await admin.fill({ tep: xlsx('danh-sach.xlsx', [head, ...people.map(row)]) });
  await admin.press('Xem trước');
  await admin.sees('Mọi dòng đều đúng');
  await admin.press(/^Lưu \d+ dòng mới/);
  await admin.sees(`Đã nhập ${people.length} dòng`);
}

/** Opens the page of a person from the list. */
export async function openPerson(admin, name) {
  await admin.area('Người dùng');
  await admin.fill({ q: name });
  await admin.press('Lọc');
  await admin.follow(name);
}

/** Gives a role on the page of a person that is open. */
export async function giveRole(admin, role, more = {}) {
  await admin.follow('Giao vai trò');
  await admin.tick('vai-tro', role);
  await admin.fill(more);
  await admin.press('Giao vai trò');
  await admin.sees('Đã giao vai trò');
}

async function account(world, admin, key) {
  await admin.follow('Tạo tài khoản');
  await admin.press('Tạo tài khoản');
  const secrets = await admin.main.locator('.once__secret').allInnerTexts();
  [world.logins[key], world.passwords[key]] = secrets;
  await admin.follow('Đã trao xong');
}

const ROLES = {
  clerk: 'Chuyên viên thường trực',
  secretary: 'Chuyên viên thường trực',
  first: 'Cán bộ đầu mối đơn vị',
  second: 'Cán bộ đầu mối đơn vị',
  head: 'Thủ trưởng cơ quan',
};

async function roles(world, admin) {
  for (const key of Object.keys(CAST).filter((key) => key !== 'admin')) {
    await openPerson(admin, CAST[key].name);
    await account(world, admin, key);
    if (ROLES[key]) await giveRole(admin, ROLES[key]);
  }
  await admin.area('Thiết lập, luật');
  await admin.follow('Ai giữ vai trò gì');
  await admin.sees(CAST.clerk.name, CAST.head.name);
}
