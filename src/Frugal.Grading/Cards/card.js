const root = document.documentElement;
const buttons = document.querySelectorAll('button[data-language]');
const choose = language => {
  root.lang = language;
  buttons.forEach(button => button.setAttribute('aria-pressed', button.dataset.language === language));
};
buttons.forEach(button => button.onclick = () => choose(button.dataset.language));
choose(navigator.language.startsWith('fr') ? 'fr' : 'en');
const reveal = () => { const task = location.hash.startsWith('#task-') && document.getElementById(location.hash.slice(1)); if (task) task.open = true; };
addEventListener('hashchange', reveal);
reveal();
