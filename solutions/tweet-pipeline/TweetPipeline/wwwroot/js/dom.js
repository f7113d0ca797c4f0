export const $ = selector => document.querySelector(selector);

/** An element with its properties and its children; `class`, `aria-*` and `data-*` are attributes. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child != null));
  return element;
}

/** One of the page's own drawings; the words beside it say what it means. */
export function icon(name) {
  const svg = node('svg', { class: 'icon', 'aria-hidden': 'true' });
  svg.append(node('use', { href: `#${name}` }));
  return svg;
}

/** An SVG element with its attributes and a text. */
export function node(tag, attributes = {}, text) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}
