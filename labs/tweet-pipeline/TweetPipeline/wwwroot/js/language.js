// The page's texts and numbers, in French and in English.
import en from './texts.en.js';
import fr from './texts.fr.js';
import { store, stored } from './settings.js';

const texts = { en, fr };
const listeners = [];
let language = texts[stored('language')] ? stored('language') : navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';

/** The text of a key, its {names} replaced. */
export const t = (key, values = {}) => texts[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** The text of a key that may not exist. */
export const tIfAny = key => texts[language][key];

// French sets narrow spaces, which many fonts lack: plain unbreakable ones serve as well.
const number = (value, options) => new Intl.NumberFormat(language, options).format(value).replaceAll('\u202f', '\u00a0');
const unit = (value, name) => number(value, { style: 'unit', unit: name, maximumSignificantDigits: 3 });

export const count = value => number(value, { maximumFractionDigits: 0 });
export const decimal = value => number(value, value < 100 ? { maximumFractionDigits: 1 } : { maximumFractionDigits: 0 });
export const percent = share => number(share, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 });
const figures = value => number(value, { maximumSignificantDigits: 3 });
export const seconds = value => value < 1 ? `${figures(value * 1000)}\u00a0ms` : `${figures(value)}\u00a0s`;
export const bytes = value => value >= 999.5e6 ? unit(value / 1e9, 'gigabyte') : value >= 999.5e3 ? unit(value / 1e6, 'megabyte') : value >= 1e3 ? unit(value / 1e3, 'kilobyte') : number(value, { style: 'unit', unit: 'byte', unitDisplay: 'long' });
export const moment = (time, options = { dateStyle: 'medium', timeStyle: 'short' }) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options).format(new Date(time));

/** Calls back now and after each change of language. */
export function onLanguage(show) {
  listeners.push(show);
  show();
}

function apply() {
  document.documentElement.lang = language;
  document.title = t('page');
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-t-label]')) {
    element.setAttribute('aria-label', t(element.dataset.tLabel));
    if (element.tagName === 'BUTTON') element.title = t(element.dataset.tLabel);
  }
  for (const element of document.querySelectorAll('[data-t-placeholder]')) element.placeholder = t(element.dataset.tPlaceholder);
  for (const button of document.querySelectorAll('[data-language]')) button.setAttribute('aria-pressed', button.dataset.language === language);
  for (const show of listeners) show();
}

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    language = button.dataset.language;
    store('language', language);
    apply();
  });
}
apply();
