/**
 * Facts at rest. Those of a province's parts wait until all parts are known; as objects they would take more memory
 * than all else, so each rule's are held deflated and unpacked when they are asked for.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Fact } from '../model/finding.js';

/** @returns the same facts by rule id; each look at one unpacks it anew, so nobody may change what it holds */
export function atRest(facts: Readonly<Record<string, Fact[]>>): Record<string, Fact[]> {
  const held: Record<string, Fact[]> = {};
  for (const [rule, of] of Object.entries(facts)) {
    const packed = deflateRawSync(JSON.stringify(of), { level: 1 });
    Object.defineProperty(held, rule, {
      enumerable: true,
      get: (): Fact[] => JSON.parse(inflateRawSync(packed).toString('utf8')) as Fact[],
    });
  }
  return held;
}
