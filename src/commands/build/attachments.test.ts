import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../model/document.js';
import type { InventoryFile } from '../../model/inventory.js';
import type { DraftPiece } from '../../plan/index.js';
import { Attachments } from './attachments.js';

const piece = (stamp: string) => ({ id: `material:${stamp}`, stamp, unit: '26-29' }) as DraftPiece;
const fileAt = (path: string, bytes = 5) =>
  ({ path, name: path.replace(/.*\//, ''), bytes }) as InventoryFile;

describe('the attachment tree', () => {
  it('copies with the dossier’s number, hashed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attachments-'));
    const stage = mkdtempSync(join(tmpdir(), 'attachments-'));
    mkdirSync(join(folder, '司法局'));
    writeFileSync(join(folder, '司法局/3 会议录像.mp4'), 'hello');
    const attachments = new Attachments('zh', new Set(), false);
    const path = attachments.add(piece('026-03'), fileAt('司法局/3 会议录像.mp4'), null);
    expect(path).toBe('附件/26-29/026-03 会议录像.mp4');
    const sha256 = createHash('sha256').update('hello').digest('hex');
    expect(await attachments.copy(folder, stage)).toEqual([{ role: 'attachment', path, bytes: 5, sha256 }]);
    expect(readFileSync(join(stage, path ?? ''), 'utf8')).toBe('hello');
  });

  it('never copies what is classified, empty or closed to us', async () => {
    const attachments = new Attachments('en', new Set(['a/denied.zip']), false);
    const listed = { title: '名单', classification: '秘密' } as CatalogueEntry;
    expect(attachments.add(piece('1'), fileAt('a/2 名单（秘密）.zip'), null)).toBeNull();
    expect(attachments.add(piece('1'), fileAt('a/2 名单.zip'), listed)).toBeNull();
    expect(attachments.add(piece('1'), fileAt('a/empty.mp4', 0), null)).toBeNull();
    expect(attachments.add(piece('1'), fileAt('a/denied.zip'), null)).toBeNull();
    const stage = mkdtempSync(join(tmpdir(), 'attachments-'));
    expect(await attachments.copy('/', stage)).toEqual([]);
    expect(existsSync(join(stage, 'attachments'))).toBe(false);
  });

  it('copies nothing into the version to publish: nobody has looked through it', () => {
    const attachments = new Attachments('zh', new Set(), true);
    expect(attachments.add(piece('026-03'), fileAt('司法局/3 会议录像.mp4'), null)).toBeNull();
  });

  it('keeps names that every system takes', () => {
    const attachments = new Attachments('zh', new Set(), false);
    const path = attachments.add(piece('026-03'), fileAt(`a/${'长'.repeat(80)}:*?.zip`), null) ?? '';
    const name = path.split('/').at(-1) ?? '';
    expect(Buffer.byteLength(name)).toBeLessThan(255);
    expect(name).toMatch(/…\.zip$/);
    expect(name).not.toMatch(/[:*?]/);
  });
});
