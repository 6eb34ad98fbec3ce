import { describe, expect, it } from 'vitest';
import { blanksIn } from './placeholder.js';

describe('blanksIn', () => {
  it.each(['共（ ）件', '清理事项（　）项', '○○局印发方案', '〇〇区', '某某局牵头', '2024年X月', '××街道'])(
    '%s is a blank',
    (text) => expect(blanksIn(text)).toHaveLength(1),
  );

  it.each(['二〇〇三年', '一九九〇年', '当事人张某某', '关于（试行）的通知', '办结（含转办）12件'])(
    '%s is none',
    (text) => expect(blanksIn(text)).toEqual([]),
  );
});
