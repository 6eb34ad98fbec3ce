import { describe, expect, it } from 'vitest';
import { namesDocument } from './likeness.js';

const TITLE = '新城区人民政府办公室关于印发《新城区民宿服务管理办法（试行）》的通知';
const PLAIN = '关于做好2024年度党政主要负责人述法工作的通知';

describe('a file named by its document', () => {
  it.each([
    [TITLE, TITLE],
    ['2 关于印发《新城区民宿服务管理办法（试行）》的通知（新政办发〔2024〕7号）', TITLE],
    ['02-新城区民宿服务管理办法', TITLE],
    ['材料3：新政办发[2024]7号 新城区民宿服务管理办法（试行）', TITLE],
    ['新城区人民政府办公室关于印发新城区民宿服务管理办法的通知', TITLE],
    ['做好2024年度党政主要负责人述法工作的通知', PLAIN],
    ['新城区委依法治区办关于做好2024年度党政主要负责人述法工作的通知（扫描件）', PLAIN],
  ])('%j is %j', (name, title) => expect(namesDocument(name, title)).not.toBe('other'));

  it.each([
    ['民宿管理办法', TITLE],
    ['新城区民宿办法印发通知', TITLE],
    ['2024年述法通知', PLAIN],
  ])('%j may be %j', (name, title) => expect(namesDocument(name, title)).toBe('unclear'));

  it.each([
    ['3', TITLE],
    ['通知', PLAIN],
    ['2 文件', TITLE],
    ['领导小组成员名单', TITLE],
    ['新城区行政执法案卷评查通报', PLAIN],
    ['扫描20240506', TITLE],
  ])('%j is not %j', (name, title) => expect(namesDocument(name, title)).toBe('other'));
});
