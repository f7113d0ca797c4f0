const root = document.documentElement;
const choose = language => { root.lang = language; document.title = document.querySelector(`h1 [lang=${language}]`).textContent; };
document.querySelectorAll('button[data-language]').forEach(button => button.onclick = () => choose(button.dataset.language));
choose(navigator.language.startsWith('fr') ? 'fr' : 'en');
