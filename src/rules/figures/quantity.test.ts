import { describe, expect, it } from 'vitest';
import { agree, foldFigures, type Quantity, quantities, sameMeasure } from './quantity.js';

const read = (text: string) => quantities(foldFigures(text));
const shown = ({ value, unit, bound, chinese }: Quantity) =>
  `${value}${unit}${bound ?? ''}${chinese ? '汉' : ''}`;

describe('quantities', () => {
  it.each([
    ['全县累计梳理行政许可事项336项、行政确认10项、行政处罚1708项', '336项 10项 1708项'],
    ['行政许可原职权数352,现职权数336;行政处罚原职权数1731', '352 336 1731'],
    ['全县752名行政执法人员参加了培训,考试合格率100%', '752人 100%'],
    ['办理行政处罚案件1,708件', '1708件'],
    ['办理行政处罚案件１７０８件，合格率９５.５％', '1708件 95.5%'],
    ['办理行政处罚案件１，７０８件', '1708件'],
    ['挽回直接经济损失6.8多万元', '68000元~'],
    ['投入资金3.5亿元，约1.2万人次', '350000000元 12000人次~'],
    ['受理群众各类投诉28件(次),其中来访22件（次）', '28件次 22件次'],
    ['集体访91批1780人次', '91批 1780人次'],
    ['百分之九十五的事项、百分之九十九点五的群众', '95% 99.5%'],
    ['两次派出督查组，查处案件一十二件，配备三名调解员', '2次汉 12件汉 3人汉'],
    ['近300户、超过50家、12个以上、不少于40学时、不低于90%', '300户~ 50家>= 12个>= 40学时>= 90%>='],
    ['不超过5个工作日、3日内、不足10家、90%左右', '5工作日<= 3日<= 10家<= 90%~'],
    ['规定的11项内容', '11项'],
    ['提高5个百分点、3个月、24小时', '5百分点 3个月 24小时'],
    ['落实整改措施90余项，惠及商户2300余户', '90项~ 2300户~'],
    ['总额：120', '120'],
  ])('%s', (text, expected) => {
    expect(read(text).map(shown).join(' ')).toBe(expected);
  });

  it.each([
    '2023年5月6日、2024年上半年、2023-05-06、2023.5.6',
    '榆政办发〔2017〕46号、国发[2010]33号、第58号令',
    '第12条第3款、第52、53、54项、第3次会议',
    '12345热线、电话13800000000、ISO9000、A4纸',
    '落实三项制度、五个一、一件事一次办、一网通办、双随机、一公开、“五不决策”',
    '1.加强领导 2、完善机制 （三）强化保障',
    '居全国前10位、进入前3名',
    '4-5件、5至15个工作日的前一个数',
    'https://www.example.gov.cn/2023/12件',
  ])('no quantity is read whole out of: %s', (text) => {
    expect(read(text).filter((q) => q.bound === null && !/至|-/.test(text))).toEqual([]);
  });

  it('the figures of a range are not taken for its ends alone', () => {
    expect(read('4-5件').map(shown)).toEqual([]);
  });

  it('knows where it stands', () => {
    const text = '查处 1708 件。';
    const [only] = quantities(text);
    expect([only?.start, only?.end, only?.written]).toEqual([3, 9, '1708件']);
  });

  it('takes time in proportion to the text', () => {
    const text = '共办理行政处罚案件1708件，罚款35.6万元，'.repeat(4000);
    const from = performance.now();
    expect(quantities(text)).toHaveLength(8000);
    expect(performance.now() - from).toBeLessThan(3000);
  });
});

describe('comparing', () => {
  const one = (text: string) => read(text)[0] as Quantity;
  it.each([
    ['1.2万份', '12034份', true],
    ['1.2万份', '13100份', false],
    ['1708件', '1709件', false],
    ['99.1%', '99.09%', true],
    ['99%', '98.2%', true],
    ['99%', '97.9%', false],
  ])('%s and %s agree: %s', (a, b, expected) => expect(agree(one(a), one(b))).toBe(expected));
  it.each([
    ['12件', '12项', true],
    ['12名', '12人', true],
    ['12人', '12人次', false],
    ['12件', '12次', false],
    ['5场', '5场次', true],
    ['现职权数336', '336项', true],
    ['总数12', '12%', false],
  ])('%s and %s count alike: %s', (a, b, expected) => expect(sameMeasure(one(a), one(b))).toBe(expected));
});
