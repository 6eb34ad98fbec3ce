/** A dossier.yaml that explains itself, for a folder that has none. */
import { dirname, join, relative, sep } from 'node:path';
import { defaultPackId, packRoot, resolvePack } from '../../packs/index.js';
import { type Context, type Options, textOption } from '../command.js';
import type { Place } from './place.js';
import type { Group } from './plan.js';

/**
 * dossier.yaml, where the folder has none. A department's own folder gets none unless it needs one to name its
 * pack: it goes into the office's folder later, where the office's settings stand.
 */
export async function settingsGroup(context: Context, place: Place, options: Options): Promise<Group[]> {
  const { config, direct, pack } = place;
  if (config.path !== null || (direct && pack.id === defaultPackId)) return [];
  const text = await settingsText(context, place, options);
  const bytes = () => Buffer.from(text);
  return [{ title: '', remark: null, pieces: [{ path: 'dossier.yaml', bytes, kept: null }] }];
}

async function settingsText(context: Context, { root, pack }: Place, options: Options): Promise<string> {
  const dir = await resolvePack(textOption(options, 'pack') ?? defaultPackId, context.cwd);
  const named = dirname(dir) === packRoot() ? pack.id : slashes(relative(root, dir));
  const schema = slashes(relative(root, join(packRoot(), 'schema', 'dossier.schema.json')));
  const plain = /^[A-Za-z][\w-]*$/.test(named) ? named : JSON.stringify(named);
  const [unit] = pack.units;
  return `# yaml-language-server: $schema=${schema}
# 申报材料文件夹的设置，各项均可省略。“#”后面的内容不起作用；需要哪一项，去掉该行开头的“# ”再改。

# 任务清单（指标包）的编号，或其文件夹的路径
pack: ${plain}

# 封面上的地区名、申报单位（不写则为地区名加“人民政府”）、编制单位（不写则不印）
# region: ${pack.region}
# applicant: ${pack.region}人民政府
# compiler: 写明编制单位

# 材料的时间范围，含首尾两日
# window: {from: "${pack.window.from}", to: "${pack.window.to}"}

# 只检查、装订这些单位；不写则为全部
# departments: [${pack.departments
    .slice(0, 2)
    .map(({ name }) => name)
    .join(', ')}]

# 只检查、装订这些申报单元；不写则为全部
# units: ["${unit?.key ?? '1'}"]

# 经批准不再提示的问题
# waivers:
#   - rule: statement/word-limit
#     unit: "${unit?.key ?? '1'}"
#     reason: 写明理由
#     approver: 写明批准人职务
#     expires: "${pack.window.to}"
`;
}

function slashes(path: string): string {
  return path.split(sep).join('/');
}
