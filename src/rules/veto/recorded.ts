/** A veto that the office found and wrote down: no unit can be named that way. */
import type { Rule } from '../rule.js';

export const recorded: Rule = {
  card: {
    id: 'veto/recorded',
    topic: 'veto',
    severity: 'error',
    summary: { zh: '记录了否决项情形', en: 'A veto was found and recorded' },
    why: {
      zh: '发生否决项情形的，不得认定、命名，已经认定的取消资格；材料做得再好，也不能通过。',
      en: 'Where a veto applies, nothing can be awarded, and what was awarded is withdrawn, however good the material is.',
    },
    advice: {
      zh: '请先核实所记事实和出处：属实的，停止申报或者撤回该单位的材料；记错的，从 dossier.yaml 的 vetoes 中删去。',
      en: 'Verify the fact and where it comes from: if it is true, stop the application or withdraw the department; if not, take it out of vetoes in dossier.yaml.',
    },
    source: { zh: '任务清单否决项：{clause}', en: 'The vetoes of the task list: {clause}' },
    messages: {
      department: {
        zh: '{department}有否决项情形（{veto}）：{fact}（{on}，来源：{source}）；该单位不得认定、命名，已经认定的取消',
        en: '{department} falls under veto {veto}: {fact} ({on}, source: {source}); it cannot be named, and what was awarded is withdrawn',
      },
      region: {
        zh: '{region}有否决项情形（{veto}）：{fact}（{on}，来源：{source}）；不得认定、命名，已经认定的取消',
        en: '{region} as a whole falls under veto {veto}: {fact} ({on}, source: {source}); it cannot be named, and what was awarded is withdrawn',
      },
    },
    examples: {
      good: ['dossier.yaml 没有 vetoes，或者 vetoes: []'],
      bad: ['dossier.yaml 的 vetoes 记有：公安局，2018年5月2日，领导班子成员受撤职处分'],
    },
  },
  *workspace({ pack, config, scope }) {
    for (const { veto, department, on, fact, source, line } of config.vetoes) {
      if (department !== null && !scope.departments.includes(department)) continue;
      const known = pack.vetoes.find(({ key }) => key === veto);
      const clause = `${known?.within ? `${known.within}，` : ''}${known?.text ?? veto}`;
      yield {
        messageId: department === null ? 'region' : 'department',
        department,
        path: config.path?.replace(/^.*[\\/]/, '') ?? '',
        where: { line },
        args: {
          ...(department === null ? { region: config.region } : { department }),
          veto,
          on,
          fact,
          source,
          clause,
        },
      };
    }
  },
};
