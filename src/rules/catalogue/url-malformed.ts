/** A URL in the catalogue that no browser can open as it stands. */

import { isConcealed } from '../../model/secrecy.js';
import type { Rule } from '../rule.js';
import { placeOf } from '../scope.js';
import { malformed } from './address.js';

export const urlMalformed: Rule = {
  card: {
    id: 'catalogue/url-malformed',
    topic: 'catalogue',
    severity: 'error',
    summary: { zh: '目录中的网址格式有误', en: 'A URL of the catalogue is malformed' },
    why: {
      zh: '评审专家逐一点击网址核验；格式有误的打不开，等于没有提供。',
      en: 'Reviewers click every URL; a malformed one does not open and counts as none.',
    },
    advice: {
      zh: '请在浏览器中打开该网页，从地址栏复制完整网址（以 http:// 或 https:// 开头）粘贴到“网址”栏；一格多个网址的，分行填写；没有网址的填“无”。',
      en: 'Open the page in a browser and copy the whole address, with http:// or https://, into the column 网址; several go on lines of their own; where there is none, write 无.',
    },
    source: {
      zh: '任务清单各项“注意”第1条：目录附有关网址',
      en: 'Note 1 of every row: the catalogue carries the URLs',
    },
    messages: {
      'no-scheme': {
        zh: '目录序号{number}的网址“{url}”缺少开头的 http:// 或 https://',
        en: 'The URL "{url}" of catalogue number {number} lacks http:// or https://',
      },
      'bad-scheme': {
        zh: '目录序号{number}的网址“{url}”开头有误，应为 http:// 或 https://',
        en: 'The URL "{url}" of catalogue number {number} starts wrongly: it should be http:// or https://',
      },
      'bad-characters': {
        zh: '目录序号{number}的网址“{url}”夹有空格、中文标点或全角字符',
        en: 'The URL "{url}" of catalogue number {number} holds spaces, Chinese punctuation or full-width characters',
      },
      'bad-host': {
        zh: '目录序号{number}的网址“{url}”域名不完整或无法识别',
        en: 'The URL "{url}" of catalogue number {number} has no valid host name',
      },
      'not-a-url': {
        zh: '目录序号{number}的“网址”栏填的“{url}”不是网址',
        en: 'The text "{url}" in the URL column of catalogue number {number} is no URL',
      },
    },
    examples: {
      good: [
        'https://www.example.gov.cn/zwgk/202401.html',
        '区政府网 http://www.example.gov.cn/',
        '无',
        '见附件',
      ],
      bad: [
        'www.example.gov.cn',
        'http:/www.example.gov.cn',
        'https://www.example.gov.cn/a b.html',
        'http://localhost/a',
        '区政府门户网站',
      ],
    },
  },
  *submission(submission) {
    const { catalogue } = submission;
    if (catalogue === null) return;
    for (const entry of catalogue.entries) {
      if (isConcealed(entry)) continue;
      const number = entry.number === '' ? '—' : entry.number;
      for (const { text, fault } of malformed(entry.urlText, entry.urls)) {
        const where = placeOf(entry);
        yield { messageId: fault, args: { number, url: text }, path: catalogue.path, where };
      }
    }
  },
};
