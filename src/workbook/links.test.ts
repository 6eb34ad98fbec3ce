import { describe, expect, it } from 'vitest';
import { pdfTarget, webTarget } from './links.js';

describe('pdfTarget', () => {
  it('keeps Chinese and escapes what a target may not hold', () => {
    expect(pdfTarget('申报材料 第一卷#100%.pdf', 12)).toBe('申报材料%20第一卷%23100%25.pdf#page=12');
    expect(pdfTarget('第一卷.pdf')).toBe('第一卷.pdf');
  });
  it('never reads as another scheme', () => {
    expect(pdfTarget('javascript:1.pdf', 1)).toBe('javascript%3A1.pdf#page=1');
  });
  it('gives the name back when its escapes are undone', () => {
    const name = '新城区 [草稿] {1} 50% “甲”`^.pdf';
    expect(decodeURIComponent(pdfTarget(name))).toBe(name);
  });
});

describe('webTarget', () => {
  it('gives an address that is valid as a relationship target', () => {
    const target = webTarget('https://www.example.gov.cn/政务 公开/a[1].html?x={2}|"3"#四');
    expect(target).toMatch(/^https:\/\/www\.example\.gov\.cn\/[\x21-\x7e]+$/);
    expect(target).not.toMatch(/[[\]{}|"<>\s]/);
  });
  it.each(['www.example.gov.cn/a', 'javascript:alert(1)', 'file:///etc/passwd', 'https://', '见附件', ''])(
    'makes no link of "%s"',
    (url) => {
      expect(webTarget(url)).toBeNull();
    },
  );
  it('makes no link that is longer than Excel takes', () => {
    expect(webTarget(`https://www.example.gov.cn/${'a'.repeat(2_000)}`)).not.toBeNull();
    expect(webTarget(`https://www.example.gov.cn/${'a'.repeat(2_100)}`)).toBeNull();
  });
});
