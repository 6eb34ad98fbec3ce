/** Characters that no font has, told with the pages where boxes stand for them, so that somebody can write them in. */
import type { Lang } from '../../model/lang.js';
import type { DossierPlan } from '../../model/plan.js';

export interface LostCharacters {
  /** Id of the piece. */
  piece: string;
  /** 1-based in the volume. */
  page: number;
  characters: string;
}

/** Lines on the terminal; all of them stand in the report. */
const SHOWN = 10;

interface LostVolume {
  no: number;
  lost: readonly LostCharacters[];
}

/** One line a page: volume, page, piece, characters. */
function placeLines(plan: DossierPlan, volumes: readonly LostVolume[], lang: Lang): string[] {
  const titles = new Map(plan.volumes.flatMap((v) => v.pieces.map((p) => [p.id, p.title] as const)));
  return volumes.flatMap(({ no, lost }) =>
    lost.map(({ piece, page, characters }) => {
      const title = titles.get(piece) ?? piece;
      const codes = [...characters]
        .map(
          (char) => `${char}（U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}）`,
        )
        .join('');
      if (lang !== 'zh') return `volume ${no}, page ${page} of the PDF, ${title}: ${codes}`;
      return `第${no}卷 PDF 第${page}页《${title}》：${codes}`;
    }),
  );
}

/** For the terminal. */
export function lostLines(plan: DossierPlan, volumes: readonly LostVolume[], lang: Lang): string[] {
  const lines = placeLines(plan, volumes, lang).map((line) => `  ${line}`);
  if (lines.length <= SHOWN) return lines;
  const more = lines.length - SHOWN;
  return [
    ...lines.slice(0, SHOWN),
    lang === 'zh' ? `  另有 ${more} 页，见检查报告。` : `  and ${more} pages more, see the report.`,
  ];
}

/** For the end of the report; "" where nothing is lost. */
export function lostReport(plan: DossierPlan, volumes: readonly LostVolume[], lang: Lang): string {
  const lines = placeLines(plan, volumes, lang);
  if (lines.length === 0) return '';
  const head =
    lang === 'zh'
      ? '卷宗中显示为方框的字（字体中没有，请核对后手工补写，或用 --font 指定有该字的字体）：'
      : 'Characters for which boxes stand in the dossier (no font has them: write them in, or name one that has with --font):';
  return `\n${head}\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}
