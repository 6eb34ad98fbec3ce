import { describe, expect, it } from 'vitest';
import { atRest } from './facts.js';

const FACTS = {
  'figures/conflict': [{ department: '司法局', unit: '79', path: '司法局/79/说明.docx', data: { 件: 1708 } }],
  'duplicates/same-file': [],
};

describe('facts at rest', () => {
  it('are the same facts, to a reader of one rule, of all, and of their JSON', () => {
    const held = atRest(FACTS);
    expect(held['figures/conflict']).toEqual(FACTS['figures/conflict']);
    expect(Object.keys(held)).toEqual(Object.keys(FACTS));
    expect(JSON.parse(JSON.stringify(held))).toEqual(FACTS);
    expect({ ...held }).toEqual(FACTS);
    expect(held.unknown).toBeUndefined();
  });

  it('do not follow what is done to a copy', () => {
    const held = atRest(FACTS);
    held['figures/conflict']?.pop();
    expect(held['figures/conflict']).toHaveLength(1);
  });
});
