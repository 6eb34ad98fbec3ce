/** A program that answers as LibreOffice does, and fails as the files that it is given say. */
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A file whose text has HANG in it is never finished, CRASH ends the program, REFUSE gives no PDF, HALF the beginning of
 * one. `MOST` in the environment is how many files it converts before it stops and says that all is well; every run adds a
 * line with the number of files to `runs.txt` beside the program, hanging ones the number of their child to `child.txt`.
 * @returns absolute path of the program
 */
export async function fakeOffice(
  folder: string,
  version = 'LibreOffice 7.4.7.2 40(Build:2)',
): Promise<string> {
  const program = join(folder, 'soffice');
  const script = `#!/bin/sh
here='${folder}'
if [ "$1" = --version ]; then echo '${version}'; exit 0; fi
out=
while [ $# -gt 0 ]; do
  case "$1" in
    --outdir) out="$2"; shift 2; break;;
    *) echo "$1" >> "$here/args.txt"; shift;;
  esac
done
echo $# >> "$here/runs.txt"
made=0
for file in "$@"; do
  if grep -q HANG "$file"; then sleep 600 & echo $! > "$here/child.txt"; wait; fi
  if grep -q CRASH "$file"; then kill -9 $$; fi
  if grep -q REFUSE "$file"; then continue; fi
  name=\${file##*/}
  pdf="$out/\${name%.*}.pdf"
  if grep -q HALF "$file"; then echo '%PDF-1.7' > "$pdf"; continue; fi
  if [ -n "$FAKE_PDF" ]; then cp "$FAKE_PDF" "$pdf"; else printf '%%PDF-1.7\\n%s\\n%%%%EOF\\n' "$name" > "$pdf"; fi
  made=$((made + 1))
  if [ -n "$MOST" ] && [ $made -ge "$MOST" ]; then exit 0; fi
done
exit 0
`;
  await writeFile(program, script);
  await chmod(program, 0o755);
  return program;
}
