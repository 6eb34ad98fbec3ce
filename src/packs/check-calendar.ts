/** What a schema can't say about calendar.yaml: bounds the wrong way round, days that are no weekend. Pure. */
import type { Complaint } from '../model/error.js';
import type { Calendar } from '../model/pack.js';
import type { YamlFile } from './yaml-file.js';

/** @param file whose data passed the schema */
export function checkCalendar(file: YamlFile): Complaint[] {
  const { from, to, holidays, workdays } = file.data as Calendar;
  const complaints: Complaint[] = [];
  if (from > to) {
    const words = {
      zh: `起始日期 ${from} 晚于截止日期 ${to}`,
      en: `It starts on ${from}, after its end on ${to}`,
    };
    complaints.push(file.complain(['from'], words));
  }
  for (const [i, day] of workdays.entries()) {
    if (holidays.includes(day)) {
      const words = {
        zh: `${day} 既列为放假日，又列为调休上班日`,
        en: `${day} stands among the holidays and among the working days`,
      };
      complaints.push(file.complain(['workdays', i], words));
    } else if (new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0) {
      const words = {
        zh: `${day} 不是周六、周日，本来就上班，不必列入`,
        en: `${day} is no weekend day: one works on it anyway`,
      };
      complaints.push(file.complain(['workdays', i], words));
    }
  }
  return complaints;
}
