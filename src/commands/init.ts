/**
 * `dossier init`: a department's folders for exactly its units, with the forms to fill.
 * Nothing that is there is overwritten or changed: what exists under any name that the scan understands is kept.
 */
import { selectUnits } from '../packs/index.js';
import { type CommandSpec, textOption } from './command.js';
import { makeFolder, writeNew } from './init/files.js';
import { departmentsOf, findPlace, NEW_FOLDER } from './init/place.js';
import { departmentGroups, type Group } from './init/plan.js';
import { type Done, failed, report } from './init/report.js';
import { settingsGroup } from './init/settings.js';
import { readTemplates } from './init/templates.js';
import { PACK_OPTION, TEMPLATES_OPTION } from './options.js';

export const init: CommandSpec = {
  name: 'init',
  arguments: [
    {
      syntax: '[folder]',
      summary: {
        zh: `申报材料文件夹，或者单位自己的文件夹（默认为当前文件夹；当前不是申报材料文件夹的，新建“${NEW_FOLDER}”）`,
        en: `the evidence folder, or the department's own (default: here, or a new "${NEW_FOLDER}" where this is none)`,
      },
    },
  ],
  summary: {
    zh: '为单位建立文件夹、情况说明和证明材料目录',
    en: "make a department's folders, statements and catalogues to fill in",
  },
  options: [
    {
      flags: '--department <name>',
      summary: { zh: '单位名称，多个用逗号分隔', en: 'the department; several with commas' },
    },
    {
      flags: '--unit <list>',
      summary: { zh: '只建这些申报单元，如 1,17-19', en: 'these submission units only, e.g. 1,17-19' },
    },
    PACK_OPTION,
    TEMPLATES_OPTION,
  ],
  /** @throws DossierError (usage) for an unknown department or unit, (input) for a bad template or nothing writable */
  async run(context, [folder], options) {
    const place = await findPlace(context, typeof folder === 'string' ? folder : null, options);
    const departments = departmentsOf(place, options);
    const unitList = textOption(options, 'unit');
    const selected = unitList === null ? null : selectUnits(place.pack, unitList);
    const templates = await readTemplates(context, options);
    const groups: Group[] = await settingsGroup(context, place, options);
    for (const department of departments) {
      groups.push(...departmentGroups(place, department, selected, templates));
    }
    // All forms are filled before the first is written: a bad template leaves nothing half made.
    const ready = groups.map((group) => ({
      group,
      pieces: group.pieces.map((piece) => ({
        ...piece,
        content: piece.kept === null && piece.bytes !== null ? piece.bytes() : null,
      })),
    }));
    const done: Done[] = [];
    try {
      for (const { group, pieces } of ready) {
        const outcomes: Done['outcomes'] = [];
        done.push({ group, outcomes });
        for (const { path, kept, content } of pieces) {
          if (kept !== null) outcomes.push({ path: kept, made: false });
          else if (content !== null) outcomes.push({ path, made: await writeNew(place.root, path, content) });
          else outcomes.push({ path: `${path}/`, made: await makeFolder(place.root, path) });
        }
      }
    } catch (cause) {
      return failed(context, place, done, cause);
    }
    return {
      code: 0,
      out: report(context, place, departments, unitList, textOption(options, 'pack'), done),
    };
  },
};
