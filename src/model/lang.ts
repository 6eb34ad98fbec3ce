/** The languages that every message, page and template exists in. Chinese is the default. */
export type Lang = 'zh' | 'en';

/** A thing that exists once per language. */
export type Localised<T = string> = Record<Lang, T>;
