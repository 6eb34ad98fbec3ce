/**
 * Which fonts stand for those of official documents where they are not installed. Without this LibreOffice on Linux sets
 * 仿宋 in whatever comes first, which has the Japanese forms of the characters.
 */

/** The roles that `--font` names. */
export type FaceRole = 'fangsong' | 'hei' | 'kai' | 'biaosong' | 'song';

/** What documents call them, and what systems have in their place, the best first. */
const NAMES: Readonly<Record<FaceRole, readonly string[]>> = {
  song: ['宋体', 'SimSun', 'NSimSun', '新宋体', '华文宋体', 'STSong', '华文中宋', 'STZhongsong'],
  fangsong: ['仿宋', 'FangSong', '仿宋_GB2312', 'FangSong_GB2312', '华文仿宋', 'STFangsong', '方正仿宋_GBK'],
  kai: ['楷体', 'KaiTi', '楷体_GB2312', 'KaiTi_GB2312', '华文楷体', 'STKaiti', '方正楷体_GBK'],
  hei: ['黑体', 'SimHei', '华文黑体', 'STHeiti', '微软雅黑', 'Microsoft YaHei', '等线', 'DengXian'],
  biaosong: [
    '小标宋',
    '方正小标宋简体',
    '方正小标宋_GBK',
    'FZXiaoBiaoSong-B05S',
    'FZXiaoBiaoSong-B05',
    '小标宋体',
  ],
};

const SERIF = [
  'Noto Serif CJK SC',
  'Noto Serif SC',
  'Source Han Serif SC',
  'Source Han Serif CN',
  'Songti SC',
  'AR PL UMing CN',
];
const SANS = [
  'Noto Sans CJK SC',
  'Noto Sans SC',
  'Source Han Sans SC',
  'Source Han Sans CN',
  'WenQuanYi Zen Hei',
  'WenQuanYi Micro Hei',
];

const STANDINS: Readonly<Record<FaceRole, readonly string[]>> = {
  song: SERIF,
  fangsong: ['Zhuque Fangsong (technical preview)', 'Zhuque Fangsong', ...SERIF],
  kai: ['LXGW WenKai', '霞鹜文楷', 'Kaiti SC', 'AR PL UKai CN', ...SERIF],
  hei: SANS,
  biaosong: SERIF,
};

export interface FontconfigInput {
  /** The system's own file, which this one takes in. */
  system: string;
  /** Absolute paths of folders with fonts that the system's file finds by the user's home alone. */
  folders: readonly string[];
  /** Absolute path of a folder of this run's own: nothing is written into the user's. */
  cache: string;
  /** Absolute paths of font files that the user names; they go before what is installed. */
  named: Partial<Readonly<Record<FaceRole, string>>>;
}

/** The text of a fonts.conf. */
export function fontconfig({ system, folders, cache, named }: FontconfigInput): string {
  const roles = Object.keys(NAMES) as FaceRole[];
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    `<include ignore_missing="yes">${xml(system)}</include>`,
    ...folders.map((folder) => `<dir>${xml(folder)}</dir>`),
    `<cachedir>${xml(cache)}</cachedir>`,
    ...roles.flatMap((role) => naming(role, named[role])),
    // An installed font of the same name comes before any that stands in for it.
    ...roles.flatMap((role) =>
      NAMES[role].map((name) => alias(name, [...(NAMES[role] as string[]), ...STANDINS[role]])),
    ),
    '</fontconfig>',
    '',
  ].join('\n');
}

/** A named file takes the names of its role as it is scanned. */
function naming(role: FaceRole, file: string | undefined): string[] {
  if (file === undefined) return [];
  const names = NAMES[role].map((name) => `<string>${xml(name)}</string>`).join('');
  return [
    `<match target="scan"><test name="file"><string>${xml(file)}</string></test>`,
    `<edit name="family" mode="assign">${names}</edit></match>`,
  ];
}

function alias(name: string, accepted: readonly string[]): string {
  const families = accepted
    .filter((other) => other !== name)
    .map((other) => `<family>${xml(other)}</family>`)
    .join('');
  return `<alias binding="same"><family>${xml(name)}</family><accept>${families}</accept></alias>`;
}

export function xml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
