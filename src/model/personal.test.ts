import { describe, expect, it } from 'vitest';
import { hideNumbers, personalNumbers, withoutPersonalNumbers } from './personal.js';

const kinds = (text: string, context = '') => personalNumbers(text, context).map(({ kind }) => kind);

describe('personalNumbers', () => {
  // 11010119900307001 with the check digit of GB 11643; no such person is meant.
  it.each([
    ['身份证号110101199003070011。', ['id']],
    ['联系人手机：13800138000', ['mobile']],
    ['手机138-0013-8000、+86 13800138001', ['mobile', 'mobile']],
    ['邮政编码010010，手机13800138000', ['mobile']],
    ['卡号：6222 0202 0000 0000 006', ['card']],
    ['银行卡6222020200000000006', ['card']],
    ['手机１３８００１３８０００，身份证１１０１０１１９９００３０７００１１', ['mobile', 'id']],
    ['手机138－0013－8000，身份证110101 19900307 0011', ['mobile', 'id']],
  ])('%s', (text, expected) => expect(kinds(text)).toEqual(expected));

  it.each([
    ['110、12345、12348、400-123-4567、0471-1234567'],
    ['110101199003070012'],
    ['统一社会信用代码11150102011524643A'],
    ['999999199003070011'],
    ['110101199013070011'],
    ['13800138000元'],
    ['共13800138000条'],
    ['金额13,800,138,000'],
    ['0.13800138000'],
    ['执法证号15010520231'],
    ['案号（2023）13800138000号，编号：15010520231'],
    ['http://www.example.gov.cn/t13800138000.html'],
    ['微信图片_20240115138001380001'],
    ['订单号13800138000'],
    ['138****8000'],
    ['转账6222020200000000006元'],
    ['账号6222020200000000007'],
    ['110101 19900307 0012'],
  ])('%s is none', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('reads the head of a column', () => {
    expect(kinds('15010520231', '执法证号')).toEqual([]);
    expect(kinds('15010520231', '联系电话')).toEqual(['mobile']);
    expect(kinds('6222020200000000006', '银行卡号')).toEqual(['card']);
  });

  it('shows head and tail alone', () => {
    expect(withoutPersonalNumbers('申请书110101199003070011 13800138000.pdf')).toBe(
      '申请书110***********0011 138****8000.pdf',
    );
    expect(withoutPersonalNumbers('行政审批局/17 优化公共服务')).toBe('行政审批局/17 优化公共服务');
  });
});

describe('hideNumbers', () => {
  it('stars a number that runs over several runs, and keeps every run as long as it was', () => {
    expect(hideNumbers(['电话138', '0013', '8000，', '见材料3'])).toEqual([
      '电话138',
      '****',
      '8000，',
      '见材料3',
    ]);
    expect(hideNumbers(['身份证11010119900307', '0011'])).toEqual(['身份证110***********', '0011']);
    expect(hideNumbers(['手机138-0013-8000'])).toEqual(['手机138-****-8000']);
    expect(hideNumbers(['手机１３８００１３８０００'])).toEqual(['手机１３８****８０００']);
  });
  it('takes what may be a card for one, without an account before it', () => {
    expect(hideNumbers(['6222020200000000006'])).toEqual(['622************0006']);
  });
  it('stars words that are not to be said, over several runs', () => {
    expect(hideNumbers(['按《某某工作', '方案》办'], ['某某工作方案'])).toEqual(['按《****', '**》办']);
  });
  it('leaves everything else alone', () => {
    const plain = ['共办理13800件，热线12345，', '2023年1月1日'];
    expect(hideNumbers(plain)).toEqual(plain);
  });
});
