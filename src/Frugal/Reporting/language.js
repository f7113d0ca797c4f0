const buttons = document.querySelectorAll('button[data-language]');
const choose = language => {
  document.documentElement.lang = language;
  buttons.forEach(button => button.setAttribute('aria-pressed', button.dataset.language === language));
  const heading = document.querySelector(`h1 [lang=${language}]`);
  if (heading) document.title = heading.textContent;
};
buttons.forEach(button => button.onclick = () => choose(button.dataset.language));
choose(navigator.language.startsWith('fr') ? 'fr' : 'en');
