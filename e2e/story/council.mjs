// Second chapter: the standing body's clerk writes down the council of seven. It must not vote.

import assert from 'node:assert/strict';
import { CAST, OTHERS } from './cast.mjs';

/** Seven members: two thirds of them are five. */
const SEATS = [
  [CAST.chair.name, 'Chủ tịch'],
  [OTHERS[0].name, 'Phó Chủ tịch'],
  [CAST.secretary.name, 'Thư ký'],
  [CAST.appraiser.name, 'Ủy viên'],
  [CAST.relative.name, 'Ủy viên'],
  [OTHERS[1].name, 'Ủy viên'],
  [OTHERS[2].name, 'Ủy viên'],
];

export const COUNCIL = 'Hội đồng Thi đua - Khen thưởng Thanh tra tỉnh';

export async function council(world) {
  const clerk = await world.person('clerk');
  await clerk.area('Hội đồng');
  await clerk.sees('Chưa có Hội đồng nào');
  await clerk.follow('Lập Hội đồng');
  await clerk.fill({ 'quyet-dinh': 'Quyết định số 05/QĐ-TTr' });
  await clerk.mistaken('Lập Hội đồng', /Tên Hội đồng/, { 'quyet-dinh': 'Quyết định số 05/QĐ-TTr' });
  await clerk.fill({ ten: COUNCIL, 'tu-ngay': '2016-12-01' });
  await clerk.press('Lập Hội đồng');
  for (const [name, role] of SEATS) {
    await clerk.follow('Thêm hoặc đổi vai trò');
    await clerk.fill({ nguoi: name });
    await clerk.tick('vai-tro', role);
    await clerk.press('Bổ nhiệm');
  }
  const seats = await clerk.main.locator('.rows__title').allInnerTexts();
  for (const [name] of SEATS) assert.ok(seats.includes(name), `${name} has a seat`);
}
