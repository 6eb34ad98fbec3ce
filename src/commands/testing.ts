/** Holds what the tool writes against its published JSON Schemas. For tests. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';

/** @returns null where the file fits */
export async function schemaErrors(
  schema: 'report' | 'manifest' | 'verification' | 'status',
  file: string,
): Promise<unknown> {
  const path = join(resolve('templates/schema'), `${schema}.schema.json`);
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(await readFile(path, 'utf8')) as object,
  );
  return validate(JSON.parse(await readFile(file, 'utf8'))) ? null : validate.errors;
}
