// The choices that outlive the page: language and colours.

export function stored(name) {
  try { return localStorage.getItem(`ondelys.${name}`); } catch { return null; }
}

export function store(name, value) {
  try { localStorage.setItem(`ondelys.${name}`, value); } catch { /* the choice then lasts as long as the page */ }
}

/** The switch between light and dark; until it is used, the system decides. */
export function wireTheme(button) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = () => button.setAttribute('aria-pressed', isDark());
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    store('theme', theme);
    show();
  });
  system.addEventListener('change', show);
  show();
}
