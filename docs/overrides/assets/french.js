// French spaces: no line may begin with ; : ! ? » or %, nor end with «. The sources have ordinary spaces; code stays as it is.
document.addEventListener('DOMContentLoaded', () => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, node => node.parentElement.closest('code, pre, script, style') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  while (texts.nextNode()) {
    const text = texts.currentNode.nodeValue;
    const bound = text.replace(/ (?=[;:!?»%])/g, '\u00a0').replace(/« /g, '«\u00a0').replace(/(\d) (?=\d{3}(?!\d)|(?:ms|Ko|Mo|Go|points?|bits?|octets)\b)/g, '$1\u00a0');
    if (bound !== text) texts.currentNode.nodeValue = bound;
  }
});
