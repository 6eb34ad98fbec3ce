/** `dossier urls [folder]`: catalogues → URLs → probes → record. */
import { setTimeout as sleep } from 'node:timers/promises';
import { daysBetween } from '../../model/calendar.js';
import { DossierError } from '../../model/error.js';
import { isConcealed } from '../../model/secrecy.js';
import { keyInText } from '../../model/unitkey.js';
import { URL_RECORD_FILE, type UrlProbe, type UrlRecord, type UrlVerdict } from '../../model/urlrecord.js';
import { VERDICT_WORDS, whyWords } from '../../model/urlwords.js';
import type { Workspace } from '../../model/workspace.js';
import {
  httpTransport,
  probeUrls,
  readUrlRecord,
  type Transport,
  writeUrlRecord,
} from '../../readers/urls/index.js';
import { type Arguments, type Context, type Options, type Result, textOption } from '../command.js';
import { asOfDate } from '../folder.js';
import { openWorkspace } from '../workspace.js';

/** Where a URL stands: 「司法局 第17项 序号3」. */
interface Place {
  department: string | null;
  unit: string;
  number: string;
}

/** By URL; without what is classified: not even its address leaves this machine. */
function urlsOf(workspace: Workspace): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const { unit, submissions } of workspace.units) {
    for (const { department, catalogue } of submissions) {
      for (const entry of catalogue?.entries ?? []) {
        if (isConcealed(entry)) continue;
        for (const url of entry.urls) {
          const place = { department, unit: unit.key, number: entry.number };
          places.set(url, [...(places.get(url) ?? []), place]);
        }
      }
    }
  }
  return places;
}

/** @throws DossierError (usage) where it is no number from `least` up */
function numberOption(options: Options, name: string, least: number, otherwise: number): number {
  const text = textOption(options, name);
  if (text === null) return otherwise;
  if (/^\d+(?:\.\d+)?$/.test(text) && Number(text) >= least) return Number(text);
  throw new DossierError('usage', {
    zh: `--${name} 应为不小于 ${least} 的数，写的是“${text}”。`,
    en: `--${name} takes a number from ${least}, not "${text}".`,
  });
}

/** @param transport replaced by tests, which have no internet to ask */
export async function runUrls(
  context: Context,
  args: Arguments,
  options: Options,
  transport: Transport = httpTransport(),
): Promise<Result> {
  const pause = numberOption(options, 'pause', 0.2, 1) * 1000;
  const timeout = numberOption(options, 'timeout', 1, 20) * 1000;
  const fresh = numberOption(options, 'fresh', 0, 0);
  const on = asOfDate(context, options);
  const { folder, workspace } = await openWorkspace(context, args, options);
  const places = urlsOf(workspace);
  const before = (await readUrlRecord(folder))?.probes ?? {};
  const due = [...places.keys()].filter((url) => {
    const known = before[url];
    return !(known?.verdict === 'ok' && fresh > 0 && daysBetween(known.on, on) <= fresh);
  });
  const probed = await probeUrls(due, {
    transport,
    on,
    before,
    pause,
    timeout,
    ...(context.signal ? { signal: context.signal } : {}),
    sleep: (milliseconds) => sleep(milliseconds, undefined, context.signal ? { signal: context.signal } : {}),
    progress: (done, total) =>
      context.progress({ zh: `已核验 ${done}/${total} 个网址`, en: `probed ${done} of ${total} URLs` }),
  });
  refuseOffline(probed);
  // A narrowed run keeps what it did not look at; a whole one forgets URLs that no catalogue has any more.
  const narrowed = textOption(options, 'unit') !== null || textOption(options, 'department') !== null;
  const kept = Object.entries(before).filter(([url]) => narrowed || places.has(url));
  const probes = Object.fromEntries([...kept, ...probed].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  const record: UrlRecord = { tool: `${context.tool.name} ${context.tool.version}`, on, probes };
  const path = await writeUrlRecord(folder, record);
  if (options.format === 'json') return { code: 0, out: `${JSON.stringify(record, null, 2)}\n` };
  return { code: 0, out: summary(context, places, probed, due.length, path) };
}

/** A machine without a network must not declare every page dead. */
function refuseOffline(probed: ReadonlyMap<string, UrlProbe>): void {
  const hosts = new Set([...probed.keys()].map((url) => new URL(url).host));
  const answered = [...probed.values()].some(({ status }) => status !== null);
  const refused = [...probed.values()].every(({ detail }) => detail === 'NOT_PUBLIC');
  if (answered || refused || hosts.size === 0) return;
  const codes = [...new Set([...probed.values()].map(({ detail }) => detail))].join('、');
  throw new DossierError('input', {
    zh: `${hosts.size} 个网站都没有应答（${codes}），可能是本机未连接互联网，未写入“${URL_RECORD_FILE}”。请在能上网的电脑上运行。`,
    en: `None of ${hosts.size} hosts answered (${codes}): this machine may be offline. "${URL_RECORD_FILE}" was not written; run it where there is a network.`,
  });
}

const ORDER: readonly UrlVerdict[] = ['dead', 'changed', 'blocked', 'unreachable'];

function summary(
  { lang, style }: Context,
  places: ReadonlyMap<string, Place[]>,
  probed: ReadonlyMap<string, UrlProbe>,
  due: number,
  path: string,
): string {
  const zh = lang === 'zh';
  const lines: string[] = [];
  for (const verdict of ORDER) {
    const of = [...probed].filter(([, probe]) => probe.verdict === verdict);
    if (of.length === 0) continue;
    const { word, advice } = VERDICT_WORDS[verdict];
    lines.push(style(verdict === 'dead' ? 'error' : 'warning', `${word[lang]} ${of.length}`));
    lines.push(`  ${style('faint', advice[lang])}`);
    for (const [url, probe] of of.sort(([a], [b]) => (a < b ? -1 : 1))) {
      const why = whyWords(probe, lang);
      lines.push(`  ${url}  ${style('faint', why)}`);
      for (const place of places.get(url) ?? []) lines.push(`      ${placeWords(place, zh)}`);
    }
    lines.push('');
  }
  const count = (verdict: UrlVerdict) => [...probed.values()].filter((p) => p.verdict === verdict).length;
  const rest = ORDER.map((verdict) => `${VERDICT_WORDS[verdict].word[lang]} ${count(verdict)}`);
  const skipped = places.size - due;
  lines.push(
    zh
      ? `共 ${places.size} 个网址，本次核验 ${probed.size} 个：可打开 ${count('ok')}，${rest.join('，')}。${skipped > 0 ? `另有 ${skipped} 个近期已核验，未再访问。` : ''}`
      : `${places.size} URLs, ${probed.size} probed now: ${count('ok')} open, ${rest.join(', ')}.${skipped > 0 ? ` ${skipped} were probed lately and left alone.` : ''}`,
    zh
      ? `记录已写入 ${path}，dossier check 和 build 据此提示。`
      : `The record is in ${path}; dossier check and build read it.`,
  );
  return `${lines.join('\n')}\n`;
}

function placeWords({ department, unit, number }: Place, zh: boolean): string {
  const who = department ?? '';
  return zh
    ? `${who} 第${keyInText(unit)}项 序号${number}`.trim()
    : `${who} unit ${unit}, no. ${number}`.trim();
}
