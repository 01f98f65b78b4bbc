// The people of the story of plan 003: who they are, at which width each works, and how each comes in.
// All names are invented. Must not know what they do.

import assert from 'node:assert/strict';
import { Someone } from '../someone.mjs';

export const AGENCY = 'Thanh tra tỉnh Bình Phước';
export const OFFICE = 'Văn phòng';
export const ROOMS = ['Phòng Nghiệp vụ 1', 'Phòng Nghiệp vụ 2', 'Phòng Nghiệp vụ 3'];

const NARROW = 390;
const WIDE = 1280;

/** Everybody who signs in; `admin` is there from the command line. */
export const CAST = {
  admin: { name: 'Lê Quang Trị', login: 'quantri', width: WIDE },
  clerk: { name: 'Nguyễn Thị Thu Hà', unit: OFFICE, post: 'Chuyên viên', born: '1988-04-12', width: WIDE },
  secretary: { name: 'Hoàng Minh Tuấn', unit: OFFICE, post: 'Chánh Văn phòng', born: '1976-09-02', width: WIDE },
  first: { name: 'Phạm Thị Ngọc Lan', unit: ROOMS[0], post: 'Thanh tra viên', born: '1990-01-20', width: NARROW },
  second: { name: 'Đỗ Văn Khải', unit: ROOMS[1], post: 'Thanh tra viên', born: '1987-11-05', width: WIDE },
  chair: { name: 'Vũ Thị Bích Thủy', unit: AGENCY, post: 'Phó Chánh Thanh tra', born: '1972-06-15', width: NARROW },
  appraiser: { name: 'Bùi Đức Anh', unit: OFFICE, post: 'Phó Chánh Văn phòng', born: '1980-03-08', width: WIDE },
  relative: { name: 'Đặng Thị Hòa', unit: ROOMS[2], post: 'Trưởng phòng', born: '1979-12-01', width: NARROW },
  head: { name: 'Trần Văn Minh Họa', unit: AGENCY, post: 'Chánh Thanh tra', born: '1968-02-27', width: WIDE },
};

/** People who never sign in: members of the council and those who are proposed. */
export const OTHERS = [
  { name: 'Ngô Quốc Bảo', unit: AGENCY, post: 'Phó Chánh Thanh tra', born: '1974-08-19' },
  { name: 'Lý Thị Kim Chi', unit: ROOMS[2], post: 'Phó Trưởng phòng', born: '1983-05-30' },
  { name: 'Trịnh Công Hậu', unit: ROOMS[2], post: 'Thanh tra viên chính', born: '1981-10-10' },
  { name: 'Mai Thị Thanh Tâm', unit: ROOMS[0], post: 'Thanh tra viên', born: '1991-07-07' },
  { name: 'Dương Văn Lộc', unit: ROOMS[1], post: 'Thanh tra viên chính', born: '1984-02-14' },
];

const OWN = 'mot cau de nho cua rieng toi';

/** The product, the browser, and everybody who has come in so far. */
export class World {
  constructor(product, chrome, script) {
    Object.assign(this, { product, chrome, script, passwords: {}, logins: { admin: 'quantri' }, here: new Map(), known: {} });
  }

  /** A person at their screen, signed in; the first time with the password that was handed over, which must be changed. */
  async person(key) {
    const there = this.here.get(key);
    if (there) return there;
    const { width } = CAST[key];
    const someone = await Someone.at(this.chrome, this.product, { script: this.script, width });
    this.here.set(key, someone);
    await this.comesIn(someone, key);
    return someone;
  }

  async comesIn(someone, key) {
    const [login, first] = [this.logins[key], this.passwords[key]];
    if (first === OWN) return someone.signIn(login, OWN);
    await someone.signIn(login, first, '/tai-khoan');
    await someone.sees('Hãy đặt mật khẩu của riêng mình trước khi làm việc');
    await someone.go('/ho-so');
    assert.equal(someone.path, '/tai-khoan', 'nothing else opens before the password is changed');
    await someone.fill({ 'mat-khau-cu': first, 'mat-khau-moi': 'ngan', 'nhap-lai': 'ngan' });
    await someone.mistaken('Đổi mật khẩu', /ít nhất 10 ký tự/);
    await someone.fill({ 'mat-khau-cu': first, 'mat-khau-moi': OWN, 'nhap-lai': OWN });
    await someone.press('Đổi mật khẩu');
    await someone.sees('Đã đổi mật khẩu');
    this.passwords[key] = OWN;
  }

  /** Everybody leaves; a page that broke is told now. */
  async over() {
    for (const someone of this.here.values()) await someone.leave();
    this.here.clear();
  }
}
