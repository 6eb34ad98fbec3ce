import { describe, expect, it } from 'vitest';
import { malformed } from './address.js';

const faults = (text: string, urls: string[] = []) => malformed(text, urls).map((m) => m.fault);

describe('addresses with Chinese in them', () => {
  it.each([
    ['https://a.gov.cn/p?q=1&中文=参数1', ['https://a.gov.cn/p?q=1&中文=参数1']],
    ['https://a.gov.cn/政策/文件_关于通知.pdf', ['https://a.gov.cn/政策/文件_关于通知.pdf']],
    ['https://a.gov.cn/a.html网址', ['https://a.gov.cn/a.html']],
    ['https://a.gov.cn/a.html（已公开）', ['https://a.gov.cn/a.html']],
    ['https://a.gov.cn/a.html，详见附件2', ['https://a.gov.cn/a.html']],
  ])('a browser opens %j', (text, urls) => expect(faults(text, urls)).toEqual([]));
  it.each([
    ['https://a.gov.cn/a，b.html', 'bad-characters'],
    ['http:/a.gov.cn/政策', 'bad-scheme'],
    ['www.a.gov.cn/政策', 'no-scheme'],
  ])('%j: %s', (text, fault) => expect(faults(text)).toEqual([fault]));
});
