import { describe, expect, it } from 'vitest';
import type { Signature } from './inventory.js';
import { extensionFits } from './signature.js';

describe('extension against signature', () => {
  it.each<[string, Signature, 'fits' | 'differs' | 'unknown']>([
    ['docx', 'docx', 'fits'],
    ['docx', 'pdf', 'differs'],
    ['docx', 'zip', 'differs'],
    ['docx', 'ole', 'unknown'],
    ['doc', 'ole', 'fits'],
    ['doc', 'html', 'differs'],
    ['doc', 'docx', 'differs'],
    ['wps', 'ole', 'fits'],
    ['wps', 'docx', 'fits'],
    ['et', 'xlsx', 'fits'],
    ['xls', 'text', 'differs'],
    ['jpg', 'jpeg', 'fits'],
    ['jpeg', 'png', 'differs'],
    ['tif', 'tiff', 'fits'],
    ['csv', 'text', 'fits'],
    ['txt', 'html', 'fits'],
    ['doc', 'rtf', 'fits'],
    ['pdf', 'empty', 'unknown'],
    ['pdf', 'unknown', 'differs'],
    ['avi', 'unknown', 'unknown'],
    ['', 'pdf', 'unknown'],
  ])('.%s with %s: %s', (extension, signature, verdict) => {
    expect(extensionFits(extension, signature)).toBe(verdict);
  });
});
