import { describe, expect, it } from 'vitest';
import { foldName } from '../model/fold.js';
import { safeName, statementFileName, unitFolderName } from './names.js';
import { statementDue, unit } from './testing.js';

describe('safeName', () => {
  it.each([
    ['a<b>c:d"e/f\\g|h?i*j', 'a＜b＞c：d＂e／f＼g｜h？i＊j'],
    ['名称. ', '名称'],
    ['a\tb\u0000', 'a b'],
    ['CON', 'CON_'],
    ['com1.txt', 'com1.txt_'],
    ['控制', '控制'],
    ['', '_'],
    ['..', '_'],
  ])('%j → %j', (from, to) => {
    expect(safeName(from)).toBe(to);
  });

  it('keeps a name the same under comparison', () => {
    const title = '关于“谁执法/谁普法”: 情况?';
    expect(foldName(safeName(title))).toBe(foldName(title));
  });

  it('stays under the 255 bytes of a file name, whole characters alone', () => {
    const long = safeName('长'.repeat(200));
    expect(Buffer.byteLength(`${long}.docx`)).toBeLessThan(255);
    expect(long).toMatch(/^长+$/);
  });
});

describe('names of a unit', () => {
  it('has key and name', () => expect(unitFolderName(unit())).toBe('17 优化公共服务'));
  it('takes the title for the statement', () =>
    expect(statementFileName(statementDue({ name: '关于“谁执法谁普法”的情况说明' }))).toBe(
      '关于“谁执法谁普法”的情况说明.docx',
    ));
});
