/** Verdicts on URLs in words: of `dossier urls`, and of the dossier's URL index. */
import type { Lang, Localised } from './lang.js';
import type { UrlProbe, UrlVerdict } from './urlrecord.js';

export const VERDICT_WORDS: Record<UrlVerdict, { word: Localised; advice: Localised }> = {
  ok: { word: { zh: '可打开', en: 'open' }, advice: { zh: '', en: '' } },
  dead: {
    word: { zh: '已失效', en: 'dead' },
    advice: { zh: '请更换网址，或改交网页截图。', en: 'Replace the URL, or deliver a screenshot.' },
  },
  changed: {
    word: { zh: '内容有变', en: 'changed' },
    advice: {
      zh: '请打开核对是否仍是原来的网页。',
      en: 'Open it and see whether it is still the page that was meant.',
    },
  },
  blocked: {
    word: { zh: '拒绝程序访问', en: 'blocked' },
    advice: {
      zh: '网站只允许浏览器访问，请人工打开核对。',
      en: 'Only browsers are let in: open it by hand.',
    },
  },
  unreachable: {
    word: { zh: '本机访问不了', en: 'unreachable from here' },
    advice: {
      zh: '可能是网站暂时故障、证书有误或只对内网开放，请换个网络人工核对。',
      en: 'The site may be down, its certificate wrong, or open to an internal network alone: try from elsewhere.',
    },
  },
};

const CODES: Record<string, Localised> = {
  ENOTFOUND: { zh: '域名不存在', en: 'no such host' },
  ENODATA: { zh: '域名不存在', en: 'no such host' },
  ETIMEDOUT: { zh: '等待超时', en: 'timed out' },
  ECONNREFUSED: { zh: '拒绝连接', en: 'connection refused' },
  ECONNRESET: { zh: '连接中断', en: 'connection reset' },
  EAI_AGAIN: { zh: '域名解析失败', en: 'name lookup failed' },
  NOT_PUBLIC: { zh: '不是互联网公开地址', en: 'no public address' },
  TOO_MANY_REDIRECTS: { zh: '反复跳转', en: 'too many redirects' },
  BAD_REDIRECT: { zh: '跳转地址有误', en: 'bad redirect' },
  CERT_HAS_EXPIRED: { zh: '网站证书已过期', en: 'certificate expired' },
  'challenge page': { zh: '要求浏览器验证', en: 'asks for a browser' },
  'redirected to the home page': { zh: '跳转到了首页', en: 'redirected to the home page' },
  content: { zh: '文件内容与上次不同', en: 'the file differs from last time' },
};

export function whyWords({ detail }: UrlProbe, lang: Lang): string {
  return CODES[detail]?.[lang] ?? detail;
}
