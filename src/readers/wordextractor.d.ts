/** The little of word-extractor that the tests compare with; the package carries no types. */
declare module 'word-extractor' {
  export default class WordExtractor {
    extract(path: string): Promise<{ getBody(options?: { filterUnicode: boolean }): string }>;
  }
}
