/** What a schema can't say about pack.yaml: names that clash, limits and windows the wrong way round. Pure. */
import type { Complaint } from '../model/error.js';
import { foldName } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import type { Department } from '../model/pack.js';
import type { Draft } from './draft.js';
import { checkDueOn, type Say } from './say.js';
import type { WrittenPack } from './written.js';
import type { YamlFile } from './yaml-file.js';

export function checkGeneral({ general }: Draft): Complaint[] {
  const { file, data, departments } = general;
  const complaints = departments ? checkDepartments(file, departments) : [];
  if (!data) return complaints;
  if (data.window.from > data.window.to) {
    complaints.push(
      file.complain(['window', 'from'], {
        zh: `起始日期 ${data.window.from} 晚于截止日期 ${data.window.to}`,
        en: `The window starts on ${data.window.from}, after its end on ${data.window.to}`,
      }),
    );
  }
  if (data.defaults.softLimit > data.defaults.hardLimit) {
    complaints.push(
      file.complain(['defaults', 'softLimit'], {
        zh: `一般字数 ${data.defaults.softLimit} 大于最多字数 ${data.defaults.hardLimit}`,
        en: `softLimit ${data.defaults.softLimit} is above hardLimit ${data.defaults.hardLimit}`,
      }),
    );
  }
  const keys = new Set<string>();
  for (const [i, veto] of data.vetoes.entries()) {
    if (keys.has(veto.key)) {
      complaints.push(
        file.complain(['vetoes', i, 'key'], {
          zh: `否决项编号“${veto.key}”重复`,
          en: `The veto key "${veto.key}" is given twice`,
        }),
      );
    }
    keys.add(veto.key);
  }
  const say: Say = (at, words, on) => complaints.push(file.complain(at, words, on));
  for (const [i, deadline] of data.deadlines.entries()) checkDueOn(deadline, ['deadlines', i, 'on'], say);
  checkNames(data, say);
  return complaints;
}

/** Classes and groups must lead to departments, and no group be called as a department is. */
function checkNames(data: WrittenPack, say: Say): void {
  const departments = new Set(data.departments.map(({ name }) => name));
  const classes = new Set(data.departments.flatMap((department) => department.class ?? []));
  const unknown = (
    name: string,
    of: ReadonlySet<string>,
    at: (string | number)[],
    zh: string,
    en: string,
  ) => {
    if (of.has(name)) return;
    const guess = nearest(name, [...of]);
    say(at, {
      zh: `${zh}“${name}”${guess === null ? '' : `，是不是“${guess}”？`}`,
      en: `${en} "${name}"${guess === null ? '' : `; did you mean "${guess}"?`}`,
    });
  };
  for (const [i, { name }] of data.classes.entries()) {
    unknown(name, classes, ['classes', i, 'name'], '没有单位属于类别', 'No department is of the class');
  }
  for (const [i, group] of data.groups.entries()) {
    if (departments.has(group.name)) {
      say(['groups', i, 'name'], {
        zh: `合称“${group.name}”与单位同名`,
        en: `The group "${group.name}" is called as a department is`,
      });
    }
    for (const [j, name] of group.classes.entries()) {
      unknown(
        name,
        classes,
        ['groups', i, 'classes', j],
        '没有单位属于类别',
        'No department is of the class',
      );
    }
    for (const [j, name] of group.departments.entries()) {
      unknown(name, departments, ['groups', i, 'departments', j], '没有单位', 'No department');
    }
  }
  const known = new Set([...departments, ...data.groups.map(({ name }) => name)]);
  for (const [i, name] of data.defaults.leads.entries()) {
    unknown(name, known, ['defaults', 'leads', i], '没有单位或合称', 'No department or group');
  }
}

/** A severity for a rule that there is not changes nothing, and nobody would see that. */
export function checkSeverities({ general }: Draft, rules: readonly string[] | undefined): Complaint[] {
  const given = Object.keys(general.data?.checks?.severities ?? {});
  return given
    .filter((id) => rules?.includes(id) === false)
    .map((id) => {
      const near = nearest(id, rules ?? []);
      return general.file.complain(['checks', 'severities', id], {
        zh: `没有“${id}”这条规则${near === null ? '；运行 dossier rules 查看全部规则' : `，是不是“${near}”？`}`,
        en: `There is no rule "${id}"${near === null ? '; see them all with dossier rules' : `; did you mean "${near}"?`}`,
      });
    });
}

/** A spelling may lead to one department only, or a folder would have two owners. */
function checkDepartments(file: YamlFile, departments: Department[]): Complaint[] {
  const complaints: Complaint[] = [];
  const owner = new Map<string, string>();
  const claim = (spelling: string, name: string, at: (string | number)[]) => {
    const held = owner.get(foldName(spelling));
    if (held !== undefined) {
      complaints.push(
        file.complain(
          at,
          held === name
            ? { zh: `“${spelling}”在“${name}”下写了两次`, en: `"${spelling}" is given twice for "${name}"` }
            : {
                zh: `“${spelling}”已属于“${held}”，不能又指“${name}”`,
                en: `"${spelling}" already means "${held}" and cannot mean "${name}" too`,
              },
        ),
      );
    } else {
      owner.set(foldName(spelling), name);
    }
  };
  // Names first: where a name and an alias clash, the alias is the slip.
  for (const [i, { name }] of departments.entries()) claim(name, name, ['departments', i, 'name']);
  for (const [i, { name, aliases }] of departments.entries()) {
    for (const [j, alias] of aliases.entries()) claim(alias, name, ['departments', i, 'aliases', j]);
  }
  return complaints;
}
