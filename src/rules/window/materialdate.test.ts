import { describe, expect, it } from 'vitest';
import { cellDate, numberYear } from './materialdate.js';

describe("a catalogue's dates", () => {
  it.each([
    ['20230506', '2023-05-06', '2023-05-06', '2023-05-06'],
    ['2023年5月6日', '2023-05-06', '2023-05-06', '2023-05-06'],
    ['2023.5', '2023-05', '2023-05-01', '2023-05-31'],
    ['202402', '2024-02', '2024-02-01', '2024-02-29'],
    ['2023年', '2023', '2023-01-01', '2023-12-31'],
    ['2023年5月至2024年2月', '2023-05', '2023-05-01', '2024-02-29'],
    ['2023-05-06 10:00', '2023-05-06', '2023-05-06', '2023-05-06'],
  ])('%s', (cell, shown, from, to) => {
    expect(cellDate(cell)).toEqual({ shown, from, to, by: 'catalogue' });
  });

  it.each(['', '/', '长期', '见原件', '20231306'])('not %j', (cell) => {
    expect(cellDate(cell)).toBeNull();
  });

  it('a number tells the year', () => {
    expect(numberYear({ documentNumber: '青政发〔2022〕16号' })?.shown).toBe('2022');
    expect(numberYear({ documentNumber: '第58号令' })).toBeNull();
  });
});
