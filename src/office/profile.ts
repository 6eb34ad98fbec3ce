/**
 * A folder for one build's use of LibreOffice: a user profile of its own (so that a running LibreOffice is not asked, and
 * its settings do not matter), fonts, what goes in and what comes out. Removed as a whole afterwards.
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Office } from './find.js';
import { type FaceRole, fontconfig, xml } from './fontconfig.js';

/** Absolute paths of font files by their role. */
export type OfficeFonts = Partial<Readonly<Record<FaceRole, string>>>;

export interface Profile {
  office: Office;
  /** Absolute paths of the whole, of the copies that are converted, and of what comes out. */
  root: string;
  input: string;
  output: string;
  /** Arguments that every run begins with. */
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Removes all of it; to be called in any case. */
  close(): Promise<void>;
}

/** Nothing listens there: what a document names on the network is not fetched. */
const NOWHERE = { host: '127.0.0.1', port: '9' };

/** [path, name, value] of the program's registry. */
const SETTINGS: readonly (readonly [string, string, string])[] = [
  // PDF/A-2b: fonts embedded, nothing that acts, so that a volume may say so too.
  ['Office.Common/Filter/PDF/Export', 'SelectPdfVersion', '2'],
  ['Office.Common/Filter/PDF/Export', 'ExportBookmarks', 'true'],
  ['Office.Common/Filter/PDF/Export', 'ExportNotes', 'false'],
  ['Office.Common/Filter/PDF/Export', 'ExportFormFields', 'false'],
  // What strangers' files would do is not done.
  ['Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  ['Office.Writer/Content/Update', 'Link', '2'],
  ['Office.Calc/Content/Update', 'Link', '2'],
  ['Inet/Settings', 'ooInetProxyType', '2'],
  ['Inet/Settings', 'ooInetHTTPProxyName', NOWHERE.host],
  ['Inet/Settings', 'ooInetHTTPProxyPort', NOWHERE.port],
  ['Inet/Settings', 'ooInetHTTPSProxyName', NOWHERE.host],
  ['Inet/Settings', 'ooInetHTTPSProxyPort', NOWHERE.port],
  // Figures are shown as they were saved, wherever the formulas come from.
  ['Office.Calc/Formula/Load', 'OOXMLRecalcMode', '1'],
  ['Office.Calc/Formula/Load', 'ODFRecalcMode', '1'],
  // The same on every machine: dates, and which forms characters have.
  ['Setup/L10N', 'ooSetupSystemLocale', 'zh-CN'],
  ['Office.Linguistic/General', 'DefaultLocale_CJK', 'zh-CN'],
  ['Office.Common/Misc', 'FirstRun', 'false'],
];

/** Makes the folder. Rejects with the system's error where it can't. */
export async function openProfile(office: Office, fonts: OfficeFonts = {}): Promise<Profile> {
  const root = await mkdtemp(join(tmpdir(), 'dossier-office-'));
  const close = () => rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    const [profile, input, output, home] = ['profile', 'in', 'out', 'home'].map((name) => join(root, name));
    if (profile === undefined || input === undefined || output === undefined || home === undefined)
      throw new Error('four names give four paths');
    for (const folder of [join(profile, 'user'), input, output, home, join(root, 'fonts')])
      await mkdir(folder, { recursive: true });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), registry());
    const fontsFile = await writeFonts(root, office, fonts);
    const proxy = `http://${NOWHERE.host}:${NOWHERE.port}`;
    return {
      office,
      root,
      input,
      output,
      args: [
        `-env:UserInstallation=${pathToFileURL(profile).href}`,
        '--headless',
        '--norestore',
        '--nolockcheck',
        '--nodefault',
        '--nofirststartwizard',
      ],
      env: {
        ...office.env,
        // On Windows and macOS the system's fonts are found by the user's home.
        ...(process.platform === 'linux' ? { HOME: home, FONTCONFIG_FILE: fontsFile } : {}),
        SAL_USE_VCLPLUGIN: 'svp',
        http_proxy: proxy,
        https_proxy: proxy,
        no_proxy: '',
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function registry(): string {
  const items = SETTINGS.map(
    ([path, name, value]) =>
      `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${xml(value)}</value></prop></item>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    ...items,
    '</oor:items>',
    '',
  ].join('\n');
}

/** @returns absolute path of the fonts.conf */
async function writeFonts(root: string, office: Office, fonts: OfficeFonts): Promise<string> {
  const { HOME, XDG_DATA_HOME, FONTCONFIG_FILE } = office.env;
  const folder = join(root, 'fonts');
  const named: Partial<Record<FaceRole, string>> = {};
  for (const [role, file] of Object.entries(fonts) as [FaceRole, string][]) {
    named[role] = join(folder, `${role}${extname(file)}`);
    await cp(file, named[role]);
  }
  const data = XDG_DATA_HOME ?? (HOME === undefined ? undefined : join(HOME, '.local', 'share'));
  const text = fontconfig({
    system: FONTCONFIG_FILE ?? '/etc/fonts/fonts.conf',
    folders: [
      folder,
      ...(HOME === undefined ? [] : [join(HOME, '.fonts')]),
      ...(data === undefined ? [] : [join(data, 'fonts')]),
    ],
    cache: join(root, 'fontcache'),
    named,
  });
  const path = join(root, 'fonts.conf');
  await writeFile(path, text);
  return path;
}
