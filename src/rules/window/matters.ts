/** Which letters, opinions and replies belong together: papers of the kinds that a date rule names, by what they are about. */
import type { Document } from '../../model/document.js';
import { foldName, foldWidth } from '../../model/fold.js';
import type { Material, Submission, UnitWork } from '../../model/workspace.js';
import { datesIn } from '../document/dates.js';
import { paragraphsOf } from '../document/lines.js';
import { materialDay, shownTitle } from './materialdate.js';

/** Name of a kind (来函) → words of its titles, as `documentKinds` of the pack has them. */
export type Kinds = Readonly<Record<string, readonly string[]>>;

export interface Paper {
  kind: string;
  title: string;
  /** ISO; null where neither the document nor the catalogue says the day. */
  date: string | null;
  /** Of its own file, or of the catalogue that registers it; a letter that only its reply speaks of has the reply's. */
  path: string;
  submission: Submission;
}

export interface Matter {
  /** As messages name it. */
  name: string;
  papers: Paper[];
  /** False where the titles don't say that the papers belong together. */
  sure: boolean;
}

/** What is quoted is what a paper is about, not what it is. */
const QUOTED = /[《<][^》>]*[》>]|\((?:送审稿|草案|征求意见稿|审查稿)[^()]*\)|送审稿/g;

/** What tells of such papers, and is none. */
const ABOUT =
  /采纳|落实|情况|说明$|台账|汇总|目录|清单|一览|统计|模板|样式|制度|规定$|规则$|办法$|流程|聘|合同/;
/** 关于商请出具…审查意见的函 asks for an opinion, it is none. */
const ASKS = /(?:提请|商请|申请|请求|征求|报请|恳请|出具|送审).*(?:(?<![复回])函|请示|申请)$/;

/**
 * The kind that a title names; where it names several, the one that stands last in the pack, or first if it asks.
 * @param responsible who made it, as the catalogue says: 某某律师事务所
 */
export function kindIn(title: string, responsible: string, kinds: Kinds): string | null {
  const words = withoutEnd(title).replace(QUOTED, '');
  if (ABOUT.test(words)) return null;
  const text = `${words} ${foldWidth(responsible)}`;
  const hits = Object.entries(kinds).filter(([, of]) => of.some((word) => text.includes(foldWidth(word))));
  return (ASKS.test(words) ? hits[0] : hits.at(-1))?.[0] ?? null;
}

function withoutEnd(title: string): string {
  return foldWidth(title)
    .replace(/\.[a-z]{3,4}$/i, '')
    .trim();
}

const FORMAL =
  /关于|提请|提交|报送|报请|商请|请求|请示|对|进行|开展|合法性|公平竞争|审查|审核|初审|意见|反馈|律师|事务所|法律|顾问|复函|回函|来函|送审|函|书|出具|有关|事宜|事项|的|及|和|予以|请/g;

const IN_QUOTES = /[《<]([^《<]+?)[》>]/;

/** What a paper is about: the words in 《》, else its title without what all such titles have; '' where nothing is left. */
export function matterIn(title: string): string {
  const quoted = IN_QUOTES.exec(withoutEnd(title))?.[1];
  const words = foldName((quoted ?? withoutEnd(title)).replace(/\([^()]*\)/g, ''));
  const bare =
    quoted === undefined ? words.replace(FORMAL, '').replace(/^[\d.、_-]+|[\d.、_-]+$/g, '') : words;
  return bare.length < 3 ? '' : bare;
}

/** 青屿区民宿服务管理办法 and 民宿服务管理办法 are one. */
function isSame(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 4 && long.endsWith(short));
}

function paperOf(
  material: Material,
  submission: Submission,
  kinds: Kinds,
  documents: ReadonlyMap<string, Document>,
): Paper[] {
  const { entry, file, state } = material;
  if (state === 'none' || state === 'superior') return [];
  const title = shownTitle(material);
  const kind = kindIn(title, entry?.responsible ?? '', kinds);
  const path = file?.path ?? submission.catalogue?.path ?? submission.folder;
  if (kind === null || path === null) return [];
  return [{ kind, title, date: materialDay(material, documents), path, submission }];
}

/**
 * The letter that a reply says it answers: 你局2023年7月17日报送合法性审查的来函收悉.
 * @param names the letter's kind and words
 */
export function answeredOn(document: Document | undefined, names: readonly string[]): string | null {
  const isLetter = (clause: string) =>
    names.some((name) => clause.includes(name)) ||
    (names[0]?.endsWith('函') === true && clause.includes('函'));
  for (const text of paragraphsOf(document)) {
    for (const [clause] of text.matchAll(/[你贵][^，。；,;]{0,80}?收悉/g)) {
      const [date, second] = datesIn(clause);
      if (date && !second && date.precision === 'day' && isLetter(clause)) return date.from;
    }
  }
  return null;
}

interface Group {
  key: string;
  papers: Paper[];
}

function grouped(papers: Paper[]): Group[] {
  const groups: Group[] = [];
  for (const paper of papers) {
    const key = matterIn(paper.title);
    const there = groups.find((group) => isSame(group.key, key));
    if (there) there.papers.push(paper);
    else groups.push({ key, papers: [paper] });
  }
  return groups;
}

function named({ papers }: Group): string {
  const titles = papers.map(({ title }) => title);
  const quoted = titles.map((title) => /[《〈]([^《〈]+?)[》〉]/.exec(title)?.[1]).find((words) => words);
  return quoted?.replace(/[（(][^（()）]*[)）]/g, '') ?? titles[0] ?? '';
}

/**
 * All matters of a unit. Papers of a submission that found no other paper of their matter make an unsure one, where a
 * title does not quote what it is about: 区住建局来函 and 司法局复函 may belong together.
 */
export function mattersOf(
  { submissions }: UnitWork,
  kinds: Kinds,
  documents: ReadonlyMap<string, Document>,
): Matter[] {
  const papers = submissions.flatMap((submission) =>
    submission.materials.flatMap((material) => paperOf(material, submission, kinds, documents)),
  );
  const groups = grouped(papers.filter((paper) => matterIn(paper.title) !== ''));
  const isWhole = (group: Group) => new Set(group.papers.map(({ kind }) => kind)).size > 1;
  const matters = groups.map((group): Matter => ({ name: named(group), papers: group.papers, sure: true }));
  const alone = new Set(groups.filter((group) => !isWhole(group)).flatMap((group) => group.papers));
  for (const submission of submissions) {
    const loose = papers.filter(
      (paper) => paper.submission === submission && (alone.has(paper) || matterIn(paper.title) === ''),
    );
    if (loose.every(({ title }) => IN_QUOTES.test(foldWidth(title)))) continue;
    // 来函 and 复函, once each and without another word: what else should they belong to?
    const sure = groups.length === 0 && new Set(loose.map(({ kind }) => kind)).size === loose.length;
    matters.push({ name: named({ key: '', papers: loose }), papers: loose, sure });
  }
  return matters;
}
