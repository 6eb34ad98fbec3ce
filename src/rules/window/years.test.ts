import { describe, expect, it } from 'vitest';
import { yearsIn } from './years.js';

describe('years that a text speaks of', () => {
  it.each([
    ['2023年共办理12件，2024年办理15件。', [2023, 2024]],
    ['2023、2024年共办理27件。', [2023, 2024]],
    ['2021—2024年累计办理。', [2021, 2022, 2023, 2024]],
    ['2023年5月至2024年2月', [2023, 2024]],
    ['贯彻《法治政府建设实施纲要（2021—2025年）》和青政发〔2022〕5号文件。', []],
    ['2022年印发的管理办法沿用至今。', []],
    ['2023.5.6开展检查', [2023]],
    ['共2023件', []],
  ])('%s', (text, named) => {
    expect(yearsIn(text).named).toEqual(named);
  });

  it.each([
    ['2021年以来', 2021, false],
    ['自2019年起', 2019, false],
    ['今年共办理12件', null, true],
    ['近两年', null, true],
    ['2019年度工作', null, false],
    ['三年行动计划', null, false],
  ])('%s: since %s, relative %s', (text, since, relative) => {
    expect(yearsIn(text)).toMatchObject({ since, relative });
  });
});

describe('the years that a statement names as aims', () => {
  it.each([
    ['到2025年，力争达到95%。', [2025]],
    ['力争2026年全覆盖。', [2026]],
    ['计划于2025年底前完成。', [2025]],
    ['2025年底前全面完成整改。', [2025]],
    ['到2023年底，已建成38处。', []],
    ['截至2024年底，建成38处。', []],
    ['2021年到2025年，分三步推进。', []],
    ['2021至2025年规划。', []],
    ['2024年开展培训，到2024年底力争全覆盖。', []],
    ['2019年开展工作，到2025年力争达到95%。', [2025]],
  ])('%s: %j', (text, aimed) => expect(yearsIn(text).aimed).toEqual(aimed));
});
