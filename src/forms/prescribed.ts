/** The forms that a task list prescribes (申请表, 申报表), ready to be filled in, printed and stamped. */
import type { Pack } from '../model/pack.js';
import type { FormField, PrescribedForm } from '../model/procedure.js';
import { fillDocx } from './docx.js';
import type { Values } from './markers.js';

/** Empty lines of a box: what is written there by hand needs room. */
const ROOM: Record<FormField['kind'], number> = { text: 0, applicant: 0, date: 0, long: 6, opinion: 3 };

/** @throws TemplateError where the template can't be filled */
export function prescribedForm(
  template: Uint8Array,
  pack: Pack,
  form: PrescribedForm,
  department: string | null,
): Uint8Array {
  const [first, ...rest] = form.fields;
  // A day that comes first stands in the form's head, beside the stamp, as 申请时间 does beside 申请单位.
  const day = form.stamp && first?.kind === 'date' ? first.label : null;
  const boxes = day === null ? form.fields : rest;
  const verb = /^(.{2})时间$/.exec(day ?? '')?.[1] ?? '申报';
  const values = {
    region: pack.region,
    title: form.title,
    attachments: form.attachment === '' ? [] : [{ attachment: form.attachment }],
    head: form.stamp
      ? [
          {
            line: `${verb}单位（盖章）：${department ?? ''}　　　　　　${day ?? '填报时间'}：　　　年　　月　　日`,
          },
        ]
      : [],
    fields: boxes.map((field) => fieldValues(field, department)),
    notes: form.notes.map((note) => ({ note })),
  };
  return fillDocx(template, values, 'prescribed-form.docx');
}

function fieldValues({ label, kind, note }: FormField, department: string | null): Values {
  const value = kind === 'applicant' ? (department ?? '') : kind === 'date' ? '　　　年　　月　　日' : '';
  return {
    label,
    values: [{ value }],
    room: Array.from({ length: ROOM[kind] }, () => ({})),
    notes: note === '' ? [] : [{ note }],
    signature:
      kind === 'opinion' ? [{ line: '负责人（签名）：　　　　　　' }, { line: '年　　月　　日' }] : [],
  };
}
