// What scrolls sideways on a narrow screen, wide tables and long lines of code, can be reached by keyboard.
addEventListener('load', () => {
  const reach = () => document.querySelectorAll('.md-content pre > code, .md-content .md-typeset__scrollwrap, .md-content table').forEach(box => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  });
  reach();
  addEventListener('resize', reach);
});
